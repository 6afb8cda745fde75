//! Which bones each drawn muscle part holds on to: read off the attachments that the plates show on bare bone.

use std::collections::BTreeMap;

use super::Plate;
use crate::anatomy::{PlatePoint, Silhouette};
use crate::atlas::Shape;

/// How finely a patch of bone is looked over.
const STEP_MM: f64 = 1.5;
/// A bone that has less than this share of what the same end's greatest bone has is only brushed by the patch's edge.
const LEAST_SHARE: f64 = 0.12;

/// The patches of bone that a view shows as held: the muscle part's slug, its end, and where.
#[derive(Debug, Clone, Default)]
pub struct Attachments(Vec<(String, String, Silhouette)>);

impl Attachments {
    /// Reads a view's attachments.
    ///
    /// # Errors
    /// In words, where it is not XML or a path's data is wrong.
    pub fn parse(svg: &str) -> Result<Self, String> {
        let document = roxmltree::Document::parse(svg).map_err(|error| format!("not valid SVG: {error}"))?;
        let mut patches = Vec::new();
        for node in document.descendants() {
            let Some(slug) = node.attribute("data-muscle-structure") else { continue };
            let patch = Silhouette::from_path_data(node.attribute("d").unwrap_or_default())
                .map_err(|error| format!("the attachment of {slug}: {error}"))?;
            let end = node.attribute("data-end").unwrap_or_default();
            patches.push((slug.to_owned(), end.to_owned(), patch));
        }
        Ok(Self(patches))
    }
}

/// How much of which bones is held by each end of each muscle part, by slug, over all views.
#[derive(Debug, Clone, Default)]
pub(super) struct Holds(BTreeMap<(String, String), BTreeMap<String, usize>>);

impl Holds {
    /// Adds what a view's attachments show on its plate.
    pub(super) fn add(&mut self, plate: &Plate, attachments: &Attachments) {
        for (slug, end, patch) in &attachments.0 {
            self.lay(plate, slug, end, patch);
        }
    }

    /// Adds the bones right behind muscle parts that hold on to none: rings in the skin of the face.
    pub(super) fn add_behind(&mut self, plate: &Plate, parts: &[String]) {
        let of_parts = |shape: &&Shape| parts.contains(&shape.slug) && !shape.is_piece;
        for shape in plate.scene.shapes().iter().filter(of_parts) {
            self.lay(plate, &shape.slug, "behind", &shape.outline);
        }
    }

    fn lay(&mut self, plate: &Plate, slug: &str, end: &str, patch: &Silhouette) {
        let of_end = self.0.entry((slug.to_owned(), end.to_owned())).or_default();
        let bounds = patch.bounds();
        let mut y = bounds.min.y + STEP_MM / 2.0;
        while y < bounds.max.y {
            for (from, to) in patch.spans(y) {
                let mut x = from + STEP_MM / 2.0;
                while x < to {
                    if let Some(bone) = plate.bone_at(PlatePoint::new(x, y)) {
                        *of_end.entry(bone.to_owned()).or_default() += 1;
                    }
                    x += STEP_MM;
                }
            }
            y += STEP_MM;
        }
    }

    /// The bones that any of these muscle parts holds on to, by slug, each once.
    pub(super) fn bones<'a>(&'a self, parts: &[String]) -> Vec<&'a str> {
        let mut bones: Vec<&str> = Vec::new();
        for ((_, _), held) in self.0.iter().filter(|((slug, _), _)| parts.contains(slug)) {
            let most = held.values().max().copied().unwrap_or_default() as f64;
            let firmly = held.iter().filter(|(_, area)| **area as f64 >= most * LEAST_SHARE);
            bones.extend(firmly.map(|(bone, _)| bone.as_str()));
        }
        bones.sort_unstable();
        bones.dedup();
        bones
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLATE: &str = r#"<svg data-symmetric="yes" viewBox="0 0 100 40">
<g data-structure="scapula" class="structure bone" data-depth="5" data-side="right"><path class="outline" d="M0,0h40v40h-40z"/></g>
<g data-structure="rib" class="structure bone" data-depth="5" data-side="right"><path class="outline" d="M38,0h40v40h-40z"/></g>
<g data-structure="muscle" class="structure muscle" data-depth="1" data-side="right"><path class="outline" d="M0,0h90v40h-90z"/></g>
</svg>"#;

    fn check(attachments: &str, expected: &[&str]) {
        let plate = Plate::parse(PLATE).expect("a plate");
        let mut holds = Holds::default();
        holds.add(&plate, &Attachments::parse(attachments).expect("attachments"));
        assert_eq!(holds.bones(&["muscle".to_owned()]), expected);
    }

    #[test]
    fn a_patch_holds_the_bone_that_it_lies_on_and_not_what_its_edge_brushes() {
        let patch = |d: &str| {
            format!(r#"<svg><path data-muscle-structure="muscle" data-end="proximal" d="{d}"/></svg>"#)
        };
        check(&patch("M10,10h29v9h-29z"), &["scapula"]);
        check(&patch("M20,10h40v9h-40z"), &["rib", "scapula"]);
        check(&patch("M100,10h9v9h-9z"), &[]);
        check("<svg/>", &[]);
    }

    #[test]
    fn what_holds_on_to_no_bone_has_those_behind_it() {
        let plate = Plate::parse(PLATE).expect("a plate");
        let parts = ["muscle".to_owned()];
        let mut holds = Holds::default();
        holds.add_behind(&plate, &parts);
        assert_eq!(holds.bones(&parts), ["rib", "scapula"]);
    }
}
