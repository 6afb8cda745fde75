//! Where things lie: find the point or the muscle, name the one that is marked.

use super::{Made, pick};
use crate::anatomy::PlatePoint;
use crate::atlas::{End, Muscle, PlateView, Point};
use crate::quiz::answer::tenth;
use crate::quiz::chance::Chance;
use crate::quiz::grade::near_mm;
use crate::quiz::stage::{Frame, Stage, Thing, any_side, is_midline, muscle_plates, point_plate, point_side};
use crate::quiz::zones::Zones;
use crate::quiz::{Choice, Content, Form, PlaceForm, Target, Typed, words};

/// How far from a marked place another point must lie on the plate to be surely another, in millimetres beyond the
/// radius of the marked one.
const APART_MM: f64 = 8.0;

/// "Where is TrP 1 of the right levator scapulae?"
pub(super) fn find_point(content: &Content<'_>, id: &str, rng: &mut Chance) -> Option<Made> {
    let (muscle, point) = content.atlas.point(id)?;
    let plate = point_plate(content.atlas, point)?;
    let side = point_side(content.atlas, point, rng);
    let at = tenths(plate.stand_for(point.trigger.at, side));
    let mirror = plate.only_side().is_none().then(|| at.mirrored());
    let target = Target::Point { at, mirror, radius_mm: point.trigger.radius_mm };
    let label = words::lower_first(&point.trigger.label);
    let name = words::sided(muscle, Some(side));
    let prompt = if words::is_numbered(&point.trigger) {
        format!("Where is {label} of the {name}?")
    } else {
        format!("Find this point of the {name}: {label}.")
    };
    let in_words = |muscle: &Muscle, point: &Point| {
        let thing = Some(Thing::Point(point.trigger.id.clone()));
        content.place(muscle, point).map(|text| Choice { text, thing })
    };
    let wrong = elsewhere(content, muscle, point, plate, near_mm(point.trigger.radius_mm));
    let right = in_words(muscle, point);
    let wrong: Vec<(f64, Choice)> = wrong
        .into_iter()
        .filter_map(|(rate, muscle, point)| Some((rate, in_words(muscle, point)?)))
        .collect();
    let (options, right) = in_words_of_four(rng, right, wrong);
    let stage = Stage {
        plates: vec![plate.id.clone()],
        side,
        peel: Some(muscle.row.depth),
        frame: Frame::Region,
        ..Stage::default()
    };
    Some(Made {
        prompt,
        stage,
        form: Form::Place(PlaceForm { plate: plate.id.clone(), side: Some(side), target, options, right }),
        lesson: whereabouts(content, muscle, point).into_iter().collect(),
        answer_stage: Stage {
            plates: vec![plate.id.clone()],
            ..Stage::of_point(content.atlas, muscle, point, side)
        },
    })
}

/// "Which point is marked?"
pub(super) fn name_point(content: &Content<'_>, id: &str, rng: &mut Chance) -> Option<Made> {
    let (muscle, point) = content.atlas.point(id)?;
    let plate = point_plate(content.atlas, point)?;
    let side = point_side(content.atlas, point, rng);
    let named = |muscle: &Muscle, point: &Point| Choice {
        text: words::point_name(muscle, &point.trigger),
        thing: Some(Thing::Point(point.trigger.id.clone())),
    };
    let wrong = elsewhere(content, muscle, point, plate, point.trigger.radius_mm + APART_MM);
    let wrong = wrong.into_iter().map(|(rate, muscle, point)| (rate, named(muscle, point))).collect();
    let form = pick::choice(rng, named(muscle, point), wrong, None)?;
    let shown = Stage::of_point(content.atlas, muscle, point, side);
    Some(Made {
        prompt: "Which trigger point is marked?".to_owned(),
        stage: Stage { muscles: Vec::new(), peel: Some(muscle.row.depth), ..shown.clone() },
        form,
        lesson: [
            Some(format!(
                "It is {} of the {}.",
                words::lower_first(&point.trigger.label),
                words::name(muscle)
            )),
            whereabouts(content, muscle, point),
        ]
        .into_iter()
        .flatten()
        .collect(),
        answer_stage: shown,
    })
}

/// Four places in words, for those who do not tap, and which is right; none where the words do not suffice.
fn in_words_of_four(
    rng: &mut Chance,
    right: Option<Choice>,
    wrong: Vec<(f64, Choice)>,
) -> (Vec<Choice>, usize) {
    match right.and_then(|right| pick::choice(rng, right, wrong, None)) {
        Some(Form::Choice(form)) => (form.options, form.right),
        _ => (Vec::new(), 0),
    }
}

/// Other points that lie at least so far from a point on a plate, the near and the kindred first: rate, muscle, point.
fn elsewhere<'a>(
    content: &Content<'a>,
    muscle: &Muscle,
    point: &Point,
    plate: &PlateView,
    apart_mm: f64,
) -> Vec<(f64, &'a Muscle, &'a Point)> {
    let place = |point: &Point| plate.stand(point.trigger.at).0;
    let here = place(point);
    let home = pick::Home::of(muscle);
    let rate = |(other, candidate): (&'a Muscle, &'a Point)| {
        let away_mm = place(candidate).distance_mm(here);
        let own = if other.row.id == muscle.row.id { 0.6 } else { 0.6 * pick::kinship(muscle, other) };
        let gain = home.gain(Zones::of_muscle(other));
        (gain + own / (1.0 + away_mm / 100.0), away_mm, other, candidate)
    };
    let rated = content.atlas.points().map(rate);
    rated
        .filter(|(_, away_mm, ..)| *away_mm > apart_mm)
        .map(|(rate, _, muscle, point)| (rate, muscle, point))
        .collect()
}

