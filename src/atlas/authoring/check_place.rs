//! Where a point lies: inside its own part, and nearer to its own muscle than to any other of its depth.

use super::Sources;
use super::fault::Step;
use crate::anatomy::PlatePoint;
use crate::atlas::{Paired, PlateKind, PlateView, RosterRow, Structure, TriggerPoint};

use Step::Key;

/// How far outside its part's outline a point may stand: the outlines are fitted within 0.4 mm, parts of a muscle
/// leave small gaps.
const OUTLINE_TOLERANCE_MM: f64 = 2.0;
/// Muscles whose boxes are farther from a point than this are not asked whether they lie nearer.
const NEIGHBOUR_MM: f64 = 12.0;

/// From this deep on a point is beyond doubt.
const WELL_INSIDE_MM: f64 = 1.0;
/// By less than this nothing is nearer: the outlines are no finer.
const CLEARLY_MM: f64 = 0.5;

type Tell<'a> = &'a mut dyn FnMut(&[Step<'_>], String, String);

/// The point lies within its part's bounding box and inside its outline on every plate that shows it.
pub(crate) fn inside(sources: &Sources, point: &TriggerPoint, fault: Tell<'_>) {
    let remedy =
        || "Choose `at` inside the part, right side (x < 0), millimetres of the body frame".to_owned();
    let Some(structure) = structure(sources, &point.part) else { return };
    let outside = outside_box_mm(structure, point);
    if outside > OUTLINE_TOLERANCE_MM {
        fault(&[Key("at")], format!("the point lies {outside:.0} mm outside {}", point.part), remedy());
        return;
    }
    match depths(sources, structure, point).max_by(|a, b| a.0.total_cmp(&b.0)) {
        None => fault(&[Key("part")], format!("{} is drawn on no plate", point.part), remedy()),
        Some((distance, name)) if distance > OUTLINE_TOLERANCE_MM => {
            let reason = format!(
                "the point lies {distance:.0} mm outside the outline of {} on the plate {name}",
                point.part
            );
            fault(&[Key("at")], reason, remedy());
        }
        Some(_) => {}
    }
}

/// No other muscle of the same depth lies nearer: nearer meaning deeper inside its outlines on all plates together. A
/// point well inside its own muscle is beyond doubt; outlines hide that a sheet such as platysma is hollow.
pub(crate) fn nearest(sources: &Sources, own: &RosterRow, point: &TriggerPoint, fault: Tell<'_>) {
    let own_mm = muscle_mm(sources, own, point);
    let Some(own_mm) = own_mm.filter(|own_mm| *own_mm > -WELL_INSIDE_MM) else { return };
    for other in sources.roster.iter().filter(|other| other.depth == own.depth && other.id != own.id) {
        // Two muscles may be taught of one drawn structure.
        if other.structures.iter().any(|slug| own.structures.contains(slug)) {
            continue;
        }
        if muscle_mm(sources, other, point).is_some_and(|other_mm| other_mm < own_mm - CLEARLY_MM) {
            let reason = format!("the point lies nearer to {} than to {}", other.id, own.id);
            let remedy =
                format!("Move `at` towards the middle of {}, or give it to the other muscle", point.part);
            fault(&[Key("at")], reason, remedy);
        }
    }
}

/// How far outside a muscle a point lies, by the nearest of its parts; `None` where none is near.
fn muscle_mm(sources: &Sources, row: &RosterRow, point: &TriggerPoint) -> Option<f64> {
    let parts = row.structures.iter().filter_map(|slug| structure(sources, slug));
    let near = parts.filter(|part| outside_box_mm(part, point) <= NEIGHBOUR_MM);
    let distance =
        |part: &Structure| depths(sources, part, point).map(|(distance, _)| distance).max_by(f64::total_cmp);
    near.filter_map(distance).min_by(f64::total_cmp)
}

/// How far outside a structure's outline a point stands on each plate of the whole body that shows it, with the plate's
/// name; negative where it stands inside. A close-up may end within a structure and is not asked.
fn depths<'a>(
    sources: &'a Sources,
    structure: &'a Structure,
    point: &'a TriggerPoint,
) -> impl Iterator<Item = (f64, &'a str)> {
    let whole = sources.views.iter().filter(|view| view.kind == PlateKind::Standing);
    whole.filter_map(move |view| {
        let (at, side) = stand(view, structure, point);
        let scene = &sources.plates.get(&view.id)?.scene;
        let shape = scene.shape(&structure.slug, side).filter(|_| view.frames(at))?;
        let border = shape.outline.border_distance_mm(at);
        Some((if shape.outline.contains(at) { -border } else { border }, view.name.as_str()))
    })
}

/// Where a point stands on a plate. What lies across the midline is drawn as it is and need not be its own mirror image.
fn stand(
    view: &PlateView,
    structure: &Structure,
    point: &TriggerPoint,
) -> (PlatePoint, crate::anatomy::Side) {
    let (at, side) = view.stand(point.at);
    match structure.side {
        Paired::Midline => (view.view().project(point.at).at, side),
        Paired::Right => (at, side),
    }
}

fn structure<'a>(sources: &'a Sources, slug: &str) -> Option<&'a Structure> {
    sources.structures.iter().find(|known| known.slug == slug)
}

/// How far outside a structure's bounding box a point lies, along the axis on which it lies farthest.
fn outside_box_mm(structure: &Structure, point: &TriggerPoint) -> f64 {
    let (low, high, at) = (structure.min, structure.max, point.at);
    [(low.x, at.x, high.x), (low.y, at.y, high.y), (low.z, at.z, high.z)]
        .iter()
        .map(|(low, at, high)| (low - at).max(at - high).max(0.0))
        .fold(0.0, f64::max)
}
