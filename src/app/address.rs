//! The atlas's state in its address, so that what is on the screen can be linked to.

use std::borrow::Cow;
use std::convert::Infallible;

use yew_router::query::ToQuery;

use super::options::Options;
use super::plate::Zoom;
use super::views::{self, View};
use crate::anatomy::{Depth, Side, beyond_turns};
use crate::atlas::{Atlas, Muscle, Pain, PlateView, Point, SkinRegion};

/// What the atlas shows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AtlasAddress {
    /// The view's id: a plate's or its mirror image's.
    pub(crate) view: String,
    /// How deep the body is peeled, 0 to 5.
    pub(crate) depth: u8,
    /// The side of what is chosen.
    pub(crate) side: Side,
    /// The chosen muscle's id, or nothing.
    pub(crate) muscle: String,
    /// A chosen structure that belongs to no taught muscle, by slug, or nothing.
    pub(crate) structure: String,
    /// The chosen trigger point's id, or nothing.
    pub(crate) point: String,
    /// Where on the skin it hurts, while the muscles that send pain there are looked for.
    pub(crate) pain: Option<Pain>,
    /// What else is shown or hidden.
    pub(crate) show: Options,
    /// What part of the plate is in sight; nothing where that is what is chosen or, where nothing is, the whole.
    pub(crate) at: Option<Zoom>,
}

impl Default for AtlasAddress {
    fn default() -> Self {
        Self {
            view: "posterior".to_owned(),
            depth: 1,
            side: Side::Right,
            muscle: String::new(),
            structure: String::new(),
            point: String::new(),
            pain: None,
            show: Options::default(),
            at: None,
        }
    }
}

/// As the browser's history takes it.
impl ToQuery for AtlasAddress {
    type Error = Infallible;

    fn to_query(&self) -> Result<Cow<'_, str>, Infallible> {
        Ok(self.query().into())
    }
}

impl AtlasAddress {
    /// The same address with all that the atlas does not know taken out: a link may be old or mistyped.
    pub(crate) fn known_to(mut self, atlas: &Atlas) -> Self {
        if View::find(atlas, &self.view).is_none() {
            self.view = Self::default().view;
        }
        if View::find(atlas, &self.view).is_none() {
            self.view = atlas.plates().first().map(|plate| plate.id.clone()).unwrap_or_default();
        }
        self.show = self.show.known();
        self.pain = self.pain.and_then(|pain| pain.known_to(atlas));
        if let Some((muscle, _)) = atlas.point(&self.point) {
            self.muscle.clone_from(&muscle.row.id);
        } else {
            self.point.clear();
        }
        if atlas.muscle(&self.muscle).is_none() {
            self.muscle.clear();
        }
        if !self.muscle.is_empty() || atlas.structure(&self.structure).is_none() {
            self.structure.clear();
        }
        self
    }

    /// What an address says after its "?". Each value is read by itself: one that cannot be read, or that is not there, is as
    /// usual, and of one that stands there twice the first that can be read counts.
    pub(crate) fn read(query: &str) -> Self {
        let mut read = Self::default();
        // From the back, so that the first one is what stays.
        for pair in query.trim_start_matches('?').rsplit('&') {
            let Some((name, value)) = pair.split_once('=') else { continue };
            let value = decoded(value);
            if value.is_empty() {
                continue;
            }
            match name {
                "view" => read.view = value,
                "depth" => {
                    read.depth = value.parse().map_or(read.depth, |depth: u8| depth.min(Depth::Bone.number()))
                }
                "side" => read.side = Side::named(&value).unwrap_or(read.side),
                "muscle" => read.muscle = value,
                "structure" => read.structure = value,
                "point" => read.point = value,
                "pain" => read.pain = Pain::read(&value).or(read.pain),
                "show" => read.show = Options::of(value),
                "at" => read.at = Zoom::read(&value).or(read.at),
                _ => {}
            }
        }
        read
    }

