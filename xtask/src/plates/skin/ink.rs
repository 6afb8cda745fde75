//! What a draughtsman adds to the skin: strokes that swell and thin out, and small shapes, from assets/plates/skin.toml.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, ensure};
use kurbo::{BezPath, Point};
use palpate::anatomy::{BodyPoint, PlatePoint, View};
use palpate::atlas::PlateView;
use serde::Deserialize;

use super::face::Move;
use super::pen::{
    FINE, LOOSE, closed_on_midline, dense, on_axis, runs, tapered, tapered_to, through_midline, within,
};
use crate::plates::raster::Layer;
use crate::plates::smooth::smooth_line;
use crate::plates::trace::fit_ring;

/// What a drawing is of; later ones lie on top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Class {
    /// The cap of hair; kept within the head's outline.
    Hair,
    /// The ring around the nipple.
    Areola,
    /// The lips.
    Lip,
    /// A nail.
    Nail,
    /// A faint line of modelling.
    Soft,
    /// A fold of the skin.
    Crease,
    /// A firm line.
    Ink,
    /// An eyebrow.
    Brow,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stroke {
    view: String,
    class: Class,
    /// Width in the middle, in millimetres; none for a closed shape.
    width_mm: Option<f64>,
    /// In a symmetric view [x, z] in the body frame, right side or midline; in any other to the right on the plate and up.
    points: Vec<[f64; 2]>,
    /// Not carried over to the views at an angle.
    #[serde(default)]
    alone: bool,
    /// On the ear: drawn on it in the layers beneath the skin too.
    #[serde(default)]
    ear: bool,
}

/// The standing views that skin.toml draws on, by their names there and by where the viewer stands.
const DRAWN_ON: [(&str, f64); 5] = [
    ("anterior", 0.0),
    ("left-anterolateral", 45.0),
    ("left-lateral", 90.0),
    ("left-posterolateral", 135.0),
    ("posterior", 180.0),
];
/// From which view drawing is carried over to which.
const CARRIED: [(&str, &str); 2] = [("anterior", "left-anterolateral"), ("posterior", "left-posterolateral")];

/// The name of a plate in skin.toml: close-ups share that of the standing view from the same place, and a plate from above
/// or below has its own.
fn name_of(plate: &PlateView) -> Option<&str> {
    if !is_level(plate.view()) {
        return Some(&plate.id);
    }
    let is_it = |azimuth: f64| (plate.view().azimuth_deg - azimuth).abs() < 1e-6;
    DRAWN_ON.iter().find(|(_, azimuth)| is_it(*azimuth)).map(|(name, _)| *name)
}

fn is_level(view: View) -> bool {
    view.elevation_deg.abs() < 1e-6
}

/// The strokes of every view.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Strokes {
    #[serde(default)]
    stroke: Vec<Stroke>,
    /// How the face's profile is moved, from below upwards.
    #[serde(default)]
    face: Vec<Move>,
}

/// The strokes of one view that another one takes over.
pub(super) struct Lifted<'a>(Vec<&'a Stroke>);

impl Strokes {
    /// Reads the file.
    ///
    /// # Errors
    /// In one sentence with the file and the remedy.
    pub(super) fn load(path: &Path) -> anyhow::Result<Self> {
        let place = path.display();
        let text = std::fs::read_to_string(path).with_context(|| format!("{place}: cannot be read"))?;
        let strokes: Self = toml::from_str(&text).map_err(|error| anyhow::anyhow!("{place}: {error}"))?;
        for (number, stroke) in strokes.stroke.iter().enumerate() {
            let least = if stroke.width_mm.is_some() { 2 } else { 3 };
            ensure!(
                stroke.points.len() >= least,
                "{place}: stroke {} has {} points; it needs at least {least}",
                number + 1,
                stroke.points.len()
            );
        }
        Ok(strokes)
    }

    /// How the face's profile is moved.
    pub(super) fn face(&self) -> &[Move] {
        &self.face
    }

    /// All drawing of a view, by kind: what crosses the midline, and what is only of the right side. A line that ends on
    /// the midline is drawn through it, and a shape that starts and ends there is joined with its mirror image. In a view
    /// that is not symmetric all is drawn as it stands.
    pub(super) fn shapes(&self, plate: &PlateView, body: &Layer) -> Drawn {
        self.chosen(plate, body, |_| true)
    }

    /// The drawing of a view that is on the ear, for the layers beneath the skin.
    pub(super) fn on_ear(&self, plate: &PlateView, body: &Layer) -> Drawn {
        self.chosen(plate, body, |stroke| stroke.ear)
    }

    fn chosen(&self, plate: &PlateView, body: &Layer, is_chosen: impl Fn(&Stroke) -> bool) -> Drawn {
        let mut drawn = Drawn::default();
        let (name, view) = (name_of(plate), plate.view());
        let here = |stroke: &&Stroke| Some(stroke.view.as_str()) == name && is_chosen(stroke);
        for stroke in self.stroke.iter().filter(here) {
            if !view.is_symmetric() {
                let points: Vec<Point> = stroke.points.iter().map(|p| Point::new(p[0], -p[1])).collect();
                let path = stroke.path(&points, body);
                let path = if stroke.width_mm.is_none() { within(&path, body) } else { path };
                add(&mut drawn.right, stroke.class, path);
                continue;
            }
            let points = stroke.on_plate(view);
            let whole = stroke.whole(&points);
            let middle = whole.is_some() || points.iter().all(|p| on_axis(*p));
            let path = stroke.path(&whole.unwrap_or(points), body);
            let into = if middle { &mut drawn.middle } else { &mut drawn.right };
            add(into, stroke.class, path);
        }
        drawn
    }

