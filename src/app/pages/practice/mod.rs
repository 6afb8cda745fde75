//! Practice: the overview, a round, its result, and what is the learner's own on other pages.

mod aim;
mod asked;
mod body;
mod brief;
mod choice;
mod choose;
mod clock;
mod data;
mod figure;
mod going;
mod learn;
mod leave;
mod matching;
mod mine;
mod ordering;
mod outline;
mod overview;
mod painting;
mod place;
mod plots;
mod result;
mod scopes;
mod sets;
mod settings;
mod standing;
mod strokes;
mod told;

use yew::prelude::*;

use crate::app::desk::{Desk, content, now_ms, seed};
use crate::app::here;
use crate::app::site::Library;
use crate::quiz::{Phase, Plan};
use crate::study::Action;

pub(super) use brief::about as about_condition;
pub(crate) use mine::{due, mine, mine_in_short};

/// The practice page.
#[component]
pub(crate) fn Practice() -> Html {
    let (library, desk) = (use_context::<Library>(), use_context::<Desk>());
    // What is looked at before it is asked.
    let plan_asked = use_state_eq(|| None::<Plan>);
    let redraw = use_force_update();
    let is_open = desk.as_ref().is_some_and(|desk| desk.is_open);
    let round = desk.as_ref().filter(|_| is_open).and_then(|desk| desk.learner.round());
    let shown = round.filter(|round| here::is_shown(round.started_ms()));
    going::use_shown_here(shown.map(|round| round.started_ms()));
    let begin = {
        let plan = plan_asked.setter();
        use_callback((library.clone(), desk.clone()), move |asked: Plan, (library, desk)| {
            let (Some(library), Some(desk)) = (library, desk) else { return };
            if learn::unknown(&content(&library.atlas, library.arrived()), desk, &asked).is_empty() {
                plan.set(None);
                desk.act.emit(Action::Start { plan: asked, seed: seed(), now_ms: now_ms() });
            } else {
                plan.set(Some(asked));
            }
        })
    };
    let Some(library) = library else { return html! {} };
    let Some(desk) = desk.clone().filter(|_| is_open) else {
        return html! { <div class="page narrow"><h1>{ "Practice" }</h1><p role="status">{ "Opening your progress …" }</p></div> };
    };
    let Some(round) = shown else {
        if let Some(plan) = (*plan_asked).clone() {
            let leave = Callback::from(move |()| plan_asked.set(None));
            return html! { <learn::Learn {plan} {desk} {library} {leave} /> };
        }
        let go_on = round.map(|round| {
            let started_ms = round.started_ms();
            Callback::from(move |_: MouseEvent| {
                here::show(started_ms);
                redraw.force_update();
            })
        });
        return overview::overview(&overview::OverviewProps { desk, library, begin, go_on });
    };
    let Library { atlas, .. } = library;
    let count = (round.number(), round.asks().len());
    let (ask, answered) = match round.phase() {
        Phase::Done => return html! { <result::ResultPage {desk} {atlas} /> },
        Phase::Asked(ask) => (ask.clone(), None),
        Phase::Shown(ask, answered) => (ask.clone(), Some(answered.clone())),
    };
    let manner = round.manner();
    html! { <asked::Asked {ask} {answered} {count} {manner} {desk} {atlas} /> }
}
