//! Practice: the overview, a round, its result.

mod asked;
mod choice;
mod data;
mod figure;
mod overview;
mod place;
mod plots;
mod result;
mod several;
mod skin;
mod standing;

use yew::prelude::*;

use crate::app::desk::Desk;
use crate::app::shared::Shared;
use crate::atlas::Atlas;
use crate::quiz::Phase;

/// The practice page.
#[component]
pub(crate) fn Practice() -> Html {
    let (Some(atlas), Some(desk)) = (use_context::<Shared<Atlas>>(), use_context::<Desk>()) else {
        return html! {};
    };
    if !desk.is_open {
        return html! { <div class="page narrow"><h1>{ "Practice" }</h1><p role="status">{ "Opening your progress …" }</p></div> };
    }
    let Some(round) = desk.learner.round() else { return html! { <overview::Overview {desk} {atlas} /> } };
    let count = (round.number(), round.asks().len());
    let (ask, answered) = match round.phase() {
        Phase::Done => return html! { <result::ResultPage {desk} {atlas} /> },
        Phase::Asked(ask) => (ask.clone(), None),
        Phase::Shown(ask, answered) => (ask.clone(), Some(answered.clone())),
    };
    let manner = round.manner();
    html! { <asked::Asked {ask} {answered} {count} {manner} {desk} {atlas} /> }
}
