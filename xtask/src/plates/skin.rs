//! The skin of a plate: the body's outline, its soft modelling, what is drawn on it by hand, and its named regions.

mod digits;
mod face;
mod ink;
mod mirror;
mod model;
mod parts;
mod pen;
mod regions;
mod tidy;

use std::fmt::Write as _;
use std::path::Path;

use kurbo::BezPath;
use palpate::anatomy::{BodyPoint, PlatePoint, View};

use super::config::ViewRow;
use super::mesh::Mesh;
use super::path::{coarse, data};
use super::raster::Layer;
use super::reference::{SKIN, Structure};
use super::trace::{Fit, silhouette};
use digits::Digit;
use ink::{Class, Shapes, Strokes};
use mirror::parted;
use regions::Regions;

/// Resolution of the outline, in pixels a millimetre.
const OUTLINE_PX_PER_MM: f64 = 4.0;

/// Resolution at which drawing is lifted from one view to another.
const LIFT_PX_PER_MM: f64 = 2.0;

/// A long calm line.
const OUTLINE: Fit = Fit { accuracy_mm: 0.45, smooth_mm: 0.6, ..Fit::OUTLINE };

/// The ears, which the reference has in their own right.
const EARS: &str = "ear";

/// What the skin adds to a plate.
pub(crate) struct Skin {
    /// The group `data-structure="skin"`.
    pub group: String,
    /// The paths inside the group of regions.
    pub regions: String,
}

/// The skin in the round, ready to be drawn from any side.
pub(crate) struct Body {
    /// The right half: the reference's skin, with fingers and toes built around their bones.
    half: Mesh,
    digits: Vec<Digit>,
    regions: Regions,
    strokes: Strokes,
}

impl Body {
    /// Gathers the skin from the reference's structures, `assets/surface.toml` and `assets/plates/skin.toml`.
    ///
    /// # Errors
    /// In one sentence with the place and the remedy: a structure is missing, or a file is not what it should be.
    pub(crate) fn new(structures: &[Structure], assets: &Path) -> anyhow::Result<Self> {
        let digits = digits::digits(structures)?;
        let skin = &digits::structure(structures, SKIN)?.mesh;
        let strokes = Strokes::load(&assets.join("plates/skin.toml"))?;
        let skin = face::shaped(skin, strokes.face());
        Ok(Self {
            half: digits::with_digits(&skin, &digits, &digits::structure(structures, EARS)?.mesh),
            digits,
            regions: Regions::load(&assets.join("surface.toml"))?,
            strokes,
        })
    }

    /// Draws the skin as one view shows it.
    pub(crate) fn draw(&self, row: &ViewRow) -> Skin {
        let (view, cut) = (row.plate().view(), row.cut());
        let half = match row.within {
            Some(corners) => boxed(&self.half, corners),
            None => self.half.clone(),
        };
        let whole = half.both_sides();
        let layer = Layer::cut(&whole, view, OUTLINE_PX_PER_MM, 2.0, cut);
        let outline = silhouette(&layer.mask(), layer.frame, OUTLINE);
        let mut group =
            String::from("<g data-structure=\"skin\" class=\"structure surface\" data-depth=\"0\">");
        add(&mut group, "outline", &outline);
        let washes = model::washes(&whole, row);
        if view.is_symmetric() {
            let right = view.project(BodyPoint::new(-1.0, 0.0, 0.0)).at.x;
            let mut side = String::new();
            for (class, wash) in &washes {
                let (middle, one) = parted(wash, right);
                add(&mut group, class, &middle);
                add(&mut side, class, &one);
            }
            add_both(&mut group, &side);
        } else {
            washes.iter().for_each(|(class, wash)| add(&mut group, class, wash));
        }
        self.details(&mut group, row, &layer);
        group.push_str("</g>\n");
        Skin { group, regions: self.region_paths(&half, row) }
    }

