//! `--check`: do the committed plates still show the meshes?

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, bail, ensure};
use kurbo::{BezPath, Point};
use palpate::anatomy::{Depth, Side};
use rayon::prelude::*;

use super::config::{Config, ViewRow};
use super::grid::{Frame, Grid};
use super::known::{Known, Whole};
use super::raster::Layer;
use super::reference::SKIN;

const LEAST: f64 = 0.97;
const LEAST_THIN: f64 = 0.93;
const THIN_MM: f64 = 6.0;
/// Of what lies across the edge of a close-up, no less than this is compared.
const LEAST_MM2: f64 = 30.0;

/// The least overlap of an outline with its mesh, by the structure's median thickness.
pub(crate) fn least_overlap(thickness_mm: f64) -> f64 {
    if thickness_mm < THIN_MM { LEAST_THIN } else { LEAST }
}

/// The least share of overlapping pixels in which the right structure is painted last.
const LEAST_ORDER: f64 = 0.99;
/// Resolution at which the order is compared, in pixels a millimetre.
const ORDER_PX_PER_MM: f64 = 1.0;

/// The resolution at which an outline is compared with its mesh, by the size of the structure: pixels a millimetre.
pub(crate) fn compared_at(size_mm: f64) -> f64 {
    if size_mm > 120.0 { 4.0 } else { 10.0 }
}

struct Found {
    view: String,
    slug: String,
    overlap: f64,
    least: f64,
}

/// Compares every drawn outline of the views that `chosen` names, or of all, with its mesh, and the order of the outlines
/// with their depths, and prints what is found, the worst first.
///
/// # Errors
/// When a plate cannot be read, shows a structure too far off or too often in the wrong order, or a muscle of the roster
/// is on no plate.
pub(crate) fn check(whole: &Whole, config: &Config, plates: &Path, chosen: &[String]) -> anyhow::Result<()> {
    let mut found = Vec::new();
    let mut drawn = BTreeSet::new();
    let mut disordered = 0;
    for row in config.chosen(chosen) {
        let svg = super::approve::read(plates, row.id())?;
        let shown = whole.of(row);
        let shown: Vec<&Known> =
            shown.iter().map(|known| known.as_ref()).filter(|known| known.structure.slug != SKIN).collect();
        let outlines = shown
            .par_iter()
            .map(|known| {
                outline(&svg, &known.structure.slug, known.side)
                    .with_context(|| format!("{}: run `cargo xtask plates --meshes DIR` again", row.id()))
            })
            .collect::<anyhow::Result<Vec<_>>>()?;
        let of_view = shown.par_iter().zip(&outlines).filter_map(|(known, outline)| {
            let (_, outline) = outline.as_ref()?;
            let overlap = overlap_with_mesh(known, row, outline)?;
            let least = least_overlap(known.thickness_mm);
            Some(Found { view: row.id().to_owned(), slug: known.structure.slug.clone(), overlap, least })
        });
        let of_view: Vec<Found> = of_view.collect();
        let Order { right, wrong } = order_share(&shown, &svg, row);
        let worst = of_view.iter().map(|one| one.overlap - one.least).fold(f64::INFINITY, f64::min);
        println!(
            "{:26} {:3} outlines, the worst {worst:+.4} from what it must be; order right in {:.2} % of overlapping pixels; wrong most often: {}",
            row.id(),
            of_view.len(),
            right * 100.0,
            wrong.join(", ")
        );
        disordered += usize::from(right < LEAST_ORDER);
        drawn
            .extend(shown.iter().zip(&outlines).filter(|(_, o)| o.is_some()).map(|(k, _)| &k.structure.slug));
        found.extend(of_view);
    }
    found.sort_by(|a, b| {
        (a.overlap - a.least).total_cmp(&(b.overlap - b.least)).then_with(|| a.slug.cmp(&b.slug))
    });
    let low = found.iter().filter(|one| one.overlap < one.least).count();
    for one in found.iter().take(low.max(10)) {
        let verdict = if one.overlap < one.least { "  TOO LOW" } else { "" };
        println!("{:.4}  (at least {:.2})  {:26} {}{verdict}", one.overlap, one.least, one.view, one.slug);
    }
    let roster = super::config::taught(&plates.join("../roster.toml"))?;
    let missing: Vec<&str> =
        roster.keys().filter(|slug| chosen.is_empty() && !drawn.contains(slug)).map(String::as_str).collect();
    ensure!(missing.is_empty(), "drawn on no plate: {}; mend their rules in plates.toml", missing.join(", "));
    if low > 0 || disordered > 0 {
        bail!(
            "{low} of {} outlines are too far from their meshes and {disordered} plates out of order; draw the plates again",
            found.len()
        );
    }
    println!("all {} outlines lie on their meshes, and every muscle of the roster is drawn", found.len());
    Ok(())
}

