//! After a round: how it went, and what to repeat.

use yew::prelude::*;
use yew_router::components::Link;

use crate::app::desk::{Desk, now_ms, seed};
use crate::app::route::Route;
use crate::app::shared::Shared;
use crate::atlas::Atlas;
use crate::quiz::{Item, Tally};
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
    let result = round.result();
    let repeat = {
        let items = result.repeat.clone();
        desk.act.reform(move |_: MouseEvent| Action::Repeat {
            items: items.clone(),
            seed: seed(),
            now_ms: now_ms(),
        })
    };
    let leave = desk.act.reform(|_: MouseEvent| Action::Leave);
    let undo = desk.act.reform(|_: MouseEvent| Action::Undo { now_ms: now_ms() });
    let line = |name: &str, tally: Tally| {
        html! {
            <tr><th scope="row">{ name.to_owned() }</th><td>{ tally.found }</td><td>{ tally.near }</td><td>{ tally.missed }</td></tr>
        }
    };
    let item = |item: &Item| {
        let Some((muscle, point)) = atlas.point(&item.point) else { return html! {} };
        let name = format!("{}, {}", muscle.names.english, point.trigger.label);
        html! {
            <li key={item.to_string()}>
                <Link<Route> to={Route::Point { id: item.point.clone() }}>{ name }</Link<Route>><small>{ item.kind.title() }</small>
            </li>
        }
    };
    html! {
        <div class="page narrow practice result" data-result={format!("{}/{}", result.all.found, result.all.total())}>
            <h1 ref={heading} tabindex="-1">{ format!("{} of {} found", result.all.found, result.all.total()) }</h1>
            <table>
                <thead><tr><th scope="col">{ "Kind" }</th><th scope="col">{ "Found" }</th><th scope="col">{ "Near" }</th><th scope="col">{ "Missed" }</th></tr></thead>
                <tbody>
                    { for result.by_kind.iter().map(|(kind, tally)| line(kind.title(), *tally)) }
                </tbody>
            </table>
            if result.repeat.is_empty() {
                <p>{ "Nothing to repeat from this round." }</p>
            } else {
                <section>
                    <h2>{ "To repeat" }</h2>
                    <ul class="index">{ for result.repeat.iter().map(item) }</ul>
                </section>
            }
            <p class="doors">
                if !result.repeat.is_empty() {
                    <button type="button" class="door primary" onclick={repeat} data-do="repeat">{ "Repeat these now" }</button>
                }
                <button type="button" class="door" onclick={leave} data-do="leave">{ "Back to practice" }</button>
                <button type="button" class="door quiet" onclick={undo}>{ "Take the last answer back" }</button>
            </p>
        </div>
    }
}
