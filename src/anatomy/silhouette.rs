//! A silhouette: an outline on a plate, ready to be asked what lies in it.

use kurbo::{ParamCurve, PathEl, PathSeg, Point};

use super::PlatePoint;
use super::path_data::{self, BadPath};

/// How far the flattened outline may stray from its curves: finer than a pixel at the closest zoom is not needed.
const FLATNESS_MM: f64 = 0.2;

/// An area on a plate, in millimetres: closed rings, inside by the even-odd rule.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Silhouette {
    rings: Vec<Vec<PlatePoint>>,
    bounds: Bounds,
}

/// An upright rectangle on a plate, in millimetres; empty where `min` is greater than `max`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// The left top corner.
    pub min: PlatePoint,
    /// The right bottom corner.
    pub max: PlatePoint,
}

impl Default for Bounds {
    fn default() -> Self {
        let far = f64::INFINITY;
        Self { min: PlatePoint::new(far, far), max: PlatePoint::new(-far, -far) }
    }
}

impl Bounds {
    /// The least rectangle around both.
    pub fn union(self, other: Self) -> Self {
        Self {
            min: PlatePoint::new(self.min.x.min(other.min.x), self.min.y.min(other.min.y)),
            max: PlatePoint::new(self.max.x.max(other.max.x), self.max.y.max(other.max.y)),
        }
    }

    /// The rectangle grown to hold a place.
    pub fn with(self, at: PlatePoint) -> Self {
        self.union(Self { min: at, max: at })
    }

    /// The rectangle's mirror image, x -> -x.
    pub fn mirrored(self) -> Self {
        Self { min: PlatePoint::new(-self.max.x, self.min.y), max: PlatePoint::new(-self.min.x, self.max.y) }
    }

    /// The rectangle grown by a margin on every side.
    pub fn grown(self, margin_mm: f64) -> Self {
        Self {
            min: PlatePoint::new(self.min.x - margin_mm, self.min.y - margin_mm),
            max: PlatePoint::new(self.max.x + margin_mm, self.max.y + margin_mm),
        }
    }

    /// Whether it holds no place at all.
    pub fn is_empty(self) -> bool {
        self.min.x > self.max.x || self.min.y > self.max.y
    }

    /// The middle.
    pub fn centre(self) -> PlatePoint {
        PlatePoint::new((self.min.x + self.max.x) / 2.0, (self.min.y + self.max.y) / 2.0)
    }

    /// The width in millimetres.
    pub fn width_mm(self) -> f64 {
        (self.max.x - self.min.x).max(0.0)
    }

    /// The height in millimetres.
    pub fn height_mm(self) -> f64 {
        (self.max.y - self.min.y).max(0.0)
    }

    /// Whether a place lies in it.
    pub fn contains(self, at: PlatePoint) -> bool {
        (self.min.x..=self.max.x).contains(&at.x) && (self.min.y..=self.max.y).contains(&at.y)
    }
}

impl Silhouette {
    /// Reads SVG path data as plates write it.
    ///
    /// # Errors
    /// Where it is not, with the place.
    pub fn from_path_data(data: &str) -> Result<Self, BadPath> {
        let path = path_data::read(data)?;
        let mut rings: Vec<Vec<PlatePoint>> = Vec::new();
        let place = |p: Point| PlatePoint::new(p.x, p.y);
        kurbo::flatten(path, FLATNESS_MM, |element| match element {
            PathEl::MoveTo(p) => rings.push(vec![place(p)]),
            PathEl::LineTo(p) => {
                if let Some(ring) = rings.last_mut() {
                    ring.push(place(p));
                }
            }
            _ => {}
        });
        rings.retain(|ring| ring.len() > 2);
        let bounds = rings.iter().flatten().fold(Bounds::default(), |bounds, &at| bounds.with(at));
        Ok(Self { rings, bounds })
    }

    /// The least rectangle around it.
    pub fn bounds(&self) -> Bounds {
        self.bounds
    }

    /// About how large it is, in square millimetres: its rings together.
    pub fn area_mm2(&self) -> f64 {
        let twice = |ring: &Vec<PlatePoint>| -> f64 {
            let next = ring.iter().cycle().skip(1);
            ring.iter().zip(next).map(|(a, b)| a.x * b.y - b.x * a.y).sum()
        };
        self.rings.iter().map(|ring| twice(ring).abs() / 2.0).sum()
    }

