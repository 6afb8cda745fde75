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
    /// The side of the body it is drawn for; `None` for what lies across the midline.
    pub side: Option<Side>,
    /// Whether its mirror image (x -> -x) stands for the other side: so in a symmetric plate, where only the right is
    /// drawn; in any other each side that can be seen is a shape of its own.
    pub is_paired: bool,
    /// Whether it is only a part of its structure, painted again over something else.
    pub is_piece: bool,
    /// The full silhouette, hidden parts included.
    pub outline: Silhouette,
}

impl Shape {
    /// Whether a thumb cannot press through it.
    pub fn is_bony(&self) -> bool {
        matches!(self.kind, Kind::Bone | Kind::Cartilage)
    }

    /// On which side of the body, if at all, a place lies inside the silhouette.
    pub fn side_at(&self, at: PlatePoint) -> Option<Side> {
        let drawn = self.side.unwrap_or_default();
        if self.outline.contains(at) {
            Some(drawn)
        } else if self.is_paired && self.outline.contains(PlatePoint::new(-at.x, at.y)) {
            Some(drawn.opposite())
        } else {
            None
        }
    }

    /// Whether it shows a side of the body: drawn for it, by its mirror image, or across the midline.
    pub fn shows(&self, side: Side) -> bool {
        self.is_paired || self.side.is_none_or(|drawn| drawn == side)
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

    /// A structure's shape on one side.
    pub fn shape(&self, slug: &str, side: Side) -> Option<&Shape> {
        self.shapes.iter().find(|shape| shape.slug == slug && shape.shows(side))
    }

    /// Everything under a place, from the skin inwards, whatever is hidden now.
    pub fn stack(&self, at: PlatePoint) -> Vec<Touched<'_>> {
        let mut stack = self.painted(at);
        stack.retain(|touched| !touched.shape.is_piece);
        stack
    }

    /// The same with the pieces that are painted again.
    fn painted(&self, at: PlatePoint) -> Vec<Touched<'_>> {
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
        let mut stack = self.painted(at);
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

    /// What is painted over `slug` of one side at a place, the outermost first; `None` where it is not drawn.
    pub fn over(&self, slug: &str, side: Side, at: PlatePoint) -> Option<Vec<&Shape>> {
        let place = self.shapes.iter().position(|shape| shape.slug == slug && shape.shows(side))?;
        Some(self.shapes[place + 1..].iter().rev().filter(|shape| shape.side_at(at).is_some()).collect())
    }

    /// The least rectangle around structures on one side (those that stand once count on either), empty if none is drawn.
    pub fn bounds<'a>(&self, slugs: impl IntoIterator<Item = &'a str>, side: Side) -> Bounds {
        let of = |slug| {
            let shape = self.shape(slug, side)?;
            let bounds = shape.outline.bounds();
            let is_twin = shape.side.is_some_and(|drawn| drawn != side);
            Some(if is_twin { bounds.mirrored() } else { bounds })
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
        Shape {
            slug: slug.to_owned(),
            kind,
            depth,
            side: Some(Side::Right),
            is_paired: true,
            is_piece: false,
            outline,
        }
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
    fn a_piece_answers_for_its_structure_and_counts_once() {
        let mut shapes = back().shapes;
        shapes.push(Shape { is_piece: true, ..shape("levator", Kind::Muscle, 1, "M-70,0h20v80h-20z") });
        let (scene, at) = (Scene::new(shapes), PlatePoint::new(-65.0, 40.0));
        let picked = scene.pick(at, Depth::Superficial).map(|touched| touched.shape.slug.as_str());
        assert_eq!(picked, Some("levator"), "though the trapezius is painted after it");
        let slugs: Vec<&str> = scene.stack(at).iter().map(|touched| touched.shape.slug.as_str()).collect();
        assert_eq!(slugs, ["trapezius", "levator", "subscapularis", "scapula"]);
    }

    #[test]
    fn what_lies_over_is_told_from_the_outside_in() {
        let scene = back();
        let over = scene.over("scapula", Side::Right, PlatePoint::new(-65.0, 40.0)).expect("drawn");
        let slugs: Vec<&str> = over.iter().map(|shape| shape.slug.as_str()).collect();
        assert_eq!(slugs, ["trapezius", "levator", "subscapularis"]);
        assert_eq!(scene.over("femur", Side::Right, PlatePoint::new(0.0, 0.0)), None);
    }

    #[test]
    fn a_plate_that_is_not_symmetric_has_a_shape_for_each_side() {
        let drawn = |side, data| Shape {
            side: Some(side),
            is_paired: false,
            ..shape("deltoid", Kind::Muscle, 1, data)
        };
        let scene = Scene::new(vec![
            drawn(Side::Right, "M-100,0h40v40h-40z"),
            drawn(Side::Left, "M-70,0h90v90h-90z"),
        ]);
        let picked = |x| scene.pick(PlatePoint::new(x, 20.0), Depth::Skin).map(|touched| touched.side);
        assert_eq!(
            [picked(-90.0), picked(-65.0), picked(10.0), picked(90.0)],
            [Some(Side::Right), Some(Side::Left), Some(Side::Left), None]
        );
        assert!((scene.bounds(["deltoid"], Side::Left).width_mm() - 90.0).abs() < 1e-9);
        assert!((scene.bounds(["deltoid"], Side::Right).width_mm() - 40.0).abs() < 1e-9);
    }
}
