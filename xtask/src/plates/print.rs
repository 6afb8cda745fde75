//! A structure's fingerprint: its own drawing on a small grid, so that a change of its shape tells its name.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use kurbo::{BezPath, ParamCurve, ParamCurveArclen, Shape};

use super::check::fill;
use super::grid::Frame;

/// Cells across and down.
const CELLS: usize = 10;
/// Pixels across and down a cell, for coverage.
const FINE: usize = 4;
/// A box that moved by no more than this, in millimetres, is the same.
const MOVED_MM: i64 = 2;
/// So much may the levels of all cells together differ.
const LEVELS: u32 = 6;

/// What is remembered of one group of a plate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Print {
    /// The outline's box, in millimetres of the plate: left, top, right, bottom.
    frame: [i64; 4],
    /// For each cell of the box, row by row: a hexadecimal digit, four times how much of it the outline covers (0 to 3)
    /// and how much fibre runs through it (0 to 3).
    cells: String,
}

impl Print {
    fn of(outline: &BezPath, fibres: &BezPath) -> Self {
        let bounds = outline.bounding_box();
        let frame = [bounds.x0, bounds.y0, bounds.x1, bounds.y1].map(|mm| mm.round() as i64);
        let size = [bounds.width().max(1e-3), bounds.height().max(1e-3)];
        let count = CELLS * FINE;
        // The box is stretched to a square of pixels, one a millimetre.
        let stretch = kurbo::Affine::translate((-bounds.x0, -bounds.y0))
            .then_scale_non_uniform(count as f64 / size[0], count as f64 / size[1]);
        let square = Frame { left: 0, top: 0, width: count, height: count, px_per_mm: 1.0 };
        let covered = fill(&(stretch * outline), square);
        let mut fibre = vec![0.0_f64; CELLS * CELLS];
        for segment in fibres.segments() {
            let length = segment.arclen(0.1);
            let steps = (length / 2.0).ceil().max(1.0) as usize;
            for step in 0..steps {
                let at = stretch * segment.eval((step as f64 + 0.5) / steps as f64);
                let cell = [at.x, at.y].map(|v| (v / FINE as f64).floor());
                if cell.iter().all(|v| (0.0..CELLS as f64).contains(v)) {
                    fibre[cell[1] as usize * CELLS + cell[0] as usize] += length / steps as f64;
                }
            }
        }
        let cell_mm2 = size[0] * size[1] / (CELLS * CELLS) as f64;
        let mut cells = String::new();
        for row in 0..CELLS {
            for column in 0..CELLS {
                let inside = (0..FINE * FINE)
                    .filter(|i| covered.cells[(row * FINE + i / FINE) * count + column * FINE + i % FINE])
                    .count();
                let coverage = (inside * 3 + FINE * FINE / 2) / (FINE * FINE);
                // Millimetres of fibre a square millimetre.
                let density = fibre[row * CELLS + column] / cell_mm2.max(1e-6);
                let fibre = if density <= 0.0 { 0 } else { (1.0 + density * 4.0).min(3.0) as usize };
                // Writing to a String cannot fail.
                let _ = write!(cells, "{:x}", coverage * 4 + fibre);
            }
        }
        Self { frame, cells }
    }

    /// Whether the two show the same shape, within what a reader cannot see.
    fn is_like(&self, other: &Self) -> bool {
        let moved = self.frame.iter().zip(&other.frame).map(|(a, b)| (a - b).abs()).max().unwrap_or(0);
        let levels =
            |print: &Self| print.cells.chars().map(|c| c.to_digit(16).unwrap_or(0)).collect::<Vec<_>>();
        let apart = levels(self)
            .iter()
            .zip(levels(other))
            .map(|(a, b)| (a / 4).abs_diff(b / 4) * 2 + (a % 4).abs_diff(b % 4) / 2)
            .sum::<u32>();
        moved <= MOVED_MM && apart <= LEVELS
    }
}

/// The prints of a plate by name: slug, a slash, the side if it has one.
pub(crate) type Prints = BTreeMap<String, Print>;

/// Takes the prints of all structures of a plate.
///
/// # Errors
/// In words, where the text is no plate.
pub(crate) fn prints(svg: &str) -> anyhow::Result<Prints> {
    let document = roxmltree::Document::parse(svg)?;
    let mut out = Prints::new();
    for group in document.descendants() {
        let Some(slug) = group.attribute("data-structure").filter(|_| !is_piece(&group)) else { continue };
        let path = |class: &str| {
            let mut all = BezPath::new();
            let is_meant = |node: &roxmltree::Node<'_, '_>| {
                node.attribute("class").is_some_and(|known| known.split(' ').next() == Some(class))
            };
            for node in group.children().filter(is_meant) {
                all.extend(BezPath::from_svg(node.attribute("d").unwrap_or_default()).unwrap_or_default());
            }
            all
        };
        let name = group.attribute("data-side").map_or(slug.to_owned(), |side| format!("{slug}/{side}"));
        let outline = path("outline");
        if !outline.elements().is_empty() {
            out.insert(name, Print::of(&outline, &path("fibre")));
        }
    }
    Ok(out)
}

/// Whether a group draws a part of a structure a second time.
fn is_piece(group: &roxmltree::Node<'_, '_>) -> bool {
    group.attribute("class").is_some_and(|class| class.ends_with(" piece"))
}

/// One print a line.
pub(crate) fn to_text(prints: &Prints) -> String {
    let mut out = String::new();
    for (name, print) in prints {
        let [left, top, right, bottom] = print.frame;
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{name} {left} {top} {right} {bottom} {}", print.cells);
    }
    out
}

/// Reads what `to_text` wrote; lines that are none are passed over.
pub(crate) fn from_text(text: &str) -> Prints {
    let line = |line: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        let [name, left, top, right, bottom, cells] = words[..] else { return None };
        let mut frame = [0_i64; 4];
        for (place, word) in frame.iter_mut().zip([left, top, right, bottom]) {
            *place = word.parse().ok()?;
        }
        Some((name.to_owned(), Print { frame, cells: cells.to_owned() }))
    };
    text.lines().filter_map(line).collect()
}

/// The structures that are not as approved, came or went.
pub(crate) fn changed(approved: &Prints, drawn: &Prints) -> Vec<String> {
    let names: std::collections::BTreeSet<&String> = approved.keys().chain(drawn.keys()).collect();
    names
        .into_iter()
        .filter(|name| match (approved.get(*name), drawn.get(*name)) {
            (Some(one), Some(two)) => !one.is_like(two),
            _ => true,
        })
        .cloned()
        .collect()
}
