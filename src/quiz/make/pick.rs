//! Choosing wrong answers: at random, but the plausible ones more often, and the right one in any place.

use std::collections::BTreeSet;

use crate::atlas::Muscle;
use crate::order::sort_by;
use crate::quiz::chance::Chance;
use crate::quiz::{Choice, ChoiceForm, Form, Typed};

/// How many options a choice has.
pub(super) const OPTIONS: usize = 4;
/// From how many of the most plausible wrong answers the offered ones are drawn, so that a question varies.
const POOL: usize = 9;

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
    let mut waiting: Vec<(f64, T)> = candidates
        .into_iter()
        .map(|(rate, item)| (-(1.0 - rng.share()).ln() / rate.max(1e-9), item))
        .collect();
    sort_by(&mut waiting, |(one, _), (other, _)| one.total_cmp(other));
    waiting.truncate(count);
    Some(waiting.into_iter().map(|(_, item)| item).collect())
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
    // As often the longest as the second, third or shortest, as far as there is choice: length gives nothing away.
    let length = |choice: &Choice| choice.text.chars().count();
    let (longer, shorter): (Vec<_>, Vec<_>) =
        different.partition(|(_, (_, choice))| length(choice) > length(&right));
    let [longer, shorter] = [longer, shorter].map(|wrong| fair(rng, wrong, is_fair));
    let wanted = rng.below(OPTIONS);
    let above = wanted.max((OPTIONS - 1).saturating_sub(shorter.len())).min(longer.len());
    let below = (OPTIONS - 1).checked_sub(above).filter(|below| *below <= shorter.len())?;
    let mut wrong = draw(rng, longer, above)?;
    wrong.extend(draw(rng, shorter, below)?);
    rng.shuffle(&mut wrong);
    let (options, right) = mixed(rng, right, wrong);
    Some(Form::Choice(ChoiceForm { options, right, typed }))
}

/// As many of the most plausible as are drawn from, those that are not fair passed over.
fn fair(
    rng: &mut Chance,
    mut wrong: Vec<(f64, (usize, Choice))>,
    is_fair: &dyn Fn(usize) -> bool,
) -> Vec<(f64, Choice)> {
    // Shuffled first, so that those that are equally plausible have equal chances to be in the pool.
    rng.shuffle(&mut wrong);
    sort_by(&mut wrong, |(one, _), (other, _)| other.total_cmp(one));
    let fair = wrong.into_iter().filter(|(_, (at, _))| is_fair(*at));
    fair.map(|(rate, (_, choice))| (rate, choice)).take(POOL).collect()
}
