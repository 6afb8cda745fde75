//! A view: an orthographic projection of the body frame.

use serde::{Deserialize, Serialize};

use super::{BodyPoint, PlatePoint};

/// Where the viewer stands. Azimuth 0 faces the front, 90 the body's left, 180 the back; elevation 90 looks down.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// Degrees around the body, from the front towards its left.
    pub azimuth_deg: f64,
    /// Degrees above the horizon; negative looks up from below.
    pub elevation_deg: f64,
}

/// A place as a view shows it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Projected {
    /// Where it stands on the plate.
    pub at: PlatePoint,
    /// Millimetres away from the viewer, from an arbitrary plane: small is near.
    pub away_mm: f64,
}

impl View {
    /// The view from the front.
    pub const ANTERIOR: Self = Self { azimuth_deg: 0.0, elevation_deg: 0.0 };
    /// The view from the back.
    pub const POSTERIOR: Self = Self { azimuth_deg: 180.0, elevation_deg: 0.0 };

    /// Projects a place of the body frame onto this view's plate.
    pub fn project(self, p: BodyPoint) -> Projected {
        let (sin_a, cos_a) = exact_sin_cos(self.azimuth_deg);
        let (sin_e, cos_e) = exact_sin_cos(self.elevation_deg);
        let across = p.x * cos_a + p.y * sin_a;
        let inward = p.y * cos_a - p.x * sin_a;
        let up = p.z * cos_e + inward * sin_e;
        Projected { at: PlatePoint::new(across, -up), away_mm: inward * cos_e - p.z * sin_e }
    }

    /// The place that stands there on this view's plate, so far away: what [`View::project`] tells, the other way round.
    pub fn place(self, at: PlatePoint, away_mm: f64) -> BodyPoint {
        let (sin_a, cos_a) = exact_sin_cos(self.azimuth_deg);
        let (sin_e, cos_e) = exact_sin_cos(self.elevation_deg);
        let inward = away_mm * cos_e - at.y * sin_e;
        let up = -at.y * cos_e - away_mm * sin_e;
        BodyPoint::new(at.x * cos_a - inward * sin_a, at.x * sin_a + inward * cos_a, up)
    }

    /// Whether the left side looks like the mirror image (x -> -x) of the right: from the front and the back, at any
    /// height.
    pub fn is_symmetric(self) -> bool {
        beyond_turns(self.azimuth_deg, 180.0) < 1e-9
    }
}

/// How far an angle goes beyond whole turns of so many degrees. The standard library's remainder would bring a division of
/// 128 bits to the browser, a kilobyte of Wasm.
pub fn beyond_turns(degrees: f64, turn: f64) -> f64 {
    degrees - turn * (degrees / turn).floor()
}

/// Sine and cosine of degrees, exact at the quarter turns so that the front and back views are true mirrors.
fn exact_sin_cos(degrees: f64) -> (f64, f64) {
    let turned = beyond_turns(degrees, 360.0);
    let is = |quarter: f64| (turned - quarter).abs() < 1e-9;
    if is(0.0) {
        (0.0, 1.0)
    } else if is(90.0) {
        (1.0, 0.0)
    } else if is(180.0) {
        (0.0, -1.0)
    } else if is(270.0) {
        (-1.0, 0.0)
    } else {
        degrees.to_radians().sin_cos()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(view: View, place: [f64; 3], at: [f64; 2], away_mm: f64) {
        let got = view.project(place.into());
        let error = got.at.distance_mm(PlatePoint::new(at[0], at[1])) + (got.away_mm - away_mm).abs();
        assert!(error < 1e-9, "{view:?} puts {place:?} at {got:?}");
        let back = view.place(got.at, got.away_mm);
        assert!(back.distance_mm(place.into()) < 1e-9, "{view:?} takes {got:?} back to {back:?}");
    }

    #[test]
    fn what_lies_beyond_whole_turns_is_never_negative() {
        for (degrees, beyond) in [(0.0, 0.0), (90.0, 90.0), (360.0, 0.0), (405.0, 45.0), (-45.0, 315.0)] {
            assert!((beyond_turns(degrees, 360.0) - beyond).abs() < 1e-9, "{degrees}");
        }
    }

    #[test]
    fn the_quarter_views_put_the_axes_where_the_frame_says() {
        check(View::ANTERIOR, [-10.0, 20.0, 300.0], [-10.0, -300.0], 20.0);
        check(View::POSTERIOR, [-10.0, 20.0, 300.0], [10.0, -300.0], -20.0);
        check(View { azimuth_deg: 90.0, elevation_deg: 0.0 }, [-10.0, 20.0, 300.0], [20.0, -300.0], 10.0);
        check(View { azimuth_deg: 0.0, elevation_deg: -90.0 }, [-10.0, 20.0, 300.0], [-10.0, 20.0], 300.0);
        let oblique = View { azimuth_deg: 30.0, elevation_deg: 20.0 };
        let projected = oblique.project([-10.0, 20.0, 300.0].into());
        let at = [projected.at.x, projected.at.y];
        check(oblique, [-10.0, 20.0, 300.0], at, projected.away_mm);
    }
}
