//! Grading a tap: its distance from the truth, and the muscle that it met instead.

use super::grade::near_mm;
use super::make::tenths;
use super::{
    Content, Landing, Outcome, PlaceForm, Question, Tap, Target, Thing, Touched, Unfit, Verdict, words,
};
use crate::anatomy::{PlatePoint, Side};
use crate::atlas::{Kind, Muscle};

/// A tap so far outside a muscle's outline is near it, in millimetres: a fingertip.
const BESIDE_MM: f64 = 10.0;

pub(super) fn place(
    content: &Content<'_>,
    question: &Question,
    form: &PlaceForm,
    tap: &Tap,
) -> Result<Verdict, Unfit> {
    if !(tap.at.x.is_finite() && tap.at.y.is_finite()) {
        return Err(Unfit::Answer);
    }
    let wanted = question.ask.card.muscle(content.atlas).ok_or(Unfit::Question)?;
    let at = tenths(tap.at);
    match &form.target {
        Target::Point { at: truth, mirror, radius_mm } => {
            let distance_mm = at.distance_mm(*truth);
            let mm = distance_mm.round();
            let outcome = by_distance(distance_mm, *radius_mm);
            let headline = match outcome {
                Outcome::Found if mm < 1.0 => "Found, to the millimeter.".to_owned(),
                Outcome::Found => format!("Found, {mm} mm from its center."),
                Outcome::Near => format!("Near: {mm} mm away."),
                Outcome::Missed => format!("Missed: {mm} mm away."),
            };
            let mut verdict =
                verdict(outcome, score(distance_mm, *radius_mm), headline, at, Some(distance_mm));
            let is_other_side = outcome == Outcome::Missed
                && mirror.is_some_and(|mirror: PlatePoint| {
                    by_distance(at.distance_mm(mirror), *radius_mm) > outcome
                });
            if is_other_side {
                verdict.lines.extend(form.side.map(other_side));
            }
            tell_muscle(content, wanted, form, tap, &mut verdict);
            Ok(verdict)
        }
        Target::Muscle(slugs) => Ok(on_muscle(content, wanted, form, slugs, tap, at)),
    }
}

fn verdict(
    outcome: Outcome,
    score: u8,
    headline: String,
    at: PlatePoint,
    distance_mm: Option<f64>,
) -> Verdict {
    let landing = Some(Landing { at, distance_mm });
    Verdict { outcome, score, headline, lines: Vec::new(), landing, mistaken: None }
}

/// Found within the radius, near within [`near_mm`].
fn by_distance(distance_mm: f64, radius_mm: f64) -> Outcome {
    if distance_mm <= radius_mm {
        Outcome::Found
    } else if distance_mm <= near_mm(radius_mm) {
        Outcome::Near
    } else {
        Outcome::Missed
    }
}

/// All within the radius, then less and less to nothing where "near" ends.
fn score(distance_mm: f64, radius_mm: f64) -> u8 {
    let beyond = (distance_mm - radius_mm) / (near_mm(radius_mm) - radius_mm).max(1.0);
    ((1.0 - beyond.clamp(0.0, 1.0)) * 100.0).round() as u8
}

fn other_side(asked: Side) -> String {
    format!(
        "That is the {} side. Asked was the {} side of the body in the picture, not your own.",
        asked.opposite().name(),
        asked.name()
    )
}

