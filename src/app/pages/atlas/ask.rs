//! What the controls of the atlas ask for, and the address that answers: pure, so that it can be tested.

use crate::anatomy::{Depth, Side};
use crate::app::address::AtlasAddress;
use crate::app::options::{self, Word};
use crate::app::plate::Under;
use crate::app::views::{self, View};
use crate::atlas::{Atlas, Muscle};

/// What a control of the atlas asks for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Ask {
    /// Another view, by its id.
    View(String),
    /// The view so many stops around the body: to the viewer's right where positive.
    Turn(i32),
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
    /// An option the other way.
    Toggle(Word),
    /// One of several options, or none of them.
    Choose(&'static [Word], Option<Word>),
}

/// The address after an ask.
pub(crate) fn answer(atlas: &Atlas, now: &AtlasAddress, ask: Ask) -> AtlasAddress {
    let mut next = now.clone();
    match ask {
        Ask::View(view) => next.view = view,
        Ask::Turn(by) => {
            let view = View::find(atlas, &now.view).and_then(|view| views::turned(atlas, &view, by));
            next.view = view.unwrap_or(next.view);
        }
        Ask::Peel(depth) => next.depth = depth.number(),
        Ask::Side(side) => {
            next.side = side;
            if let Some(view) = View::find(atlas, &now.view).filter(|view| !view.shows(side)) {
                next.view = views::on_side(&view.plate, side);
            }
        }
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
                next = AtlasAddress::of_muscle(atlas, muscle, now.side, &now.view);
                next.show = now.show.clone();
            }
        }
        Ask::Point(None) => next.point.clear(),
        Ask::Point(Some(id)) => {
            if let Some((muscle, point)) = atlas.point(&id) {
                let of_point = AtlasAddress::of_point(atlas, muscle, point, now.side);
                let here = View::find(atlas, &now.view);
                let is_seen = here.is_some_and(|view| views::shows_point(&view, point, now.side));
                let view = if is_seen { now.view.clone() } else { of_point.view.clone() };
                next = AtlasAddress { view, depth: now.depth, show: now.show.clone(), ..of_point };
            }
        }
        Ask::Toggle(word) => next.show = next.show.toggled(word),
        Ask::Choose(among, word) => next.show = next.show.chosen(among, word),
    }
    next
}

/// What a key asks for.
pub(super) fn of_key(atlas: &Atlas, address: &AtlasAddress, key: &str) -> Option<Ask> {
    let step = |by: i32| Some(Ask::Muscle(in_order(atlas, &address.muscle, by)?.row.id.clone()));
    match key {
        "0" | "1" | "2" | "3" | "4" | "5" => Depth::try_from(key.parse::<u8>().ok()?).ok().map(Ask::Peel),
        "[" | "," => Some(Ask::Turn(-1)),
        "]" | "." => Some(Ask::Turn(1)),
        "v" | "V" => Some(Ask::Turn(views::stops(atlas).len() as i32 / 2)),
        "n" | "N" | "PageDown" => step(1),
        "p" | "P" | "PageUp" => step(-1),
        "l" | "L" => {
            let word = (!address.show.has(options::ENGLISH)).then_some(options::ENGLISH);
            Some(Ask::Choose(&[options::ENGLISH, options::LATIN], word))
        }
        "a" | "A" => Some(Ask::Toggle(options::ATTACHMENTS)),
        "i" | "I" => Some(Ask::Toggle(options::ALONE)),
        _ => None,
    }
}

/// The muscle so many places on in anatomical order, around the ends; the first where none is named.
pub(crate) fn in_order<'a>(atlas: &'a Atlas, id: &str, by: i32) -> Option<&'a Muscle> {
    let muscles = atlas.muscles();
    let here = muscles.iter().position(|muscle| muscle.row.id == id);
    let there = here.map_or(0, |here| (here as i32 + by).rem_euclid(muscles.len() as i32));
    muscles.get(there as usize)
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
            Ask::Turn(3),
            Ask::Toggle(options::ALONE),
            Ask::Choose(&[options::ENGLISH, options::LATIN], Some(options::LATIN)),
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
        let sees = |address: &AtlasAddress| {
            let view = View::find(&atlas, &address.view).expect("a view");
            let (_, point) = atlas.point(&address.point).expect("a point");
            views::shows_point(&view, point, address.side)
        };
        assert!(sees(&infraspinatus) && infraspinatus.view != "anterior", "{}", infraspinatus.view);
        assert_eq!(infraspinatus.muscle, "infraspinatus");
        let back = AtlasAddress::default();
        let masseter = answer(&atlas, &back, Ask::Point(Some("masseter-1".into())));
        assert!(sees(&masseter) && masseter.view != "posterior", "{}", masseter.view);
        let trapezius = answer(&atlas, &front, Ask::Muscle("trapezius".into()));
        assert!(
            trapezius.view.contains("poster"),
            "from where it shows the most of itself: {}",
            trapezius.view
        );
        let other = answer(&atlas, &masseter, Ask::Side(Side::Left));
        assert!(sees(&other), "the other side of {}", other.view);
    }
}
