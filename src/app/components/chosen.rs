//! The panel beside the body: what is chosen, what lies over and under it, its trigger points.

use yew::prelude::*;
use yew_router::components::Link;

use crate::anatomy::{Depth, Side};
use crate::app::address::AtlasAddress;
use crate::app::after_frame::use_after_frame;
use crate::app::components::layer_lists::{self, LayerList};
use crate::app::components::of_point::OfPoint;
use crate::app::components::senders::{PlaceList, PlaceName, Senders};
use crate::app::components::sheet::{Asked, Sheet};
use crate::app::desk::Desk;
use crate::app::pages::{Ask, in_order, mine_in_short};
use crate::app::plate::Under;
use crate::app::rest::{Later, use_arrived};
use crate::app::route::Route;
use crate::app::shared::Shared;
use crate::app::views::{self, View};
use crate::app::words;
use crate::atlas::{Atlas, Kind, Muscle, Pain, Point};
use crate::quiz::Thing;

/// What the panel is given.
#[derive(Properties, PartialEq)]
pub(crate) struct ChosenProps {
    /// What the atlas shows.
    pub address: AtlasAddress,
    /// Everything under the last tap, from the skin inwards.
    pub stack: Vec<Under>,
    /// Asked for something else.
    pub ask: Callback<Ask>,
}

/// The panel, a frame later than the plate: what was tapped is seen on the body at once, and then read.
#[component]
pub(crate) fn Chosen(props: &ChosenProps) -> Html {
    let (address, stack) = use_after_frame((props.address.clone(), props.stack.clone()));
    html! { <Panel {address} {stack} ask={props.ask.clone()} /> }
}

#[component]
fn Panel(props: &ChosenProps) -> Html {
    let Some(atlas) = use_context::<Shared<Atlas>>() else { return html! {} };
    let arrived = use_arrived();
    let desk = use_context::<Desk>().filter(|desk| desk.is_open);
    let address = &props.address;
    let muscle = atlas.muscle(&address.muscle);
    let (head, chosen) = match (muscle, atlas.structure(&address.structure)) {
        (Some(muscle), _) => {
            let mine = desk.map(|desk| mine_in_short(&desk, &Thing::Muscle(muscle.row.id.clone())));
            let told = html! { <>{ chosen_muscle(&atlas, muscle, props) }{ for mine }</> };
            (title(&atlas, muscle, &props.ask), told)
        }
        (None, Some(structure)) => {
            let name = words::capitalised(&structure.name);
            (heading(&name), html! { <p key={name} class="kind">{ kind_words(structure.kind) }</p> })
        }
        (None, None) => match &address.pain {
            Some(pain) => (place_name(pain), where_it_hurts(pain, &props.ask)),
            None if address.peel() == Depth::Skin => (heading("Tap where it hurts"), skin_shown()),
            None => (heading("Tap a muscle"), nothing_chosen()),
        },
    };
    let listed = address.peel().max(Depth::Superficial);
    let what = if muscle.is_some() { &address.muscle } else { &address.structure };
    let what = if what.is_empty() {
        address.pain.as_ref().map(Pain::word).unwrap_or_default()
    } else {
        what.clone()
    };
    let asked = Asked { what, point: address.point.clone() };
    let is_told = address.point.is_empty() || matches!(arrived, Some(Ok(())));
    html! {
        <Sheet {asked} {is_told} {head}>
            <div class="panel-told" aria-live="polite">{ chosen }</div>
            { layer_lists::here(&atlas, props) }
            if address.peel() == Depth::Skin {
                <Later page={places(&props.address.pain, &props.ask)} />
            }
            <LayerList depth={listed} side={address.side} ask={props.ask.clone()} />
        </Sheet>
    }
}

fn heading(words: &str) -> Html {
    html! { <h2 key={words.to_owned()}>{ words.to_owned() }</h2> }
}

fn place_name(pain: &Pain) -> Html {
    let pain = pain.clone();
    html! { <Later page={Callback::from(move |()| html! { <PlaceName pain={pain.clone()} /> })} /> }
}

