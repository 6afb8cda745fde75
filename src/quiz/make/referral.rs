//! Where pain is felt: whose pattern is this, paint it, match points to patterns.

use super::{Made, pick};
use crate::anatomy::Side;
use crate::atlas::{Atlas, Muscle, Paired, Patch, Point, TriggerPoint};
use crate::letters::capitalised;
use crate::order::sort_by;
use crate::quiz::chance::Chance;
use crate::quiz::stage::{Frame, Stage, Thing, any_side};
use crate::quiz::zones::Zones;
use crate::quiz::{Choice, Content, Form, MatchForm, PaintForm, Pattern, Spot, Tier, words};

/// How many points are matched.
const PAIRS: usize = 3;
/// How many patches a list of them offers.
const OFFERED: usize = 16;

fn muscle_choice(muscle: &Muscle) -> Choice {
    Choice { text: muscle.names.english.clone(), thing: Some(Thing::Muscle(muscle.row.id.clone())) }
}

/// "Which muscle sends its pain here?" over a drawn pattern, with three plausible wrong muscles.
pub(super) fn whose_pain(content: &Content<'_>, id: &str, rng: &mut Chance) -> Option<Made> {
    let (muscle, point) = content.atlas.point(id)?;
    let stage = Stage::of_pattern(content.atlas, point, any_side(rng));
    let side = stage.side;
    let drawn = Pattern::of(content.atlas, &point.trigger);
    drawn.tier(Tier::Essential).next()?;
    let felt = Zones::of_patches(content.atlas, &point.trigger.essential);
    let home = pick::Home::new(felt, Zones::of_muscle(muscle));
    let mut wrong: Vec<(f64, Choice)> = Vec::new();
    let others = content.atlas.muscles().iter().filter(|other| other.row.id != muscle.row.id);
    for other in others.filter(|other| !other.points.is_empty()) {
        let own: Vec<Pattern> =
            other.points.iter().map(|point| Pattern::of(content.atlas, &point.trigger)).collect();
        if own.iter().all(|own| !own.passes_for(&drawn)) {
            let likeness = own.iter().map(|own| own.likeness(&drawn)).fold(0.0, f64::max);
            let gain = home.gain(Zones::of_muscle(other));
            wrong.push((gain + likeness + 0.6 * pick::kinship(muscle, other), muscle_choice(other)));
        }
    }
    let form = pick::choice(rng, muscle_choice(muscle), wrong, None)?;
    let mut lesson = vec![its(muscle, &point.trigger)];
    lesson.extend(words::tiers(content.atlas, &point.trigger, side));
    Some(Made {
        prompt: "Which muscle sends its pain here?".to_owned(),
        answer_stage: Stage { points: vec![point.trigger.id.clone()], ..stage.clone() },
        stage,
        form,
        lesson,
    })
}

fn its(muscle: &Muscle, trigger: &TriggerPoint) -> String {
    format!("It is the {}, {}.", words::name(muscle), words::lower_first(&trigger.label))
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

/// "Paint where TrP 1 of the right levator scapulae sends its pain."
pub(super) fn paint(content: &Content<'_>, id: &str, rng: &mut Chance) -> Option<Made> {
    let (muscle, point) = content.atlas.point(id)?;
    let shown = Stage::of_pattern(content.atlas, point, any_side(rng));
    let side = shown.side;
    let spots = |patches: &[Patch]| {
        let mut spots: Vec<Spot> = Vec::new();
        for patch in patches {
            let spot = spot(content.atlas, patch, side);
            if !spots.contains(&spot) {
                spots.push(spot);
            }
        }
        spots
    };
    let essential = spots(&point.trigger.essential);
    let mut spillover = spots(&point.trigger.spillover);
    spillover.retain(|spot| !essential.contains(spot));
    if essential.is_empty() {
        return None;
    }
    // A list offers the true patches among those of the points that lie nearest.
    let mut offered: Vec<Spot> = essential.iter().chain(&spillover).cloned().collect();
    let count = OFFERED.max(offered.len() + 6);
    let mut near: Vec<(f64, &TriggerPoint)> = content
        .atlas
        .points()
        .map(|(_, other)| (other.trigger.at.distance_mm(point.trigger.at), &other.trigger))
        .collect();
    sort_by(&mut near, |one, other| one.0.total_cmp(&other.0));
    'enough: for (_, trigger) in near {
        for patch in trigger.essential.iter().chain(&trigger.spillover) {
            let spot = spot(content.atlas, patch, side);
            if !offered.contains(&spot) {
                offered.push(spot);
            }
            if offered.len() >= count {
                break 'enough;
            }
        }
    }
    let name = |spot: &Spot| content.atlas.region(&spot.region).map(|region| region.name.as_str());
    sort_by(&mut offered, |one, other| {
        name(one).cmp(&name(other)).then_with(|| one.is_left.cmp(&other.is_left))
    });
    let label = words::lower_first(&point.trigger.label);
    Some(Made {
        prompt: format!(
            "Paint where this point of the {} sends its pain: {label}.",
            words::sided(muscle, Some(side))
        ),
        stage: Stage { pattern: None, points: vec![id.to_owned()], frame: Frame::Region, ..shown.clone() },
        form: Form::Paint(PaintForm { essential, spillover, offered }),
        lesson: words::tiers(content.atlas, &point.trigger, side),
        answer_stage: Stage { points: vec![id.to_owned()], ..shown },
    })
}

