//! `--check`: do the committed plates still show the meshes?

use std::path::Path;

use anyhow::{Context, bail, ensure};
use kurbo::{BezPath, Point};
use palpate::anatomy::Side;
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

struct Found {
    view: String,
    slug: String,
    overlap: f64,
    least: f64,
}

/// Compares every structure's drawn outline with its mesh and prints the overlaps, the worst first.
///
/// # Errors
/// When a plate cannot be read, lacks a structure, or shows one too far off.
pub(crate) fn check(whole: &Whole, config: &Config, plates: &Path) -> anyhow::Result<()> {
    let mut found = Vec::new();
    for row in &config.view {
        let path = plates.join(format!("{}.svg", row.id()));
        let svg = std::fs::read_to_string(&path).with_context(|| {
            format!("{}: cannot be read; draw it with `cargo xtask plates --meshes DIR`", path.display())
        })?;
        let of_view = whole
            .of(row)
            .par_iter()
            .map(|known| {
                let slug = &known.structure.slug;
                if slug == SKIN {
                    return Ok(None);
                }
                let found = outline(&svg, slug, known.side).with_context(|| {
                    format!("{}: run `cargo xtask plates --meshes DIR` again", path.display())
                })?;
                Ok(found.and_then(|outline| {
                    let overlap = overlap_with_mesh(known, row, &outline)?;
                    let least = least_overlap(known.thickness_mm);
                    Some(Found { view: row.id().to_owned(), slug: slug.clone(), overlap, least })
                }))
            })
            .collect::<anyhow::Result<Vec<_>>>()?;
        found.extend(of_view.into_iter().flatten());
    }
    found.sort_by(|a, b| {
        (a.overlap - a.least).total_cmp(&(b.overlap - b.least)).then_with(|| a.slug.cmp(&b.slug))
    });
    for one in &found {
        let verdict = if one.overlap < one.least { "  TOO LOW" } else { "" };
        println!("{:.4}  (at least {:.2})  {:10} {}{verdict}", one.overlap, one.least, one.view, one.slug);
    }
    let low = found.iter().filter(|one| one.overlap < one.least).count();
    if low > 0 {
        bail!("{low} of {} outlines are too far from their meshes; draw the plates again", found.len());
    }
    println!("all {} outlines lie on their meshes", found.len());
    Ok(())
}

/// The first path of a structure's group on one side; `None` where the plate does not draw it.
fn outline(svg: &str, slug: &str, side: Option<Side>) -> anyhow::Result<Option<BezPath>> {
    let begin = format!("<g data-structure=\"{slug}\"");
    let side = side.map(|side| format!(" data-side=\"{}\"", side.name()));
    let is_of_side = |group: &&str| {
        let tag = group.split('>').next().unwrap_or_default();
        side.as_ref().map_or(!tag.contains(" data-side="), |side| tag.contains(side.as_str()))
    };
    let Some(rest) = svg.split(&begin).skip(1).find(is_of_side) else { return Ok(None) };
    let path = rest.find("<path class=\"outline\" d=\"").map(|at| &rest[at + 25..]);
    let data =
        path.and_then(|path| path.split('"').next()).with_context(|| format!("{slug} has no outline"))?;
    ensure!(!rest[..rest.len() - path.map_or(0, str::len)].contains("</g>"), "{slug} has no outline");
    BezPath::from_svg(data).with_context(|| format!("the outline of {slug} is no path")).map(Some)
}

/// The intersection over the union of the mesh's silhouette and the filled outline; `None` where a cut leaves so little
/// that pixels alone would decide.
fn overlap_with_mesh(known: &Known, row: &ViewRow, outline: &BezPath) -> Option<f64> {
    let view = row.plate().view();
    let px_per_mm = if known.size_mm(view) > 120.0 { 4.0 } else { 10.0 };
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
