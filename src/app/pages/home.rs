//! Where to start.

use yew::prelude::*;
use yew_router::components::Link;

use crate::anatomy::Side;
use crate::app::address::AtlasAddress;
use crate::app::components::crumbs::muscle_link;
use crate::app::components::tapped::Tapped;
use crate::app::desk::{Desk, content};
use crate::app::plate::{Look, Plate, Tap};
use crate::app::route::Route;
use crate::app::site::Library;
use crate::app::views::View;
use crate::app::words;
use crate::atlas::{Atlas, Muscle, Pain};

/// What Palpate is, in one screen, and the ways in.
#[component]
pub(crate) fn Home() -> Html {
    let tapped = use_state_eq(|| None::<Tapped>);
    let Some(library) = use_context::<Library>() else { return html! {} };
    let atlas = &library.atlas;
    let desk = use_context::<Desk>().filter(|desk| desk.is_open);
    let shown = atlas.point("levator-scapulae-1");
    let look = shown.map(|(muscle, point)| Look {
        peel: muscle.row.depth,
        chosen: muscle.row.structures.iter().cloned().map(AttrValue::from).collect(),
        points: View::find(atlas, "posterior")
            .map(|view| {
                crate::app::components::points::marks(muscle, &view, Side::Right, Some(&point.trigger.id))
            })
            .unwrap_or_default(),
        zones: crate::app::components::points::zones(point, Side::Right),
        focus: Some(crate::app::plate::Focus::Place(crate::anatomy::PlatePoint::new(0.0, -1370.0), 260.0)),
        ..Look::default()
    });
    let on_tap = {
        let (atlas, tapped) = (atlas.clone(), tapped.clone());
        Callback::from(move |tap: Tap| tapped.set(Tapped::of(&atlas, &tap, "")))
    };
    let points: usize = atlas.muscles().iter().map(|muscle| muscle.points.len()).sum();
    html! {
        <div class="page home">
            <section class="hero">
                <div>
                    <h1>{ "Know where the point lies, where its pain goes, and what is in the way" }</h1>
                    <p class="lead">
                        { "Palpate is an atlas and trainer of muscles, trigger points and referred pain for \
                           neuromuscular therapy, drawn on one body and measured in millimeters." }
                    </p>
                    <p class="doors">
                        <Link<Route> to={Route::Atlas} classes="door primary">{ "Open the atlas" }</Link<Route>>
                        <a href={AtlasAddress::of_pain(atlas, Pain::default()).href()} class="door">{ "Where does it hurt?" }</a>
                        <Link<Route> to={Route::Practice} classes="door">{ "Practice" }</Link<Route>>
                    </p>
                    { for desk.map(|desk| super::practice::due(&desk, &content(atlas, library.arrived()))) }
                    <p class="count">
                        { format!("{} muscles, {points} trigger points, {} named patches of skin.",
                            atlas.muscles().len(), atlas.regions().len()) }
                    </p>
                </div>
                if let (Some(look), Some((muscle, point))) = (look, shown) {
                    <div class="hero-plate">
                        <Plate id="posterior" {look} {on_tap} scrolls_page=true
                            label="The back of the neck and shoulders with levator scapulae and its referred pain" />
                        { for tapped.as_ref().map(|tapped| tapped.html("")) }
                        <p class="caption">
                            <a href={AtlasAddress::of_point(atlas, muscle, point, Side::Right).href()}>
                                { words::of_point(muscle, point) }
                            </a>
                            { ": dense stipple is the essential zone, sparse the spillover." }
                        </p>
                    </div>
                }
            </section>
            { for regions(atlas).into_iter().map(|(region, muscles)| group(region, &muscles)) }
        </div>
    }
}

/// The written muscles by region, in the roster's order.
fn regions(atlas: &Atlas) -> Vec<(&str, Vec<&Muscle>)> {
    let mut groups: Vec<(&str, Vec<&Muscle>)> = Vec::new();
    for muscle in atlas.muscles() {
        match groups.iter_mut().find(|(region, _)| *region == muscle.row.region) {
            Some((_, muscles)) => muscles.push(muscle),
            None => groups.push((&muscle.row.region, vec![muscle])),
        }
    }
    groups
}

fn group(region: &str, muscles: &[&Muscle]) -> Html {
    let item = |muscle: &&Muscle| {
        let count = muscle.points.len();
        let points = if count == 1 { "1 point".to_owned() } else { format!("{count} points") };
        html! { <li key={muscle.row.id.clone()}>{ muscle_link(muscle) }<small>{ points }</small></li> }
    };
    html! {
        <section class="group" key={region.to_owned()}>
            <h2>{ words::region_name(region) }</h2>
            <ul class="index">{ for muscles.iter().map(item) }</ul>
        </section>
    }
}
