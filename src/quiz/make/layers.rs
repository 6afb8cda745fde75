//! What lies over and under a muscle: in order, or one of four.

use super::{Made, pick, places};
use crate::anatomy::Side;
use crate::atlas::{Atlas, Muscle};
use crate::quiz::chance::Chance;
use crate::quiz::stage::{Stage, Thing, any_side, is_midline};
use crate::quiz::{Choice, Content, Form, OrderForm, words};

/// Layers in order where the data give a chain of at least three, by the coin; else what lies over or under it.
pub(super) fn layers(content: &Content<'_>, id: &str, rng: &mut Chance) -> Option<Made> {
    let muscle = content.atlas.muscle(id)?;
    let side = any_side(rng);
    let in_order = rng.coin();
    let ordered = || order(content, muscle, side, rng.clone());
    if in_order && let Some(made) = ordered() {
        return Some(made);
    }
    neighbour(content, muscle, side, rng).or_else(|| order(content, muscle, side, rng.clone()))
}

/// Whether `upper` lies over `lower` by the data, and in a layer nearer the skin.
fn is_over(upper: &Muscle, lower: &Muscle) -> bool {
    let says = lower.over.contains(&upper.row.id) || upper.under.contains(&lower.row.id);
    says && upper.row.depth < lower.row.depth
}

fn choice(muscle: &Muscle) -> Choice {
    Choice { text: muscle.names.english.clone(), thing: Some(Thing::Muscle(muscle.row.id.clone())) }
}

/// "Put these in order, from the skin to the bone": a chain through the muscle, each link over the next.
fn order(content: &Content<'_>, muscle: &Muscle, side: Side, mut rng: Chance) -> Option<Made> {
    let mut chain = vec![muscle];
    let mut pick_one = |from: Vec<&'_ str>| rng.one(&from).map(|id| (*id).to_owned());
    for _ in 0..2 {
        let (first, last) = (*chain.first()?, *chain.last()?);
        let above =
            linked(content.atlas, &first.over, |other| is_over(other, first) && is_over_all(other, &chain));
        if let Some(upper) = pick_one(above).and_then(|id| content.atlas.muscle(&id)) {
            chain.insert(0, upper);
        }
        let below =
            linked(content.atlas, &last.under, |other| is_over(last, other) && is_under_all(other, &chain));
        if let Some(lower) = pick_one(below).and_then(|id| content.atlas.muscle(&id)) {
            chain.push(lower);
        }
    }
    if chain.len() < 3 {
        return None;
    }
    chain.truncate(4);
    if !chain.iter().any(|link| link.row.id == muscle.row.id) {
        return None;
    }
    let names: Vec<String> = chain.iter().map(|muscle| words::name(muscle)).collect();
    let mut at: Vec<usize> = (0..chain.len()).collect();
    // Never shown in the right order.
    while at.is_sorted() {
        rng.shuffle(&mut at);
    }
    let items = at.iter().map(|&at| choice(chain[at])).collect();
    let truth = (0..chain.len()).filter_map(|link| at.iter().position(|&at| at == link)).collect();
    let shown = Stage::of_muscle(content.atlas, muscle, side);
    Some(Made {
        prompt: format!(
            "Put these in order, from the skin to the bone, as they lie at the {}.",
            words::name(muscle)
        ),
        stage: Stage::default(),
        form: Form::Order(OrderForm { items, truth }),
        lesson: vec![format!("From the skin inward: {}.", names.join(", "))],
        answer_stage: shown,
    })
}

fn is_over_all(upper: &Muscle, chain: &[&Muscle]) -> bool {
    chain.iter().all(|link| upper.row.depth < link.row.depth && upper.row.id != link.row.id)
}

fn is_under_all(lower: &Muscle, chain: &[&Muscle]) -> bool {
    chain.iter().all(|link| lower.row.depth > link.row.depth && lower.row.id != link.row.id)
}

fn linked<'a>(atlas: &Atlas, ids: &'a [String], is_link: impl Fn(&Muscle) -> bool) -> Vec<&'a str> {
    let is_fit = |id: &&String| atlas.muscle(id).is_some_and(&is_link);
    ids.iter().filter(is_fit).map(String::as_str).collect()
}

/// "Which of these lies under the right trapezius?"
fn neighbour(content: &Content<'_>, muscle: &Muscle, side: Side, rng: &mut Chance) -> Option<Made> {
    let is_under = if muscle.over.is_empty() { true } else { !muscle.under.is_empty() && rng.coin() };
    let (related, word) = if is_under { (&muscle.under, "under") } else { (&muscle.over, "over") };
    let right = content.atlas.muscle(rng.one(related)?)?;
    // Wrong is what lies neither over nor under it by anyone's word, and is taught, so that the word is there.
    let is_apart = |other: &&Muscle| {
        let id = &other.row.id;
        *id != muscle.row.id
            && ![&muscle.over, &muscle.under].into_iter().any(|ids| ids.contains(id))
            && ![&other.over, &other.under].into_iter().any(|ids| ids.contains(&muscle.row.id))
    };
    let wrong = content.atlas.muscles().iter().filter(is_apart);
    let wrong = wrong.map(|other| (pick::kinship(right, other), choice(other))).collect();
    let form = pick::choice(rng, choice(right), wrong, None)?;
    let stage = Stage::of_muscle(content.atlas, muscle, side);
    let asked = (!is_midline(content.atlas, muscle)).then_some(stage.side);
    let mut lesson = vec![format!("The {} lies {word} the {}.", words::name(right), words::name(muscle))];
    lesson.extend(places::neighbours(content, muscle));
    Some(Made {
        prompt: format!("Which of these lies {word} the {}?", words::sided(muscle, asked)),
        answer_stage: Stage {
            muscles: vec![right.row.id.clone()],
            peel: Some(right.row.depth),
            ..stage.clone()
        },
        stage,
        form,
        lesson,
    })
}
