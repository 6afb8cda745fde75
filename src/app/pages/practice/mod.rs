//! Practice: the overview, a round, its result, and what is the learner's own on other pages.

mod aim;
mod asked;
mod body;
mod brief;
mod choice;
mod choose;
mod data;
mod figure;
mod mine;
mod outline;
mod overview;
mod place;
mod plots;
mod result;
mod scopes;
mod sets;
mod settings;
mod several;
mod standing;

use yew::prelude::*;

use crate::app::desk::Desk;
use crate::app::site::Library;
use crate::quiz::Phase;

pub(super) use brief::about as about_condition;
pub(crate) use mine::{due, mine, mine_in_short};

/// The practice page.
#[component]
pub(crate) fn Practice() -> Html {
    let (Some(library), Some(desk)) = (use_context::<Library>(), use_context::<Desk>()) else {
        return html! {};
    };
    if !desk.is_open {
        return html! { <div class="page narrow"><h1>{ "Practice" }</h1><p role="status">{ "Opening your progress …" }</p></div> };
    }
    let Some(round) = desk.learner.round() else {
        return overview::overview(&overview::OverviewProps { desk, library });
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
