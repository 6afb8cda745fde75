//! What lies over and under a muscle: in order, or one of four.

use super::{Made, pick, places};
use crate::anatomy::Side;
use crate::atlas::{Muscle, PlateView};
use crate::quiz::chance::Chance;
use crate::quiz::stage::{Stage, Thing, any_side, is_midline};
use crate::quiz::zones::Zones;
use crate::quiz::{Choice, Content, Form, OrderForm, words};

/// Layers in order where a view shows a chain of at least three, by the coin; else what lies over or under it there.
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

/// From where a plate shows the body.
fn seen_from(plate: &PlateView) -> &'static str {
    let view = (plate.azimuth.rem_euclid(360.0).round() as u32, plate.elevation.round() as i32);
    match view {
        (_, ..=-45) => "from below",
        (_, 75..) => "from above",
        (_, 45..) => "from above and in front",
        (0, _) => "from the front",
        (180, _) => "from behind",
        (1..=60 | 300.., _) => "from the front and the side",
        (121..=239, _) => "from behind and the side",
        _ => "from the side",
    }
}

/// A muscle lit on a plate.
fn lit(content: &Content<'_>, muscle: &Muscle, plate: &PlateView, side: Side) -> Stage {
    Stage { plates: vec![plate.id.clone()], ..Stage::of_muscle(content.atlas, muscle, side) }
}

fn choice(muscle: &Muscle) -> Choice {
    Choice { text: muscle.names.english.clone(), thing: Some(Thing::Muscle(muscle.row.id.clone())) }
}

/// "Put these in order, from the skin to the bone": a chain through the muscle, each link over the next on one plate.
fn order(content: &Content<'_>, muscle: &Muscle, side: Side, mut rng: Chance) -> Option<Made> {
    let layering = content.layering()?;
    let mut plates: Vec<&PlateView> = Vec::new();
    for layer in
        [true, false].into_iter().flat_map(|is_under| layering.layers(content.atlas, muscle, is_under))
    {
        if !plates.iter().any(|plate| plate.id == layer.plate.id) {
            plates.push(layer.plate);
        }
    }
    let (chain, plate) =
        plates.into_iter().find_map(|plate| Some((chain(content, muscle, plate, &mut rng)?, plate)))?;
    let names: Vec<String> = chain.iter().map(|muscle| words::name(muscle)).collect();
    let mut at: Vec<usize> = (0..chain.len()).collect();
    // Never shown in the right order.
    while at.is_sorted() {
        rng.shuffle(&mut at);
    }
    let items = at.iter().map(|&at| choice(chain[at])).collect();
    let truth = (0..chain.len()).filter_map(|link| at.iter().position(|&at| at == link)).collect();
    let shown = lit(content, muscle, plate, side);
    Some(Made {
        prompt: format!(
            "Put these in order, the nearest first, as they lie at the {} seen {}.",
            words::name(muscle),
            seen_from(plate)
        ),
        stage: Stage::default(),
        form: Form::Order(OrderForm { items, truth }),
        lesson: vec![format!("Seen {}, from the skin inward: {}.", seen_from(plate), names.join(", "))],
        answer_stage: shown,
    })
}

/// Three or four muscles on a plate, each over the next, the asked one among them.
fn chain<'a>(
    content: &Content<'a>,
    muscle: &'a Muscle,
    plate: &PlateView,
    rng: &mut Chance,
) -> Option<Vec<&'a Muscle>> {
    let mut chain = vec![muscle];
    for _ in 0..2 {
        for is_under in [false, true] {
            let end = if is_under { *chain.last()? } else { *chain.first()? };
            // In a layer of its own beyond all links, so that there is one order.
            let is_beyond = |other: &&Muscle| {
                let is_past = |link: &&Muscle| {
                    let [upper, lower] = if is_under { [*link, *other] } else { [*other, *link] };
                    upper.row.depth < lower.row.depth
                };
                chain.iter().all(is_past)
            };
            let next: Vec<&Muscle> = content
                .layering()?
                .beside(content.atlas, plate, end, is_under)
                .into_iter()
                .filter(is_beyond)
                .collect();
            if let Some(next) = rng.one(&next) {
                chain.insert(if is_under { chain.len() } else { 0 }, next);
            }
        }
    }
    // The outermost may go, but not the asked one.
    while chain.len() > 4 {
        let is_first = chain.first().is_some_and(|first| first.row.id == muscle.row.id);
        chain.remove(if is_first { chain.len() - 1 } else { 0 });
    }
    (chain.len() >= 3).then_some(chain)
}

/// "Seen from behind, which of these lies under the right trapezius?"
fn neighbour(content: &Content<'_>, muscle: &Muscle, side: Side, rng: &mut Chance) -> Option<Made> {
    let layering = content.layering()?;
    let is_under = rng.coin();
    let of = |is_under: bool| {
        let layers = layering.layers(content.atlas, muscle, is_under).into_iter();
        let mut layers = layers.map(|layer| (layer.plate, layer.others));
        let layer = layers.find(|(_, others)| !others.is_empty());
        layer.map(|(plate, others)| (is_under, plate, others))
    };
    let (is_under, plate, related) = of(is_under).or_else(|| of(!is_under))?;
    let word = if is_under { "under" } else { "over" };
    let right = *rng.one(&related)?;
    let opposite = layering.beside(content.atlas, plate, muscle, !is_under);
    // Wrong is what lies the other way round, by the texts and in this view; or what does not meet it here at all, and lies neither over
    // nor under it by anyone's word.
    let is_wrong = |other: &&Muscle| {
        let id = &other.row.id;
        let is_named = [&muscle.over, &muscle.under].into_iter().any(|ids| ids.contains(id))
            || [&other.over, &other.under].into_iter().any(|ids| ids.contains(&muscle.row.id));
        let is_opposite = opposite.iter().any(|known| known.row.id == *id)
            && !related.iter().any(|known| known.row.id == *id)
            && !contradicts(muscle, other, is_under);
        *id != muscle.row.id
            && (is_opposite || !is_named && !layering.may_meet(content.atlas, plate, muscle, other))
    };
    let wrong = content.atlas.muscles().iter().filter(is_wrong);
    let home = pick::Home::new(Zones::of_muscle(muscle), Zones::of_muscle(right));
    let rate = |other: &Muscle| home.gain(Zones::of_muscle(other)) + pick::kinship(right, other);
    let wrong = wrong.map(|other| (rate(other), choice(other))).collect();
    let form = pick::choice(rng, choice(right), wrong, None)?;
    let stage = lit(content, muscle, plate, side);
    let asked = (!is_midline(content.atlas, muscle)).then_some(stage.side);
    let from = seen_from(plate);
    let mut lesson =
        vec![format!("Seen {from}, the {} lies {word} the {}.", words::name(right), words::name(muscle))];
    lesson.extend(places::neighbours(content, muscle));
    Some(Made {
        prompt: format!("Seen {from}, which of these lies {word} the {}?", words::sided(muscle, asked)),
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

/// Whether some text says that the other lies as is asked, though another says the contrary.
fn contradicts(muscle: &Muscle, other: &Muscle, is_under: bool) -> bool {
    if is_under {
        muscle.under.contains(&other.row.id) || other.over.contains(&muscle.row.id)
    } else {
        muscle.over.contains(&other.row.id) || other.under.contains(&muscle.row.id)
    }
}
