//! A drawn plate as geometry: whose silhouette a place lies in, what is painted over what, what a tap means.

use super::Kind;
use crate::anatomy::{Bounds, Depth, PlatePoint, Side, Silhouette};

/// A structure's silhouette on a plate.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// Its slug.
    pub slug: String,
    /// What it is made of.
    pub kind: Kind,
    /// The layer it is drawn in.
    pub depth: Depth,
    /// Whether the left is its mirror (x -> -x); otherwise it stands once.
    pub is_paired: bool,
    /// The full silhouette, hidden parts included: the right side or the midline.
    pub outline: Silhouette,
}

impl Shape {
    /// Whether a thumb cannot press through it.
    pub fn is_bony(&self) -> bool {
        matches!(self.kind, Kind::Bone | Kind::Cartilage)
    }

    /// Whether it belongs to one side of the body and does not stand across the midline.
    pub fn is_sided(&self) -> bool {
        self.is_paired
    }

    /// On which side of the body, if at all, a place lies inside the silhouette.
    pub fn side_at(&self, at: PlatePoint) -> Option<Side> {
        if self.outline.contains(at) {
            Some(Side::Right)
        } else if self.is_paired && self.outline.contains(PlatePoint::new(-at.x, at.y)) {
            Some(Side::Left)
        } else {
            None
        }
    }
}

/// A structure under a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Touched<'a> {
    /// The structure.
    pub shape: &'a Shape,
    /// Which side of the body; right for what stands once.
    pub side: Side,
}

/// A plate's structures, back to front.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    shapes: Vec<Shape>,
}

impl Scene {
    /// A scene of shapes given back to front.
    pub fn new(shapes: Vec<Shape>) -> Self {
        Self { shapes }
    }

    /// All shapes, back to front.
    pub fn shapes(&self) -> &[Shape] {
        &self.shapes
    }

    /// A structure's shape.
    pub fn shape(&self, slug: &str) -> Option<&Shape> {
        self.shapes.iter().find(|shape| shape.slug == slug)
    }

    /// Everything under a place, from the skin inwards, whatever is hidden now.
    pub fn stack(&self, at: PlatePoint) -> Vec<Touched<'_>> {
        let touched = |shape| Shape::side_at(shape, at).map(|side| Touched { shape, side });
        self.shapes.iter().rev().filter_map(touched).collect()
    }

    /// What a tap means while the body is peeled to `peel`: the frontmost muscle of the shown layers; else the ghost
    /// (the layer just removed, still outlined) that lies there; else the frontmost of whatever else is shown.
    pub fn pick(&self, at: PlatePoint, peel: Depth) -> Option<Touched<'_>> {
        self.pick_among(at, peel, &|_| true)
    }

    /// As [`Scene::pick`], among some of the structures: the others are hidden.
    pub fn pick_among(
        &self,
        at: PlatePoint,
        peel: Depth,
        is_there: &dyn Fn(&Shape) -> bool,
    ) -> Option<Touched<'_>> {
        let mut stack = self.stack(at);
        stack.retain(|touched| is_there(touched.shape));
        let is_muscle = |touched: &&Touched<'_>| touched.shape.kind == Kind::Muscle;
        let is_shown = |touched: &&Touched<'_>| touched.shape.depth >= peel;
        let is_ghost = |touched: &&Touched<'_>| touched.shape.depth.number() + 1 == peel.number();
        stack
            .iter()
            .find(|touched| is_muscle(touched) && is_shown(touched))
            .or_else(|| stack.iter().find(|touched| is_muscle(touched) && is_ghost(touched)))
            .or_else(|| stack.iter().find(is_shown))
            .copied()
    }

    /// What is painted over `slug` at a place, the outermost first; `None` where `slug` is not drawn.
    pub fn over(&self, slug: &str, at: PlatePoint) -> Option<Vec<&Shape>> {
        let place = self.shapes.iter().position(|shape| shape.slug == slug)?;
        Some(self.shapes[place + 1..].iter().rev().filter(|shape| shape.side_at(at).is_some()).collect())
    }

    /// The least rectangle around structures on one side (those that stand once count on either), empty if none is drawn.
    pub fn bounds<'a>(&self, slugs: impl IntoIterator<Item = &'a str>, side: Side) -> Bounds {
        let of = |slug| {
            let shape = self.shape(slug)?;
            let bounds = shape.outline.bounds();
            Some(if shape.is_paired && side == Side::Left { bounds.mirrored() } else { bounds })
        };
        slugs.into_iter().filter_map(of).fold(Bounds::default(), Bounds::union)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(slug: &str, kind: Kind, depth: u8, data: &str) -> Shape {
        let outline = Silhouette::from_path_data(data).expect("path data");
        let depth = Depth::try_from(depth).expect("a depth");
        Shape { slug: slug.to_owned(), kind, depth, is_paired: true, outline }
    }

    /// A scapula, on it a deep muscle, beside it an intermediate one, over all a superficial one.
    fn back() -> Scene {
        Scene::new(vec![
            shape("scapula", Kind::Bone, 5, "M-100,0h80v80h-80z"),
            shape("subscapularis", Kind::Muscle, 4, "M-100,0h40v80h-40z"),
            shape("levator", Kind::Muscle, 2, "M-70,0h40v80h-40z"),
            shape("trapezius", Kind::Muscle, 1, "M-120,-20h120v120h-120z"),
        ])
    }

    fn check(at: [f64; 2], peel: u8, expected: Option<(&str, Side)>) {
        let scene = back();
        let peel = Depth::try_from(peel).expect("a depth");
        let picked = scene.pick(PlatePoint::new(at[0], at[1]), peel);
        assert_eq!(
            picked.map(|touched| (touched.shape.slug.as_str(), touched.side)),
            expected,
            "{at:?} at {peel:?}"
        );
    }

    #[test]
    fn a_tap_means_the_frontmost_muscle_that_is_shown() {
        check([-40.0, 40.0], 0, Some(("trapezius", Side::Right)));
        check([-40.0, 40.0], 2, Some(("levator", Side::Right)));
        check([40.0, 40.0], 2, Some(("levator", Side::Left)));
        check([-65.0, 40.0], 3, Some(("subscapularis", Side::Right)));
    }

    #[test]
    fn a_ghost_answers_where_no_shown_muscle_lies() {
        check([-40.0, 40.0], 3, Some(("levator", Side::Right)));
        check([-40.0, 40.0], 4, Some(("scapula", Side::Right)));
        check([-110.0, 90.0], 3, None);
    }

    #[test]
    fn what_lies_over_is_told_from_the_outside_in() {
        let scene = back();
        let over = scene.over("scapula", PlatePoint::new(-65.0, 40.0)).expect("drawn");
        let slugs: Vec<&str> = over.iter().map(|shape| shape.slug.as_str()).collect();
        assert_eq!(slugs, ["trapezius", "levator", "subscapularis"]);
        assert_eq!(scene.over("femur", PlatePoint::new(0.0, 0.0)), None);
    }
}