fn whereabouts(content: &Content<'_>, muscle: &Muscle, point: &Point) -> Option<String> {
    content.place(muscle, point).map(|place| format!("Where it lies: {}", words::lower_first(&place)))
}

/// "Tap the right infraspinatus."
pub(super) fn find_muscle(content: &Content<'_>, id: &str, rng: &mut Chance) -> Option<Made> {
    let muscle = content.atlas.muscle(id)?;
    let plate = *muscle_plates(content.atlas, muscle).first()?;
    if muscle.row.structures.is_empty() {
        return None;
    }
    let side = any_side(rng);
    let asked = (!is_midline(content.atlas, muscle)).then_some(side);
    let in_words = |muscle: &Muscle| {
        Some(Choice {
            text: layer_words(content, muscle)?,
            thing: Some(Thing::Muscle(muscle.row.id.clone())),
        })
    };
    let right = in_words(muscle);
    let others = content.atlas.muscles().iter().filter(|other| is_another(muscle, other));
    let wrong = others.filter_map(|other| Some((pick::likeness(muscle, other), in_words(other)?))).collect();
    let (options, right) = in_words_of_four(rng, right, wrong);
    let stage = Stage {
        plates: vec![plate.id.clone()],
        side,
        peel: Some(muscle.row.depth),
        frame: Frame::Region,
        ..Stage::default()
    };
    let target = Target::Muscle(muscle.row.structures.clone());
    Some(Made {
        prompt: format!("Tap the {}.", words::sided(muscle, asked)),
        stage,
        form: Form::Place(PlaceForm { plate: plate.id.clone(), side: asked, target, options, right }),
        lesson: neighbours(content, muscle),
        answer_stage: Stage::of_muscle(content.atlas, muscle, side),
    })
}

/// "Which muscle is lit?"
pub(super) fn name_muscle(content: &Content<'_>, id: &str, rng: &mut Chance) -> Option<Made> {
    let muscle = content.atlas.muscle(id)?;
    if muscle.row.structures.is_empty() {
        return None;
    }
    let side = any_side(rng);
    let named = |muscle: &Muscle| Choice {
        text: muscle.names.english.clone(),
        thing: Some(Thing::Muscle(muscle.row.id.clone())),
    };
    let others = content.atlas.muscles().iter().filter(|other| is_another(muscle, other));
    let wrong = others.map(|other| (pick::likeness(muscle, other), named(other))).collect();
    let typed = Typed { accepted: accepted(muscle) };
    let form = pick::choice(rng, named(muscle), wrong, Some(typed))?;
    let stage = Stage::of_muscle(content.atlas, muscle, side);
    let mut lesson = vec![format!("It is the {}.", words::name(muscle))];
    lesson.extend(neighbours(content, muscle));
    Some(Made {
        prompt: "Which muscle is lit?".to_owned(),
        stage: stage.clone(),
        form,
        lesson,
        answer_stage: stage,
    })
}

/// Whether two muscles are drawn apart, so that one is never right where the other is asked for.
fn is_another(muscle: &Muscle, other: &Muscle) -> bool {
    muscle.row.id != other.row.id
        && !other.row.structures.is_empty()
        && !other.row.structures.iter().any(|slug| muscle.row.structures.contains(slug))
}

/// Every name that may be typed for a muscle.
pub(super) fn accepted(muscle: &Muscle) -> Vec<String> {
    let names = &muscle.names;
    let own = [&names.english, &names.latin].into_iter().filter(|name| !name.is_empty());
    own.chain(&names.abbreviations).chain(&names.synonyms).cloned().collect()
}

/// Where a muscle lies in words, from its text: what covers it and what it covers.
fn layer_words(content: &Content<'_>, muscle: &Muscle) -> Option<String> {
    let under = words::muscles(content, &muscle.over);
    let over = words::muscles(content, &muscle.under);
    let layer = format!("Layer {}, {}", muscle.row.depth.number(), muscle.row.depth.name());
    match (under.is_empty(), over.is_empty()) {
        // Where nothing of ours lies over or under it, its bones tell the place.
        (true, true) => {
            let holds = &content.file(&muscle.row.id)?.attachments;
            let bone = |end| holds.iter().find(|one| one.end == end).map(|one| words::lower_first(&one.bone));
            Some(format!("{layer}: from {} to {}.", bone(End::Proximal)?, bone(End::Distal)?))
        }
        (true, false) => Some(format!("{layer}: over {over}.")),
        (false, true) => Some(format!("{layer}: under {under}.")),
        (false, false) => Some(format!("{layer}: under {under}; over {over}.")),
    }
}

/// A muscle's layer and neighbours, for a lesson.
pub(super) fn neighbours(content: &Content<'_>, muscle: &Muscle) -> Vec<String> {
    let mut lines = vec![format!(
        "The {} lies in layer {}, {}.",
        words::name(muscle),
        muscle.row.depth.number(),
        muscle.row.depth.name()
    )];
    for (ids, where_) in [(&muscle.over, "Over"), (&muscle.under, "Under")] {
        if !ids.is_empty() {
            lines.push(format!("{where_} it: {}.", words::muscles(content, ids)));
        }
    }
    lines
}

/// A place in tenths of a millimetre, as taps are kept.
pub(in crate::quiz) fn tenths(at: PlatePoint) -> PlatePoint {
    PlatePoint::new(tenth(at.x), tenth(at.y))
}
