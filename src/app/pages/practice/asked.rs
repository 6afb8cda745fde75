//! A question, before or after its answer: what all forms have in common.

use yew::prelude::*;
use yew_router::components::Link;

use super::choice::Choice;
use super::clock::Clock;
use super::going;
use super::leave::Leave;
use super::matching::Matching;
use super::ordering::Ordering;
use super::painting::Painting;
use super::place::Place;
use super::told::{paragraphs, told};
use crate::app::desk::{Desk, content, now_ms};
use crate::app::route::Route;
use crate::app::shared::Shared;
use crate::app::site::Library;
use crate::atlas::Atlas;
use crate::quiz::{
    Answer, Answered, Ask, Form, Manner, Outcome, Question, Stage, Sureness, Thing, Verdict, mistake,
};
use crate::study::Action;

/// What a question is given: with its answer once that was given.
#[derive(Properties, PartialEq)]
pub(super) struct AskedProps {
    pub ask: Ask,
    pub answered: Option<Answered>,
    /// The number of the question, and of how many.
    pub count: (usize, usize),
    pub manner: Manner,
    pub desk: Desk,
    pub atlas: Shared<Atlas>,
}

/// What a form is given.
#[derive(Properties, PartialEq)]
pub(super) struct FormProps {
    pub question: Shared<Question>,
    pub verdict: Option<Verdict>,
    pub answer: Option<Answer>,
    pub stage: Stage,
    pub is_typed: bool,
    pub atlas: Shared<Atlas>,
    /// Told an answer that is given at once.
    pub on_answer: Callback<Answer>,
    /// Told the answer that is being put together, or none while it is not whole: the button below gives it.
    pub on_draft: Callback<Option<Answer>>,
}

