//! Before a round: what is to be studied today, ready-made sets, any other choice, and how far one is.

use yew::prelude::*;

use super::choose::{Chooser, scope_options, settle};
use super::data::Data;
use super::mine;
use super::sets::sets;
use super::standing::standing;
use crate::app::desk::{Desk, seed, today};
use crate::app::shared::Shared;
use crate::atlas::Atlas;
use crate::study::{Action, Queue, Totals};

/// What the overview and its parts are given.
#[derive(Properties, PartialEq)]
pub(super) struct OverviewProps {
    pub desk: Desk,
    pub atlas: Shared<Atlas>,
}

/// The simple way first: today's study, then a set, then any choice; what is for later stands folded below.
pub(super) fn overview(props: &OverviewProps) -> Html {
    let OverviewProps { desk, atlas } = props;
    html! {
        <div class="page practice overview">
            <h1>{ "Practice" }</h1>
            { day(props) }
            { sets(props) }
            <Chooser desk={desk.clone()} atlas={atlas.clone()} />
            { standing(props) }
            { mine::list(desk, atlas) }
            <Data desk={desk.clone()} atlas={atlas.clone()} />
        </div>
    }
}

/// Whether the window has room for two columns.
pub(super) fn is_wide() -> bool {
    gloo::utils::window()
        .inner_width()
        .ok()
        .and_then(|width| width.as_f64())
        .is_some_and(|width| width > 900.0)
}

/// What is to be studied today, and the one button that begins it.
fn day(props: &OverviewProps) -> Html {
    let OverviewProps { desk, atlas } = props;
    let queue = desk.learner.queue(atlas, today());
    let study =
        desk.act.reform(|_: MouseEvent| Action::Study { today: crate::app::desk::today(), seed: seed() });
    let again = queue.again.len() + queue.due.len();
    let settings = desk.learner.settings();
    let from = settle(desk, |next, field| next.learning = field.value().parse().unwrap_or_default());
    let count = |number: usize, what: &'static str| {
        html! { <span class="count-of"><b>{ number }</b>{ " " }{ what }</span> }
    };
    html! {
        <section class="today" data-due={again.to_string()} data-new={queue.fresh.len().to_string()}>
            <h2>{ "Today" }</h2>
            if queue.is_empty() {
                <p>{ "Nothing is left for today. What you know comes back just before you would forget it." }</p>
            } else {
                <p class="counts">{ count(again, "to repeat") }{ count(queue.fresh.len(), "new") }</p>
                <p class="doors"><button type="button" class="door primary begin" onclick={study} data-do="study">{ "Start" }</button></p>
                <p class="note">{ told(desk, &queue) }</p>
            }
            <label class="from">{ "New cards come from" }
                <select onchange={from} data-choose="learning">{ scope_options(atlas, &settings.learning.to_string()) }</select>
            </label>
        </section>
    }
}

/// How long today's study will take about, and what waits.
fn told(desk: &Desk, queue: &Queue) -> String {
    /// What an answer takes a beginner.
    const USUAL_MS: u64 = 20_000;
    let totals = Totals::of(desk.learner.progress().reviews());
    let mean_ms =
        if totals.reviews < 20 { USUAL_MS } else { totals.spent_ms / totals.reviews.max(1) as u64 + 5_000 };
    let minutes = (mean_ms * queue.len() as u64).div_ceil(60_000);
    let mut told = format!("About {minutes} {}.", if minutes == 1 { "minute" } else { "minutes" });
    if queue.waiting > 0 {
        told.push_str(&format!(
            " {} more wait for the next days; nothing new is added until then.",
            queue.waiting
        ));
    }
    told
}