fn where_it_hurts(pain: &Pain, ask: &Callback<Ask>) -> Html {
    let (pain, ask) = (pain.clone(), ask.clone());
    let page = Callback::from(move |()| html! { <Senders pain={pain.clone()} ask={ask.clone()} /> });
    html! { <Later {page} /> }
}

fn places(pain: &Option<Pain>, ask: &Callback<Ask>) -> Callback<(), Html> {
    let (side, ask) = (pain.as_ref().map_or(Side::Right, |pain| pain.side), ask.clone());
    Callback::from(move |()| html! { <PlaceList {side} ask={ask.clone()} /> })
}

fn skin_shown() -> Html {
    html! {
        <p>{ "The skin is in named places. Tap one to see which muscles send pain there, or peel the body with the layers \
              beside it and tap a muscle." }</p>
    }
}

fn nothing_chosen() -> Html {
    html! {
        <p>{ "Peel the body with the layers beside it, drag to move, pinch or scroll to zoom. Tap anything for its \
              name, its trigger points and what lies over and under it." }</p>
    }
}

fn kind_words(kind: Kind) -> &'static str {
    match kind {
        Kind::Muscle => "A muscle that is drawn but not taught here",
        Kind::Bone => "Bone",
        Kind::Cartilage => "Cartilage",
        Kind::Connective => "Tendon, ligament or fascia",
        Kind::Surface => "On the surface",
    }
}

/// A muscle's name, and the ones before and after it.
fn title(atlas: &Atlas, muscle: &Muscle, ask: &Callback<Ask>) -> Html {
    let step = |id: &str, words: &str, sign: &str| {
        let id = id.to_owned();
        let onclick = ask.reform(move |_: MouseEvent| Ask::Muscle(id.clone()));
        html! { <button type="button" class="step" {onclick} title={words.to_owned()} aria-label={words.to_owned()}>{ sign.to_owned() }</button> }
    };
    let neighbours = in_order(atlas, &muscle.row.id, -1).zip(in_order(atlas, &muscle.row.id, 1));
    html! {
        <>
            { heading(&muscle.names.english) }
            if let Some((before, after)) = neighbours {
                <div class="steps">
                    { step(&before.row.id, &format!("Previous: {}", before.names.english), "‹") }
                    { step(&after.row.id, &format!("Next: {}", after.names.english), "›") }
                </div>
            }
        </>
    }
}

fn chosen_muscle(atlas: &Atlas, muscle: &Muscle, props: &ChosenProps) -> Html {
    let address = &props.address;
    let ask = &props.ask;
    let id = &muscle.row.id;
    html! {
        <>
            <div key={format!("known-{id}")} class="known-as">
                if !muscle.names.latin.is_empty() {
                    <p class="latin" lang="la">{ &muscle.names.latin }</p>
                }
                <p class="kind">{ layer_words(muscle.row.depth) }</p>
                { closer(atlas, muscle, props) }
            </div>
            if let Some(pain) = &address.pain {
                { back_to(pain, ask) }
            }
            // On a phone one row, right under the name.
            <div key="which" class="which">
                { sides(address.side, ask) }
                if !muscle.points.is_empty() {
                    <h3>{ "Trigger points" }</h3>
                    <ul class="points">{ for muscle.points.iter().map(|point| point_button(atlas, point, address, ask)) }</ul>
                }
            </div>
            if atlas.point(&address.point).is_some() {
                { of_point(address, ask) }
            }
            <p key={format!("door-{id}")} class="doors">
                <Link<Route> to={Route::Muscle { id: id.clone() }} classes="door primary">
                    { format!("Open the page of {}", muscle.names.english) }
                </Link<Route>>
            </p>
            { neighbour_list("Over it", &muscle.over, atlas, ask) }
            { neighbour_list("Under it", &muscle.under, atlas, ask) }
        </>
    }
}

