//! The atlas's state in its address, so that what is on the screen can be linked to.

use serde::{Deserialize, Serialize};

use super::options::Options;
use super::views::{self, View};
use crate::anatomy::{Depth, Side};
use crate::atlas::{Atlas, Muscle, Point};

/// What the atlas shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct AtlasAddress {
    /// The view's id: a plate's or its mirror image's.
    pub(crate) view: String,
    /// How deep the body is peeled, 0 to 5.
    pub(crate) depth: u8,
    /// The side of what is chosen.
    pub(crate) side: Side,
    /// The chosen muscle's id, or nothing.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) muscle: String,
    /// A chosen structure that belongs to no taught muscle, by slug, or nothing.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) structure: String,
    /// The chosen trigger point's id, or nothing.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) point: String,
    /// What else is shown or hidden.
    #[serde(skip_serializing_if = "Options::is_default")]
    pub(crate) show: Options,
}

impl Default for AtlasAddress {
    fn default() -> Self {
        Self {
            view: "posterior".to_owned(),
            depth: 1,
            side: Side::Right,
            muscle: String::new(),
            structure: String::new(),
            point: String::new(),
            show: Options::default(),
        }
    }
}

impl AtlasAddress {
    /// The same address with all that the atlas does not know taken out: a link may be old or mistyped.
    pub(crate) fn known_to(mut self, atlas: &Atlas) -> Self {
        if View::find(atlas, &self.view).is_none() {
            self.view = atlas.plates().first().map(|plate| plate.id.clone()).unwrap_or_default();
        }
        self.show = self.show.known();
        self.depth = self.depth.min(Depth::Bone.number());
        if let Some((muscle, _)) = atlas.point(&self.point) {
            self.muscle.clone_from(&muscle.row.id);
        } else {
            self.point.clear();
        }
        if atlas.muscle(&self.muscle).is_none() {
            self.muscle.clear();
        }
        if !self.muscle.is_empty() || atlas.structure(&self.structure).is_none() {
            self.structure.clear();
        }
        self
    }

    /// How deep the body is peeled.
    pub(crate) fn peel(&self) -> Depth {
        Depth::try_from(self.depth).unwrap_or(Depth::Superficial)
    }

    /// The address that shows a muscle at its own depth, in the view that shows its points best.
    pub(crate) fn of_muscle(atlas: &Atlas, muscle: &Muscle, side: Side, current_view: &str) -> Self {
        Self {
            view: best_view(atlas, &muscle.points, side, current_view),
            depth: muscle.row.depth.number(),
            side,
            muscle: muscle.row.id.clone(),
            ..Self::default()
        }
    }

    /// The address that shows a trigger point and where it refers.
    pub(crate) fn of_point(atlas: &Atlas, muscle: &Muscle, point: &Point, side: Side) -> Self {
        Self {
            view: best_view(atlas, std::slice::from_ref(point), side, "posterior"),
            point: point.trigger.id.clone(),
            ..Self::of_muscle(atlas, muscle, side, "posterior")
        }
    }
}

/// The view that is the best for most points; the current one where it is as good or none is known.
fn best_view(atlas: &Atlas, points: &[Point], side: Side, current: &str) -> String {
    let firsts: Vec<String> = points
        .iter()
        .filter_map(|point| point.sights.first())
        .map(|sight| views::of_sight(atlas, sight, side))
        .collect();
    let votes = |view: &str| firsts.iter().filter(|first| *first == view).count();
    let best = firsts.iter().map(String::as_str).max_by_key(|view| votes(view)).unwrap_or(current);
    if votes(current) == votes(best) { current.to_owned() } else { best.to_owned() }
}
