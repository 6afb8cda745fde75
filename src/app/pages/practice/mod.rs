//! Practice: the overview, a round, its result.

mod find;
mod overview;
mod pain;
mod result;

use yew::prelude::*;

use crate::app::desk::{Desk, now_ms};
use crate::app::shared::Shared;
use crate::atlas::Atlas;
use crate::quiz::{Answered, Phase, Question, Round};
use crate::study::Action;

/// The practice page.
#[component]
pub(crate) fn Practice() -> Html {
    let (Some(atlas), Some(desk)) = (use_context::<Shared<Atlas>>(), use_context::<Desk>()) else {
        return html! {};
    };
    if !desk.is_open {
        return html! { <div class="page narrow"><h1>{ "Practice" }</h1><p role="status">{ "Opening your progress …" }</p></div> };
    }
    match desk.learner.round() {
        None => html! { <overview::Overview {desk} {atlas} /> },
        Some(round) => match round.phase() {
            Phase::Done => html! { <result::ResultPage {desk} {atlas} /> },
            Phase::Asked(question) => {
                html! { <Asked question={question.clone()} answered={None} round={count(round)} {desk} {atlas} /> }
            }
            Phase::Shown(question, answered) => {
                html! { <Asked question={question.clone()} answered={Some(answered.clone())} round={count(round)} {desk} {atlas} /> }
            }
        },
    }
}

/// The number of the question, and of how many.
type Count = (usize, usize);

fn count(round: &Round) -> Count {
    (round.number(), round.questions().len())
}

/// What a question is given: with its answer once that was given.
#[derive(Properties, PartialEq)]
struct AskedProps {
    question: Question,
    answered: Option<Answered>,
    round: Count,
    desk: Desk,
    atlas: Shared<Atlas>,
}

/// A question, before or after its answer.
#[component]
fn Asked(props: &AskedProps) -> Html {
    let AskedProps { question, answered, round, desk, atlas } = props;
    let heading = use_node_ref();
    // Each question, and each verdict, is where a keyboard or a screen reader goes on.
    use_effect_with((round.0, answered.is_some()), {
        let heading = heading.clone();
        move |_| {
            if let Some(heading) = heading.cast::<web_sys::HtmlElement>() {
                let _ = heading.focus();
            }
        }
    });
    let explanation = answered.as_ref().and_then(|answered| question.explain(atlas, &answered.verdict));
    let act = |action: fn(u64) -> Action| desk.act.reform(move |_: MouseEvent| action(now_ms()));
    let body = match question {
        Question::FindPoint(asked) => html! {
            <find::Find key={asked.point.clone()} asked={asked.clone()} answered={answered.clone()} desk={desk.clone()} atlas={atlas.clone()} />
        },
        Question::WhosePain(asked) => html! {
            <pain::Pain key={asked.point.clone()} asked={asked.clone()} answered={answered.clone()} desk={desk.clone()} atlas={atlas.clone()} />
        },
    };
    let outcome = answered.as_ref().map(|answered| outcome_class(answered));
    html! {
        <div class={classes!("question", outcome)} data-question={question.item().to_string()}>
            <header class="asked">
                <p class="count">
                    <progress max={round.1.to_string()} value={(round.0 - usize::from(answered.is_none())).to_string()} aria-hidden="true"></progress>
                    { format!("{} of {}", round.0, round.1) }
                </p>
                if let Some(explanation) = &explanation {
                    <h1 ref={heading} tabindex="-1" class="verdict">{ &explanation.headline }</h1>
                } else {
                    <h1 ref={heading} tabindex="-1">{ question.prompt(atlas) }</h1>
                }
                <div class="doors">
                    if answered.is_some() {
                        <button type="button" class="door primary" onclick={act(|now_ms| Action::Next { now_ms })} data-do="next">
                            { if round.0 == round.1 { "See the result" } else { "Next question" } }
                        </button>
                        <button type="button" class="door" onclick={act(|now_ms| Action::Undo { now_ms })} data-do="undo">{ "Take it back" }</button>
                    } else {
                        <button type="button" class="door" data-do="unknown"
                            onclick={act(|now_ms| Action::Answer { answer: crate::quiz::Answer::Unknown, now_ms })}>
                            { "Show me" }
                        </button>
                        <button type="button" class="door quiet" onclick={act(|_| Action::Leave)}>{ "Leave the round" }</button>
                    }
                </div>
                if let Some(explanation) = &explanation {
                    { for explanation.lines.iter().map(|line| html! { <p>{ line }</p> }) }
                }
            </header>
            { body }
        </div>
    }
}

fn outcome_class(answered: &Answered) -> &'static str {
    match answered.verdict.outcome() {
        crate::quiz::Outcome::Found => "is-found",
        crate::quiz::Outcome::Near => "is-near",
        crate::quiz::Outcome::Missed => "is-missed",
    }
}
