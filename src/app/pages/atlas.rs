//! The atlas: a body to be peeled, pointed at and asked.

use yew::prelude::*;
use yew_router::hooks::{use_location, use_navigator};

use crate::anatomy::{Depth, Side};
use crate::app::address::AtlasAddress;
use crate::app::components::{chosen::Chosen, core_sample::CoreSample, points};
use crate::app::plate::{Focus, Look, Plate, Tap, Under};
use crate::app::route::Route;
use crate::app::shared::Shared;
use crate::app::words;
use crate::atlas::{Atlas, PlateView};

/// What a control of the atlas asks for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Ask {
    /// Another view, by plate id.
    View(String),
    /// Another depth.
    Peel(Depth),
    /// The other side.
    Side(Side),
    /// A structure and what it belongs to; nothing where the tap met nothing.
    Structure(Option<Under>),
    /// A muscle, shown at its own depth.
    Muscle(String),
    /// A trigger point and its referral; none hides it.
    Point(Option<String>),
}

/// The atlas page. Its state is its address.
#[component]
pub(crate) fn AtlasPage() -> Html {
    let atlas = use_context::<Shared<Atlas>>();
    let location = use_location();
    let navigator = use_navigator();
    let stack = use_state_eq(Vec::<Under>::new);
    let tapped = use_state_eq(String::new);
    let Some(atlas) = atlas else { return html! {} };
    let address = location.and_then(|location| location.query::<AtlasAddress>().ok()).unwrap_or_default();
    let address = address.known_to(&atlas);

    let ask = {
        let (atlas, address) = (atlas.clone(), address.clone());
        Callback::from(move |ask: Ask| {
            let Some(navigator) = &navigator else { return };
            // A step in the same place replaces the address; another muscle is a step that "back" undoes.
            let next = answer(&atlas, &address, ask);
            let is_new_muscle = next.muscle != address.muscle || next.structure != address.structure;
            let _ = if is_new_muscle {
                navigator.push_with_query(&Route::Atlas, next)
            } else {
                navigator.replace_with_query(&Route::Atlas, next)
            };
        })
    };
    let on_tap = {
        let (ask, stack, tapped, atlas) = (ask.clone(), stack.clone(), tapped.clone(), atlas.clone());
        Callback::from(move |tap: Tap| {
            let owner = tap.picked.as_ref().and_then(|under| atlas.owner(&under.slug));
            tapped.set(owner.map(|muscle| muscle.row.id.clone()).unwrap_or_default());
            stack.set(tap.stack);
            ask.emit(Ask::Structure(tap.picked));
        })
    };
    let onkeydown = {
        let (atlas, address, ask) = (atlas.clone(), address.clone(), ask.clone());
        move |event: KeyboardEvent| {
            if event.ctrl_key() || event.meta_key() || event.alt_key() || is_typing(&event) {
                return;
            }
            if let Some(asked) = key(&atlas, &address, &event.key()) {
                event.prevent_default();
                ask.emit(asked);
            }
        }
    };
    let Some(plate) = atlas.plate(&address.view).cloned() else {
        return html! { <p class="page">{ "No plate is drawn yet." }</p> };
    };
    let look = look(&atlas, &address, &plate, &tapped);
    let label = format!(
        "The body from the {}, peeled to {}. Arrow keys move a crosshair, Enter chooses, plus and minus zoom, \
         Shift with an arrow pans, 0 to 5 peel, V turns the body.",
        plate.name.to_lowercase(),
        address.peel().name()
    );
    html! {
        <div class="atlas" {onkeydown}>
            <h1 class="unseen">{ "Atlas" }</h1>
            <div class="stage">
                <Plate id={plate.id.clone()} {look} label={label} {on_tap} />
                <CoreSample depth={address.peel()} on_peel={ask.reform(Ask::Peel)} />
                { views(&atlas, &address, &ask) }
            </div>
            <Chosen address={address} stack={(*stack).clone()} ask={ask} />
        </div>
    }
}

/// The address after an ask: pure, so that it can be tested.
pub(crate) fn answer(atlas: &Atlas, now: &AtlasAddress, ask: Ask) -> AtlasAddress {
    let mut next = now.clone();
    match ask {
        Ask::View(view) => next.view = view,
        Ask::Peel(depth) => next.depth = depth.number(),
        Ask::Side(side) => next.side = side,
        Ask::Structure(None) => {
            next.muscle.clear();
            next.structure.clear();
            next.point.clear();
        }
        Ask::Structure(Some(under)) => {
            let owner = atlas.owner(&under.slug).map(|muscle| muscle.row.id.clone()).unwrap_or_default();
            if owner != next.muscle || owner.is_empty() {
                next.point.clear();
            }
            next.structure = if owner.is_empty() { under.slug } else { String::new() };
            next.muscle = owner;
            next.side = under.side;
        }
        Ask::Muscle(id) => {
            if let Some(muscle) = atlas.muscle(&id) {
                next = AtlasAddress::of_muscle(muscle, now.side, &now.view);
            }
        }
        Ask::Point(None) => next.point.clear(),
        Ask::Point(Some(id)) => {
            if let Some((muscle, point)) = atlas.point(&id) {
                let is_seen = point.sights.iter().any(|sight| sight.plate == now.view);
                let of_point = AtlasAddress::of_point(muscle, point, now.side);
                let view = if is_seen { now.view.clone() } else { of_point.view.clone() };
                next = AtlasAddress { view, depth: now.depth, ..of_point };
            }
        }
    }
    next
}

