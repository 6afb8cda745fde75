//! A trigger point's page: where it lies, what covers it, where its pain goes, how it is found and treated.

use yew::prelude::*;
use yew_router::components::Link;

use super::NotFound;
use super::chapters::{palpation, technique};
use super::practice::mine;
use crate::anatomy::Side;
use crate::app::address::AtlasAddress;
use crate::app::components::tapped::Tapped;
use crate::app::components::{of_point::referral_lists, points};
use crate::app::desk::Desk;
use crate::app::plate::{Focus, Look, Plate, Tap};
use crate::app::route::Route;
use crate::app::site::Library;
use crate::app::views::{self, View};
use crate::app::words;
use crate::atlas::{Atlas, Muscle, Point};
use crate::quiz::Thing;

/// What a trigger point's page is given.
#[derive(Properties, PartialEq)]
pub(crate) struct PointPageProps {
    /// The point's id.
    pub id: AttrValue,
}

/// The page.
#[component]
pub(crate) fn PointPage(props: &PointPageProps) -> Html {
    let library = use_context::<Library>();
    let desk = use_context::<Desk>().filter(|desk| desk.is_open);
    let side = use_state_eq(|| Side::Right);
    let tapped = use_state_eq(|| None::<Tapped>);
    let Some(library) = library else { return html! {} };
    let atlas = &library.atlas;
    let Some((muscle, point)) = atlas.point(&props.id) else {
        return html! { <NotFound what={format!("The trigger point \u{201c}{}\u{201d}", props.id)} /> };
    };
    let address = AtlasAddress::of_point(atlas, muscle, point, *side);
    // The point may lie at the back and its pain at the front: then each has a plate.
    let here = View::find(atlas, &address.view);
    let has_pain = here.is_some_and(|view| views::shows_referral(atlas, &view, point, *side));
    let elsewhere = views::of_referral(atlas, point, *side).filter(|_| !has_pain);
    let on_tap = {
        let (atlas, here, tapped) = (atlas.clone(), props.id.clone(), tapped.clone());
        Callback::from(move |tap: Tap| tapped.set(Tapped::of(&atlas, &tap, &here)))
    };
    let texts = library.arrived();
    let text = texts.and_then(|texts| texts.0.get(&muscle.row.id));
    let turn_side = {
        let side = side.clone();
        move |_: MouseEvent| side.set(side.opposite())
    };
    html! {
        <article class="page muscle point-page">
            <header>
                <p class="region">
                    <Link<Route> to={Route::Muscle { id: muscle.row.id.clone() }}>{ &muscle.names.english }</Link<Route>>
                </p>
                <h1>{ words::of_point(muscle, point) }</h1>
                <p class="gist">{ texts.and_then(|texts| texts.place(&muscle.row.id, &point.trigger.id)).unwrap_or_default() }</p>
            </header>
            <div class="beside">
                { plate(atlas, muscle, point, &address, elsewhere.is_none(), on_tap) }
                { for elsewhere.map(|view| pain(point, &address, &view)) }
                { for tapped.as_ref().map(|tapped| tapped.html(&props.id)) }
                <div class="switches">
                    <button type="button" onclick={turn_side}>{ format!("Show the {} side", side.opposite().name()) }</button>
                </div>
                <p class="caption">
                    <a href={address.href()}>{ "Show it in the atlas" }</a>
                </p>
            </div>
            <div class="own">
                { for desk.map(|desk| mine(&desk, atlas, &Thing::Point(point.trigger.id.clone()))) }
            </div>
            <div class="text">
                <section>
                    <h2>{ "Where its pain goes" }</h2>
                    { referral_lists(atlas, point) }
                </section>
                <section>
                    <h2>{ "What lies over it" }</h2>
                    { cover(atlas, muscle, point) }
                    <p>{ format!("Search within {:.0} mm of the mark: people differ.", point.trigger.radius_mm) }</p>
                </section>
                if let Some(file) = text {
                    { palpation(&file.palpation) }
                    { technique(&file.technique) }
                }
                if let Some(edition) = texts.and_then(|texts| texts.reference(&point.trigger.edition)) {
                    <p class="note">{ format!("Numbered as in {} ({}).", edition.authors, edition.year) }</p>
                }
            </div>
        </article>
    }
}

fn plate(
    atlas: &Atlas,
    muscle: &Muscle,
    point: &Point,
    address: &AtlasAddress,
    holds_pattern: bool,
    on_tap: Callback<Tap>,
) -> Html {
    let Some(view) = View::find(atlas, &address.view) else { return html! {} };
    let structures: Vec<AttrValue> = muscle.row.structures.iter().cloned().map(AttrValue::from).collect();
    let look = Look {
        peel: muscle.row.depth,
        side: address.side,
        points: points::marks(muscle, &view, address.side, Some(&point.trigger.id)),
        zones: points::zones(point, address.side),
        focus: Some(if holds_pattern {
            Focus::Pattern(structures.clone(), address.side)
        } else {
            Focus::Structures(structures.clone(), address.side)
        }),
        chosen: structures,
        ..Look::default()
    };
    let label = format!(
        "{} of {} on the {} side, from the {}, with its referred pain",
        point.trigger.label,
        muscle.names.english,
        address.side.name(),
        view.name.to_ascii_lowercase()
    );
    html! { <Plate id={view.id.clone()} {look} {label} {on_tap} scrolls_page=true /> }
}

/// The skin on the plate that shows the pattern best.
fn pain(point: &Point, address: &AtlasAddress, view: &View) -> Html {
    let look = Look {
        side: address.side,
        zones: points::zones(point, address.side),
        focus: Some(Focus::Pattern(Vec::new(), address.side)),
        ..Look::default()
    };
    let label = format!("The same referred pain from the {}", view.name.to_ascii_lowercase());
    html! { <Plate id={view.id.clone()} {look} {label} scrolls_page=true /> }
}

/// What the thumb presses through, from the skin inwards.
fn cover(atlas: &Atlas, muscle: &Muscle, point: &Point) -> Html {
    let opening = atlas.opening(point).map(|plate| plate.id.as_str());
    let is_shown = |sight: &&crate::atlas::Sight| opening == Some(sight.plate.as_str());
    let Some(sight) = point.sights.iter().find(is_shown).or(point.sights.first()) else { return html! {} };
    let mut names: Vec<String> = Vec::new();
    for slug in &sight.covered_by {
        let name = match (atlas.owner(slug), atlas.structure(slug)) {
            (Some(owner), _) if owner.row.id == muscle.row.id => continue,
            (Some(owner), _) => owner.names.english.to_ascii_lowercase(),
            (None, Some(structure)) => structure.name.clone(),
            (None, None) => continue,
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let view = atlas.plate(&sight.plate).map(|plate| plate.name.to_ascii_lowercase()).unwrap_or_default();
    let names = words::listed(names.iter().map(String::as_str));
    if names.is_empty() {
        html! { <p>{ format!("From the {view}, only skin and what is under it: no other muscle is in the way.") }</p> }
    } else {
        html! { <p>{ format!("From the {view}: {names}.") }</p> }
    }
}
