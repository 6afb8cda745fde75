//! Which plates show a trigger point, and which of them best: the one rule that the atlas and practice both go by.

use super::Sources;
use crate::anatomy::BodyPoint;
use crate::atlas::{PlateKind, PlateView, Referral, RosterRow, Shape, Sight, Structure, TriggerPoint};

/// A plate whose cover over a point is thicker than the best one's by more than this does not show the point.
const LITTLE_MORE_MM: f64 = 12.0;
/// How far outside its part's outline a point may stand and still be shown there: the outlines are fitted.
const OUTLINE_TOLERANCE_MM: f64 = 2.0;
/// What bone counts beyond its thickness: no thumb presses through it.
const BONE_MM: f64 = 20.0;
/// What lies no farther from a point than this lies over it on the same side of the body.
const NEAR_MM: f64 = 10.0;
/// A part that is no longer than this is best seen in a close-up; a longer one on the whole body.
const SMALL_MM: f64 = 150.0;

/// A plate on which a point might be seen.
struct Candidate {
    cover_mm: f64,
    /// What decides among those with little cover: bones over it, then whether its muscle is better seen from the other side, then
    /// what lies over it once the body is peeled to its layer, then whether a close-up serves a part of this size.
    rank: (usize, bool, usize, bool),
    area_mm2: f64,
    is_close: bool,
    sight: Sight,
}

impl Sources {
    /// The plates that show a point, the best first: of those in which little more than the thinnest cover is left over it
    /// by peeling, the one with the least bone over it; then one from the side from which its muscle is seen best (`best`, the plates
    /// that show it, by id); then the one with the least over it, and then the one that suits the size of its part and shows the most of it. Two standing
    /// ones and a close-up at most, for each one's cover is fetched before anything is seen. Also the one of them on which
    /// the point opens: the first that shows most of its essential zone, by each view's share of that, else the first.
    pub(super) fn sights(
        &self,
        row: &RosterRow,
        best: &[String],
        trigger: &TriggerPoint,
        shares: &[u8],
    ) -> (Vec<Sight>, String) {
        let candidate = |view| self.candidate(view, row, best, trigger);
        let mut known: Vec<Candidate> = self.views.iter().filter_map(candidate).collect();
        let least_mm = known.iter().map(|one| one.cover_mm).fold(f64::INFINITY, f64::min);
        known.retain(|one| one.cover_mm <= least_mm + LITTLE_MORE_MM);
        known.sort_by(|a, b| a.rank.cmp(&b.rank).then(b.area_mm2.total_cmp(&a.area_mm2)));
        let shows_pain = |one: &&Candidate| {
            let place = self.views.iter().position(|view| view.id == one.sight.plate);
            place.is_some_and(|place| shares[place] >= Referral::MOST)
        };
        let opening = known.iter().find(shows_pain).or(known.first());
        let opens = opening.map(|one| one.sight.plate.clone()).unwrap_or_default();
        let mut left = [2_usize, 1];
        known.retain(|one| {
            let room = &mut left[usize::from(one.is_close)];
            let fits = *room > 0;
            *room = room.saturating_sub(1);
            fits || one.sight.plate == opens
        });
        (known.into_iter().map(|one| one.sight).collect(), opens)
    }

    /// How a plate shows a point; `None` where it does not.
    fn candidate(
        &self,
        view: &PlateView,
        row: &RosterRow,
        best: &[String],
        trigger: &TriggerPoint,
    ) -> Option<Candidate> {
        let plate = self.plates.get(&view.id)?;
        let (at, side) = view.stand(trigger.at);
        if !view.frames(at) {
            return None;
        }
        let over = plate.scene.over(&trigger.part, side, at)?;
        // A plate may end within the part, or draw of it what lies elsewhere.
        let own = plate.scene.shape(&trigger.part, side)?;
        if own.outline.distance_mm(at) > OUTLINE_TOLERANCE_MM {
            return None;
        }
        // What lies nearer to the skin is peeled away before a point is shown.
        let left: Vec<&&Shape> = over.iter().filter(|shape| shape.depth >= row.depth).collect();
        let thickness_mm: f64 = left.iter().map(|shape| self.thickness_mm(shape)).sum();
        // What lies over it from afar lies over it through the body: a back muscle is not sought from the chest.
        let far_mm = over.iter().map(|shape| self.distance_mm(shape, trigger.at)).fold(0.0, f64::max);
        let bones = left.iter().filter(|shape| shape.is_bony()).count();
        let facing = best.first().and_then(|id| self.views.iter().find(|view| view.id == *id));
        let is_aside = facing.is_some_and(|best| turn_deg(best, view) > 90.0);
        let bounds = own.outline.bounds();
        let is_small = bounds.width_mm().max(bounds.height_mm()) <= SMALL_MM;
        let is_close = view.kind == PlateKind::CloseUp;
        Some(Candidate {
            cover_mm: thickness_mm + (far_mm - NEAR_MM).max(0.0),
            rank: (bones, is_aside, left.len(), is_small != is_close),
            area_mm2: own.outline.area_mm2(),
            is_close,
            sight: Sight {
                plate: view.id.clone(),
                covered_by: over.iter().map(|shape| shape.slug.clone()).collect(),
            },
        })
    }

    /// How much a structure hides what it lies over: its thickness, and for bone as much again as a thick muscle.
    fn thickness_mm(&self, shape: &Shape) -> f64 {
        self.structure(shape).map_or(0.0, |known| known.thickness_mm)
            + if shape.is_bony() { BONE_MM } else { 0.0 }
    }

    /// How far a structure's box is from a place, as authored.
    fn distance_mm(&self, shape: &Shape, at: BodyPoint) -> f64 {
        let Some(Structure { min, max, .. }) = self.structure(shape) else { return 0.0 };
        let axes = [(min.x, at.x, max.x), (min.y, at.y, max.y), (min.z, at.z, max.z)];
        axes.map(|(least, at, most)| (least - at).max(at - most).max(0.0))
            .iter()
            .map(|mm| mm * mm)
            .sum::<f64>()
            .sqrt()
    }

    fn structure(&self, shape: &Shape) -> Option<&Structure> {
        self.structures.iter().find(|structure| structure.slug == shape.slug)
    }
}

/// How far one has to go around the body from one view to another, in degrees.
fn turn_deg(one: &PlateView, other: &PlateView) -> f64 {
    let around = (one.azimuth - other.azimuth).abs() % 360.0;
    around.min(360.0 - around)
}