/// The question in its frame. What asks, what goes on and what leaves each have a place of their own, so that a second
/// tap never meets another button than the first.
#[component]
pub(super) fn Asked(props: &AskedProps) -> Html {
    let AskedProps { ask, answered, count, manner, desk, atlas } = props;
    let library = use_context::<Library>();
    let texts = library.as_ref().and_then(|library| library.texts.clone().ok().flatten());
    let question = use_memo((ask.clone(), texts.is_some()), |(ask, _)| {
        Question::make(&content(atlas, texts.as_ref()), ask).map(Shared::new)
    });
    let sureness = use_state_eq(|| None::<Sureness>);
    let shows_mistake = use_state_eq(|| false);
    let draft = use_state_eq(|| None::<(Ask, Answer)>);
    let heading = use_node_ref();
    // Each question, and each verdict, is where a keyboard or a screen reader goes on.
    use_effect_with((ask.clone(), answered.is_some()), {
        let (heading, sureness, shows_mistake) = (heading.clone(), sureness.clone(), shows_mistake.clone());
        move |(_, is_answered)| {
            shows_mistake.set(false);
            if !is_answered {
                sureness.set(None);
            }
            if let Some(heading) = heading.cast::<web_sys::HtmlElement>() {
                // It may have the focus already, further up than the window shows.
                let _ = heading.focus();
                heading.scroll_into_view();
            }
        }
    });
    let on_draft = {
        let draft = draft.setter();
        use_callback(ask.clone(), move |answer: Option<Answer>, ask| {
            draft.set(answer.map(|answer| (ask.clone(), answer)));
        })
    };
    let act = |action: fn(u64) -> Action| desk.act.reform(move |_: MouseEvent| action(now_ms()));
    let Some(question) = (*question).clone() else {
        let is_waiting = library.is_some_and(|library| library.texts == Ok(None));
        return if is_waiting {
            html! { <p class="waiting" role="status">{ "Opening the texts …" }</p> }
        } else {
            html! {
                <div class="page narrow">
                    <h1>{ "This question cannot be asked" }</h1>
                    <p>{ "The content that it is made from is not here, or has changed." }</p>
                    <p class="doors">
                        <button type="button" class="door primary" onclick={act(|now_ms| Action::Skip { now_ms })}>{ "Skip it" }</button>
                        <button type="button" class="door" onclick={act(|_| Action::Leave)}>{ "Leave the round" }</button>
                    </p>
                </div>
            }
        };
    };
    let verdict = answered
        .as_ref()
        .and_then(|answered| question.grade(&content(atlas, texts.as_ref()), &answered.answer).ok());
    let on_answer = {
        let (act, sureness) = (desk.act.clone(), *sureness);
        Callback::from(move |answer| act.emit(Action::Answer { answer, sureness, now_ms: now_ms() }))
    };
    let mistaken = verdict.as_ref().and_then(|verdict| {
        Some((verdict.mistaken.clone()?, mistake(atlas, &question, verdict.mistaken.as_ref()?)?))
    });
    let stage = match (&verdict, &mistaken) {
        (Some(_), Some((_, stage))) if *shows_mistake => stage.clone(),
        (Some(_), _) => question.answer_stage.clone(),
        (None, _) => question.stage.clone(),
    };
    let is_typed = matches!(&question.form, Form::Choice(form) if form.typed.is_some() && manner.is_typed);
    let has_number_keys = matches!(&question.form, Form::Choice(_)) && !is_typed;
    let onkeydown = {
        let (on_answer, desk, is_asked) = (on_answer.clone(), desk.clone(), verdict.is_none());
        move |event: KeyboardEvent| {
            let is_on_heading = event
                .target_dyn_into::<web_sys::HtmlElement>()
                .is_some_and(|target| target.tag_name() == "H1");
            let number = event.key().parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            match number {
                Some(at) if is_asked && has_number_keys => on_answer.emit(Answer::Pick(at)),
                None if !is_asked && is_on_heading && event.key() == "Enter" => {
                    event.prevent_default();
                    desk.act.emit(Action::Next { now_ms: now_ms() });
                }
                _ => {}
            }
        }
    };
    let form = {
        let (key, question) = (ask.card.to_string(), question.clone());
        let (verdict, answer) = (verdict.clone(), answered.as_ref().map(|answered| answered.answer.clone()));
        let (is_typed, atlas, on_answer) = (manner.is_typed, atlas.clone(), on_answer.clone());
        match question.form {
            Form::Place(_) => {
                html! { <Place {key} {question} {verdict} {answer} {stage} {is_typed} {atlas} {on_answer} {on_draft} /> }
            }
            Form::Choice(_) => {
                html! { <Choice {key} {question} {verdict} {answer} {stage} {is_typed} {atlas} {on_answer} {on_draft} /> }
            }
            Form::Match(_) => {
                html! { <Matching {key} {question} {verdict} {answer} {stage} {is_typed} {atlas} {on_answer} {on_draft} /> }
            }
            Form::Order(_) => {
                html! { <Ordering {key} {question} {verdict} {answer} {stage} {is_typed} {atlas} {on_answer} {on_draft} /> }
            }
            Form::Paint(_) => {
                html! { <Painting {key} {question} {verdict} {answer} {stage} {is_typed} {atlas} {on_answer} {on_draft} /> }
            }
        }
    };
    let is_put_together =
        is_typed || matches!(question.form, Form::Match(_) | Form::Order(_) | Form::Paint(_));
    let whole = draft.as_ref().filter(|(of, _)| of == ask).map(|(_, answer)| answer.clone());
    let give = {
        let (on_answer, whole) = (on_answer, whole.clone());
        move |_: MouseEvent| {
            if let Some(answer) = whole.clone() {
                on_answer.emit(answer);
            }
        }
    };
    let lesson = if manner.is_exam { &[] } else { question.lesson.as_slice() };
    let form_class = match question.form {
        Form::Place(_) => "asks-place",
        Form::Choice(_) => "asks-choice",
        Form::Match(_) => "asks-match",
        Form::Order(_) => "asks-order",
        Form::Paint(_) => "asks-paint",
    };
    let done = count.0 - usize::from(answered.is_none());
    html! {
        <div class={classes!("question", form_class, verdict.as_ref().map(outcome_class))} data-question={format!("{}/{}", ask.kind.slug(), ask.card.of)} {onkeydown} onclick={going::note_link}>
            <div class="aside">
                <header class="asked">
                    <div class="count">
                        <progress max={count.1.to_string()} value={done.to_string()} aria-hidden="true"></progress>
                        { told(format!("{} of {}", count.0, count.1)) }
                        if manner.limit_s.or(manner.station_s).is_some() { <Clock desk={desk.clone()} /> }
                        <Leave desk={desk.clone()} is_exam={manner.is_exam} {done} of={count.1} />
                    </div>
                    if let Some(verdict) = &verdict {
                        <h1 key={format!("verdict {}", verdict.headline)} ref={heading} tabindex="-1" class="verdict">{ &verdict.headline }</h1>
                        { paragraphs(&verdict.lines) }
                        <div key="after" class="after">
                            if mistaken.is_some() && !matches!(question.form, Form::Match(_)) { { compare(&shows_mistake) } }
                            <button type="button" class="door quiet small" onclick={act(|now_ms| Action::Undo { now_ms })} data-do="undo">{ "Take it back" }</button>
                        </div>
                    } else {
                        <h1 key={question.prompt.clone()} ref={heading} tabindex="-1">{ &question.prompt }</h1>
                        if desk.learner.settings().asks_sureness { { how_sure(&sureness) } }
                        if desk.learner.round().is_some_and(|round| round.can_undo()) {
                            <p key="take-last-back"><button type="button" class="door quiet small" onclick={act(|now_ms| Action::Undo { now_ms })} data-do="undo">{ "Take the last one back" }</button></p>
                        }
                    }
                </header>
                if verdict.is_some() {
                    <section class="lesson" aria-label="To remember">
                        <p key={question.prompt.clone()} class="note">{ &question.prompt }</p>
                        { paragraphs(lesson) }
                        <p>{ study_link(&ask.card.thing()) }</p>
                    </section>
                }
            </div>
            { form }
            <div class="moves">
                if verdict.is_some() {
                    <button key="next" type="button" class="door primary at-end" onclick={act(|now_ms| Action::Next { now_ms })} data-do="next">
                        { told(if count.0 == count.1 { "See the result" } else { "Next question" }) }
                    </button>
                } else {
                    <button key={format!("unknown {} {}", ask.card, ask.seed)} type="button" class="door at-start" data-do="unknown"
                        onclick={act(|now_ms| Action::Answer { answer: Answer::Unknown, sureness: None, now_ms })}>
                        { if manner.is_exam { "I do not know" } else { "Show me" } }
                    </button>
                    if is_put_together {
                        <button key="answer" type="button" class="door primary at-middle" onclick={give} disabled={whole.is_none()} data-do="answer">{ "Answer" }</button>
                    }
                }
            </div>
        </div>
    }
}

