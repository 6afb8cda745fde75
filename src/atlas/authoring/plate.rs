//! A plate's SVG as read on the host.

use std::str::FromStr;

use kurbo::Shape as _;

use crate::anatomy::{Depth, PlatePoint, Side, Silhouette};
use crate::atlas::{Kind, Scene, Shape};

/// A drawn view.
#[derive(Debug, Clone, Default)]
pub struct Plate {
    /// Its structures back to front, the skin left out.
    pub scene: Scene,
    /// The skin regions that have a path here: id and area in square millimetres, each once.
    pub regions: Vec<(String, f64)>,
}

impl Plate {
    /// Whether a skin region has a path here.
    pub fn shows(&self, region: &str) -> bool {
        self.regions.iter().any(|(id, _)| id == region)
    }

    /// The bone, or cartilage, that lies frontmost among bones at a place, by slug.
    pub(super) fn bone_at(&self, at: PlatePoint) -> Option<&str> {
        let is_met = |shape: &&Shape| shape.is_bony() && shape.side_at(at).is_some();
        self.scene.shapes().iter().rev().find(is_met).map(|shape| shape.slug.as_str())
    }

    /// Reads a plate's SVG.
    ///
    /// # Errors
    /// In words, where it is not XML, or an outline, a kind or a depth is missing or wrong.
    pub fn parse(svg: &str) -> Result<Self, String> {
        let document = roxmltree::Document::parse(svg).map_err(|error| format!("not valid SVG: {error}"))?;
        let is_symmetric = match document.root_element().attribute("data-symmetric") {
            Some("yes") => true,
            Some("no") => false,
            _ => return Err("data-symmetric of the svg is neither yes nor no".to_owned()),
        };
        let mut shapes = Vec::new();
        let mut regions: Vec<(String, f64)> = Vec::new();
        for node in document.descendants() {
            if let Some(region) = node.attribute("data-region") {
                let path = kurbo::BezPath::from_svg(node.attribute("d").unwrap_or_default());
                let area = path.map_err(|error| format!("the region {region}: {error}"))?.area().abs();
                match regions.iter_mut().find(|(known, _)| known == region) {
                    Some((_, known)) => *known += area,
                    None => regions.push((region.to_owned(), area)),
                }
            }
            // A piece repeats a part of a structure over another one; its silhouette stands in the structure's own group.
            let is_piece =
                node.attribute("class").is_some_and(|class| class.split(' ').any(|word| word == "piece"));
            if let Some(slug) = node.attribute("data-structure").filter(|slug| *slug != "skin" && !is_piece) {
                shapes.push(
                    shape(node, slug, is_symmetric)
                        .map_err(|reason| format!("the structure {slug}: {reason}"))?,
                );
            }
        }
        Ok(Self { scene: Scene::new(shapes), regions })
    }
}

fn shape(node: roxmltree::Node<'_, '_>, slug: &str, is_symmetric: bool) -> Result<Shape, String> {
    let is_outline = |child: &roxmltree::Node<'_, '_>| child.attribute("class") == Some("outline");
    let path = node.children().find(is_outline).and_then(|path| path.attribute("d"));
    let outline = Silhouette::from_path_data(path.ok_or("no path of class outline")?)
        .map_err(|error| error.to_string())?;
    let classes = node.attribute("class").unwrap_or_default();
    let kind =
        classes.split(' ').find_map(|class| Kind::from_str(class).ok()).ok_or("no class names its kind")?;
    let depth = node.attribute("data-depth").and_then(|depth| depth.parse::<u8>().ok());
    let depth = depth.and_then(|depth| Depth::try_from(depth).ok()).ok_or("data-depth is not 0 to 5")?;
    let side = match node.attribute("data-side") {
        None => None,
        Some(name) => Some(Side::named(name).ok_or("data-side is neither right nor left")?),
    };
    Ok(Shape {
        slug: slug.to_owned(),
        kind,
        depth,
        side,
        is_paired: is_symmetric && side.is_some(),
        is_piece: false,
        outline,
    })
}
