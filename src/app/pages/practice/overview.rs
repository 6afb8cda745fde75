//! Before a round: what is to be studied today, ready-made sets, any other choice, and how far one is.

use yew::prelude::*;

use super::choose::{Chooser, settle};
use super::data::Data;
use super::going;
use super::mine;
use super::scopes::scope_options;
use super::sets::sets;
use super::standing::standing;
use crate::app::desk::{Desk, content, seed, today};
use crate::app::site::Library;
use crate::quiz::{Content, Plan};
use crate::study::{Action, Queue, Totals};

/// What the overview and its parts are given.
#[derive(Properties, PartialEq, Clone)]
pub(super) struct OverviewProps {
    pub desk: Desk,
    pub library: Library,
    /// Begins a round; what is new of a set is looked at first.
    pub begin: Callback<Plan>,
    /// Goes on with the round that was left in its midst, where there is one.
    pub go_on: Option<Callback<MouseEvent>>,
}

impl OverviewProps {
    /// What questions are made from.
    pub(super) fn content(&self) -> Content<'_> {
        content(&self.library.atlas, self.library.arrived())
    }
}

/// The simple way first: today's study, then a set, then any choice; what is for later stands folded below.
pub(super) fn overview(props: &OverviewProps) -> Html {
    let (desk, atlas) = (&props.desk, &props.library.atlas);
    html! {
        <div class="page practice overview">
            <div class="top">
                <h1>{ "Practice" }</h1>
                if let Some((round, go_on)) = desk.learner.round().zip(props.go_on.clone()) {
                    { going::offer(desk, round, go_on) }
                }
            </div>
            { day(props) }
            { sets(props) }
            <Chooser ..props.clone() />
            { standing(props) }
            { mine::list(desk, atlas) }
            <Data ..props.clone() />
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
    let desk = &props.desk;
    let content = props.content();
    let queue = desk.learner.queue(&content, today());
    let study =
        desk.act.reform(|_: MouseEvent| Action::Study { today: crate::app::desk::today(), seed: seed() });
    let has_more = queue.is_empty() && !desk.learner.more(&content).is_empty();
    let more = desk
        .act
        .reform(|_: MouseEvent| Action::LearnMore { seed: seed(), now_ms: crate::app::desk::now_ms() });
    let again = queue.again.len() + queue.due.len();
    let learning = &desk.learner.settings().learning;
    let (is_waiting, is_gone) = (learning.is_on_its_way(&content), learning.is_gone(&content));
    let from = settle(desk, |next, field| next.learning = field.value().parse().unwrap_or_default());
    let count = |number: usize, what: &'static str| {
        html! { <span class="count-of"><b>{ number }</b>{ " " }{ what }</span> }
    };
    html! {
        <section class="today" data-due={again.to_string()} data-new={queue.fresh.len().to_string()}>
            <h2>{ "Today" }</h2>
            if is_gone {
                <p class="fault" role="alert" data-gone={learning.to_string()}>{
                    "What you took new cards from is no longer a part of Palpate. What you have learned stays and comes \
                     back when it is due; for new cards, choose anew where they come from."
                }</p>
            }
            if queue.is_empty() && is_waiting {
                <p role="status">{ props.library.texts.as_ref().err().cloned().unwrap_or_else(|| "Opening …".into()) }</p>
            } else if queue.is_empty() {
                <p>{ "Nothing is left for today. What you know comes back just before you would forget it." }</p>
                if has_more {
                    <p class="doors"><button type="button" class="door" onclick={more} data-do="learn-more">{ "Learn ten more" }</button></p>
                }
            } else {
                <p class="counts">{ count(again, "to repeat") }{ count(queue.fresh.len(), "new") }</p>
                <p class="doors"><button type="button" class="door primary begin" onclick={study} data-do="study">{ "Start" }</button></p>
                <p class="note">{ told(desk, &queue) }</p>
            }
            <label class="from">{ "New cards come from" }
                <select onchange={from} data-choose="learning">
                    if is_gone { <option value={learning.to_string()} selected=true>{ "Choose …" }</option> }
                    { scope_options(&content, &learning.to_string()) }
                </select>
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
