//! What the controls of the atlas ask for, and the address that answers: pure, so that it can be tested.

use crate::anatomy::{BodyPoint, Depth, PlatePoint, Side};
use crate::app::address::AtlasAddress;
use crate::app::options::{self, Word};
use crate::app::plate::{Rest, Under, Zoom};
use crate::app::views::{self, View};
use crate::atlas::{Atlas, Muscle, Pain};

/// The middle of the trunk.
const AXIS: BodyPoint = BodyPoint::new(0.0, -80.0, 0.0);

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
    /// A structure and what it belongs to, from a list.
    Structure(Under),
    /// What a tap met: the camera stays.
    Tapped(Option<Under>),
    /// A muscle, shown at its own depth.
    Muscle(String),
    /// A step to the muscle so many places on in anatomical order.
    Step(i32),
    /// The camera has come to rest.
    Rest(Rest),
    /// A trigger point and its referral; none hides it.
    Point(Option<String>),
    /// Where it hurts, to see who sends pain there.
    Pain(Pain),
    /// A trigger point of a side that sends pain to where it hurts.
    Sender(String, Side),
    /// The view, by its id, in which the chosen point's pain is seen, with all of it in sight.
    Referral(String),
    /// An option the other way.
    Toggle(Word),
    /// One of several options, or none of them.
    Choose(&'static [Word], Option<Word>),
}

/// The address after an ask; `seen` is what was in sight.
pub(crate) fn answer(atlas: &Atlas, now: &AtlasAddress, ask: Ask, seen: Option<Rest>) -> AtlasAddress {
    let mut next = now.clone();
    let seen_zoom = seen.map(|rest| rest.zoom).or(now.at);
    match ask {
        Ask::View(view) => turn_to(atlas, &mut next, view, seen_zoom),
        Ask::Turn(by) => {
            let view = View::find(atlas, &now.view).and_then(|view| views::turned(atlas, &view, by));
            if let Some(view) = view {
                turn_to(atlas, &mut next, view, seen_zoom);
            }
        }
        Ask::Peel(depth) => next.depth = depth.number(),
        Ask::Side(side) => {
            next.side = side;
            if side != now.side {
                next.at = now.at.map(Zoom::mirrored);
            }
            if let Some(view) = View::find(atlas, &now.view).filter(|view| !view.shows(side)) {
                next.view = views::on_side(&view.plate, side);
            }
        }
        Ask::Tapped(None) => {
            next.pain = None;
            next.muscle.clear();
            next.structure.clear();
            next.point.clear();
            next.at = seen_zoom;
        }
        Ask::Tapped(Some(under)) => {
            next.pain = None;
            choose(atlas, &mut next, under);
            next.at = seen_zoom;
        }
        Ask::Structure(under) => {
            next.pain = None;
            choose(atlas, &mut next, under);
            next.at = None;
        }
        Ask::Muscle(id) => {
            if let Some(muscle) = atlas.muscle(&id) {
                next = AtlasAddress::of_muscle(atlas, muscle, now.side, &now.view);
                next.show = now.show.clone();
            }
        }
        Ask::Step(by) => {
            if let Some(muscle) = in_order(atlas, &now.muscle, by) {
                return answer(atlas, now, Ask::Muscle(muscle.row.id.clone()), seen);
            }
        }
        Ask::Point(None) => next.point.clear(),
        Ask::Point(Some(id)) => {
            if let Some((muscle, point)) = atlas.point(&id) {
                let of_point = AtlasAddress::of_point(atlas, muscle, point, now.side);
                let here = View::find(atlas, &now.view);
                let shows_pain = |view: &View| views::shows_referral(atlas, view, point, now.side);
                // Where no view shows the point and most of its pain, one that shows the point will do.
                let is_alone = !View::find(atlas, &of_point.view).is_some_and(|view| shows_pain(&view));
                let is_seen = here.is_some_and(|view| {
                    views::shows_point(&view, point, now.side) && (is_alone || shows_pain(&view))
                });
                let view = if is_seen { now.view.clone() } else { of_point.view.clone() };
                let (depth, show, pain) = (now.depth, now.show.clone(), now.pain.clone());
                next = AtlasAddress { view, depth, show, pain, ..of_point };
            }
        }
        Ask::Pain(pain) => {
            let of_pain = AtlasAddress::of_pain(atlas, pain);
            let here = View::find(atlas, &now.view);
            let is_seen = here.is_some_and(|view| views::shows_pain(atlas, &view, of_pain.pain.as_ref()));
            // Who taps the skin looks at it already.
            let (view, at) =
                if is_seen { (now.view.clone(), seen_zoom) } else { (of_pain.view.clone(), None) };
            next = AtlasAddress { view, at, show: now.show.clone(), ..of_pain };
        }
        Ask::Sender(id, side) => {
            if let Some((muscle, point)) = atlas.point(&id) {
                let of_point = AtlasAddress::of_point(atlas, muscle, point, side);
                next = AtlasAddress { show: now.show.clone(), pain: now.pain.clone(), ..of_point };
            }
        }
        Ask::Referral(view) => (next.view, next.at) = (view, None),
        Ask::Toggle(word) => next.show = next.show.toggled(word),
        Ask::Choose(among, word) => next.show = next.show.chosen(among, word),
        Ask::Rest(rest) => next.at = (!rest.is_focus).then_some(rest.zoom),
    }
    // Where nothing is chosen the whole is what is usual.
    if next.at == Some(Zoom::Whole)
        && next.muscle.is_empty()
        && next.structure.is_empty()
        && next.pain.is_none()
    {
        next.at = None;
    }
    next
}