    /// The same as [`AtlasAddress::read`] reads it. Whatever stands in it is made of letters, digits, dots and hyphens.
    fn query(&self) -> String {
        let Self { view, depth, side, muscle, structure, point, pain, show, at } = self;
        let mut query = String::from("view=");
        query.push_str(view);
        query.push_str("&depth=");
        query.push(char::from(b'0' + *depth));
        query.push_str("&side=");
        query.push_str(side.name());
        let at = at.map(Zoom::word).unwrap_or_default();
        let pain = pain.as_ref().map(Pain::word).unwrap_or_default();
        for (name, value) in [
            ("&muscle=", muscle.as_str()),
            ("&structure=", structure),
            ("&point=", point),
            ("&pain=", &pain),
            ("&show=", show.words()),
            ("&at=", &at),
        ] {
            if !value.is_empty() {
                query.push_str(name);
                query.push_str(value);
            }
        }
        query
    }

    /// The address as a link has it.
    pub(crate) fn href(&self) -> String {
        "#/atlas?".to_owned() + &self.query()
    }

    /// How deep the body is peeled.
    pub(crate) fn peel(&self) -> Depth {
        Depth::try_from(self.depth).unwrap_or(Depth::Superficial)
    }

    /// The address that shows a muscle at its own depth, in the view that shows its points best.
    pub(crate) fn of_muscle(atlas: &Atlas, muscle: &Muscle, side: Side, current_view: &str) -> Self {
        Self {
            view: best_view(atlas, &muscle.points, side, current_view),
            depth: muscle.row.depth.number(),
            side,
            muscle: muscle.row.id.clone(),
            ..Self::default()
        }
    }

    /// The address that shows a place on the skin, from where most of it is seen, and asks who sends pain there. Without a
    /// place it shows the skin to be tapped.
    pub(crate) fn of_pain(atlas: &Atlas, pain: Pain) -> Self {
        let Some(pain) = pain.known_to(atlas) else {
            return Self { view: "anterior".to_owned(), depth: Depth::Skin.number(), ..Self::default() };
        };
        // Regions name the plates that show most of them, the best first.
        let mut best: Option<(usize, &PlateView)> = None;
        for plate in atlas.plates() {
            let place = |region: &SkinRegion| region.plates.iter().position(|id| *id == plate.id);
            // From the front, the back or a side a body is read with more ease.
            let is_straight = beyond_turns(plate.azimuth, 90.0) < f64::EPSILON;
            let ease = if is_straight { 3 } else { 0 };
            let weigh = |place: usize| 2 * 20_usize.saturating_sub(place) + ease;
            let weight: usize = pain.regions(atlas).filter_map(place).map(weigh).sum();
            if weight > 0 && best.is_none_or(|(most, _)| weight > most) {
                best = Some((weight, plate));
            }
        }
        Self {
            view: best.map_or_else(|| Self::default().view, |(_, plate)| views::on_side(plate, pain.side)),
            depth: Depth::Skin.number(),
            side: pain.side,
            pain: Some(pain),
            ..Self::default()
        }
    }

    /// The address that shows a trigger point and where it refers.
    pub(crate) fn of_point(atlas: &Atlas, muscle: &Muscle, point: &Point, side: Side) -> Self {
        Self {
            view: views::opening(atlas, point, side),
            point: point.trigger.id.clone(),
            ..Self::of_muscle(atlas, muscle, side, "posterior")
        }
    }
}

