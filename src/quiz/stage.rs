//! What plates show beside a question and after its answer, named by ids: the app turns it into a plate's look.

use super::{Pattern, Question};
use crate::anatomy::{BodyPoint, Depth, PlatePoint, Side};
use crate::atlas::{Atlas, Muscle, Paired, PlateView, Point, TriggerPoint};

/// A muscle or a point.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// A muscle, by id.
    Muscle(String),
    /// A trigger point, by id.
    Point(String),
}

/// How much of the body is framed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Frame {
    /// All of the plate.
    #[default]
    Whole,
    /// All that is taught of the roster region of the asked muscle, so that the frame gives nothing away.
    Region,
    /// What is lit or marked.
    Chosen,
    /// The stippled skin.
    Pattern,
}

/// What the plates show.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stage {
    /// The plates by id, the best first; none where a question needs no picture.
    pub plates: Vec<String>,
    /// On which side of the body.
    pub side: Side,
    /// The layer to which the body is peeled.
    pub peel: Option<Depth>,
    /// The muscles that are lit, by id.
    pub muscles: Vec<String>,
    /// The points that are marked, by id.
    pub points: Vec<String>,
    /// The point whose referral is stippled, by id.
    pub pattern: Option<String>,
    /// How much is framed.
    pub frame: Frame,
}

impl Stage {
    /// A muscle lit on the plate that shows it best; on the other side where that plate shows only this one.
    pub fn of_muscle(atlas: &Atlas, muscle: &Muscle, side: Side) -> Self {
        let side = muscle_plates(atlas, muscle).first().map_or(side, |plate| shown_side(plate, side));
        Self {
            plates: muscle_plates(atlas, muscle).into_iter().take(1).map(|plate| plate.id.clone()).collect(),
            side,
            peel: Some(muscle.row.depth),
            muscles: vec![muscle.row.id.clone()],
            frame: Frame::Chosen,
            ..Self::default()
        }
    }

    /// A point and its muscle on the plate that shows the point best.
    pub fn of_point(atlas: &Atlas, muscle: &Muscle, point: &Point, side: Side) -> Self {
        let plate = point.sights.iter().find_map(|sight| atlas.plate(&sight.plate));
        Self {
            plates: plate.iter().map(|plate| plate.id.clone()).collect(),
            side: plate.map_or(side, |plate| shown_side(plate, side)),
            peel: Some(muscle.row.depth),
            muscles: vec![muscle.row.id.clone()],
            points: vec![point.trigger.id.clone()],
            pattern: None,
            frame: Frame::Chosen,
        }
    }

    /// A point's referral on the plates that show most of it, at most two.
    pub fn of_pattern(atlas: &Atlas, trigger: &TriggerPoint, side: Side) -> Self {
        let plates = pattern_plates(atlas, trigger);
        let plates = plates.iter().take(2);
        Self {
            plates: plates.clone().map(|plate| plate.id.clone()).collect(),
            side: plates.fold(side, |side, plate| shown_side(plate, side)),
            peel: Some(Depth::Skin),
            pattern: Some(trigger.id.clone()),
            frame: Frame::Pattern,
            ..Self::default()
        }
    }
}

/// What to show of a mistake beside the truth: the muscle or point that was taken for it, or, where pain was asked about,
/// the pattern of the mistaken muscle that is most like the drawn one.
pub fn mistake(atlas: &Atlas, question: &Question, mistaken: &Thing) -> Option<Stage> {
    let side = question.answer_stage.side;
    let drawn = question.answer_stage.pattern.as_deref().and_then(|id| atlas.point(id));
    match (mistaken, drawn) {
        (Thing::Muscle(id), Some((_, drawn))) => {
            let pattern = Pattern::of(atlas, &drawn.trigger);
            let likeness = |point: &&Point| Pattern::of(atlas, &point.trigger).likeness(&pattern);
            let points = atlas.muscle(id)?.points.iter();
            let likest = points.max_by(|one, other| likeness(one).total_cmp(&likeness(other)))?;
            Some(Stage::of_pattern(atlas, &likest.trigger, side))
        }
        (Thing::Muscle(id), None) => Some(Stage::of_muscle(atlas, atlas.muscle(id)?, side)),
        (Thing::Point(id), Some(_)) => Some(Stage::of_pattern(atlas, &atlas.point(id)?.1.trigger, side)),
        (Thing::Point(id), None) => {
            let (muscle, point) = atlas.point(id)?;
            Some(Stage::of_point(atlas, muscle, point, side))
        }
    }
}

/// The plates that show a muscle, the best first; where none was worked out, all.
pub(super) fn muscle_plates<'a>(atlas: &'a Atlas, muscle: &Muscle) -> Vec<&'a PlateView> {
    let known: Vec<&PlateView> = muscle.plates.iter().filter_map(|id| atlas.plate(id)).collect();
    if known.is_empty() { atlas.plates().iter().collect() } else { known }
}

/// The plates that show some of a pattern, the one that shows most first.
pub fn pattern_plates<'a>(atlas: &'a Atlas, trigger: &TriggerPoint) -> Vec<&'a PlateView> {
    let tiers = [(2, &trigger.essential), (1, &trigger.spillover)];
    let weight = |plate: &PlateView| -> usize {
        let shows =
            |region: &str| atlas.region(region).is_some_and(|region| region.plates.contains(&plate.id));
        let count = |(weight, patches): &(usize, &Vec<crate::atlas::Patch>)| {
            weight * patches.iter().filter(|patch| shows(&patch.region)).count()
        };
        tiers.iter().map(count).sum()
    };
    let mut shown: Vec<(usize, &PlateView)> =
        atlas.plates().iter().map(|plate| (weight(plate), plate)).filter(|(weight, _)| *weight > 0).collect();
    crate::order::sort_by(&mut shown, |(one, _), (other, _)| other.cmp(one));
    shown.into_iter().map(|(_, plate)| plate).collect()
}

/// Where a place that is authored on the right stands on a plate for a side of the body.
pub(super) fn stand(plate: &PlateView, right: BodyPoint, side: Side) -> PlatePoint {
    let at = if side == Side::Right { right } else { right.mirrored() };
    plate.view().project(at).at
}

/// The side on which to ask on a plate: either where both look alike there, else the left, which such plates show.
pub(super) fn side_on(plate: &PlateView, rng: &mut fastrand::Rng) -> Side {
    if plate.view().is_symmetric() && rng.bool() { Side::Right } else { Side::Left }
}

/// The side on which a plate can show what was meant for a side: a plate that is not symmetric shows the left.
fn shown_side(plate: &PlateView, side: Side) -> Side {
    if plate.view().is_symmetric() { side } else { Side::Left }
}

/// Whether a muscle stands once, across the midline.
pub(super) fn is_midline(atlas: &Atlas, muscle: &Muscle) -> bool {
    let mut known = muscle.row.structures.iter().filter_map(|slug| atlas.structure(slug)).peekable();
    known.peek().is_some() && known.all(|structure| structure.side == Paired::Midline)
}
