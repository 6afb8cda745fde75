//! The plate's geometry as it is shown: mirrored where the plate is, with what is hidden left out. Pure, no browser.

use std::collections::HashSet;

use super::look::{Look, Part, Under};
use super::seen::{Seen, Sheet, Spot};
use super::traits::{State, Traits};
use crate::anatomy::{Bounds, Depth, PlatePoint, Side};
use crate::atlas::{Kind, Scene, Shape, Touched};

/// The structures of a plate in the frame in which it is shown.
pub(super) struct Body {
    scene: Scene,
    parts: Vec<Option<Part>>,
    is_mirrored: bool,
    hidden: HashSet<String>,
}

/// A shape of the scene as it is painted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Painted {
    /// Its place among the shapes.
    pub(super) shape: usize,
    /// Whether its mirror image is what is shown.
    pub(super) is_flipped: bool,
    /// Whether it belongs to what is chosen.
    pub(super) is_chosen: bool,
}

/// What a shape does to the chosen that are painted before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cover {
    /// Lies over them.
    Hides,
    /// Is one of them itself.
    Shows,
}

impl Body {
    /// A body of a scene as drawn, with the part of the body of each of its shapes.
    pub(super) fn new(scene: Scene, parts: Vec<Option<Part>>, is_mirrored: bool) -> Self {
        Self { scene, parts, is_mirrored, hidden: HashSet::new() }
    }

    /// Takes note of what a look hides, so that no tap meets it.
    pub(super) fn hide(&mut self, look: &Look) {
        self.hidden.clear();
        for (shape, part) in self.scene.shapes().iter().zip(&self.parts) {
            let traits = Traits {
                slug: shape.slug.clone(),
                kind: shape.kind,
                depth: shape.depth,
                part: *part,
                side: None,
            };
            let is_off = part.is_some_and(|part| look.hidden.contains(&part));
            if is_off || (look.is_alone && traits.state(look) == State::Hidden) {
                self.hidden.insert(shape.slug.clone());
            }
        }
    }

    /// What a tap means; see [`Scene::pick`].
    pub(super) fn pick(&self, at: PlatePoint, peel: Depth) -> Option<Under> {
        let is_there = |shape: &Shape| !self.hidden.contains(&shape.slug);
        self.scene.pick_among(self.turned(at), peel, &is_there).map(|touched| self.under(touched))
    }

    /// Everything at a place from the skin inwards, shown or not.
    pub(super) fn stack(&self, at: PlatePoint) -> Vec<Under> {
        self.scene.stack(self.turned(at)).into_iter().map(|touched| self.under(touched)).collect()
    }

    /// The least rectangle around structures on one side, empty where none is drawn.
    pub(super) fn bounds(&self, slugs: &[yew::AttrValue], side: Side) -> Bounds {
        let side = if self.is_mirrored { side.opposite() } else { side };
        let bounds = self.scene.bounds(slugs.iter().map(|slug| slug.as_str()), side);
        if self.is_mirrored && !bounds.is_empty() { bounds.mirrored() } else { bounds }
    }

    /// What of each structure is seen at a depth; a spot's number leads to [`Body::who`].
    pub(super) fn seen(&self, frame: Bounds, look: &Look) -> Seen {
        let peel = look.peel.max(Depth::Superficial);
        let is_shown = |shape: &Shape| {
            let is_chosen = || look.is_alone && look.chosen.iter().any(|slug| *slug == shape.slug);
            (shape.depth >= peel || is_chosen()) && !self.hidden.contains(&shape.slug)
        };
        let mut sheets = Vec::new();
        let shapes = self.scene.shapes();
        for (index, shape) in shapes.iter().enumerate().filter(|(_, shape)| is_shown(shape)) {
            // A piece shows more of its structure.
            let whole = |one: &Shape| one.slug == shape.slug && one.side == shape.side;
            let index = if shape.is_piece { shapes.iter().position(whole).unwrap_or(index) } else { index };
            let who = 2 * index as u16;
            sheets.push(Sheet { who, outline: &shape.outline, is_flipped: self.is_mirrored });
            if shape.is_paired {
                sheets.push(Sheet { who: who + 1, outline: &shape.outline, is_flipped: !self.is_mirrored });
            }
        }
        Seen::paint(frame, sheets)
    }

    /// The structure of a spot, and what it is made of.
    pub(super) fn who(&self, spot: &Spot) -> Option<(Under, Kind, Depth)> {
        let shape = self.scene.shapes().get(usize::from(spot.who / 2))?;
        let touched = Touched { shape, side: shape.side_at(self.turned(spot.at))? };
        Some((self.under(touched), shape.kind, shape.depth))
    }

    /// What decides where the chosen are seen, in the order of painting: the numbers, among `painted` (which tells all that is
    /// painted), of what hides them, and of the chosen that are painted over those. Empty where nothing hides them.
    pub(super) fn covers(&self, painted: &[Painted], look: &Look) -> Vec<(usize, Cover)> {
        let peel = look.peel.max(Depth::Superficial);
        let (mut covers, mut chosen) = (Vec::new(), Vec::new());
        for (at, one) in painted.iter().enumerate() {
            let shape = &self.scene.shapes()[one.shape];
            let drawn = shape.outline.bounds();
            let bounds = if one.is_flipped { drawn.mirrored() } else { drawn };
            if shape.depth < peel || self.hidden.contains(&shape.slug) {
                continue;
            }
            if one.is_chosen {
                chosen.push(bounds);
                if !covers.is_empty() {
                    covers.push((at, Cover::Shows));
                }
            } else if chosen.iter().any(|chosen| meets(bounds, *chosen)) {
                covers.push((at, Cover::Hides));
            }
        }
        covers
    }

