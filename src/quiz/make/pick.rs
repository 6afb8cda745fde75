//! Choosing wrong answers: at random, but the plausible ones more often, and the right one in any place.
//!
//! What belongs to the same part of the body as the right answer is offered first, so that who knows nothing but that a
//! foot is no shoulder gains nothing by it. Where there is too little of it, the parts beside it come next.

use std::collections::BTreeSet;

use crate::atlas::Muscle;
use crate::order::sort_by;
use crate::quiz::chance::Chance;
use crate::quiz::zones::Zones;
use crate::quiz::{Choice, ChoiceForm, Form, Typed};

/// How many options a choice has.
pub(super) const OPTIONS: usize = 4;
/// From how many of the most plausible wrong answers the offered ones are drawn, so that a question varies.
const POOL: usize = 12;
/// What belongs to the same part of the body is so much more plausible than anything else ...
const SAME: f64 = 20.0;
/// ... and what belongs to a part beside it so much more than what lies far away.
const BESIDE: f64 = 10.0;

/// Where a question and its right answer belong, to tell how plausible another answer is.
pub(super) struct Home {
    asked: Zones,
    right: Zones,
}

impl Home {
    /// The part of the body that the question tells, and that of the right answer.
    pub(super) fn new(asked: Zones, right: Zones) -> Self {
        Self { asked, right }
    }

    /// For a question about a muscle that is answered by muscles.
    pub(super) fn of(muscle: &Muscle) -> Self {
        Self::new(Zones::of_muscle(muscle), Zones::of_muscle(muscle))
    }

    /// What another answer gains that is of the asked muscle itself, and so the mistake most worth making, unless it is far away.
    pub(super) fn gain_of_own(&self, other: Zones) -> f64 {
        if self.gain(other) > 0.0 { SAME } else { 0.0 }
    }

    /// What another answer gains by the part of the body that it belongs to. Where the right answer belongs to another part than
    /// the question tells, both are as good.
    pub(super) fn gain(&self, other: Zones) -> f64 {
        let is_same = other.agrees(self.asked) || !self.right.agrees(self.asked) && other.agrees(self.right);
        if is_same {
            SAME
        } else if other.agrees(self.asked.beside()) {
            BESIDE
        } else {
            0.0
        }
    }
}

/// How readily one muscle is taken for another because of where it lies and what it does, above 0.
pub(super) fn kinship(right: &Muscle, other: &Muscle) -> f64 {
    let id = &other.row.id;
    let region = if right.row.region == other.row.region { 0.5 } else { 0.0 };
    if right.over.contains(id) || right.under.contains(id) || other.over.contains(&right.row.id) {
        0.5 + region
    } else if right.synergists.contains(id) || right.antagonists.contains(id) {
        0.3 + region
    } else if right.row.depth == other.row.depth {
        0.1 + region
    } else {
        1e-3 + region
    }
}

/// Draws so many of the most plausible, without replacement and in proportion to their plausibility; `None` where there
/// are too few. Each gets a waiting time of that rate and the first win (Efraimidis & Spirakis, "Weighted random sampling
/// with a reservoir", 2006).
pub(super) fn draw<T>(rng: &mut Chance, mut candidates: Vec<(f64, T)>, count: usize) -> Option<Vec<T>> {
    if candidates.len() < count {
        return None;
    }
    // Shuffled first, so that those that are equally plausible have equal chances to be in the pool.
    rng.shuffle(&mut candidates);
    sort_by(&mut candidates, |(one, _), (other, _)| other.total_cmp(one));
    candidates.truncate(POOL.max(count));
    let least = candidates.iter().map(|(rate, _)| part(*rate)).fold(SAME, f64::min);
    // Within one part of the body it is kinship that counts.
    let rate = |rate: f64| (if least > 0.0 { rate - least } else { rate }).max(1e-9);
    let mut waiting: Vec<(f64, T)> =
        candidates.into_iter().map(|(rated, item)| (-(1.0 - rng.share()).ln() / rate(rated), item)).collect();
    sort_by(&mut waiting, |(one, _), (other, _)| one.total_cmp(other));
    waiting.truncate(count);
    Some(waiting.into_iter().map(|(_, item)| item).collect())
}

