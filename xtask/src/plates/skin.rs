//! The skin of a plate: the body's outline, its soft modelling, what is drawn on it by hand, and its named regions.

mod digits;
mod ink;
mod mirror;
mod model;
mod parts;
mod regions;
mod tidy;

use std::fmt::Write as _;
use std::path::Path;

use kurbo::BezPath;
use palpate::anatomy::{BodyPoint, View};

use super::mesh::Mesh;
use super::path::data;
use super::raster::Layer;
use super::reference::{SKIN, Structure};
use super::trace::{Fit, silhouette};
use digits::Digit;
use ink::{Class, Shapes, Strokes};
use mirror::parted;
use regions::Regions;

/// Resolution of the outline, in pixels a millimetre.
const OUTLINE_PX_PER_MM: f64 = 4.0;

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
        Ok(Self {
            half: digits::with_digits(skin, &digits, &digits::structure(structures, EARS)?.mesh),
            digits,
            regions: Regions::load(&assets.join("surface.toml"))?,
            strokes: Strokes::load(&assets.join("plates/skin.toml"))?,
        })
    }

    /// Draws the skin as one view shows it. `name` is the view's id, by which strokes are chosen.
    pub(crate) fn draw(&self, view: View, name: &str) -> Skin {
        let whole = self.half.both_sides();
        let layer = Layer::of(&whole, view, OUTLINE_PX_PER_MM, 2.0);
        let outline = silhouette(&layer.mask(), layer.frame, OUTLINE);
        let mut group =
            String::from("<g data-structure=\"skin\" class=\"structure surface\" data-depth=\"0\">");
        add(&mut group, "outline", &outline);
        let washes = model::washes(&whole, view);
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
        self.details(&mut group, view, name, &layer);
        group.push_str("</g>\n");
        Skin { group, regions: self.region_paths(view) }
    }

    fn details(&self, group: &mut String, view: View, name: &str, layer: &Layer) {
        let mut drawn = self.strokes.shapes(view, name, layer);
        for digit in &self.digits {
            for (class, path) in digit.marks(view) {
                ink::add(&mut drawn.right, class, path);
            }
            if !view.is_symmetric() {
                for (class, path) in digit.mirrored().marks(view) {
                    ink::add(&mut drawn.right, class, path);
                }
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

    fn region_paths(&self, view: View) -> String {
        let mut out = String::new();
        for piece in self.regions.pieces(&self.half, view) {
            let side = match piece.side {
                Some(side) => format!(" data-side=\"{side}\""),
                None => String::new(),
            };
            // Writing to a String cannot fail.
            let _ =
                writeln!(out, "<path data-region=\"{}\"{side} d=\"{}\"/>", piece.id, data(&piece.outline));
        }
        out
    }
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
