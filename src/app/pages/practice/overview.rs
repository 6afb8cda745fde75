//! Before a round: what is to be studied today, and what else one may practise.

use yew::prelude::*;

use super::data::Data;
use super::standing::Standing;
use crate::anatomy::Depth;
use crate::app::desk::{Desk, now_ms, seed, today};
use crate::app::shared::Shared;
use crate::app::words;
use crate::atlas::Atlas;
use crate::quiz::{Kind, Manner, Plan, SETS, Scope};
use crate::study::Action;

/// What the overview is given.
#[derive(Properties, PartialEq)]
pub(super) struct OverviewProps {
    pub desk: Desk,
    pub atlas: Shared<Atlas>,
}

/// Today's study, the choice of a round, and how far one is.
#[component]
pub(super) fn Overview(props: &OverviewProps) -> Html {
    let OverviewProps { desk, atlas } = props;
    let today = today();
    let queue = desk.learner.queue(atlas, today);
    let study =
        desk.act.reform(|_: MouseEvent| Action::Study { today: crate::app::desk::today(), seed: seed() });
    let again = queue.again.len() + queue.due.len();
    html! {
        <div class="page narrow practice">
            <h1>{ "Practice" }</h1>
            <section class="today" data-due={again.to_string()} data-new={queue.fresh.len().to_string()}>
                <h2>{ "Today" }</h2>
                if queue.is_empty() {
                    <p>{ "Nothing is left for today. What you know comes back just before you would forget it." }</p>
                } else {
                    <p class="lead">{ format!("{again} to repeat, {} new.", queue.fresh.len()) }</p>
                    if queue.waiting > 0 {
                        <p class="note">{ format!("{} more wait for the next days; nothing new is added until then.", queue.waiting) }</p>
                    }
                    <p class="doors"><button type="button" class="door primary" onclick={study} data-do="study">{ "Study" }</button></p>
                }
            </section>
            <Chooser desk={desk.clone()} atlas={atlas.clone()} />
            <Standing desk={desk.clone()} atlas={atlas.clone()} />
            <Data desk={desk.clone()} atlas={atlas.clone()} />
        </div>
    }
}

/// The options of a scope, grouped.
pub(super) fn scope_options(atlas: &Atlas, chosen: &str) -> Html {
    let option = |value: String, name: String| {
        let selected = value == chosen;
        html! { <option {value} {selected}>{ name }</option> }
    };
    let mut regions: Vec<&str> = Vec::new();
    for muscle in atlas.muscles() {
        if !regions.contains(&muscle.row.region.as_str()) {
            regions.push(&muscle.row.region);
        }
    }
    let depths = [Depth::Superficial, Depth::Intermediate, Depth::Deep, Depth::Deepest];
    html! {
        <>
            { option("all".to_owned(), "Everything".to_owned()) }
            <optgroup label="Ready-made">
                { for SETS.iter().map(|set| option(format!("set:{}", set.id), set.title.to_owned())) }
            </optgroup>
            <optgroup label="Regions">
                { for regions.iter().map(|region| option(format!("region:{region}"), words::region_name(region))) }
            </optgroup>
            <optgroup label="Layers">
                { for depths.iter().map(|depth| option(format!("depth:{}", depth.number()), words::capitalised(depth.name()))) }
            </optgroup>
        </>
    }
}

/// The choice of a round.
#[component]
fn Chooser(props: &OverviewProps) -> Html {
    let OverviewProps { desk, atlas } = props;
    let scope = use_state_eq(|| "all".to_owned());
    let kind = use_state_eq(|| None::<Kind>);
    let weak = {
        let (learner, atlas) = (desk.learner.clone(), atlas.clone());
        move || learner.standings().weak(&atlas, now_ms())
    };
    let has_weak = !weak().is_empty();
    let on_scope = {
        let scope = scope.clone();
        move |event: Event| scope.set(event.target_unchecked_into::<web_sys::HtmlInputElement>().value())
    };
    let on_kind = {
        let kind = kind.clone();
        move |event: Event| {
            let value = event.target_unchecked_into::<web_sys::HtmlInputElement>().value();
            kind.set(Kind::ALL.into_iter().find(|kind| kind.slug() == value));
        }
    };
    let start = |length: Option<(usize, bool)>| {
        let kinds = kind.map_or(Kind::ALL.to_vec(), |kind| vec![kind]);
        let (scope, weak, is_typed) = ((*scope).clone(), weak.clone(), desk.learner.settings().is_typed);
        desk.act.reform(move |_: MouseEvent| {
            let scope =
                if scope == "weak" { Scope::Cards(weak()) } else { scope.parse().unwrap_or_default() };
            let plan = match length {
                None => Plan::stations(scope),
                Some((length, is_exam)) => {
                    let limit_s = is_exam.then_some(u32::try_from(length).unwrap_or_default() * 45);
                    Plan {
                        scope,
                        kinds: kinds.clone(),
                        length,
                        manner: Manner { is_exam, is_typed, limit_s },
                    }
                }
            };
            Action::Start { plan, seed: seed(), now_ms: now_ms() }
        })
    };
    html! {
        <section class="chooser">
            <h2>{ "Choose what to practice" }</h2>
            <p class="fields">
                <label>{ "Where" }
                    <select onchange={on_scope} data-choose="scope">
                        { scope_options(atlas, &scope) }
                        if has_weak { <option value="weak" selected={*scope == "weak"}>{ "My weak points" }</option> }
                    </select>
                </label>
                <label>{ "What" }
                    <select onchange={on_kind} data-choose="kind">
                        <option value="" selected={kind.is_none()}>{ "All kinds, mixed" }</option>
                        { for Kind::ALL.into_iter().map(|one| html! {
                            <option value={one.slug()} selected={*kind == Some(one)}>{ one.title() }</option>
                        }) }
                    </select>
                </label>
            </p>
            <p class="doors">
                <button type="button" class="door primary" onclick={start(Some((crate::quiz::LENGTH, false)))} data-do="start">{ "Ten questions" }</button>
                <button type="button" class="door" onclick={start(Some((20, true)))} data-do="exam">{ "Exam: 20 in 15 minutes" }</button>
                <button type="button" class="door" onclick={start(None)} data-do="stations">{ "Practical exam: 25 stations" }</button>
            </p>
        </section>
    }
}