fn spot(atlas: &Atlas, patch: &Patch, side: Side) -> Spot {
    let is_midline = atlas.region(&patch.region).is_some_and(|region| region.side == Paired::Midline);
    Spot { region: patch.region.clone(), is_left: !is_midline && patch.side(side) == Side::Left }
}

/// "Which pattern belongs to which point?": three points of different muscles whose patterns look different, of one part
/// of the body where that can be.
pub(super) fn match_patterns(content: &Content<'_>, id: &str, rng: &mut Chance) -> Option<Made> {
    let atlas = content.atlas;
    let (muscle, point) = atlas.point(id)?;
    let shown = Stage::of_pattern(atlas, point, any_side(rng));
    let side = shown.side;
    let drawn = Pattern::of(atlas, &point.trigger);
    drawn.tier(Tier::Essential).next()?;
    let felt = Zones::of_patches(atlas, &point.trigger.essential);
    let home = pick::Home::of(muscle);
    let mut candidates: Vec<(f64, (&Muscle, &Point))> = Vec::new();
    for (other, candidate) in atlas.points().filter(|(other, _)| other.row.id != muscle.row.id) {
        let own = Pattern::of(atlas, &candidate.trigger);
        if own.tier(Tier::Essential).next().is_some() && !own.looks_like(&drawn) {
            // Each may belong to either by the part of the body that it is felt in.
            let (here, there) = (Zones::of_muscle(muscle), Zones::of_muscle(other));
            let gain = home.gain(there);
            let is_mixed = gain > 0.0 && {
                let theirs = Zones::of_patches(atlas, &candidate.trigger.essential);
                theirs.agrees(here) == felt.agrees(here) && felt.agrees(there) == theirs.agrees(there)
            };
            let gain = if is_mixed { gain } else { 0.0 };
            candidates.push((gain + pick::kinship(muscle, other), (other, candidate)));
        }
    }
    // More than are needed, since the others must be told from each other as well.
    let count = candidates.len().min(12);
    let drawn_ones = pick::draw(rng, candidates, count)?;
    let mut chosen: Vec<(&Muscle, &Point)> = vec![(muscle, point)];
    for (other, candidate) in drawn_ones {
        let own = Pattern::of(atlas, &candidate.trigger);
        let is_apart = chosen.iter().all(|(muscle, point)| {
            let known = Pattern::of(atlas, &point.trigger);
            muscle.row.id != other.row.id && !own.looks_like(&known)
        });
        if is_apart && chosen.len() < PAIRS {
            chosen.push((other, candidate));
        }
    }
    if chosen.len() < PAIRS {
        return None;
    }
    rng.shuffle(&mut chosen);
    let mut order: Vec<usize> = (0..PAIRS).collect();
    rng.shuffle(&mut order);
    let thing = |point: &Point| Some(Thing::Point(point.trigger.id.clone()));
    let left = chosen.iter().map(|(muscle, point)| Choice {
        text: words::point_name(muscle, &point.trigger),
        thing: thing(point),
    });
    let pattern = |&at: &usize| {
        let point = chosen[at].1;
        let essential = words::places(atlas, &point.trigger.essential, side);
        Choice { text: words::closed(&capitalised(&essential)), thing: thing(point) }
    };
    let right: Vec<Choice> = order.iter().map(pattern).collect();
    let truth = (0..PAIRS).filter_map(|at| order.iter().position(|&from| from == at)).collect();
    let lesson = chosen.iter().map(|(muscle, point)| {
        let essential = words::places(atlas, &point.trigger.essential, side);
        format!("{}: {essential}.", words::point_name(muscle, &point.trigger))
    });
    Some(Made {
        prompt: "Which essential pattern belongs to which point?".to_owned(),
        stage: Stage { side, ..Stage::default() },
        lesson: lesson.collect(),
        form: Form::Match(MatchForm { left: left.collect(), right, truth }),
        answer_stage: shown,
    })
}