fn key(atlas: &Atlas, address: &AtlasAddress, key: &str) -> Option<Ask> {
    let step = |forward: bool| {
        let first = atlas.written().next()?;
        let (before, after) = atlas.neighbours(&address.muscle).unwrap_or((first, first));
        Some(Ask::Muscle(if forward { after } else { before }.row.id.clone()))
    };
    match key {
        "0" | "1" | "2" | "3" | "4" | "5" => Depth::try_from(key.parse::<u8>().ok()?).ok().map(Ask::Peel),
        "v" | "V" => {
            let here = atlas.plates().iter().position(|plate| plate.id == address.view)?;
            Some(Ask::View(atlas.plates()[(here + 1) % atlas.plates().len()].id.clone()))
        }
        "n" | "]" | "PageDown" => step(true),
        "p" | "[" | "PageUp" => step(false),
        _ => None,
    }
}

fn is_typing(event: &KeyboardEvent) -> bool {
    event
        .target_dyn_into::<web_sys::HtmlInputElement>()
        .is_some_and(|input| !matches!(input.type_().as_str(), "radio" | "checkbox" | "button"))
}

fn look(atlas: &Atlas, address: &AtlasAddress, plate: &PlateView, tapped: &str) -> Look {
    let muscle = atlas.muscle(&address.muscle);
    let chosen: Vec<AttrValue> = match muscle {
        Some(muscle) => muscle.row.structures.iter().cloned().map(AttrValue::from).collect(),
        None if address.structure.is_empty() => Vec::new(),
        None => vec![address.structure.clone().into()],
    };
    let point = atlas.point(&address.point).map(|(_, point)| point);
    // What was tapped is under the finger already; only what was named or stepped to is flown to.
    let focus = match point {
        Some(_) => Some(Focus::Pattern(chosen.clone(), address.side)),
        None if address.muscle == tapped => None,
        None => muscle.map(|_| Focus::Structures(chosen.clone(), address.side)),
    };
    Look {
        peel: address.peel(),
        marks: muscle
            .map(|muscle| {
                points::marks(muscle, plate, address.side, point.map(|point| point.trigger.id.as_str()))
            })
            .unwrap_or_default(),
        zones: point.map(|point| points::zones(point, address.side)).unwrap_or_default(),
        side: address.side,
        focus,
        chosen,
    }
}

fn views(atlas: &Atlas, address: &AtlasAddress, ask: &Callback<Ask>) -> Html {
    let button = |plate: &PlateView| {
        let id = plate.id.clone();
        let is_here = id == address.view;
        let onclick = ask.reform(move |_: MouseEvent| Ask::View(id.clone()));
        let pressed = if is_here { "true" } else { "false" };
        html! {
            <button type="button" key={plate.id.clone()} {onclick} aria-pressed={pressed} data-view={plate.id.clone()}>
                { words::capitalised(&plate.name) }
            </button>
        }
    };
    html! {
        <div class="views" role="group" aria-label="View">{ for atlas.plates().iter().map(button) }</div>
    }
}

#[cfg(all(test, feature = "authoring"))]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::atlas::authoring::{Sources, report};

    fn atlas() -> Atlas {
        let sources = Sources::load(Path::new(env!("CARGO_MANIFEST_DIR")));
        sources.unwrap_or_else(|faults| panic!("{}", report(&faults))).atlas()
    }

    /// Whatever is asked, in whatever order, the address names only what there is, and a point with its own muscle.
    #[test]
    fn no_sequence_of_asks_leaves_the_atlas() {
        let atlas = atlas();
        let under = |slug: &str| Some(Under { slug: slug.to_owned(), side: Side::Left });
        let asks = [
            Ask::Muscle("trapezius".into()),
            Ask::Point(Some("trapezius-3".into())),
            Ask::Peel(Depth::Deep),
            Ask::Structure(under("levator-scapulae")),
            Ask::Point(Some("levator-scapulae-1".into())),
            Ask::View("anterior".into()),
            Ask::Side(Side::Left),
            Ask::Structure(under("clavicle")),
            Ask::Structure(None),
            Ask::Muscle("no-such-muscle".into()),
            Ask::Point(Some("no-such-point".into())),
            Ask::Point(None),
        ];
        let mut address = AtlasAddress::default();
        for round in 0..asks.len() {
            for at in 0..asks.len() {
                let ask = asks[(at * (round + 1) + round) % asks.len()].clone();
                address = answer(&atlas, &address, ask.clone());
                assert_eq!(address.clone().known_to(&atlas), address, "after {ask:?}");
            }
        }
    }

    #[test]
    fn choosing_a_point_turns_the_body_to_where_it_can_be_seen() {
        let atlas = atlas();
        let front = AtlasAddress { view: "anterior".into(), ..AtlasAddress::default() };
        let infraspinatus = answer(&atlas, &front, Ask::Point(Some("infraspinatus-1".into())));
        assert_eq!(infraspinatus.view, "posterior");
        assert_eq!(infraspinatus.muscle, "infraspinatus");
        let back = AtlasAddress::default();
        assert_eq!(answer(&atlas, &back, Ask::Point(Some("masseter-1".into()))).view, "anterior");
    }
}
