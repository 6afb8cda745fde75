//! What a draughtsman adds to the skin: strokes that swell and thin out, and small shapes, from assets/plates/skin.toml.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, ensure};
use kurbo::{BezPath, Point};
use palpate::anatomy::{BodyPoint, View};
use serde::Deserialize;

use crate::plates::check::fill;
use crate::plates::grid::{Grid, blur};
use crate::plates::raster::Layer;
use crate::plates::trace::{Fit, fit_line, fit_ring, shape};

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
    /// [x, z] in the body frame, right side or midline.
    points: Vec<[f64; 2]>,
}

/// The strokes of every view.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Strokes {
    #[serde(default)]
    stroke: Vec<Stroke>,
}

/// How closely the drawing follows its points.
const FINE: Fit = Fit { accuracy_mm: 0.12, smooth_mm: 0.1, corner_deg: 180.0, least_area_mm2: 0.0 };
/// Points a stretch between two given ones.
const STEPS: usize = 10;

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

    /// All drawing of a view, by kind: what crosses the midline, and what is only of the right side. A line that ends on
    /// the midline is drawn through it, and a shape that starts and ends there is joined with its mirror image.
    pub(super) fn shapes(&self, view: View, name: &str, body: &Layer) -> Drawn {
        let mut drawn = Drawn::default();
        for stroke in self.stroke.iter().filter(|stroke| stroke.view == name) {
            let on_plate = |p: &[f64; 2]| {
                let at = view.project(BodyPoint::new(p[0], 0.0, p[1])).at;
                Point::new(at.x, at.y)
            };
            let points: Vec<Point> = stroke.points.iter().map(on_plate).collect();
            let whole =
                if stroke.width_mm.is_some() { through_midline(&points) } else { closed_on_midline(&points) };
            let middle = whole.is_some() || points.iter().all(|p| on_axis(*p));
            let path = stroke.path(&whole.unwrap_or(points), body);
            let into = if middle { &mut drawn.middle } else { &mut drawn.right };
            add(into, stroke.class, path);
        }
        drawn
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

fn on_axis(p: Point) -> bool {
    p.x.abs() < 1e-9
}

/// A line that ends on the midline, with its mirror image joined on.
fn through_midline(points: &[Point]) -> Option<Vec<Point>> {
    let (first, last) = (points.first()?, points.last()?);
    if points.iter().all(|p| on_axis(*p)) || on_axis(*first) == on_axis(*last) {
        return None;
    }
    let mut line = points.to_vec();
    if on_axis(*first) {
        line.reverse();
    }
    let mirror: Vec<Point> = line.iter().rev().skip(1).map(|p| Point::new(-p.x, p.y)).collect();
    line.extend(mirror);
    Some(line)
}

/// The right half of a shape that starts and ends on the midline, with its left half joined on.
fn closed_on_midline(points: &[Point]) -> Option<Vec<Point>> {
    let inner = points.get(1..points.len() - 1)?;
    if !on_axis(*points.first()?) || !on_axis(*points.last()?) {
        return None;
    }
    let mut ring = points.to_vec();
    ring.extend(inner.iter().rev().map(|p| Point::new(-p.x, p.y)));
    Some(ring)
}

/// A Catmull-Rom curve through the points.
fn dense(points: &[Point], closed: bool) -> Vec<Point> {
    let count = points.len();
    let at = |index: i64| {
        let index = if closed { index.rem_euclid(count as i64) } else { index.clamp(0, count as i64 - 1) };
        points[index as usize].to_vec2()
    };
    let stretches = if closed { count } else { count - 1 };
    let mut out = Vec::with_capacity(stretches * STEPS + 1);
    for stretch in 0..stretches as i64 {
        let [a, b, c, d] = [-1, 0, 1, 2].map(|offset| at(stretch + offset));
        for step in 0..STEPS {
            let t = step as f64 / STEPS as f64;
            let (t2, t3) = (t * t, t * t * t);
            let sum = b * 2.0
                + (c - a) * t
                + (a * 2.0 - b * 5.0 + c * 4.0 - d) * t2
                + (b * 3.0 - a - c * 3.0 + d) * t3;
            out.push((sum * 0.5).to_point());
        }
    }
    if !closed && let Some(last) = points.last() {
        out.push(*last);
    }
    out
}

/// A line drawn with a pen that swells to a width in the middle and thins out at both ends.
pub(super) fn tapered(line: &[Point], width_mm: f64) -> BezPath {
    let mut lengths = vec![0.0];
    for pair in line.windows(2) {
        lengths.push(lengths[lengths.len() - 1] + pair[0].distance(pair[1]));
    }
    let total: f64 = lengths[lengths.len() - 1];
    let side = |sign: f64| -> Vec<Point> {
        let last = line.len() - 1;
        (0..=last)
            .map(|index| {
                let along = line[(index + 1).min(last)] - line[index.saturating_sub(1)];
                let across = kurbo::Vec2::new(-along.y, along.x) / along.hypot().max(1e-9);
                let share = lengths[index] / total.max(1e-9);
                let half = 0.5 * width_mm * (std::f64::consts::PI * share).sin().max(0.0).powf(0.7);
                line[index] + across * (sign * half.max(0.04))
            })
            .collect()
    };
    let (there, mut back) = (side(1.0), side(-1.0));
    back.reverse();
    let mut path = fit_line(&there, FINE);
    if let Some(first) = back.first() {
        path.line_to(*first);
    }
    path.extend(fit_line(&back, FINE).elements().iter().skip(1).copied());
    path.close_path();
    path
}

/// What of a shape lies within the body's outline.
fn within(path: &BezPath, body: &Layer) -> BezPath {
    let inside = fill(path, body.frame);
    let mut both: Grid<f32> = body.mask();
    for (cell, inside) in both.cells.iter_mut().zip(&inside.cells) {
        *cell *= f32::from(u8::from(*inside));
    }
    shape(&blur(&both, 1.2), body.frame, 0.5, Fit::OUTLINE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kurbo::Shape;

    #[test]
    fn a_stroke_swells_and_thins_out() {
        let path = tapered(
            &dense(&[Point::new(0.0, 0.0), Point::new(10.0, 0.0), Point::new(20.0, 0.0)], false),
            2.0,
        );
        let bounds = path.bounding_box();
        assert!((bounds.height() - 2.0).abs() < 0.25, "{bounds:?}");
        // A pen of one width would cover 40 square millimetres.
        assert!((24.0..34.0).contains(&path.area().abs()), "{}", path.area());
    }

    #[test]
    fn a_line_to_the_midline_goes_through_it() {
        let line =
            through_midline(&[Point::new(-5.0, 1.0), Point::new(0.0, 2.0)]).expect("it ends on the midline");
        assert_eq!(line, [Point::new(-5.0, 1.0), Point::new(0.0, 2.0), Point::new(5.0, 1.0)]);
        assert!(through_midline(&[Point::new(0.0, 1.0), Point::new(0.0, 2.0)]).is_none());
        assert!(through_midline(&[Point::new(-5.0, 1.0), Point::new(-4.0, 2.0)]).is_none());
    }
}
