//! After a round: how it went, by kind and by region, and what to repeat.

use yew::prelude::*;
use yew_router::components::Link;

use super::going;
use crate::app::desk::{Desk, content, now_ms, seed};
use crate::app::route::Route;
use crate::app::shared::Shared;
use crate::app::site::Library;
use crate::app::words;
use crate::atlas::Atlas;
use crate::quiz::{Answered, Ask, Card, Outcome, Question, Tally, Thing};
use crate::study::Action;

/// What the result is given.
#[derive(Properties, PartialEq)]
pub(super) struct ResultPageProps {
    pub desk: Desk,
    pub atlas: Shared<Atlas>,
}

/// The result of the round.
#[component]
pub(super) fn ResultPage(props: &ResultPageProps) -> Html {
    let ResultPageProps { desk, atlas } = props;
    let library = use_context::<Library>();
    let heading = use_node_ref();
    use_effect_with((), {
        let heading = heading.clone();
        move |()| {
            if let Some(heading) = heading.cast::<web_sys::HtmlElement>() {
                let _ = heading.focus();
            }
        }
    });
    let Some(round) = desk.learner.round() else { return html! {} };
    let result = round.result(atlas);
    let repeat = {
        let cards = result.repeat.clone();
        desk.act.reform(move |_: MouseEvent| Action::Repeat {
            cards: cards.clone(),
            seed: seed(),
            now_ms: now_ms(),
        })
    };
    let leave = desk.act.reform(|_: MouseEvent| Action::Leave);
    let undo = desk.act.reform(|_: MouseEvent| Action::Undo { now_ms: now_ms() });
    let line = |name: String, tally: Tally| {
        html! {
            <tr><th scope="row">{ name }</th><td>{ tally.found }</td><td>{ tally.near }</td><td>{ tally.missed }</td></tr>
        }
    };
    let table = |head: &'static str, rows: Vec<Html>| {
        html! {
            <table>
                <thead><tr><th scope="col">{ head }</th><th scope="col">{ "Right" }</th><th scope="col">{ "Partly" }</th><th scope="col">{ "Wrong" }</th></tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
        }
    };
    let texts = library.and_then(|library| library.texts.ok().flatten());
    let told = |(ask, answered): (&Ask, &Answered)| {
        let question = Question::make(&content(atlas, texts.as_ref()), ask)?;
        let sign = match answered.outcome {
            Outcome::Found => "✓ right",
            Outcome::Near => "≈ partly",
            Outcome::Missed => "✗ wrong",
        };
        Some(html! {
            <li key={ask.card.to_string()}>
                <p><b>{ sign }</b>{ " " }{ &question.prompt }</p>
                { for question.lesson.iter().map(|line| html! { <p class="note">{ line }</p> }) }
            </li>
        })
    };
    html! {
        <div class="page narrow practice result" onclick={going::note_link} data-result={format!("{}/{}", result.all.found, result.all.total())}>
            <h1 ref={heading} tabindex="-1">{ format!("{} of {} right", result.all.found, result.all.total() + result.unanswered) }</h1>
            <p>{ format!("Score: {} of 100, with part of the credit for what was partly right.", result.score) }</p>
            if let Some(mean_ms) = result.mean_ms() {
                <p data-spent={(result.spent_ms / 1000).to_string()}>{ time_told(result.spent_ms, result.limit_ms, mean_ms) }</p>
            }
            if result.relearned > 0 {
                <p class="note">{ relearned_told(result.relearned) }</p>
            }
            if result.unanswered > 0 {
                <p class="note">{ format!("{} were not answered before the end.", result.unanswered) }</p>
            }
            <div class="reports">
                { table("Kind", result.by_kind.iter().map(|(kind, tally)| line(kind.title().to_owned(), *tally)).collect()) }
                if result.by_region.len() > 1 {
                    { table("Region", result.by_region.iter().map(|(region, tally)| line(words::region_name(region), *tally)).collect()) }
                }
            </div>
            if result.repeat.is_empty() {
                <p>{ "Nothing to repeat from this round." }</p>
            } else {
                <section>
                    <h2>{ "To repeat" }</h2>
                    <ul class="index">{ for result.repeat.iter().filter_map(|card| item(atlas, card)) }</ul>
                </section>
            }
            <p class="doors">
                if !result.repeat.is_empty() {
                    <button type="button" class="door primary" onclick={repeat} data-do="repeat">{ "Repeat these now" }</button>
                }
                <button type="button" class="door" onclick={leave} data-do="leave">{ "Back to practice" }</button>
                <button type="button" class="door quiet" onclick={undo}>{ "Take the last answer back" }</button>
            </p>
            <details open={round.manner().is_exam}>
                <summary>{ "Every question and its answer" }</summary>
                <ol class="told">{ for round.asks().iter().zip(round.counted()).filter_map(told) }</ol>
            </details>
        </div>
    }
}

/// "It took 4 min 10 s of 15 min: about 12 s for each question."
fn time_told(spent_ms: u64, limit_ms: Option<u64>, mean_ms: u64) -> String {
    let limit = limit_ms.map_or(String::new(), |limit_ms| format!(" of {}", span(limit_ms)));
    format!("It took {}{limit}: about {} for each question.", span(spent_ms), span(mean_ms))
}

/// What was answered again once its solution had been seen.
fn relearned_told(count: usize) -> String {
    let what = if count == 1 { "1 question was".to_owned() } else { format!("{count} questions were") };
    format!("{what} answered again after seeing the answer; what you said first counts.")
}

/// A span of time in words: "4 min 10 s".
fn span(ms: u64) -> String {
    let seconds = ms.div_ceil(1000);
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes, 0) => format!("{minutes} min"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
    }
}

/// A card by name, with the way to its page.
fn item(atlas: &Atlas, card: &Card) -> Option<Html> {
    let muscle = card.muscle(atlas)?;
    let name = match (&card.thing(), atlas.point(&card.of)) {
        (Thing::Point(_), Some((_, point))) => words::of_point(muscle, point),
        _ => muscle.names.english.clone(),
    };
    let to = match card.thing() {
        Thing::Point(id) => Route::Point { id },
        Thing::Muscle(id) => Route::Muscle { id },
    };
    Some(
        html! { <li key={card.to_string()}><Link<Route> {to}>{ name }</Link<Route>><small>{ card.fact.title() }</small></li> },
    )
}