    /// What is carried over to a view, with the view it comes from.
    pub(super) fn lifted_to(&self, plate: &PlateView) -> Option<(View, Lifted<'_>)> {
        let to = name_of(plate)?;
        let (from, _) = CARRIED.iter().find(|(_, name)| *name == to)?;
        let azimuth_deg = DRAWN_ON.iter().find(|(name, _)| name == from)?.1;
        let is_carried =
            |stroke: &&Stroke| stroke.view == *from && !stroke.alone && stroke.class != Class::Hair;
        let strokes = self.stroke.iter().filter(is_carried).collect();
        Some((View { azimuth_deg, elevation_deg: 0.0 }, Lifted(strokes)))
    }
}

impl Lifted<'_> {
    /// Draws what of the strokes can be seen, on both sides. `lift` gives the skin's place at a place of the source, where
    /// the target shows it.
    pub(super) fn draw(
        &self,
        into: &mut Shapes,
        target: View,
        source: View,
        lift: &dyn Fn(PlatePoint) -> Option<BodyPoint>,
        body: &Layer,
    ) {
        for stroke in &self.0 {
            let points = stroke.on_plate(source);
            let whole = stroke.whole(&points);
            let is_middle = whole.is_some() || points.iter().all(|p| on_axis(*p));
            let one = whole.unwrap_or(points);
            let mirror = one.iter().map(|p| Point::new(-p.x, p.y)).collect();
            for points in if is_middle { vec![one] } else { vec![one, mirror] } {
                let line = dense(&points, stroke.width_mm.is_none());
                let seen: Vec<Option<Point>> = line
                    .iter()
                    .map(|p| lift(PlatePoint::new(p.x, p.y)).map(|place| target.project(place).at))
                    .map(|at| at.map(|at| Point::new(at.x, at.y)))
                    .collect();
                match stroke.width_mm {
                    Some(width) => {
                        for run in runs(&seen) {
                            let long: f64 = run.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
                            if long > width * 2.5 {
                                add(into, stroke.class, tapered_to(&smooth_line(&run, 3.0), width, LOOSE));
                            }
                        }
                    }
                    None => {
                        let ring: Vec<Point> = seen.iter().copied().flatten().collect();
                        if ring.len() * 3 > line.len() {
                            add(into, stroke.class, within(&fit_ring(&ring, LOOSE), body));
                        }
                    }
                }
            }
        }
    }
}

/// Paths by kind.
pub(super) type Shapes = BTreeMap<Class, BezPath>;

/// Adds to the path of a kind.
pub(super) fn add(shapes: &mut Shapes, class: Class, path: BezPath) {
    shapes.entry(class).or_default().extend(path);
}

/// What is drawn on the skin of one view.
#[derive(Default)]
pub(super) struct Drawn {
    /// What crosses the midline.
    pub middle: Shapes,
    /// What is of one side only, as it looks on the right.
    pub right: Shapes,
}

impl Stroke {
    fn on_plate(&self, view: View) -> Vec<Point> {
        // A plate from above or below has no height: its points are its own.
        let is_level = is_level(view);
        let at = |p: &[f64; 2]| {
            let at = view.project(BodyPoint::new(p[0], 0.0, p[1])).at;
            if is_level { Point::new(at.x, at.y) } else { Point::new(p[0], -p[1]) }
        };
        self.points.iter().map(at).collect()
    }

    /// Both halves of what is drawn to the midline.
    fn whole(&self, points: &[Point]) -> Option<Vec<Point>> {
        if self.width_mm.is_some() { through_midline(points) } else { closed_on_midline(points) }
    }

    fn path(&self, points: &[Point], body: &Layer) -> BezPath {
        match self.width_mm {
            Some(width) => tapered(&dense(points, false), width),
            None => {
                let ring = fit_ring(&dense(points, true), FINE);
                if self.class == Class::Hair { within(&ring, body) } else { ring }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use palpate::atlas::PlateKind;

    use super::*;

    fn check(id: &str, azimuth: f64, elevation: f64, expected: Option<&str>) {
        let plate = PlateView {
            id: id.to_owned(),
            name: String::new(),
            azimuth,
            elevation,
            crop: [0.0, 0.0, 1.0, 1.0],
            kind: PlateKind::CloseUp,
        };
        assert_eq!(name_of(&plate), expected, "{id}");
    }

    #[test]
    fn a_level_plate_shares_the_standing_ones_drawing_and_another_has_its_own() {
        check("head-neck-lateral", 90.0, 0.0, Some("left-lateral"));
        check("foot-plantar", 0.0, -90.0, Some("foot-plantar"));
        check("pelvic-floor", 0.0, -90.0, Some("pelvic-floor"));
        check("hip-oblique", 30.0, 0.0, None);
    }
}
