//! The body coloured by what is remembered of each muscle, layer by layer.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::choose::switch;
use super::mine::known;
use super::overview::{OverviewProps, is_wide};
use crate::anatomy::{Depth, Side};
use crate::app::desk::now_ms;
use crate::app::plate::{Focus, Ghosts, Look, Names, Plate, Tap, Tint};
use crate::app::words;
use crate::atlas::{Atlas, Kind, Muscle};
use crate::study::{LEVELS, Strength};

/// The layers that can be looked at.
const LAYERS: [Depth; 4] = [Depth::Superficial, Depth::Intermediate, Depth::Deep, Depth::Deepest];
/// The bands as the stylesheet knows them, and in words.
const BANDS: [(&str, &str); LEVELS + 1] = [
    ("known-0", "not asked yet"),
    ("known-1", "under 25 %"),
    ("known-2", "25 to 49 %"),
    ("known-3", "50 to 74 %"),
    ("known-4", "75 % and more"),
];

/// After this long the plate is drawn.
const REST_MS: u32 = 80;

/// What of the body is looked at.
#[derive(Clone, PartialEq)]
struct Shown {
    depth: Depth,
    view: &'static str,
    has_names: bool,
    /// The muscle that was tapped, by id, and on which side.
    chosen: String,
    side: Side,
}

/// The body from the front or the back, peeled to a layer.
#[component]
pub(super) fn Body(props: &OverviewProps) -> Html {
    let (desk, atlas) = (&props.desk, &props.library.atlas);
    let shown = use_state_eq(|| Shown {
        depth: Depth::Superficial,
        view: "posterior",
        has_names: is_wide(),
        chosen: String::new(),
        side: Side::Right,
    });
    // The page is shown first; a plate takes a phone a while.
    let is_ready = use_state_eq(|| false);
    use_effect_with((), {
        let is_ready = is_ready.clone();
        move |()| {
            let rest = Timeout::new(REST_MS, move || is_ready.set(true));
            move || drop(rest)
        }
    });
    let to = |next: Shown| {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(next.clone()))
    };
    let retention = desk.learner.settings().retention();
    let now_ms = now_ms();
    let of = |muscle: &Muscle| desk.learner.standings().muscle(muscle, retention, now_ms);
    let strengths: Vec<(&Muscle, Strength)> =
        atlas.muscles().iter().map(|muscle| (muscle, of(muscle))).collect();
    let Shown { depth, view, has_names, side, .. } = (*shown).clone();
    let tapped = atlas.muscle(&shown.chosen);
    let lit = tapped.iter().flat_map(|muscle| &muscle.row.structures);
    let look = Look {
        peel: depth,
        chosen: lit.cloned().map(AttrValue::from).collect(),
        side,
        tints: tints(atlas, &strengths),
        names: if has_names { Names::English } else { Names::Off },
        ghosts: Ghosts::Off,
        focus: Some(Focus::Whole),
        ..Look::default()
    };
    let on_tap = {
        let (atlas, shown) = (atlas.clone(), shown.clone());
        Callback::from(move |tap: Tap| {
            let picked =
                tap.picked.and_then(|under| Some((atlas.owner(&under.slug)?.row.id.clone(), under.side)));
            let (chosen, side) = picked.unwrap_or_default();
            shown.set(Shown { chosen, side, ..(*shown).clone() });
        })
    };
    let layer = |one: Depth| {
        let next = Shown { depth: one, ..(*shown).clone() };
        switch(&words::capitalised(one.name()), depth == one, to(next))
    };
    let turn =
        |id: &'static str, name: &str| switch(name, view == id, to(Shown { view: id, ..(*shown).clone() }));
    let names = switch("Names", has_names, to(Shown { has_names: !has_names, ..(*shown).clone() }));
    let band = |(level, (name, told)): (usize, &(&'static str, &'static str))| {
        let here = strengths
            .iter()
            .filter(|(muscle, strength)| muscle.row.depth == depth && strength.level() == level);
        html! { <li key={level}><i class={classes!("swatch", *name)} aria-hidden="true"></i><span>{ *told }</span><b>{ here.count() }</b></li> }
    };
    let seen_from = if view == "posterior" { "back" } else { "front" };
    let label = format!(
        "The body from the {seen_from}, {} layer, colored by how much you remember of each muscle",
        depth.name()
    );
    html! {
        <section class="mastery">
            <h3>{ "What you remember, on the body" }</h3>
            <div class="lit-body">
                if *is_ready {
                    <Plate id={view} {look} {label} {on_tap} scrolls_page=true />
                } else {
                    <figure class="plate"></figure>
                }
                <div class="told-muscle" aria-live="polite">
                    if let Some(muscle) = tapped {
                        <div class="one-muscle over-plate" key={muscle.row.id.clone()} data-one={muscle.row.id.clone()}>{ known(desk, muscle) }</div>
                    }
                </div>
            </div>
            <div class="beside-body">
                <div class="switches are-two" role="group" aria-label="Layer">{ for LAYERS.into_iter().map(layer) }</div>
                <div class="switches" role="group" aria-label="View">
                    { turn("anterior", "Front") }{ turn("posterior", "Back") }{ names }
                </div>
                <h4>{ format!("Muscles of the {} layer", depth.name()) }</h4>
                <ul class="bands">{ for BANDS.iter().enumerate().map(band) }</ul>
                <p class="note">{ "Tap a muscle for what you know of it. The tables below say the same in words." }</p>
            </div>
        </section>
    }
}

/// Every muscle in the colour of its band; those that are drawn but not taught as if never asked.
fn tints(atlas: &Atlas, strengths: &[(&Muscle, Strength)]) -> Vec<Tint> {
    let mut tints = Vec::new();
    for (muscle, strength) in strengths {
        let told: AttrValue =
            if strength.seen == 0 { "".into() } else { format!("{} % ", strength.percent()).into() };
        for slug in &muscle.row.structures {
            tints.push(Tint {
                slug: slug.clone().into(),
                name: BANDS[strength.level()].0,
                told: told.clone(),
            });
        }
    }
    for structure in atlas.structures() {
        if structure.kind == Kind::Muscle && atlas.owner(&structure.slug).is_none() {
            tints.push(Tint { slug: structure.slug.clone().into(), name: BANDS[0].0, told: "".into() });
        }
    }
    tints
}