/// [`kinship`] with what the part of the body adds to it.
pub(super) fn likeness(right: &Muscle, other: &Muscle) -> f64 {
    Home::of(right).gain(Zones::of_muscle(other)) + kinship(right, other)
}

/// How much of a rate is owed to the part of the body.
fn part(rate: f64) -> f64 {
    if rate >= SAME {
        SAME
    } else if rate >= BESIDE {
        BESIDE
    } else {
        0.0
    }
}

/// The right choice among wrong ones, in any place, and where it stands.
pub(super) fn mixed(rng: &mut Chance, right: Choice, wrong: Vec<Choice>) -> (Vec<Choice>, usize) {
    let mut options = wrong;
    let at = rng.below(options.len() + 1);
    options.insert(at, right);
    (options, at)
}

/// A choice of four: the right one and three drawn from the wrong ones, no two with the same words.
pub(super) fn choice(
    rng: &mut Chance,
    right: Choice,
    wrong: Vec<(f64, Choice)>,
    typed: Option<Typed>,
) -> Option<Form> {
    choice_of_fair(rng, right, wrong, typed, &|_| true)
}

/// The same where it takes long to tell whether a wrong answer is fair: only as many of the most plausible are looked at,
/// by their places in the list, as are drawn from.
pub(super) fn choice_of_fair(
    rng: &mut Chance,
    right: Choice,
    wrong: Vec<(f64, Choice)>,
    typed: Option<Typed>,
    is_fair: &dyn Fn(usize) -> bool,
) -> Option<Form> {
    let mut said = BTreeSet::from([right.text.as_str()]);
    let is_new: Vec<bool> = wrong.iter().map(|(_, choice)| said.insert(&choice.text)).collect();
    let different = wrong.into_iter().enumerate().zip(is_new).filter(|(_, is_new)| *is_new);
    let different = different.map(|((at, (rate, choice)), _)| (rate, (at, choice)));
    let pool = fair(rng, different.collect(), is_fair);
    // As often the longest as the second, third or shortest, as far as there is choice: length gives nothing away.
    let length = |choice: &Choice| choice.text.chars().count();
    let (longer, shorter): (Vec<_>, Vec<_>) =
        pool.into_iter().partition(|(_, choice)| length(choice) > length(&right));
    let wanted = rng.below(OPTIONS);
    let above = wanted.max((OPTIONS - 1).saturating_sub(shorter.len())).min(longer.len());
    let below = (OPTIONS - 1).checked_sub(above).filter(|below| *below <= shorter.len())?;
    let mut wrong = draw(rng, longer, above)?;
    wrong.extend(draw(rng, shorter, below)?);
    rng.shuffle(&mut wrong);
    let (options, right) = mixed(rng, right, wrong);
    Some(Form::Choice(ChoiceForm { options, right, typed }))
}

/// As many of the most plausible as are drawn from, those that are not fair passed over: of the same part of the body
/// alone where it has enough, else of those beside it too.
fn fair(
    rng: &mut Chance,
    mut wrong: Vec<(f64, (usize, Choice))>,
    is_fair: &dyn Fn(usize) -> bool,
) -> Vec<(f64, Choice)> {
    // Shuffled first, so that those that are equally plausible have equal chances to be in the pool.
    rng.shuffle(&mut wrong);
    sort_by(&mut wrong, |(one, _), (other, _)| other.total_cmp(one));
    let mut pool: Vec<(f64, Choice)> = Vec::new();
    for (rate, (at, choice)) in wrong {
        let is_elsewhere = pool.last().is_some_and(|(last, _)| part(*last) > part(rate));
        if pool.len() >= POOL || is_elsewhere && pool.len() >= OPTIONS - 1 {
            break;
        }
        if is_fair(at) {
            pool.push((rate, choice));
        }
    }
    pool
}
