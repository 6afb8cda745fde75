//! What plates show beside a question and after its answer, named by ids: the app turns it into a plate's look.

use super::chance::Chance;
use super::{Pattern, Question};
use crate::anatomy::{Depth, Side};
use crate::atlas::{Atlas, Muscle, Paired, PlateView, Point};

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
    /// On which side of the body. A plate that shows the other one alone is shown in its mirror image
    /// ([`PlateView::is_mirrored_for`]), and all places are told in the frame that is shown.
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
    /// A muscle lit on the plate that shows it best.
    pub fn of_muscle(atlas: &Atlas, muscle: &Muscle, side: Side) -> Self {
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
        let plate = point_plate(atlas, point);
        Self {
            plates: plate.iter().map(|plate| plate.id.clone()).collect(),
            side,
            peel: Some(muscle.row.depth),
            muscles: vec![muscle.row.id.clone()],
            points: vec![point.trigger.id.clone()],
            pattern: None,
            frame: Frame::Chosen,
        }
    }

    /// A point's referral on the plate that shows most of it, and on another where that one leaves something hidden.
    pub fn of_pattern(atlas: &Atlas, point: &Point, side: Side) -> Self {
        let plates = atlas.referral_plate(point).into_iter().chain(atlas.beside_referral(point));
        Self {
            plates: plates.map(|plate| plate.id.clone()).collect(),
            side,
            peel: Some(Depth::Skin),
            pattern: Some(point.trigger.id.clone()),
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
            Some(Stage::of_pattern(atlas, likest, side))
        }
        (Thing::Muscle(id), None) => Some(Stage::of_muscle(atlas, atlas.muscle(id)?, side)),
        (Thing::Point(id), Some(_)) => Some(Stage::of_pattern(atlas, atlas.point(id)?.1, side)),
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

/// The plate on which to ask after a point: the best that shows it.
pub(super) fn point_plate<'a>(atlas: &'a Atlas, point: &Point) -> Option<&'a PlateView> {
    point.sights.iter().find_map(|sight| atlas.plate(&sight.plate))
}

/// The side on which to ask after a point: either, but the authored one where its part lies across the midline, for what is
/// drawn there need not be its own mirror image.
pub(super) fn point_side(atlas: &Atlas, point: &Point, rng: &mut Chance) -> Side {
    let side = any_side(rng);
    let part = atlas.structure(&point.trigger.part);
    if part.is_some_and(|part| part.side == Paired::Midline) { Side::Right } else { side }
}

/// Either side of the body: a plate that shows one alone is shown in its mirror image for the other.
pub(super) fn any_side(rng: &mut Chance) -> Side {
    if rng.coin() { Side::Left } else { Side::Right }
}

/// Whether a muscle stands once, across the midline.
pub(super) fn is_midline(atlas: &Atlas, muscle: &Muscle) -> bool {
    let mut known = muscle.row.structures.iter().filter_map(|slug| atlas.structure(slug)).peekable();
    known.peek().is_some() && known.all(|structure| structure.side == Paired::Midline)
}
