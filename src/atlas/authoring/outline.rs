//! A drawn plate as geometry: whose outline a place lies in, and what is painted over it.

use kurbo::{BezPath, ParamCurveNearest, Point, Shape};

use crate::anatomy::{PlatePoint, Side};

/// A structure's silhouette on a plate.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// Its slug.
    pub slug: String,
    /// Its kind, as the plate's class says.
    pub kind: String,
    /// The full silhouette, hidden parts included, in plate millimetres; the right side or the midline.
    pub outline: BezPath,
    /// Whether the left is its mirror.
    pub is_paired: bool,
}

impl Drawn {
    /// Whether a thumb cannot press through it.
    pub fn is_bony(&self) -> bool {
        self.kind == "bone" || self.kind == "cartilage"
    }

    /// Whether a place lies inside the silhouette.
    pub fn contains(&self, at: PlatePoint) -> bool {
        let point = Point::new(at.x, at.y);
        self.outline.bounding_box().contains(point) && self.outline.winding(point) % 2 != 0
    }

    /// How far outside the silhouette a place lies, in millimetres; 0 inside.
    pub fn distance_mm(&self, at: PlatePoint) -> f64 {
        if self.contains(at) {
            return 0.0;
        }
        let point = Point::new(at.x, at.y);
        let nearest = |segment: kurbo::PathSeg| segment.nearest(point, 0.01).distance_sq;
        self.outline.segments().map(nearest).fold(f64::INFINITY, f64::min).sqrt()
    }
}

/// A drawn view: its structures back to front, and its skin regions.
#[derive(Debug, Clone, Default)]
pub struct Plate {
    /// Back to front, the skin left out.
    pub structures: Vec<Drawn>,
    /// The ids of the skin regions that have a path here.
    pub regions: Vec<String>,
}

impl Plate {
    /// Reads a plate's SVG.
    ///
    /// # Errors
    /// In words, where it is not XML, or an outline is missing or not path data.
    pub fn parse(svg: &str) -> Result<Self, String> {
        let document = roxmltree::Document::parse(svg).map_err(|error| format!("not valid SVG: {error}"))?;
        let mut plate = Self::default();
        for node in document.descendants() {
            if let Some(region) = node.attribute("data-region")
                && !plate.regions.iter().any(|known| known == region)
            {
                plate.regions.push(region.to_owned());
            }
            let Some(slug) = node.attribute("data-structure").filter(|slug| *slug != "skin") else { continue };
            let outline = node
                .children()
                .find(|child| child.attribute("class") == Some("outline"))
                .and_then(|path| path.attribute("d"))
                .ok_or_else(|| format!("the structure {slug} has no path of class outline"))?;
            let outline = BezPath::from_svg(outline).map_err(|error| format!("the outline of {slug}: {error}"))?;
            let kinds = ["muscle", "bone", "cartilage", "connective", "surface"];
            let classes = node.attribute("class").unwrap_or_default();
            let kind = classes.split(' ').find(|class| kinds.contains(class)).unwrap_or_default().to_owned();
            let is_paired = node.attribute("data-side").is_some();
            plate.structures.push(Drawn { slug: slug.to_owned(), kind, outline, is_paired });
        }
        Ok(plate)
    }

    /// A structure's silhouette.
    pub fn drawn(&self, slug: &str) -> Option<&Drawn> {
        self.structures.iter().find(|drawn| drawn.slug == slug)
    }

    /// What is painted over `slug` at a place of one side, the outermost first; `None` where `slug` is not drawn.
    pub fn over(&self, slug: &str, at: PlatePoint, side: Side) -> Option<Vec<&Drawn>> {
        let place = self.structures.iter().position(|drawn| drawn.slug == slug)?;
        let right = if side == Side::Right { at } else { PlatePoint::new(-at.x, at.y) };
        let left = PlatePoint::new(-right.x, right.y);
        let covers = |drawn: &&Drawn| drawn.contains(right) || drawn.is_paired && drawn.contains(left);
        Some(self.structures[place + 1..].iter().rev().filter(covers).collect())
    }
}
