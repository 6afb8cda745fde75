//! A plate's SVG as read on the host.

use std::str::FromStr;

use kurbo::{PathEl, Point, Shape as _};

use crate::anatomy::{Depth, PlatePoint, Side, Silhouette};
use crate::atlas::{Kind, Scene, Shape};

/// A drawn view.
#[derive(Debug, Clone, Default)]
pub struct Plate {
    /// Its structures back to front, the skin left out.
    pub scene: Scene,
    /// The skin regions that have a path here: id and area in square millimetres, each once.
    pub regions: Vec<(String, f64)>,
    /// How much of each side of a skin region lies within the frame, in square millimetres; of what lies across the
    /// midline there is no side.
    pub patches: Vec<(String, Option<Side>, f64)>,
}

impl Plate {
    /// Whether a skin region has a path here.
    pub fn shows(&self, region: &str) -> bool {
        self.regions.iter().any(|(id, _)| id == region)
    }

    /// How much of a skin region it shows for a side of the body, in square millimetres.
    pub(super) fn patch_mm2(&self, region: &str, side: Side) -> f64 {
        let is_of = |known: &Option<Side>| known.is_none_or(|known| known == side);
        let own = self.patches.iter().filter(|(id, known, _)| id == region && is_of(known));
        own.map(|(.., area)| area).sum()
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
        let frame = frame(document.root_element()).ok_or("the viewBox is not four numbers")?;
        let (mut shapes, mut patches) = (Vec::new(), Vec::new());
        let mut regions: Vec<(String, f64)> = Vec::new();
        for node in document.descendants() {
            if let Some(region) = node.attribute("data-region") {
                let path = kurbo::BezPath::from_svg(node.attribute("d").unwrap_or_default());
                let path = path.map_err(|error| format!("the region {region}: {error}"))?;
                let area = path.area().abs();
                let side = node.attribute("data-side").and_then(Side::named);
                patches.push((region.to_owned(), side, framed_mm2(&path, frame)));
                if let Some(side) = side.filter(|_| is_symmetric) {
                    let twin = kurbo::Rect { x0: -frame.x1, x1: -frame.x0, ..frame };
                    patches.push((region.to_owned(), Some(side.opposite()), framed_mm2(&path, twin)));
                }
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
        Ok(Self { scene: Scene::new(shapes), regions, patches })
    }
}

fn frame(svg: roxmltree::Node<'_, '_>) -> Option<kurbo::Rect> {
    let numbers = svg.attribute("viewBox")?.split(' ').map(|number| number.parse().ok());
    let [left, top, width, height] = numbers.collect::<Option<Vec<f64>>>()?.try_into().ok()?;
    Some(kurbo::Rect::new(left, top, left + width, top + height))
}

/// How much of what a path encloses lies within a frame.
fn framed_mm2(path: &kurbo::BezPath, frame: kurbo::Rect) -> f64 {
    let mut rings: Vec<Vec<Point>> = Vec::new();
    kurbo::flatten(path, 0.2, |element| match element {
        PathEl::MoveTo(at) => rings.push(vec![at]),
        PathEl::LineTo(at) => rings.last_mut().into_iter().for_each(|ring| ring.push(at)),
        _ => {}
    });
    rings.iter().map(|ring| ring_mm2(&cut(ring, frame))).sum::<f64>().abs()
}

/// A ring cut along a frame's edges, one after the other (Sutherland and Hodgman, 1974).
fn cut(ring: &[Point], frame: kurbo::Rect) -> Vec<Point> {
    // How far a place lies within each edge.
    let edges: [&dyn Fn(Point) -> f64; 4] =
        [&|at| at.x - frame.x0, &|at| frame.x1 - at.x, &|at| at.y - frame.y0, &|at| frame.y1 - at.y];
    let mut ring = ring.to_vec();
    for within in edges {
        let mut left = Vec::with_capacity(ring.len());
        for (number, &to) in ring.iter().enumerate() {
            let from = ring[(number + ring.len() - 1) % ring.len()];
            let (before, after) = (within(from), within(to));
            if (before < 0.0) != (after < 0.0) {
                left.push(from.lerp(to, before / (before - after)));
            }
            if after >= 0.0 {
                left.push(to);
            }
        }
        ring = left;
    }
    ring
}

fn ring_mm2(ring: &[Point]) -> f64 {
    let pairs = ring.iter().zip(ring.iter().cycle().skip(1));
    pairs.map(|(from, to)| from.to_vec2().cross(to.to_vec2())).sum::<f64>() / 2.0
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
