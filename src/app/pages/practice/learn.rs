//! A short look at what a set, a chapter or a condition is about, before it is asked: muscle by muscle, its plate, a line,
//! its pain. It can be skipped at any step.

use yew::prelude::*;

use super::figure::{self, Hands};
use super::told::told;
use crate::anatomy::Side;
use crate::app::desk::{Desk, now_ms, seed};
use crate::app::site::Library;
use crate::app::words;
use crate::atlas::{Atlas, Muscle, Point};
use crate::quiz::{Content, Plan, Scope, Stage};
use crate::study::{Action, LEVELS};

/// The muscles of a plan that are looked at first: those that are not well known yet. None where nothing opens so: an exam,
/// or a choice that is no set.
pub(super) fn unknown<'a>(content: &Content<'a>, desk: &Desk, plan: &Plan) -> Vec<&'a Muscle> {
    let opens = matches!(plan.scope, Scope::Set(_) | Scope::Chapter(_) | Scope::Condition(_));
    if !opens || plan.manner.is_exam {
        return Vec::new();
    }
    let (standings, retention) = (desk.learner.standings(), desk.learner.settings().retention());
    let is_known = |muscle: &Muscle| standings.muscle(muscle, retention, now_ms()).level() == LEVELS;
    plan.scope.muscles(content).into_iter().filter(|muscle| !is_known(muscle)).collect()
}

#[derive(Properties, PartialEq)]
pub(super) struct LearnProps {
    pub plan: Plan,
    pub desk: Desk,
    pub library: Library,
    /// Back to where it was chosen.
    pub leave: Callback<()>,
}

/// One muscle at a time.
#[component]
pub(super) fn Learn(props: &LearnProps) -> Html {
    let LearnProps { plan, desk, library, leave } = props;
    let atlas = &library.atlas;
    let at = use_state_eq(|| 0usize);
    let content = crate::app::desk::content(atlas, library.arrived());
    let muscles = unknown(&content, desk, plan);
    let heading = use_node_ref();
    use_effect_with(*at, {
        let heading = heading.clone();
        move |_| {
            if let Some(heading) = heading.cast::<web_sys::HtmlElement>() {
                let _ = heading.focus();
                heading.scroll_into_view();
            }
        }
    });
    let begin = {
        let (act, plan, leave) = (desk.act.clone(), plan.clone(), leave.clone());
        Callback::from(move |()| {
            leave.emit(());
            act.emit(Action::Start { plan: plan.clone(), seed: seed(), now_ms: now_ms() });
        })
    };
    let count = muscles.len();
    let to = |step: Option<usize>| {
        let (at, step) = (at.clone(), step.filter(|&step| step < count));
        Callback::from(move |()| at.set(step.unwrap_or(*at)))
    };
    let (back, next) = (to(at.checked_sub(1)), to(Some(*at + 1)));
    let onkeydown = {
        let (back, next, begin) = (back.clone(), next.clone(), begin.clone());
        move |event: KeyboardEvent| match event.key().as_str() {
            "ArrowRight" => next.emit(()),
            "ArrowLeft" => back.emit(()),
            "Escape" => begin.emit(()),
            _ => {}
        }
    };
    let Some(muscle) = muscles.get(*at).copied() else {
        return html! { <p class="waiting" role="status">{ "Opening the texts …" }</p> };
    };
    let lead = content.file(&muscle.row.id).map(|file| file.lead.clone());
    let is_last = *at + 1 == count;
    let press = |to: &Callback<()>| to.reform(|_: MouseEvent| ());
    html! {
        <div class="question looks-first" data-look={muscle.row.id.clone()} {onkeydown}>
            <div class="aside">
                <header class="asked">
                    <div class="count">
                        <progress max={count.to_string()} value={(*at + 1).to_string()} aria-hidden="true"></progress>
                        { told(format!("{} of {count}", *at + 1)) }
                        <button type="button" class="leave" onclick={press(leave)} aria-label="Back to practice" title="Back to practice" data-do="leave-look">
                            <span aria-hidden="true">{ "✕" }</span><span class="in-full">{ "Back" }</span>
                        </button>
                    </div>
                    <p class="note">{ "First a look; then the questions." }</p>
                    <h1 key={muscle.row.id.clone()} ref={heading} tabindex="-1">{ &muscle.names.english }</h1>
                    if let Some(lead) = lead { <p key={format!("lead {}", muscle.row.id)}>{ lead }</p> }
                </header>
                <section class="lesson">{ for pain(atlas, muscle) }</section>
            </div>
            { plates(atlas, muscle) }
            <div class="moves">
                <button key="back" type="button" class="door at-start" onclick={press(&back)} disabled={*at == 0} data-do="look-back">{ "Back" }</button>
                <button key="next" type="button" class={classes!("door", "at-middle", (!is_last).then_some("primary"))} onclick={press(&next)} disabled={is_last} data-do="look-next">{ "Next muscle" }</button>
                <button key="begin" type="button" class={classes!("door", "at-end", is_last.then_some("primary"))} onclick={press(&begin)} data-do="begin">{ "To the questions" }</button>
            </div>
        </div>
    }
}

/// The point whose pain is shown: the first that sends any.
fn sender(muscle: &Muscle) -> Option<&Point> {
    muscle.points.iter().find(|point| !point.trigger.essential.is_empty())
}

/// The muscle, and beside it the pain of its first point.
fn plates(atlas: &Atlas, muscle: &Muscle) -> Html {
    let one = |mut stage: Stage, label: &str| {
        stage.plates.truncate(1);
        let asked = Some(muscle);
        figure::plates(atlas, &stage, asked, label, &Hands::default(), |_, _| {})
    };
    let name = &muscle.names.english;
    let pain = sender(muscle).map(|point| {
        let stage = Stage::of_pattern(atlas, point, Side::Right);
        let label = format!("The pain of {name}.");
        html! { <figure class="look" key={format!("pain {name}")}>{ one(stage, &label) }<figcaption>{ "Its pain" }</figcaption></figure> }
    });
    html! {
        <div class="looks">
            <figure class="look" key={format!("muscle {name}")}>
                { one(Stage::of_muscle(atlas, muscle, Side::Right), &format!("{name}, lit.")) }
                <figcaption>{ "The muscle" }</figcaption>
            </figure>
            { for pain }
        </div>
    }
}

/// Where its first point sends its pain, and how many more points there are.
fn pain(atlas: &Atlas, muscle: &Muscle) -> Option<Html> {
    let point = sender(muscle)?;
    let essential = words::patches(atlas, &point.trigger.essential);
    let more = match muscle.points.len() {
        1 => String::new(),
        2 => " It has one more point.".to_owned(),
        count => format!(" It has {} more points.", count - 1),
    };
    let line =
        format!("{}: {essential}.{more}", words::capitalised(&words::in_sentence(&point.trigger.label)));
    Some(html! { <p key={muscle.row.id.clone()}><b>{ "Its pain, nearly always. " }</b>{ line }</p> })
}