/// What a plate paints, from back to front: whose, its shape where it is only a piece of that, and its depth.
fn painted(svg: &str, shown: &[&Known]) -> Vec<(usize, Option<BezPath>, Depth)> {
    let value = |tag: &str, name: &str| {
        let rest = tag.split(&format!(" {name}=\"")).nth(1)?;
        rest.split('"').next().map(str::to_owned)
    };
    let mut out = Vec::new();
    for group in svg.split("<g data-structure=\"").skip(1) {
        let (slug, tag) =
            (group.split('"').next().unwrap_or_default(), group.split('>').next().unwrap_or_default());
        let side = value(tag, "data-side");
        let is_it =
            |known: &&Known| known.structure.slug == slug && known.side.map(Side::name) == side.as_deref();
        let Some(at) = shown.iter().position(is_it).filter(|at| shown[*at].structure.is_opaque()) else {
            continue;
        };
        let is_piece = tag.contains(" piece\"");
        let path =
            group.split(" d=\"").nth(1).and_then(|rest| BezPath::from_svg(rest.split('"').next()?).ok());
        let depth =
            value(tag, "data-depth").and_then(|depth| Depth::try_from(depth.parse::<u8>().ok()?).ok());
        match (depth, is_piece, path) {
            (Some(depth), true, Some(path)) => out.push((at, Some(path), depth)),
            (Some(depth), false, _) => out.push((at, None, depth)),
            _ => {}
        }
    }
    out
}

/// Of the pixels under two or more structures, over all depths of peeling.
struct Order {
    /// The share in which the structure that is painted last is the nearest.
    right: f64,
    /// The pairs that are wrong most often.
    wrong: Vec<String>,
}

fn order_share(shown: &[&Known], svg: &str, row: &ViewRow) -> Order {
    let view = row.plate().view();
    let layers: Vec<Layer> = shown
        .par_iter()
        .map(|known| Layer::cut(&known.mesh, view, ORDER_PX_PER_MM, 1.0, row.cut()))
        .collect();
    let corners = layers.iter().flat_map(|layer| {
        let frame = layer.frame;
        [frame.to_plate([0.0, 0.0]), frame.to_plate([frame.width as f64, frame.height as f64])]
    });
    let frame = Frame::around(corners, ORDER_PX_PER_MM, 1.0);
    let painted = painted(svg, shown);
    let (mut right, mut all) = (0_u64, 0_u64);
    let mut wrong = BTreeMap::new();
    for peel in Depth::ALL[1..].iter() {
        let mut nearest = Grid::filled(frame.width, frame.height, f32::INFINITY);
        // The nearest and the one that is painted last.
        let mut who = Grid::filled(frame.width, frame.height, [usize::MAX; 2]);
        let mut count = Grid::filled(frame.width, frame.height, 0_u16);
        for (at, piece) in
            painted.iter().filter(|(_, _, depth)| depth >= peel).map(|(at, piece, _)| (*at, piece))
        {
            let layer = &layers[at];
            let within = piece.as_ref().map(|path| fill(path, layer.frame));
            let is_drawn = |index: usize| within.as_ref().is_none_or(|within| within.cells[index]);
            for (index, away) in
                layer.away_mm.cells.iter().enumerate().filter(|(at, away)| away.is_finite() && is_drawn(*at))
            {
                let (x, y) =
                    layer.frame.shift_to(frame, index % layer.frame.width, index / layer.frame.width);
                let Some(cell) = nearest.index(x, y) else { continue };
                if *away < nearest.cells[cell] {
                    nearest.cells[cell] = *away;
                    who.cells[cell][0] = at;
                }
                who.cells[cell][1] = at;
                count.cells[cell] += u16::from(piece.is_none());
            }
        }
        for (cell, _) in count.cells.iter().enumerate().filter(|(_, count)| **count > 1) {
            all += 1;
            if who.cells[cell][0] == who.cells[cell][1] {
                right += 1;
            } else {
                *wrong.entry(who.cells[cell]).or_insert(0_u64) += 1;
            }
        }
    }
    let mut wrong: Vec<_> = wrong.into_iter().collect();
    wrong.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let told = wrong.iter().take(3).map(|([nearest, top], count)| {
        let share = *count as f64 * 100.0 / all.max(1) as f64;
        format!("{} over {} ({share:.2} %)", shown[*top].structure.slug, shown[*nearest].structure.slug)
    });
    Order { right: right as f64 / all.max(1) as f64, wrong: told.collect() }
}