/// Back to all that send pain to where it hurts.
fn back_to(pain: &Pain, ask: &Callback<Ask>) -> Html {
    let pain = pain.clone();
    let onclick = ask.reform(move |_: MouseEvent| Ask::Pain(pain.clone()));
    html! { <p key="back-to" class="back-to"><button type="button" class="name" {onclick}>{ "‹ All muscles that send pain there" }</button></p> }
}

fn layer_words(depth: Depth) -> String {
    format!("Layer {}, {}", depth.number(), depth.name())
}

fn sides(now: Side, ask: &Callback<Ask>) -> Html {
    let button = |side: Side| {
        let onclick = ask.reform(move |_: MouseEvent| Ask::Side(side));
        let pressed = if side == now { "true" } else { "false" };
        html! { <button type="button" {onclick} aria-pressed={pressed}>{ words::capitalised(side.name()) }</button> }
    };
    html! { <div class="sides" role="group" aria-label="Side">{ button(Side::Right) }{ button(Side::Left) }</div> }
}

/// A button that shows the muscle in a close-up, where one shows its points.
fn closer(atlas: &Atlas, muscle: &Muscle, props: &ChosenProps) -> Html {
    if View::find(atlas, &props.address.view).is_some_and(|view| !view.is_standing()) {
        return html! {};
    }
    let sights = muscle.points.iter().flat_map(|point| &point.sights);
    let ids = sights.map(|sight| views::of_sight(atlas, sight, props.address.side));
    let mut close_ups = ids.filter_map(|id| View::find(atlas, &id)).filter(|view| !view.is_standing());
    let Some(view) = close_ups.next() else { return html! {} };
    let onclick = props.ask.reform(move |_: MouseEvent| Ask::View(view.id.clone()));
    html! { <button type="button" class="name" {onclick}>{ "See it closer" }</button> }
}

fn of_point(address: &AtlasAddress, ask: &Callback<Ask>) -> Html {
    let (address, ask) = (address.clone(), ask.clone());
    let page = Callback::from(move |()| html! { <OfPoint address={address.clone()} ask={ask.clone()} /> });
    html! { <Later {page} /> }
}

fn point_button(atlas: &Atlas, point: &Point, address: &AtlasAddress, ask: &Callback<Ask>) -> Html {
    let id = point.trigger.id.clone();
    let is_shown = address.point == id;
    let asked = (!is_shown).then(|| id.clone());
    let onclick = ask.reform(move |_: MouseEvent| Ask::Point(asked.clone()));
    let pressed = if is_shown { "true" } else { "false" };
    // Where a muscle is drawn in several parts, the part says which.
    let has_parts = atlas.muscle(&address.muscle).is_some_and(|muscle| muscle.row.structures.len() > 1);
    let part =
        atlas.structure(&point.trigger.part).filter(|_| has_parts).map(|part| words::capitalised(&part.name));
    let number = id.rsplit('-').next().unwrap_or_default().to_owned();
    html! {
        <li key={id.clone()}>
            <button type="button" {onclick} aria-pressed={pressed} data-point={id}>
                <span class="number" aria-hidden="true">{ number }</span>
                <span>{ &point.trigger.label }
                    if let Some(part) = part { <small>{ part }</small> }
                </span>
            </button>
        </li>
    }
}

fn neighbour_list(heading: &str, ids: &[String], atlas: &Atlas, ask: &Callback<Ask>) -> Html {
    if ids.is_empty() {
        return html! {};
    }
    let button = |id: &String| {
        let Some(muscle) = atlas.muscle(id) else { return html! {} };
        let asked = id.clone();
        let onclick = ask.reform(move |_: MouseEvent| Ask::Muscle(asked.clone()));
        html! { <li key={id.clone()}><button type="button" class="name" {onclick}>{ &muscle.names.english }</button></li> }
    };
    html! {
        <section class="neighbours">
            <h3>{ heading.to_owned() }</h3>
            <ul>{ for ids.iter().map(button) }</ul>
        </section>
    }
}