    /// Whether a structure is drawn at a place and no bone is painted over it there.
    pub(super) fn reaches(&self, slug: &str, at: PlatePoint) -> bool {
        let at = self.turned(at);
        let is_there = |shape: &Shape| shape.slug == slug && shape.side_at(at).is_some();
        let place = self.scene.shapes().iter().rposition(is_there);
        place.is_some_and(|place| {
            let mut over = self.scene.shapes()[place + 1..].iter();
            !over.any(|shape| shape.is_bony() && shape.side_at(at).is_some())
        })
    }

    fn turned(&self, at: PlatePoint) -> PlatePoint {
        if self.is_mirrored { PlatePoint::new(-at.x, at.y) } else { at }
    }

    fn under(&self, touched: Touched<'_>) -> Under {
        let is_sided = touched.shape.side.is_some();
        let side = if self.is_mirrored && is_sided { touched.side.opposite() } else { touched.side };
        Under { slug: touched.shape.slug.clone(), side }
    }
}

fn meets(a: Bounds, b: Bounds) -> bool {
    a.min.x < b.max.x && b.min.x < a.max.x && a.min.y < b.max.y && b.min.y < a.max.y
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anatomy::Silhouette;

    /// A humerus on both sides, a deltoid over it, of a plate that is shown in its mirror image.
    fn body(is_mirrored: bool) -> Body {
        let shape = |slug: &str, kind, depth: u8, data: &str| Shape {
            slug: slug.to_owned(),
            kind,
            depth: Depth::try_from(depth).expect("a depth"),
            side: Some(Side::Right),
            is_paired: true,
            is_piece: false,
            outline: Silhouette::from_path_data(data).expect("path data"),
        };
        let scene = Scene::new(vec![
            shape("humerus", Kind::Bone, 5, "M-60,0h20v90h-20z"),
            shape("deltoid", Kind::Muscle, 1, "M-70,0h40v40h-40z"),
        ]);
        Body::new(scene, vec![Some(Part::Arm), Some(Part::Arm)], is_mirrored)
    }

    #[test]
    fn a_mirrored_plate_is_mirrored_for_taps_too() {
        let at = PlatePoint::new(-50.0, 20.0);
        let side = |is_mirrored| body(is_mirrored).pick(at, Depth::Superficial).map(|under| under.side);
        assert_eq!(side(false), Some(Side::Right));
        assert_eq!(side(true), Some(Side::Right), "the drawn left, in the mirror");
        let bounds = body(true).bounds(&["deltoid".into()], Side::Right);
        assert!((bounds.min.x + 70.0).abs() < 1e-9, "{bounds:?}");
    }

    #[test]
    fn what_is_taken_off_is_not_met() {
        let mut body = body(false);
        let look = Look { peel: Depth::Superficial, hidden: vec![Part::Arm], ..Look::default() };
        body.hide(&look);
        assert_eq!(body.pick(PlatePoint::new(-50.0, 20.0), Depth::Superficial), None);
        assert_eq!(body.stack(PlatePoint::new(-50.0, 20.0)).len(), 2, "but it is still known to be there");
    }

    fn check_covers(body: &Body, painted: &[(usize, bool, bool)], peel: Depth, expected: &[(usize, Cover)]) {
        let painted: Vec<Painted> = painted
            .iter()
            .map(|&(shape, is_flipped, is_chosen)| Painted { shape, is_flipped, is_chosen })
            .collect();
        let look = Look { peel, ..Look::default() };
        assert_eq!(body.covers(&painted, &look), expected, "{painted:?} at {peel:?}");
    }

    #[test]
    fn what_hides_the_chosen_is_told_as_far_as_it_is_shown_and_lies_there() {
        let (body, hidden) = (body(false), Cover::Hides);
        let arms = [(0, false, true), (1, false, false), (1, true, false)];
        check_covers(&body, &arms, Depth::Superficial, &[(1, hidden)]);
        check_covers(&body, &arms, Depth::Deep, &[]);
        let front = [(0, false, false), (1, false, true)];
        check_covers(&body, &front, Depth::Superficial, &[]);
    }

    /// A piece of the chosen shows it again over what hides it; one that nothing hides needs no telling.
    #[test]
    fn the_chosen_are_seen_again_where_they_are_painted_later() {
        let (body, once) = (body(false), Depth::Superficial);
        let again = [(0, false, true), (0, false, true), (1, false, false), (0, false, true)];
        check_covers(&body, &again, once, &[(2, Cover::Hides), (3, Cover::Shows)]);
    }

    #[test]
    fn a_place_is_reached_where_no_bone_is_in_the_way() {
        let body = body(false);
        assert!(body.reaches("humerus", PlatePoint::new(-50.0, 20.0)), "the deltoid is no bone");
        assert!(!body.reaches("humerus", PlatePoint::new(-20.0, 20.0)), "it is not drawn there");
        assert!(!body.reaches("femur", PlatePoint::new(-50.0, 20.0)));
    }

    #[test]
    fn what_is_seen_is_told_with_its_side() {
        let body = body(false);
        let frame =
            Bounds::default().with(PlatePoint::new(-100.0, -10.0)).with(PlatePoint::new(100.0, 110.0));
        let look = Look { peel: Depth::Superficial, ..Look::default() };
        let seen = body.seen(frame, &look).spots(frame);
        let told: Vec<(String, Side)> = seen
            .iter()
            .filter_map(|spot| body.who(spot))
            .map(|(under, ..)| (under.slug, under.side))
            .collect();
        let expected = [
            ("humerus", Side::Right),
            ("humerus", Side::Left),
            ("deltoid", Side::Right),
            ("deltoid", Side::Left),
        ];
        assert_eq!(told, expected.map(|(slug, side)| (slug.to_owned(), side)));
    }
}