/// A muscle: found where the tap means it, near where it lies deeper there or a fingertip beside.
fn on_muscle(
    content: &Content<'_>,
    wanted: &Muscle,
    form: &PlaceForm,
    slugs: &[String],
    tap: &Tap,
    at: PlatePoint,
) -> Verdict {
    let is_wanted = |touched: &Touched| slugs.contains(&touched.structure) && is_side(form.side, touched);
    let is_mirrored = |touched: &Touched| slugs.contains(&touched.structure);
    let first = tap.under.iter().find(|touched| is_flesh(content, touched));
    let off_mm = tap.off_mm.filter(|off| off.is_finite());
    if first.is_some_and(is_wanted) {
        return verdict(Outcome::Found, 100, "Correct.".to_owned(), at, Some(0.0));
    }
    let is_through = tap.under.iter().any(is_wanted);
    let is_beside = off_mm.is_some_and(|off| off <= BESIDE_MM);
    let (outcome, points, headline) = if is_through {
        (Outcome::Near, 60, "Near: it lies deeper there.".to_owned())
    } else if is_beside {
        (Outcome::Near, 50, format!("Near: {} mm beside it.", off_mm.unwrap_or_default().round()))
    } else {
        (
            Outcome::Missed,
            0,
            off_mm.map_or("Not this one.".to_owned(), |off| format!("Missed: {} mm away.", off.round())),
        )
    };
    let mut verdict = verdict(outcome, points, headline, at, off_mm);
    if outcome == Outcome::Missed && first.is_some_and(is_mirrored) {
        verdict.lines.extend(form.side.map(other_side));
    }
    tell_muscle(content, wanted, form, tap, &mut verdict);
    verdict
}

fn is_side(asked: Option<Side>, touched: &Touched) -> bool {
    asked.is_none() || touched.side.is_none() || touched.side == asked
}

fn is_flesh(content: &Content<'_>, touched: &Touched) -> bool {
    content.atlas.structure(&touched.structure).is_some_and(|structure| structure.kind != Kind::Surface)
}

/// How a tapped muscle lies to the one that was asked for.
enum Relation {
    Same,
    Over,
    Under,
    Other,
}

fn relation(wanted: &Muscle, tapped: &Muscle) -> Relation {
    let (wanted_id, tapped_id) = (&wanted.row.id, &tapped.row.id);
    if tapped_id == wanted_id {
        Relation::Same
    } else if wanted.over.contains(tapped_id) || tapped.under.contains(wanted_id) {
        Relation::Over
    } else if wanted.under.contains(tapped_id) || tapped.over.contains(wanted_id) {
        Relation::Under
    } else {
        Relation::Other
    }
}

/// Says what the tap fell on, how that lies to what was asked for, and keeps it to be shown.
fn tell_muscle(content: &Content<'_>, wanted: &Muscle, form: &PlaceForm, tap: &Tap, verdict: &mut Verdict) {
    let Some(touched) = tap.under.iter().find(|touched| is_flesh(content, touched)) else { return };
    let is_own = |slug: &String| wanted.row.structures.contains(slug);
    let tapped =
        if is_own(&touched.structure) { Some(wanted) } else { content.atlas.owner(&touched.structure) };
    let Some(tapped) = tapped else {
        let known = content.atlas.structure(&touched.structure);
        verdict.lines.extend(known.map(|structure| format!("You tapped this: {}.", structure.name)));
        return;
    };
    let is_through = tap.under.iter().any(|under| is_own(&under.structure) && is_side(form.side, under));
    let (name, wanted_name) = (words::name(tapped), words::name(wanted));
    let away = match tapped.row.depth.number().abs_diff(wanted.row.depth.number()) {
        0 => String::new(),
        1 => "one layer ".to_owned(),
        more => format!("{more} layers "),
    };
    if tapped.row.id != wanted.row.id {
        verdict.mistaken = Some(Thing::Muscle(tapped.row.id.clone()));
    }
    verdict.lines.push(match relation(wanted, tapped) {
        Relation::Same if is_through => format!("You tapped the correct muscle, the {wanted_name}."),
        Relation::Same => format!("You tapped the {wanted_name} of the other side."),
        Relation::Over if is_through => format!("There the {name} lies {away}over the {wanted_name}."),
        Relation::Over => format!("You tapped the {name}, {away}over the {wanted_name}."),
        Relation::Under => format!("You tapped the {name}, {away}under the {wanted_name}."),
        Relation::Other if is_through => {
            format!("You tapped the {name}; the {wanted_name} is behind it there.")
        }
        Relation::Other => format!("You tapped another muscle, the {name}."),
    });
}