    fn details(&self, group: &mut String, row: &ViewRow, layer: &Layer) {
        let view = row.plate().view();
        let mut drawn = self.strokes.shapes(view, layer);
        if let Some((source, lifted)) = self.strokes.lifted_to(view) {
            // Where the source shows a place of the skin, and whether this view shows it too.
            let from = Layer::of(&self.half.both_sides(), source, LIFT_PX_PER_MM, 2.0);
            let lift = |at: PlatePoint| from.at(source, at).filter(|place| is_bare(layer, view, *place));
            lifted.draw(&mut drawn.right, view, source, &lift, layer);
        }
        let mirrored = self.digits.iter().filter(|_| !view.is_symmetric()).map(Digit::mirrored);
        for digit in self.digits.iter().cloned().chain(mirrored) {
            for (class, path) in digit.marks(view, &|place| is_bare(layer, view, place)) {
                ink::add(&mut drawn.right, class, path);
            }
        }
        let text = |shapes: &Shapes| {
            let mut out = String::new();
            shapes.iter().for_each(|(class, path)| add(&mut out, class.name(), path));
            out
        };
        group.push_str(&text(&drawn.middle));
        if view.is_symmetric() {
            add_both(group, &text(&drawn.right));
        } else {
            group.push_str(&text(&drawn.right));
        }
    }

    fn region_paths(&self, half: &Mesh, row: &ViewRow) -> String {
        let mut out = String::new();
        for piece in self.regions.pieces(half, row) {
            let side = match piece.side {
                Some(side) => format!(" data-side=\"{side}\""),
                None => String::new(),
            };
            // Writing to a String cannot fail.
            let _ = writeln!(
                out,
                "<path data-region=\"{}\"{side} d=\"{}\"/>",
                piece.id,
                data(&coarse(&piece.outline, if row.detail < 0.6 { 1.0 } else { 0.5 }))
            );
        }
        out
    }
}

/// What of a mesh lies in a box.
fn boxed(mesh: &Mesh, [low, high]: [BodyPoint; 2]) -> Mesh {
    let is_in = |corner: &u32| {
        let v = mesh.vertices[*corner as usize];
        (low.x..=high.x).contains(&v.x) && (low.y..=high.y).contains(&v.y) && (low.z..=high.z).contains(&v.z)
    };
    let triangles = mesh.triangles.iter().copied().filter(|t| t.iter().all(is_in)).collect();
    let mut out = Mesh { vertices: mesh.vertices.clone(), triangles };
    out.drop_strays();
    out
}

/// Whether nothing of the skin lies before a place of it.
fn is_bare(layer: &Layer, view: View, place: BodyPoint) -> bool {
    const SLACK_MM: f64 = 3.0;
    let seen = view.project(place);
    let [x, y] = layer.frame.to_pixels(seen.at);
    layer
        .away_mm
        .get(x.floor() as i64, y.floor() as i64)
        .is_some_and(|away| seen.away_mm < f64::from(*away) + SLACK_MM)
}

/// What is drawn on the right, and the same again as in a mirror: word for word, so that it packs into nothing.
fn add_both(out: &mut String, right: &str) {
    // Writing to a String cannot fail.
    let _ = write!(out, "<g>{right}</g><g transform=\"scale(-1 1)\">{right}</g>");
}

fn add(out: &mut String, class: &str, path: &BezPath) {
    let data = data(path);
    if !data.is_empty() {
        // Writing to a String cannot fail.
        let _ = write!(out, "<path class=\"{class}\" d=\"{data}\"/>");
    }
}

impl Class {
    /// The classes of the path that holds all drawing of this kind; www/styles/skin.css colours them.
    fn name(self) -> &'static str {
        match self {
            Self::Hair => "hair",
            Self::Areola => "areola",
            Self::Lip => "lip",
            Self::Nail => "nail",
            Self::Soft => "detail soft",
            Self::Crease => "crease",
            Self::Ink => "detail",
            Self::Brow => "brow",
        }
    }
}

#[cfg(test)]
mod tests;