/// The page of a muscle or point.
pub(super) fn study_link(thing: &Thing) -> Html {
    match thing {
        Thing::Muscle(id) => {
            html! { <Link<Route> to={Route::Muscle { id: id.clone() }}>{ "Study this muscle" }</Link<Route>> }
        }
        Thing::Point(id) => {
            html! { <Link<Route> to={Route::Point { id: id.clone() }}>{ "Study this point" }</Link<Route>> }
        }
    }
}

/// Two buttons: what was right, or what was taken for it.
fn compare(shows_mistake: &UseStateHandle<bool>) -> Html {
    let button = |to: bool, name: &'static str| {
        let pressed = if **shows_mistake == to { "true" } else { "false" };
        let shows_mistake = shows_mistake.clone();
        html! { <button type="button" aria-pressed={pressed} onclick={move |_: MouseEvent| shows_mistake.set(to)}>{ name }</button> }
    };
    html! {
        <div class="switches" role="group" aria-label="Shown on the plate">
            { button(false, "What is right") }
            { button(true, "What you chose") }
        </div>
    }
}

fn how_sure(sureness: &UseStateHandle<Option<Sureness>>) -> Html {
    let button = |to: Sureness, name: &'static str| {
        let pressed = if **sureness == Some(to) { "true" } else { "false" };
        let sureness = sureness.clone();
        html! { <button type="button" aria-pressed={pressed} onclick={move |_: MouseEvent| sureness.set(Some(to))}>{ name }</button> }
    };
    html! {
        <div class="switches" role="group" aria-label="How sure are you?">
            { button(Sureness::Guess, "A guess") }{ button(Sureness::Rather, "Rather sure") }{ button(Sureness::Sure, "Sure") }
        </div>
    }
}

fn outcome_class(verdict: &Verdict) -> &'static str {
    match verdict.outcome {
        Outcome::Found => "is-found",
        Outcome::Near => "is-near",
        Outcome::Missed => "is-missed",
    }
}
