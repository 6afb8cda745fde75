//! The named regions of the skin, found on a view's depth map so that a region is the same patch in every view.

use std::path::Path;

use anyhow::{Context, ensure};
use kurbo::BezPath;
use palpate::anatomy::{BodyPoint, Capsule};
use rayon::prelude::*;
use serde::Deserialize;

use super::mirror::joined;
use super::parts::{Arms, Claim};
use super::tidy::tidied;
use crate::plates::config::ViewRow;
use crate::plates::grid::Grid;
use crate::plates::labels::outlines;
use crate::plates::mesh::Mesh;
use crate::plates::raster::{Layer, NOTHING};
use crate::plates::trace::Fit;

/// Resolution of the map of regions, in pixels a millimetre.
const PX_PER_MM: f64 = 3.0;
/// Nothing narrower than twice this many pixels, nor smaller than this many, can be tapped.
const REACH_PX: usize = 3;
const LEAST_PX: usize = 220;
/// How closely a border follows the map.
const FIT: Fit = Fit { accuracy_mm: 0.9, smooth_mm: 1.8, corner_deg: 180.0, least_area_mm2: 0.0 };

/// Where the skin is not.
const OUTSIDE: u32 = u32::MAX;
/// The left half of a symmetric view, which is the right half's mirror image.
const FAR: u32 = u32::MAX - 1;

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Part {
    Head,
    Trunk,
    Arm,
    Leg,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Side {
    Right,
    Midline,
}

#[derive(Deserialize)]
struct Region {
    id: String,
    part: Part,
    side: Side,
    capsules: Vec<Capsule>,
}

/// The regions of assets/surface.toml.
#[derive(Deserialize)]
pub(super) struct Regions {
    region: Vec<Region>,
}

/// One region as one view shows it.
pub(super) struct Piece<'a> {
    /// The region's id.
    pub id: &'a str,
    /// `right` or `left`, none for a region that lies across the midline.
    pub side: Option<&'static str>,
    /// Closed rings, to be filled by the even-odd rule.
    pub outline: BezPath,
}

impl Regions {
    /// Reads the file.
    ///
    /// # Errors
    /// In one sentence with the file and the remedy.
    pub(super) fn load(path: &Path) -> anyhow::Result<Self> {
        let place = path.display();
        let text = std::fs::read_to_string(path).with_context(|| format!("{place}: cannot be read"))?;
        let regions: Self = toml::from_str(&text).map_err(|error| anyhow::anyhow!("{place}: {error}"))?;
        ensure!(!regions.region.is_empty(), "{place}: no region; add at least one [[region]]");
        for region in &regions.region {
            ensure!(
                !region.capsules.is_empty(),
                "{place}: the region {} has no capsule; give it at least one",
                region.id
            );
        }
        Ok(regions)
    }

    /// Every region that a view shows, in the file's order. A view that is its own mirror image (front, back) gets
    /// the right side and the midline; any other gets both sides.
    pub(super) fn pieces(&self, half: &Mesh, row: &ViewRow) -> Vec<Piece<'_>> {
        let (view, cut) = (row.plate().view(), row.cut());
        let loose = (1.0 / row.detail).clamp(0.35, 2.8);
        let fit =
            Fit { accuracy_mm: FIT.accuracy_mm * loose, smooth_mm: FIT.smooth_mm * loose.sqrt(), ..FIT };
        let symmetric = view.is_symmetric();
        let skin = if symmetric { half.clone() } else { half.both_sides() };
        let layer = Layer::cut(&skin, view, PX_PER_MM, 2.0, cut);
        let labels =
            self.labels(&skin, &layer, symmetric.then(|| view.project(BodyPoint::new(-1.0, 0.0, 0.0)).at.x));
        let labels = tidied(&labels, REACH_PX, LEAST_PX, |label| label == OUTSIDE || label == FAR);
        let mut pieces = Vec::new();
        for (label, outline) in outlines(&labels, layer.frame, OUTSIDE, fit) {
            let Some(region) = self.region.get(label as usize / 2) else { continue };
            let side = match (region.side, label % 2) {
                (Side::Midline, _) => None,
                (Side::Right, 0) => Some("right"),
                (Side::Right, _) => Some("left"),
            };
            let outline = if symmetric && side.is_none() { joined(&outline) } else { outline };
            pieces.push(Piece { id: &region.id, side, outline });
        }
        pieces
    }

    /// Twice the region's index at every pixel, one more on the left side. `right` is the sign of x on the plate for
    /// the right half of a symmetric view.
    fn labels(&self, skin: &Mesh, layer: &Layer, right: Option<f64>) -> Grid<u32> {
        let arms = Arms::of(skin);
        let frame = layer.frame;
        let mut labels = Grid::filled(frame.width, frame.height, OUTSIDE);
        labels.cells.par_chunks_mut(frame.width).enumerate().for_each(|(row, cells)| {
            for (column, cell) in cells.iter_mut().enumerate() {
                let x = frame.to_plate([column as f64 + 0.5, row as f64 + 0.5]).x;
                if right.is_some_and(|right| right * x < 0.0) {
                    *cell = FAR;
                    continue;
                }
                let index = row * frame.width + column;
                let number = layer.triangle.cells[index];
                let Some(place) = layer.place(skin, index).filter(|_| number != NOTHING) else { continue };
                let on_left = place.x > 0.0;
                let place = if on_left { place.mirrored() } else { place };
                let claim = arms.claim(place, skin.triangles[number as usize]);
                if let Some(region) = self.nearest(place, claim) {
                    let left = on_left && self.region[region].side == Side::Right;
                    *cell = region as u32 * 2 + u32::from(left);
                }
            }
        });
        labels
    }

    /// The index of the region that owns a place of the right half.
    fn nearest(&self, place: BodyPoint, claim: Claim) -> Option<usize> {
        let allowed = |region: &Region| match claim {
            Claim::Arm => matches!(region.part, Part::Arm),
            Claim::Body => matches!(region.part, Part::Head | Part::Trunk | Part::Leg),
            Claim::Any => true,
        };
        let owners = self.region.iter().enumerate().filter(|(_, region)| allowed(region));
        palpate::anatomy::nearest(owners.map(|(index, region)| (index, &region.capsules[..])), place)
    }
}
