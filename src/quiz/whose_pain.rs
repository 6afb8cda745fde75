//! Whose pain is this: a pattern is drawn, one of four muscles has it.

use fastrand::Rng;
use serde::{Deserialize, Serialize};

use super::{MuscleVerdict, Outcome, Pattern, Tier, Unfit};
use crate::anatomy::Side;
use crate::atlas::{Atlas, Muscle, Point, TriggerPoint};

/// How many muscles are offered.
const CHOICES: usize = 4;
/// From how many of the most plausible wrong muscles the offered ones are drawn, so that a question varies.
const POOL: usize = 8;

/// "Whose pain is this?" over a drawn pattern.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhosePain {
    /// The point whose pattern is drawn, by id.
    pub point: String,
    /// The point's side.
    pub side: Side,
    /// The offered muscles by id, in the order in which they are shown; exactly one is right.
    pub choices: [String; CHOICES],
}

impl WhosePain {
    /// Asks on a random side, with three plausible wrong muscles. `None` where the point refers nowhere or fewer than
    /// three muscles are surely wrong.
    pub(crate) fn make(atlas: &Atlas, muscle: &Muscle, point: &Point, rng: &mut Rng) -> Option<Self> {
        let side = if rng.bool() { Side::Left } else { Side::Right };
        let wrong = wrong(atlas, muscle, &point.trigger, rng)?;
        let [first, second, third] = wrong.map(|muscle| muscle.row.id.clone());
        let mut choices = [muscle.row.id.clone(), first, second, third];
        rng.shuffle(&mut choices);
        Some(Self { point: point.trigger.id.clone(), side, choices })
    }

    /// The muscle that has the point; `None` where the atlas lacks it.
    pub fn right<'a>(&self, atlas: &'a Atlas) -> Option<&'a Muscle> {
        atlas.point(&self.point).map(|(muscle, _)| muscle)
    }

    pub(crate) fn grade(&self, atlas: &Atlas, chosen: Option<&String>) -> Result<MuscleVerdict, Unfit> {
        let (muscle, point) = atlas.point(&self.point).ok_or(Unfit::Question)?;
        let truth = muscle.row.id.clone();
        let Some(chosen) = chosen else {
            return Ok(MuscleVerdict { outcome: Outcome::Missed, truth, chosen: None, contrast: None });
        };
        if !self.choices.contains(chosen) {
            return Err(Unfit::Answer);
        }
        let is_right = *chosen == truth;
        let outcome = if is_right { Outcome::Found } else { Outcome::Missed };
        let other = atlas.muscle(chosen).filter(|_| !is_right);
        let contrast =
            other.and_then(|other| likest(atlas, other, &point.trigger)).map(|trigger| trigger.id.clone());
        Ok(MuscleVerdict { outcome, truth, chosen: Some(chosen.clone()), contrast })
    }
}

/// Whether a muscle would be a right answer to a drawn pattern by the data: it has the point, or one of its own points
/// passes for it (see [`Pattern::passes_for`]).
pub fn is_also_right(atlas: &Atlas, muscle: &Muscle, drawn: &TriggerPoint) -> bool {
    let pattern = Pattern::of(atlas, drawn);
    let passes = |point: &Point| {
        point.trigger.id == drawn.id || Pattern::of(atlas, &point.trigger).passes_for(&pattern)
    };
    muscle.points.iter().any(passes)
}

/// Three muscles that are wrong but could be taken for right, or any wrong ones where plausible ones are too few.
fn wrong<'a>(
    atlas: &'a Atlas,
    muscle: &Muscle,
    drawn: &TriggerPoint,
    rng: &mut Rng,
) -> Option<[&'a Muscle; 3]> {
    let drawn = Pattern::of(atlas, drawn);
    drawn.tier(Tier::Essential).next()?;
    let mut candidates: Vec<(f64, &Muscle)> = Vec::new();
    for other in
        atlas.muscles().iter().filter(|other| other.row.id != muscle.row.id && !other.points.is_empty())
    {
        let own: Vec<Pattern> = other.points.iter().map(|point| Pattern::of(atlas, &point.trigger)).collect();
        if own.iter().all(|own| !own.passes_for(&drawn)) {
            let likeness = own.iter().map(|own| own.likeness(&drawn)).fold(0.0, f64::max);
            candidates.push((likeness + kinship(muscle, other), other));
        }
    }
    // Shuffled first, so that those that are equally plausible have equal chances to be in the pool.
    rng.shuffle(&mut candidates);
    candidates.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    candidates.truncate(POOL);
    // Drawn without replacement in proportion to plausibility: each gets a waiting time of that rate, the first three
    // win (Efraimidis & Spirakis, "Weighted random sampling with a reservoir", 2006).
    let mut waiting: Vec<(f64, &Muscle)> =
        candidates.into_iter().map(|(rate, other)| (-(1.0 - rng.f64()).ln() / rate, other)).collect();
    waiting.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    waiting.truncate(CHOICES - 1);
    let muscles: Vec<&Muscle> = waiting.into_iter().map(|(_, other)| other).collect();
    muscles.try_into().ok()
}

/// How readily one muscle is taken for another because of where it lies and what it does, above 0.
fn kinship(right: &Muscle, other: &Muscle) -> f64 {
    let id = &other.row.id;
    if right.over.contains(id) || right.under.contains(id) {
        0.3
    } else if right.synergists.contains(id) || right.antagonists.contains(id) {
        0.2
    } else if right.row.region == other.row.region {
        0.1
    } else {
        1e-3
    }
}

/// The point of a muscle whose pattern is most like the drawn one; the first where several are.
fn likest<'a>(atlas: &Atlas, muscle: &'a Muscle, drawn: &TriggerPoint) -> Option<&'a TriggerPoint> {
    let pattern = Pattern::of(atlas, drawn);
    let mut best: Option<(f64, &TriggerPoint)> = None;
    for point in &muscle.points {
        let likeness = Pattern::of(atlas, &point.trigger).likeness(&pattern);
        if best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, &point.trigger));
        }
    }
    best.map(|(_, trigger)| trigger)
}
