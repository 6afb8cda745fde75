//! The skin of a plate: the body's silhouette.

use palpate::anatomy::View;

use super::path::data;
use super::raster::Layer;
use super::reference::Structure;
use super::trace::{Fit, silhouette};

/// What the skin adds to a plate.
pub(crate) struct Skin {
    /// The group `data-structure="skin"`.
    pub group: String,
    /// The paths inside the group of regions.
    pub regions: String,
}

/// Draws the skin; its mesh is the right half, so the left is added before the outline is taken.
pub(crate) fn draw(skin: &Structure, view: View) -> Skin {
    let layer = Layer::of(&skin.mesh.both_sides(), view, 4.0, 2.0);
    let outline = silhouette(&layer.mask(), layer.frame, Fit::OUTLINE);
    let group = format!(
        "<g data-structure=\"skin\" class=\"structure surface\" data-depth=\"0\"><path class=\"outline\" d=\"{}\"/></g>\n",
        data(&outline)
    );
    Skin { group, regions: String::new() }
}