/// The standing view that shows the most points, and the more so where it shows them best; the current one where it is as
/// good; a close-up where no standing view shows any.
fn best_view(atlas: &Atlas, points: &[Point], side: Side, current: &str) -> String {
    let mut views: Vec<(String, usize, bool)> = Vec::new();
    for point in points {
        for (place, sight) in point.sights.iter().enumerate() {
            let id = views::of_sight(atlas, sight, side);
            let weight = if place == 0 { 3 } else { 2 };
            match views.iter_mut().find(|(known, ..)| *known == id) {
                Some((_, votes, _)) => *votes += weight,
                None => {
                    let is_standing = View::find(atlas, &id).is_some_and(|view| view.is_standing());
                    views.push((id, weight, is_standing));
                }
            }
        }
    }
    if views.iter().any(|(.., is_standing)| *is_standing) {
        views.retain(|(.., is_standing)| *is_standing);
    }
    let most = views.iter().map(|(_, votes, _)| *votes).max().unwrap_or_default();
    let is_best = |(_, votes, _): &&(String, usize, bool)| *votes == most;
    let current_is_best = views.iter().filter(is_best).any(|(id, ..)| id == current);
    match views.iter().find(is_best) {
        Some((best, ..)) if !current_is_best => best.clone(),
        _ => current.to_owned(),
    }
}

/// A value as it was before a browser or a mail program wrote some of its letters as "%2D".
fn decoded(value: &str) -> String {
    let mut bytes = value.as_bytes().iter();
    let mut plain = Vec::new();
    while let Some(&byte) = bytes.next() {
        let rest = bytes.as_slice();
        let code = rest.get(..2).filter(|_| byte == b'%').and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(letter) => {
                plain.push(letter);
                bytes.nth(1);
            }
            None => plain.push(byte),
        }
    }
    String::from_utf8(plain).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str, expected: AtlasAddress) {
        assert_eq!(AtlasAddress::read(query), expected, "{query}");
    }

    fn usual() -> AtlasAddress {
        AtlasAddress {
            view: "anterior".into(),
            depth: 3,
            muscle: "masseter".into(),
            ..AtlasAddress::default()
        }
    }

    #[test]
    fn one_bad_value_costs_that_value_alone() {
        let rest = "view=anterior&muscle=masseter";
        check(&format!("{rest}&depth=3"), usual());
        check(&format!("?{rest}&depth=3&side=upwards"), usual());
        check(&format!("{rest}&side=&depth=3"), usual());
        check(&format!("{rest}&depth=3&at=here&at=1.2&at=a.b.c&at=1.2.3.4"), usual());
        for bad in ["depth=deep", "depth=300", "depth=-1", "depth=", "depth", "", "&&=&", "depth=2.5"] {
            check(&format!("{rest}&{bad}"), AtlasAddress { depth: 1, ..usual() });
        }
    }

    #[test]
    fn what_is_missing_is_as_usual_and_what_is_newer_is_passed_over() {
        check("", AtlasAddress::default());
        check("depth=3&view=anterior&muscle=masseter&nerves=all&depth2=5", usual());
        check("show=latin", AtlasAddress { show: Options::of("latin".into()), ..AtlasAddress::default() });
    }

    #[test]
    fn of_a_doubled_value_the_first_that_can_be_read_counts() {
        check("view=anterior&view=posterior&depth=x&depth=3&depth=4&muscle=masseter", usual());
    }

    #[test]
    fn letters_that_were_written_as_numbers_are_read() {
        check("view=anterior&depth=3&muscle=m%61sseter", usual());
        check("muscle=%", AtlasAddress { muscle: "%".into(), ..AtlasAddress::default() });
        check("muscle=%ff%f", AtlasAddress { muscle: String::new(), ..AtlasAddress::default() });
    }

    #[test]
    fn what_is_written_is_read_again() {
        let part = Zoom::Part { x: -1023, y: -13245, percent: 340 };
        for at in [None, Some(Zoom::Whole), Some(part)] {
            let address = AtlasAddress {
                side: Side::Left,
                point: "masseter-1".into(),
                pain: Pain::read("temple.above-ear.left"),
                show: Options::of("latin.no-arm".into()),
                at,
                ..usual()
            };
            check(&address.query(), address.clone());
        }
        assert_eq!(usual().href(), "#/atlas?view=anterior&depth=3&side=right&muscle=masseter");
    }
}