fn choose(atlas: &Atlas, next: &mut AtlasAddress, under: Under) {
    let owner = atlas.owner(&under.slug).map(|muscle| muscle.row.id.clone()).unwrap_or_default();
    if owner != next.muscle || owner.is_empty() {
        next.point.clear();
    }
    next.structure = if owner.is_empty() { under.slug } else { String::new() };
    next.muscle = owner;
    next.side = under.side;
}

/// Shows another view. From one standing view to another the zoom stays, and what was looked at stays in the middle; a
/// close-up shows all of itself.
fn turn_to(atlas: &Atlas, next: &mut AtlasAddress, view: String, seen: Option<Zoom>) {
    let ends = View::find(atlas, &next.view).zip(View::find(atlas, &view));
    next.at = match (ends, seen) {
        (Some((from, to)), Some(Zoom::Part { x, y, percent })) if from.is_standing() && to.is_standing() => {
            let (from, to) = (from.plate.view(), to.plate.view());
            let mm = |tenths: i32| f64::from(tenths) / 10.0;
            let away_mm = from.project(middle(atlas, next)).away_mm;
            let looked_at = from.place(PlatePoint::new(mm(x), mm(y)), away_mm);
            let x = (to.project(looked_at).at.x * 10.0).round() as i32;
            Some(Zoom::Part { x, y, percent })
        }
        (Some((_, to)), _) if !to.is_standing() => Some(Zoom::Whole),
        (Some((from, _)), Some(Zoom::Whole)) if from.is_standing() => Some(Zoom::Whole),
        _ => None,
    };
    next.view = view;
}

/// A place of the body as deep as what is chosen lies; where that is not known, on the body's axis.
fn middle(atlas: &Atlas, address: &AtlasAddress) -> BodyPoint {
    let points = atlas.muscle(&address.muscle).map(|muscle| muscle.points.as_slice()).unwrap_or_default();
    let sum = points.iter().fold(BodyPoint::new(0.0, 0.0, 0.0), |sum, point| sum + point.trigger.at);
    if points.is_empty() {
        return AXIS;
    }
    let right = sum * (1.0 / points.len() as f64);
    if address.side == Side::Left { right.mirrored() } else { right }
}

/// The muscles that were stepped to, so that a step back leads to where one was.
#[derive(Debug, Default)]
pub(super) struct Trail(Vec<(i32, AtlasAddress, AtlasAddress)>);

impl Trail {
    /// The address after an ask, as [`answer`] tells it; a step that takes back the one before leads to where that began.
    pub(super) fn answer(
        &mut self,
        atlas: &Atlas,
        now: &AtlasAddress,
        ask: Ask,
        seen: Option<Rest>,
    ) -> AtlasAddress {
        let Ask::Step(by) = ask else { return answer(atlas, now, ask, seen) };
        let is_at = |to: &AtlasAddress| {
            (&to.muscle, &to.structure, &to.point) == (&now.muscle, &now.structure, &now.point)
        };
        match self.0.pop() {
            Some((before, from, to)) if before == -by && is_at(&to) => from,
            last => {
                self.0.extend(last.filter(|(_, _, to)| is_at(to)));
                let next = answer(atlas, now, ask, seen);
                self.0.push((by, now.clone(), next.clone()));
                next
            }
        }
    }
}

/// What a key asks for.
pub(super) fn of_key(atlas: &Atlas, address: &AtlasAddress, key: &str) -> Option<Ask> {
    match key {
        "0" | "1" | "2" | "3" | "4" | "5" => Depth::try_from(key.parse::<u8>().ok()?).ok().map(Ask::Peel),
        "[" | "," => Some(Ask::Turn(-1)),
        "]" | "." => Some(Ask::Turn(1)),
        "v" | "V" => Some(Ask::Turn(views::stops(atlas).len() as i32 / 2)),
        "n" | "N" | "PageDown" => Some(Ask::Step(1)),
        "p" | "P" | "PageUp" => Some(Ask::Step(-1)),
        "l" | "L" => {
            let word = (!address.show.has(options::ENGLISH)).then_some(options::ENGLISH);
            Some(Ask::Choose(&[options::ENGLISH, options::LATIN], word))
        }
        "a" | "A" => Some(Ask::Toggle(options::ATTACHMENTS)),
        "i" | "I" => Some(Ask::Toggle(options::ALONE)),
        _ => None,
    }
}

