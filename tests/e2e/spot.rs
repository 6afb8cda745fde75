//! Where to tap for a structure: the middle of what a tap on a plate takes for it.

use std::path::Path;

use anyhow::{Context, Result, anyhow};
use palpate::anatomy::{Depth, PlatePoint, Side};
use palpate::atlas::authoring::Plate;

const STEP_MM: f64 = 2.0;

/// The place, in millimetres of the view as shown, farthest inside what a tap takes for one of `slugs` on the right side
/// while the body is peeled to `peel`.
///
/// # Errors
/// Where the plate cannot be read, or no tap reaches the structures.
pub(crate) fn inside(view: &str, slugs: &[&str], peel: Depth) -> Result<PlatePoint> {
    inside_of(view, Side::Right, slugs, peel)
}

/// As [`inside`], on a side.
///
/// # Errors
/// Where the plate cannot be read, or no tap reaches the structures.
pub(crate) fn inside_of(view: &str, side: Side, slugs: &[&str], peel: Depth) -> Result<PlatePoint> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/plates");
    let is_drawn = |plate: &str| folder.join(format!("{plate}.svg")).is_file();
    let rest = view.strip_prefix("right-").or(view.strip_prefix("left-")).unwrap_or_default();
    let (plate, is_mirrored) = if is_drawn(view) {
        (view.to_owned(), false)
    } else if is_drawn(rest) {
        (rest.to_owned(), true)
    } else {
        (format!("left-{rest}"), true)
    };
    let file = folder.join(format!("{plate}.svg"));
    let svg = std::fs::read_to_string(&file).with_context(|| format!("the plate {plate} cannot be read"))?;
    let scene = Plate::parse(&svg).map_err(|reason| anyhow!("the plate {plate}: {reason}"))?.scene;
    // What a mirror image shows of the right is drawn for the left.
    let side = if is_mirrored { side.opposite() } else { side };
    let is_hit = |at: PlatePoint| {
        let picked = scene.pick(at, peel);
        picked.is_some_and(|picked| {
            let is_side = picked.side == side || picked.shape.side.is_none();
            is_side && slugs.contains(&picked.shape.slug.as_str())
        })
    };
    let bounds = scene.bounds(slugs.iter().copied(), side);
    let steps = |low: f64, high: f64| {
        (0..=((high - low) / STEP_MM) as usize).map(move |step| low + step as f64 * STEP_MM)
    };
    let mut best = (0, PlatePoint::new(0.0, 0.0));
    for x in steps(bounds.min.x, bounds.max.x) {
        for y in steps(bounds.min.y, bounds.max.y) {
            // How far one may go in the four directions and still hit.
            let reach = |right: f64, down: f64| {
                (1..40)
                    .take_while(|&step| {
                        is_hit(PlatePoint::new(x + right * f64::from(step), y + down * f64::from(step)))
                    })
                    .count()
            };
            let room = reach(1.0, 0.0).min(reach(-1.0, 0.0)).min(reach(0.0, 1.0)).min(reach(0.0, -1.0));
            if room > best.0 && is_hit(PlatePoint::new(x, y)) {
                best = (room, PlatePoint::new(x, y));
            }
        }
    }
    if best.0 == 0 {
        return Err(anyhow!("no tap on the view {view} reaches {}", slugs.join(", ")));
    }
    Ok(if is_mirrored { PlatePoint::new(-best.1.x, best.1.y) } else { best.1 })
}
