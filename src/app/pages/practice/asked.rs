//! A question, before or after its answer: what all forms have in common.

use gloo::timers::callback::Interval;
use yew::prelude::*;
use yew_router::components::Link;

use super::choice::Choice;
use super::place::Place;
use super::several::{Matching, Ordering, Painting};
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
    pub on_answer: Callback<Answer>,
}

/// The question in its frame.
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
    let has_number_keys =
        matches!(&question.form, Form::Choice(form) if form.typed.is_none() || !manner.is_typed);
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
        let (is_typed, atlas) = (manner.is_typed, atlas.clone());
        match question.form {
            Form::Place(_) => {
                html! { <Place {key} {question} {verdict} {answer} {stage} {is_typed} {atlas} {on_answer} /> }
            }
            Form::Choice(_) => {
                html! { <Choice {key} {question} {verdict} {answer} {stage} {is_typed} {atlas} {on_answer} /> }
            }
            Form::Match(_) => {
                html! { <Matching {key} {question} {verdict} {answer} {stage} {is_typed} {atlas} {on_answer} /> }
            }
            Form::Order(_) => {
                html! { <Ordering {key} {question} {verdict} {answer} {stage} {is_typed} {atlas} {on_answer} /> }
            }
            Form::Paint(_) => {
                html! { <Painting {key} {question} {verdict} {answer} {stage} {is_typed} {atlas} {on_answer} /> }
            }
        }
    };
    let lesson = if manner.is_exam { &[] } else { question.lesson.as_slice() };
    html! {
        <div class={classes!("question", verdict.as_ref().map(outcome_class))} data-question={format!("{}/{}", ask.kind.slug(), ask.card.of)} {onkeydown}>
            <header class="asked">
                <p class="count">
                    <progress max={count.1.to_string()} value={(count.0 - usize::from(answered.is_none())).to_string()} aria-hidden="true"></progress>
                    { format!("{} of {}", count.0, count.1) }
                    if manner.limit_s.is_some() { <Clock desk={desk.clone()} /> }
                </p>
                if let Some(verdict) = &verdict {
                    <h1 ref={heading} tabindex="-1" class="verdict">{ &verdict.headline }</h1>
                } else {
                    <h1 ref={heading} tabindex="-1">{ &question.prompt }</h1>
                }
                if verdict.is_none() && desk.learner.settings().asks_sureness {
                    { how_sure(&sureness) }
                }
                <div class="doors">
                    if verdict.is_some() {
                        <button type="button" class="door primary" onclick={act(|now_ms| Action::Next { now_ms })} data-do="next">
                            { if count.0 == count.1 { "See the result" } else { "Next question" } }
                        </button>
                        <button type="button" class="door" onclick={act(|now_ms| Action::Undo { now_ms })} data-do="undo">{ "Take it back" }</button>
                    } else {
                        <button type="button" class="door" data-do="unknown"
                            onclick={act(|now_ms| Action::Answer { answer: Answer::Unknown, sureness: None, now_ms })}>
                            { if manner.is_exam { "I do not know" } else { "Show me" } }
                        </button>
                        if manner.is_exam && count.0 > 1 {
                            <button type="button" class="door quiet" onclick={act(|now_ms| Action::Undo { now_ms })} data-do="undo">{ "Take the last one back" }</button>
                        }
                        <button type="button" class="door quiet" onclick={act(|_| Action::Leave)}>{ "Leave the round" }</button>
                    }
                </div>
                if let Some(verdict) = &verdict {
                    <p class="note">{ &question.prompt }</p>
                    { for verdict.lines.iter().chain(lesson).map(|line| html! { <p>{ line }</p> }) }
                    if mistaken.is_some() { { compare(&shows_mistake) } }
                    <p>{ study_link(&ask.card.thing()) }</p>
                }
            </header>
            { form }
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

#[derive(Properties, PartialEq)]
struct ClockProps {
    desk: Desk,
}

/// The time that is left; ends the round when it is up.
#[component]
fn Clock(props: &ClockProps) -> Html {
    let tick = use_state(now_ms);
    use_effect_with((), {
        let tick = tick.setter();
        move |()| {
            let interval = Interval::new(1000, move || tick.set(now_ms()));
            move || drop(interval)
        }
    });
    let left_ms = props.desk.learner.round().and_then(|round| round.left_ms(*tick));
    use_effect_with(left_ms == Some(0), {
        let act = props.desk.act.clone();
        move |is_up| {
            if *is_up {
                act.emit(Action::End);
            }
        }
    });
    let seconds = left_ms.unwrap_or_default() / 1000;
    html! { <span class="clock" role="timer">{ format!("{}:{:02}", seconds / 60, seconds % 60) }</span> }
}

fn outcome_class(verdict: &Verdict) -> &'static str {
    match verdict.outcome {
        Outcome::Found => "is-found",
        Outcome::Near => "is-near",
        Outcome::Missed => "is-missed",
    }
}