/// The muscle so many places on in anatomical order, around the ends; from nowhere on to the first, back to the last.
pub(crate) fn in_order<'a>(atlas: &'a Atlas, id: &str, by: i32) -> Option<&'a Muscle> {
    let muscles = atlas.muscles();
    let here = muscles.iter().position(|muscle| muscle.row.id == id);
    let from = here.map_or(-i32::from(by > 0), |here| here as i32);
    muscles.get((from + by).rem_euclid(muscles.len().max(1) as i32) as usize)
}

#[cfg(all(test, feature = "authoring"))]
mod tests {
    use std::path::Path;
    use std::sync::OnceLock;

    use super::*;
    use crate::atlas::authoring::{Sources, report};

    /// The atlas of the whole content, made once for all tests.
    fn atlas() -> &'static Atlas {
        static ATLAS: OnceLock<Atlas> = OnceLock::new();
        ATLAS.get_or_init(|| {
            let sources = Sources::load(Path::new(env!("CARGO_MANIFEST_DIR")));
            sources.unwrap_or_else(|faults| panic!("{}", report(&faults))).atlas()
        })
    }

    /// Whatever is asked, in whatever order, the address names only what there is, and a point with its own muscle.
    #[test]
    fn no_sequence_of_asks_leaves_the_atlas() {
        let atlas = atlas();
        let under = |slug: &str| Under { slug: slug.to_owned(), side: Side::Left };
        let part = Zoom::Part { x: 310, y: -13000, percent: 400 };
        let asks = [
            Ask::Muscle("trapezius".into()),
            Ask::Point(Some("trapezius-3".into())),
            Ask::Peel(Depth::Deep),
            Ask::Structure(under("levator-scapulae")),
            Ask::Rest(Rest { zoom: part, is_focus: false }),
            Ask::Tapped(Some(under("infraspinatus-muscle"))),
            Ask::Step(-1),
            Ask::Point(Some("levator-scapulae-1".into())),
            Ask::View("anterior".into()),
            Ask::Side(Side::Left),
            Ask::Structure(under("clavicle")),
            Ask::Tapped(None),
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
                let seen = Some(Rest { zoom: part, is_focus: false }).filter(|_| at % 2 == 0);
                address = answer(atlas, &address, ask.clone(), seen);
                assert_eq!(address.clone().known_to(atlas), address, "after {ask:?}");
            }
        }
    }

    #[test]
    fn choosing_a_point_turns_the_body_to_where_it_can_be_seen() {
        let atlas = atlas();
        let front = AtlasAddress { view: "anterior".into(), ..AtlasAddress::default() };
        let infraspinatus = answer(atlas, &front, Ask::Point(Some("infraspinatus-1".into())), None);
        let sees = |address: &AtlasAddress| {
            let view = View::find(atlas, &address.view).expect("a view");
            let (_, point) = atlas.point(&address.point).expect("a point");
            views::shows_point(&view, point, address.side)
        };
        assert!(sees(&infraspinatus) && infraspinatus.view != "anterior", "{}", infraspinatus.view);
        assert_eq!(infraspinatus.muscle, "infraspinatus");
        let back = AtlasAddress::default();
        let masseter = answer(atlas, &back, Ask::Point(Some("masseter-1".into())), None);
        assert!(sees(&masseter) && masseter.view != "posterior", "{}", masseter.view);
        let trapezius = answer(atlas, &front, Ask::Muscle("trapezius".into()), None);
        assert!(
            trapezius.view.contains("poster"),
            "from where it shows the most of itself: {}",
            trapezius.view
        );
        let other = answer(atlas, &masseter, Ask::Side(Side::Left), None);
        assert!(sees(&other), "the other side of {}", other.view);
    }

    /// Two steps on and two back, from wherever one was, however it was seen.
    #[test]
    fn a_step_back_leads_to_where_one_was() {
        let atlas = atlas();
        let part = Zoom::Part { x: 310, y: -13000, percent: 400 };
        let nothing =
            AtlasAddress { view: "anterior".into(), depth: 3, at: Some(part), ..AtlasAddress::default() };
        let muscle = AtlasAddress { muscle: "trapezius".into(), ..nothing.clone() };
        for start in [nothing, muscle] {
            for by in [1, -1] {
                let mut trail = Trail::default();
                let mut step = |now: &AtlasAddress, by| trail.answer(atlas, now, Ask::Step(by), None);
                let one = step(&start, by);
                let mut two = step(&one, by);
                assert!(
                    one.muscle != two.muscle && one.muscle != start.muscle,
                    "{} {}",
                    one.muscle,
                    two.muscle
                );
                // What was looked at meanwhile does not matter.
                two.at = Some(Zoom::Whole);
                assert_eq!(step(&two, -by), one);
                assert_eq!(step(&one, -by), start);
                assert_ne!(step(&start, -by).muscle, one.muscle, "the trail has ended");
            }
        }
        let first = in_order(atlas, "", 1).expect("a muscle");
        let last = in_order(atlas, "", -1).expect("a muscle");
        assert_eq!(in_order(atlas, &last.row.id, 1), Some(first), "from nowhere back to the last");
    }

    #[test]
    fn turning_keeps_the_zoom_and_what_was_looked_at() {
        let atlas = atlas();
        let zoom = |x, percent| Some(Zoom::Part { x, y: -13700, percent });
        let check = |muscle: &str, from: &str, x: i32, to: &str, expected: i32| {
            let now = AtlasAddress {
                view: from.into(),
                muscle: muscle.into(),
                at: zoom(x, 420),
                ..AtlasAddress::default()
            };
            let next = answer(atlas, &now, Ask::View(to.into()), None);
            assert_eq!((next.view.as_str(), next.at), (to, zoom(expected, 420)), "{muscle} {from}");
            let back = answer(atlas, &next, Ask::View(from.into()), None);
            let Some(Zoom::Part { x: again, .. }) = back.at else { panic!("{back:?}") };
            assert!((again - x).abs() <= 1500, "{muscle}: {x} is {again} after turning there and back");
            back.at
        };
        check("", "posterior", 900, "anterior", -900);
        // The right shoulder blade from behind; from the right it lies where its depth is.
        let atlas_muscle = atlas.muscle("infraspinatus").expect("a muscle");
        let mean_y = atlas_muscle.points.iter().map(|point| point.trigger.at.y).sum::<f64>()
            / atlas_muscle.points.len() as f64;
        check("infraspinatus", "posterior", 1000, "right-lateral", (-mean_y * 10.0).round() as i32);
        let close = AtlasAddress { muscle: "masseter".into(), at: zoom(0, 300), ..AtlasAddress::default() };
        let face = answer(atlas, &close, Ask::View("head-neck-anterior".into()), None);
        assert_eq!(face.at, Some(Zoom::Whole), "a close-up fits itself");
        let whole = answer(atlas, &AtlasAddress { at: Some(Zoom::Whole), ..close }, Ask::Turn(1), None);
        assert_eq!(whole.at, Some(Zoom::Whole), "who turns the whole body wants to see the whole");
    }

    #[test]
    fn what_is_in_sight_stands_in_the_address_unless_it_is_what_is_usual() {
        let atlas = atlas();
        let part = Zoom::Part { x: 310, y: -13000, percent: 400 };
        let rest = |zoom, is_focus| Rest { zoom, is_focus };
        let nothing = AtlasAddress::default();
        let check = |now: &AtlasAddress, ask: Ask, seen: Option<Rest>, at: Option<Zoom>| {
            let told = format!("{ask:?} of {now:?}");
            let next = answer(atlas, now, ask, seen);
            assert_eq!(next.at, at, "{told}");
            next
        };
        check(&nothing, Ask::Rest(rest(Zoom::Whole, true)), None, None);
        let close = check(&nothing, Ask::Rest(rest(part, false)), None, Some(part));
        check(&close, Ask::Rest(rest(Zoom::Whole, false)), None, None);
        // What is tapped is under the finger already: the camera stays, and the link says where it is.
        let under = Under { slug: "latissimus-dorsi".into(), side: Side::Right };
        let tapped = Ask::Tapped(Some(under.clone()));
        check(&nothing, tapped.clone(), Some(rest(Zoom::Whole, true)), Some(Zoom::Whole));
        let tapped = check(&nothing, tapped, Some(rest(part, false)), Some(part));
        check(&tapped, Ask::Tapped(None), Some(rest(part, false)), Some(part));
        check(&tapped, Ask::Peel(Depth::Deep), None, Some(part));
        check(&tapped, Ask::Side(Side::Left), None, Some(part.mirrored()));
        // What is named is flown to.
        let named = check(&tapped, Ask::Muscle("masseter".into()), Some(rest(part, false)), None);
        check(&tapped, Ask::Structure(under), Some(rest(part, false)), None);
        check(&tapped, Ask::Point(Some("masseter-1".into())), Some(rest(part, false)), None);
        check(&named, Ask::Rest(rest(part, true)), None, None);
        check(&named, Ask::Rest(rest(Zoom::Whole, false)), None, Some(Zoom::Whole));
    }
}