/// Where a structure's group of one side stands in the text, and its first path; `None` where the plate does not draw it.
fn outline(svg: &str, slug: &str, side: Option<Side>) -> anyhow::Result<Option<(usize, BezPath)>> {
    let begin = format!("<g data-structure=\"{slug}\"");
    let side = side.map(|side| format!(" data-side=\"{}\"", side.name()));
    let is_of_side = |group: &&str| {
        let tag = group.split('>').next().unwrap_or_default();
        let is_side = side.as_ref().map_or(!tag.contains(" data-side="), |side| tag.contains(side.as_str()));
        is_side && !tag.contains(" piece\"")
    };
    let starts = svg.match_indices(&begin).map(|(at, _)| &svg[at + begin.len()..]);
    let Some(rest) = starts.into_iter().find(is_of_side) else { return Ok(None) };
    let path = rest.find("<path class=\"outline\" d=\"").map(|at| &rest[at + 25..]);
    let data =
        path.and_then(|path| path.split('"').next()).with_context(|| format!("{slug} has no outline"))?;
    ensure!(!rest[..rest.len() - path.map_or(0, str::len)].contains("</g>"), "{slug} has no outline");
    let place = svg.len() - rest.len();
    let path = BezPath::from_svg(data).with_context(|| format!("the outline of {slug} is no path"))?;
    Ok(Some((place, path)))
}

/// The intersection over the union of the mesh's silhouette and the filled outline; `None` where a cut leaves so little
/// that pixels alone would decide.
fn overlap_with_mesh(known: &Known, row: &ViewRow, outline: &BezPath) -> Option<f64> {
    let view = row.plate().view();
    let px_per_mm = compared_at(known.size_mm(view));
    let layer = Layer::cut(&known.mesh, view, px_per_mm, 3.0, row.cut());
    let mask = layer.mask();
    let area_mm2 = mask.cells.iter().filter(|v| **v > 0.5).count() as f64 / (px_per_mm * px_per_mm);
    (area_mm2 > LEAST_MM2).then(|| overlap(&mask, &fill(outline, layer.frame)))
}

/// The intersection over the union of two silhouettes on the same grid.
pub(crate) fn overlap(mesh: &Grid<f32>, drawn: &Grid<bool>) -> f64 {
    let (mut both, mut either) = (0_u32, 0_u32);
    for (mesh, drawn) in mesh.cells.iter().zip(&drawn.cells) {
        both += u32::from(*mesh > 0.5 && *drawn);
        either += u32::from(*mesh > 0.5 || *drawn);
    }
    f64::from(both) / f64::from(either.max(1))
}

/// Fills a path by the even-odd rule: a pixel is inside when its centre is.
pub(crate) fn fill(path: &BezPath, frame: Frame) -> Grid<bool> {
    let mut crossings: Vec<Vec<f64>> = vec![Vec::new(); frame.height];
    let mut edge = |from: Point, to: Point| {
        let pixels = |p: Point| frame.to_pixels(palpate::anatomy::PlatePoint::new(p.x, p.y));
        let ([ax, ay], [bx, by]) = (pixels(from), pixels(to));
        let (low, high) = (ay.min(by), ay.max(by));
        let first = (low - 0.5).ceil().max(0.0) as usize;
        for (row, crossings) in crossings.iter_mut().enumerate().skip(first) {
            let y = row as f64 + 0.5;
            if y >= high {
                break;
            }
            if y >= low {
                crossings.push(ax + (bx - ax) * (y - ay) / (by - ay));
            }
        }
    };
    let (mut start, mut at) = (Point::ZERO, Point::ZERO);
    kurbo::flatten(path, 0.02, |element| match element {
        kurbo::PathEl::MoveTo(to) => {
            if at != start {
                edge(at, start);
            }
            (start, at) = (to, to);
        }
        kurbo::PathEl::LineTo(to) => {
            edge(at, to);
            at = to;
        }
        _ => {
            edge(at, start);
            at = start;
        }
    });
    if at != start {
        edge(at, start);
    }
    let mut out = Grid::filled(frame.width, frame.height, false);
    for (row, crossings) in crossings.iter_mut().enumerate() {
        crossings.sort_by(f64::total_cmp);
        for pair in crossings.chunks_exact(2) {
            let columns = (pair[0] - 0.5).ceil().max(0.0) as usize..(pair[1] - 0.5).ceil().max(0.0) as usize;
            for column in columns.start..columns.end.min(frame.width) {
                out.cells[row * frame.width + column] = true;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filled_path_has_its_area_and_its_hole() {
        let path = BezPath::from_svg("M1 1h8v8h-8zm2 2h4v4h-4z").expect("path data");
        let frame = Frame { left: 0, top: 0, width: 40, height: 40, px_per_mm: 4.0 };
        let inside = fill(&path, frame).cells.iter().filter(|cell| **cell).count();
        assert_eq!(inside, (64 - 16) * 16);
    }

    #[test]
    fn the_outline_is_the_first_path_of_its_own_group() {
        let svg = "<g data-structure=\"a\" class=\"x\"></g><g data-structure=\"b\"><path class=\"outline\" d=\"M0 0h1v1z\"/></g>";
        assert!(outline(svg, "b", None).is_ok_and(|found| found.is_some()));
        assert!(outline(svg, "b", Some(Side::Left)).is_ok_and(|found| found.is_none()));
        assert!(outline(svg, "a", None).is_err());
        assert!(outline(svg, "c", None).is_ok_and(|found| found.is_none()));
    }
}
