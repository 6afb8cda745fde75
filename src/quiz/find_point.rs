//! Find the point: a tap on a plate, graded by its distance from where the point is.

use fastrand::Rng;
use serde::{Deserialize, Serialize};

use super::{Landing, Outcome, PlaceVerdict, Relation, Tap, Touched, Unfit};
use crate::anatomy::{PlatePoint, Side};
use crate::atlas::{Atlas, Kind, Muscle, Point};

/// A tap is near within so many of the point's radii ...
pub const NEAR_RADII: f64 = 2.5;
/// ... but never further off than this, in millimetres: two fingers' breadth. Beyond it, whatever the point's radius,
/// a hand in the neck or shoulder works on another muscle, and "near" would teach a wrong place.
pub const NEAR_AT_MOST_MM: f64 = 40.0;

/// "Where is TrP 1 of the right levator scapulae?"
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindPoint {
    /// The point's id.
    pub point: String,
    /// On which side it is asked for.
    pub side: Side,
    /// The plate to tap on, by id.
    pub plate: String,
}

impl FindPoint {
    /// Asks on the plate that shows the point best, on a random side where both look alike there.
    pub(crate) fn make(atlas: &Atlas, point: &Point, rng: &mut Rng) -> Option<Self> {
        let plate = point.sights.iter().find_map(|sight| atlas.plate(&sight.plate))?;
        // A sight tells where the right side is seen; only a symmetric view shows the left just as well.
        let is_left = !plate.view().is_symmetric() || rng.bool();
        let side = if is_left { Side::Left } else { Side::Right };
        Some(Self { point: point.trigger.id.clone(), side, plate: plate.id.clone() })
    }

    /// Where the point is on the plate; `None` where the atlas lacks the point or the plate.
    pub fn truth(&self, atlas: &Atlas) -> Option<PlatePoint> {
        self.place(atlas, self.side)
    }

    fn place(&self, atlas: &Atlas, side: Side) -> Option<PlatePoint> {
        let (_, point) = atlas.point(&self.point)?;
        let right = point.trigger.at;
        let at = if side == Side::Right { right } else { right.mirrored() };
        Some(to_tenths(atlas.plate(&self.plate)?.view().project(at).at))
    }

    pub(crate) fn grade(&self, atlas: &Atlas, tap: Option<&Tap>) -> Result<PlaceVerdict, Unfit> {
        let truth = self.truth(atlas).ok_or(Unfit::Question)?;
        let Some(tap) = tap else {
            return Ok(PlaceVerdict { outcome: Outcome::Missed, truth, landing: None });
        };
        if !(tap.at.x.is_finite() && tap.at.y.is_finite()) {
            return Err(Unfit::Answer);
        }
        let (wanted, point) = atlas.point(&self.point).ok_or(Unfit::Question)?;
        let radius_mm = point.trigger.radius_mm;
        let at = to_tenths(tap.at);
        let distance_mm = at.distance_mm(truth);
        let mirror = self.place(atlas, self.side.opposite()).ok_or(Unfit::Question)?;
        let outcome = outcome(distance_mm, radius_mm);
        let is_other_side =
            outcome == Outcome::Missed && self::outcome(at.distance_mm(mirror), radius_mm) > outcome;
        let touched = tap.under.iter().find(|touched| is_flesh(atlas, touched));
        let muscle = touched.and_then(|touched| owner(atlas, wanted, &touched.structure));
        let is_wanted = |touched: &Touched| {
            wanted.row.structures.contains(&touched.structure)
                && touched.side.is_none_or(|side| side == self.side)
        };
        let landing = Landing {
            at,
            distance_mm: tenth(distance_mm),
            touched: touched.cloned(),
            muscle: muscle.map(|muscle| muscle.row.id.clone()),
            relation: relation(wanted, muscle),
            is_through: tap.under.iter().any(is_wanted),
            is_other_side,
        };
        Ok(PlaceVerdict { outcome, truth, landing: Some(landing) })
    }
}

/// The outcome by distance: found within the radius, near within [`NEAR_RADII`] of it and [`NEAR_AT_MOST_MM`].
fn outcome(distance_mm: f64, radius_mm: f64) -> Outcome {
    let near_mm = (radius_mm * NEAR_RADII).min(NEAR_AT_MOST_MM).max(radius_mm);
    if distance_mm <= radius_mm {
        Outcome::Found
    } else if distance_mm <= near_mm {
        Outcome::Near
    } else {
        Outcome::Missed
    }
}

fn is_flesh(atlas: &Atlas, touched: &Touched) -> bool {
    atlas.structure(&touched.structure).is_some_and(|structure| structure.kind != Kind::Surface)
}

/// The muscle of a structure; the wanted one where several share it.
fn owner<'a>(atlas: &'a Atlas, wanted: &'a Muscle, slug: &str) -> Option<&'a Muscle> {
    if wanted.row.structures.iter().any(|own| own == slug) { Some(wanted) } else { atlas.owner(slug) }
}

fn relation(wanted: &Muscle, tapped: Option<&Muscle>) -> Relation {
    let Some(tapped) = tapped else { return Relation::NoMuscle };
    let (wanted_id, tapped_id) = (&wanted.row.id, &tapped.row.id);
    if tapped_id == wanted_id {
        Relation::Same
    } else if wanted.over.contains(tapped_id) || tapped.under.contains(wanted_id) {
        Relation::Over
    } else if wanted.under.contains(tapped_id) || tapped.over.contains(wanted_id) {
        Relation::Under
    } else {
        Relation::Other
    }
}

/// Tenths of a millimetre are finer than any finger, and survive being saved to the last bit.
fn to_tenths(at: PlatePoint) -> PlatePoint {
    PlatePoint::new(tenth(at.x), tenth(at.y))
}

fn tenth(mm: f64) -> f64 {
    // Far outside any plate a clamp keeps the number short enough to survive being saved; adding zero drops "-0".
    (mm.clamp(-1e6, 1e6) * 10.0).round() / 10.0 + 0.0
}