    /// Whether a place lies inside.
    pub fn contains(&self, at: PlatePoint) -> bool {
        if !self.bounds.contains(at) {
            return false;
        }
        let crossings = self.edges().filter(|(a, b)| {
            (a.y > at.y) != (b.y > at.y) && at.x < a.x + (at.y - a.y) / (b.y - a.y) * (b.x - a.x)
        });
        crossings.count() % 2 == 1
    }

    /// What lies inside on lines across the plate, every `step_mm`, at half a step first: each line's number, counted from 0, and
    /// where it enters and leaves, from left to right. Lines that meet nothing are left out.
    pub fn scanned(&self, step_mm: f64) -> Vec<(i32, Vec<[f64; 2]>)> {
        let number = |y: f64| (y / step_mm - 0.5).ceil() as i32;
        let (first, end) = (number(self.bounds.min.y), number(self.bounds.max.y));
        let mut crossings: Vec<Vec<f64>> = (first..end).map(|_| Vec::new()).collect();
        for (a, b) in self.edges() {
            let (low, high) = (number(a.y.min(b.y)), number(a.y.max(b.y)));
            for line in low..high {
                let y = (f64::from(line) + 0.5) * step_mm;
                let x = a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x);
                crossings[(line - first) as usize].push(x);
            }
        }
        let lines = (first..end).zip(crossings).filter(|(_, met)| !met.is_empty());
        let spans = lines.map(|(line, mut met)| {
            met.sort_by(f64::total_cmp);
            (line, met.chunks_exact(2).map(|span| [span[0], span[1]]).collect())
        });
        spans.collect()
    }

    /// How far outside a place lies, in millimetres; 0 inside, infinite where there is no outline.
    pub fn distance_mm(&self, at: PlatePoint) -> f64 {
        if self.contains(at) { 0.0 } else { self.border_distance_mm(at) }
    }

    /// How far from the border a place lies, on either side of it, in millimetres.
    pub fn border_distance_mm(&self, at: PlatePoint) -> f64 {
        let point = Point::new(at.x, at.y);
        let to_edge = |(a, b): (PlatePoint, PlatePoint)| {
            let edge = kurbo::Line::new((a.x, a.y), (b.x, b.y));
            let along = edge.p1 - edge.p0;
            let share =
                if along.hypot2() > 0.0 { (point - edge.p0).dot(along) / along.hypot2() } else { 0.0 };
            PathSeg::Line(edge).eval(share.clamp(0.0, 1.0)).distance(point)
        };
        self.edges().map(to_edge).fold(f64::INFINITY, f64::min)
    }

    /// The stretches of the level line at `y` that lie inside: from and to, ascending.
    pub fn spans(&self, y: f64) -> Vec<(f64, f64)> {
        let is_met = |(a, b): &(PlatePoint, PlatePoint)| (a.y > y) != (b.y > y);
        let met = self.edges().filter(is_met);
        let mut crossings: Vec<f64> = met.map(|(a, b)| a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x)).collect();
        crate::order::sort_by(&mut crossings, f64::total_cmp);
        crossings.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
    }

    fn edges(&self) -> impl Iterator<Item = (PlatePoint, PlatePoint)> + '_ {
        self.rings.iter().flat_map(|ring| ring.iter().copied().zip(ring.iter().copied().cycle().skip(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(data: &str, at: [f64; 2], is_inside: bool, distance_mm: f64) {
        let silhouette = Silhouette::from_path_data(data).expect("path data");
        let at = PlatePoint::new(at[0], at[1]);
        assert_eq!(silhouette.contains(at), is_inside, "{at:?}");
        assert!((silhouette.distance_mm(at) - distance_mm).abs() < 0.2, "{}", silhouette.distance_mm(at));
    }

    #[test]
    fn inside_is_even_odd_and_outside_is_measured() {
        let frame = "M0,0h20v20h-20zM5,5h10v10h-10z";
        check(frame, [2.0, 2.0], true, 0.0);
        check(frame, [10.0, 10.0], false, 5.0);
        check(frame, [30.0, 10.0], false, 10.0);
        let square = Silhouette::from_path_data("M0,0h20v20h-20z").expect("path data");
        assert!((square.area_mm2() - 400.0).abs() < 1e-9);
        let spans = Silhouette::from_path_data(frame).expect("path data").spans(10.0);
        assert_eq!(spans, [(0.0, 5.0), (15.0, 20.0)]);
        check("M-10,0c0,-13.3 20,-13.3 20,0c0,13.3 -20,13.3 -20,0z", [0.0, 9.0], true, 0.0);
    }
}
