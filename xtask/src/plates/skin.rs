//! The skin of a plate: the body's outline, its soft modelling, what is drawn on it by hand, and its named regions.

mod digits;
mod face;
mod flesh;
mod ink;
mod marks;
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

use super::clip::{cut, walls};
use super::config::ViewRow;
use super::grid::blur;
use super::mesh::Mesh;
use super::path::{coarse, data, snapped};
use super::raster::Layer;
use super::reference::{SKIN, Structure};
use super::trace::{Fit, shape};
use digits::Digit;
use ink::{Class, Drawn, Shapes, Strokes};
use mirror::parted;
use regions::Regions;

/// Resolution of the outline, in pixels a millimetre.
const OUTLINE_PX_PER_MM: f64 = 4.0;

/// Resolution at which drawing is lifted from one view to another.
const LIFT_PX_PER_MM: f64 = 2.0;

/// On a standing plate notches and hooks narrower than this vanish.
const SOFT_MM: f64 = 0.8;
/// A long calm line.
const OUTLINE: Fit = Fit { accuracy_mm: 0.45, smooth_mm: 0.6, ..Fit::OUTLINE };

/// The ears, which the reference has in their own right.
pub(crate) const EARS: &str = "ear";

/// What the skin adds to a plate.
pub(crate) struct Skin {
    /// The group `data-structure="skin"`.
    pub group: String,
    /// What is drawn on the ears where the skin is taken off.
    pub ear: String,
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
        let skin = face::shaped(&flesh::even_crown(skin), strokes.face());
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
        let softened =
            blur(&layer.mask(), if row.cut().is_some() { 0.9 } else { SOFT_MM * OUTLINE_PX_PER_MM });
        let outline = shape(&softened, layer.frame, 0.5, OUTLINE);
        let mut group =
            String::from("<g data-structure=\"skin\" class=\"structure surface\" data-depth=\"0\">");
        add(&mut group, "outline", &if row.cut().is_some() { outline } else { coarse(&outline, 0.2) });
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
        let ear = text_of(&self.strokes.on_ear(&row.plate(), &layer), view);
        Skin { group, ear, regions: self.region_paths(&half, row) }
    }

    fn details(&self, group: &mut String, row: &ViewRow, layer: &Layer) {
        let view = row.plate().view();
        let mut drawn = self.strokes.shapes(&row.plate(), layer);
        if let Some((source, lifted)) = self.strokes.lifted_to(&row.plate()) {
            // Where the source shows a place of the skin, and whether this view shows it too.
            let from = Layer::of(&self.half.both_sides(), source, LIFT_PX_PER_MM, 2.0);
            let lift = |at: PlatePoint| from.at(source, at).filter(|place| is_bare(layer, view, *place));
            lifted.draw(&mut drawn.right, view, source, &lift, layer);
        }
        // A hand that is left out has no nails either.
        let is_drawn = |digit: &Digit| match row.within {
            Some(corners) => walls(corners).iter().all(|wall| wall(digit.tip()) > 0.0),
            None => true,
        };
        let mirrored =
            self.digits.iter().filter(|digit| !view.is_symmetric() && is_drawn(digit)).map(Digit::mirrored);
        let right = self.digits.iter().filter(|digit| is_drawn(digit)).cloned();
        for digit in right.chain(mirrored) {
            for (class, path) in digit.marks(view, &|place| is_bare(layer, view, place)) {
                ink::add(&mut drawn.right, class, path);
            }
        }
        group.push_str(&text_of(&drawn, view));
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
                data(&snapped(&piece.outline, if row.detail < 0.6 { 1.0 } else { 0.5 }))
            );
        }
        out
    }
}

/// What of the skin lies in a box, closed where it was cut.
fn boxed(mesh: &Mesh, corners: [BodyPoint; 2]) -> Mesh {
    let mut out = mesh.clone();
    for wall in walls(corners) {
        if let Some(cut) = cut(&out, &wall) {
            out = cut.with_lids();
        }
    }
    out
}

/// Whether a place of the skin is drawn and nothing of the skin lies before it.
fn is_bare(layer: &Layer, view: View, place: BodyPoint) -> bool {
    const SLACK_MM: f64 = 3.0;
    let seen = view.project(place);
    let [x, y] = layer.frame.to_pixels(seen.at);
    let reach = (SLACK_MM * 0.5 * layer.frame.px_per_mm) as i64;
    let away = |dx: i64, dy: i64| {
        layer.away_mm.get(x.floor() as i64 + dx, y.floor() as i64 + dy).copied().unwrap_or(f32::INFINITY)
    };
    let is_drawn = [(0, 0), (reach, 0), (-reach, 0), (0, reach), (0, -reach)]
        .iter()
        .any(|(dx, dy)| away(*dx, *dy).is_finite());
    is_drawn && seen.away_mm < f64::from(away(0, 0)) + SLACK_MM
}

/// The paths of what is drawn on one view, by kind.
fn text_of(drawn: &Drawn, view: View) -> String {
    let text = |shapes: &Shapes| {
        let mut out = String::new();
        shapes.iter().for_each(|(class, path)| add(&mut out, class.name(), path));
        out
    };
    let (mut out, right) = (text(&drawn.middle), text(&drawn.right));
    if view.is_symmetric() && !right.is_empty() {
        add_both(&mut out, &right);
    } else {
        out.push_str(&right);
    }
    out
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
