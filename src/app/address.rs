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

    /// The address as a link has it. Whatever stands in it is made of letters, digits, dots and hyphens.
    pub(crate) fn href(&self) -> String {
        let Self { view, depth, side, muscle, structure, point, .. } = self;
        let mut href = format!("#/atlas?view={view}&depth={depth}&side={}", side.name());
        for (name, value) in [("muscle", muscle), ("structure", structure), ("point", point)] {
            if !value.is_empty() {
                href.push('&');
                href.push_str(name);
                href.push('=');
                href.push_str(value);
            }
        }
        href
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
            view: point
                .sights
                .first()
                .map_or_else(|| "posterior".to_owned(), |sight| views::of_sight(atlas, sight, side)),
            point: point.trigger.id.clone(),
            ..Self::of_muscle(atlas, muscle, side, "posterior")
        }
    }
}

/// The standing view that shows the most points, and the more so where it shows them best; the current one where it is as
/// good; a close-up where no standing view shows any.
fn best_view(atlas: &Atlas, points: &[Point], side: Side, current: &str) -> String {
    let mut views: Vec<(String, usize, bool)> = Vec::new();
    for point in points {
        for (place, sight) in point.sights.iter().enumerate() {
            let id = views::of_sight(atlas, sight, side);
            let weight = if place == 0 { 3 } else { 2 };
            match views.iter_mut().find(|(known, ..)| *known == id) {
                Some((_, votes, _)) => *votes += weight,
                None => {
                    let is_standing = View::find(atlas, &id).is_some_and(|view| view.is_standing());
                    views.push((id, weight, is_standing));
                }
            }
        }
    }
    if views.iter().any(|(.., is_standing)| *is_standing) {
        views.retain(|(.., is_standing)| *is_standing);
    }
    let most = views.iter().map(|(_, votes, _)| *votes).max().unwrap_or_default();
    let is_best = |(_, votes, _): &&(String, usize, bool)| *votes == most;
    let current_is_best = views.iter().filter(is_best).any(|(id, ..)| id == current);
    match views.iter().find(is_best) {
        Some((best, ..)) if !current_is_best => best.clone(),
        _ => current.to_owned(),
    }
}
