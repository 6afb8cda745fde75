//! What is drawn: structures, skin regions and views.

use serde::{Deserialize, Serialize};

use super::{Citation, Pain};
use crate::anatomy::{BodyPoint, Capsule, PlatePoint, Side, View};

/// What a structure is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Muscle.
    Muscle,
    /// Bone.
    Bone,
    /// Cartilage.
    Cartilage,
    /// Tendon, ligament or fascia.
    Connective,
    /// Skin and what is on it.
    Surface,
}

/// A word that names no kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not muscle, bone, cartilage, connective or surface")]
pub struct UnknownKind;

impl std::str::FromStr for Kind {
    type Err = UnknownKind;
    fn from_str(word: &str) -> Result<Self, UnknownKind> {
        match word {
            "muscle" => Ok(Self::Muscle),
            "bone" => Ok(Self::Bone),
            "cartilage" => Ok(Self::Cartilage),
            "connective" => Ok(Self::Connective),
            "surface" => Ok(Self::Surface),
            _ => Err(UnknownKind),
        }
    }
}

/// Whether a thing stands once, on the midline, or twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Paired {
    /// Authored on the right, mirrored to the left.
    Right,
    /// Stands once.
    Midline,
}

/// A bone, muscle part or tendon as drawn: a row of assets/structures.toml.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Structure {
    /// The reference's name for it, kebab-case.
    pub slug: String,
    /// Its id in the Foundational Model of Anatomy, or the reference's own.
    pub fma: String,
    /// Its name in English.
    pub name: String,
    /// What it is made of.
    pub kind: Kind,
    /// Right or midline.
    pub side: Paired,
    /// The centre, body frame, millimetres.
    pub centroid: BodyPoint,
    /// The least corner of its bounding box.
    pub min: BodyPoint,
    /// The greatest corner of its bounding box.
    pub max: BodyPoint,
    /// How thick it is where it is thickest, in millimetres.
    pub thickness_mm: f64,
}

/// A named patch of skin: a row of assets/surface.toml.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// Kebab-case name, unique among regions.
    pub id: String,
    /// A plain name.
    pub name: String,
    /// The anatomical term.
    pub term: String,
    /// The part of the body whose skin it claims.
    pub part: String,
    /// Right (mirrored) or midline.
    pub side: Paired,
    /// Everyday words by which people look for it, besides its name.
    #[serde(default)]
    pub also: Vec<String>,
    /// The places it is grown from: a skin point belongs to the nearest capsule of its part.
    #[cfg_attr(feature = "authoring", schemars(with = "Vec<CapsuleRow>"))]
    pub capsules: Vec<Capsule>,
}

/// Patches of skin that people call by one name: a row of assets/surface.toml. Search leads to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Kebab-case name, unique among groups and regions.
    pub id: String,
    /// A plain name, such as "Between the shoulder blades".
    pub name: String,
    /// Everyday words by which people look for it, besides its name.
    #[serde(default)]
    pub also: Vec<String>,
    /// Its patches, by id of their regions.
    pub regions: Vec<String>,
    /// Signs by which pain there is a physician's matter first; such a place says them before it names any muscle.
    #[serde(default)]
    pub red_flags: Vec<String>,
    /// Where these stand.
    #[serde(default, rename = "citation")]
    pub citations: Vec<Citation>,
}

impl Group {
    /// Whether a place of pain has a patch in common with it.
    pub fn meets(&self, pain: &Pain) -> bool {
        self.regions.iter().any(|id| pain.regions.contains(id))
    }
}

/// How a capsule is written, for the schema alone: [`Capsule`] reads it.
#[cfg(feature = "authoring")]
#[derive(schemars::JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "its fields are only described")]
struct CapsuleRow {
    /// Where the segment begins, body frame, millimetres.
    from: [f64; 3],
    /// Where it ends.
    to: [f64; 3],
    /// How far it reaches from the segment, in millimetres.
    radius_mm: f64,
}

/// How much of the body a plate shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlateKind {
    /// The whole body, a stop of the turntable.
    Standing,
    /// One part of it, larger.
    CloseUp,
}

/// A view that is drawn: a row of assets/plates/plates.toml. A plate that is not symmetric shows the body's left; what
/// it shows of the right is seen in its mirror image.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlateView {
    /// The name of its file, such as "anterior".
    pub id: String,
    /// Its name for people, such as "Front".
    pub name: String,
    /// Degrees around the body; see [`View`].
    pub azimuth: f64,
    /// Degrees above the horizon.
    pub elevation: f64,
    /// Left, top, width and height on the plate, in millimetres.
    pub crop: [f64; 4],
    /// How much of the body it shows.
    pub kind: PlateKind,
}

impl PlateView {
    /// The projection of this plate.
    pub fn view(&self) -> View {
        View { azimuth_deg: self.azimuth, elevation_deg: self.elevation }
    }

    /// Whether a place on the plate lies within what it shows.
    pub fn frames(&self, at: PlatePoint) -> bool {
        let [left, top, width, height] = self.crop;
        (left..=left + width).contains(&at.x) && (top..=top + height).contains(&at.y)
    }

    /// The one side of the body that it shows as drawn; none where it shows both. The other side is seen in its mirror
    /// image.
    pub fn only_side(&self) -> Option<Side> {
        let [left, _, width, _] = self.crop;
        if !self.view().is_symmetric() {
            Some(Side::Left)
        } else {
            // A close-up that stands aside of the midline.
            ((left + width / 2.0).abs() > width / 4.0).then_some(Side::Right)
        }
    }

    /// Whether a side is seen in the mirror image of what is drawn.
    pub fn is_mirrored_for(&self, side: Side) -> bool {
        self.only_side().is_some_and(|drawn| drawn != side)
    }

    /// Where a place that is authored on the right stands for a side of the body, in the frame in which that side is
    /// shown: the plate as drawn or its mirror image.
    pub fn stand_for(&self, right: BodyPoint, side: Side) -> PlatePoint {
        let (at, drawn) = self.stand(right);
        if side == drawn { at } else { at.mirrored() }
    }

    /// Where a place that is authored on the right side stands on this plate as drawn, and the side on which it stands
    /// there: the right in a symmetric view; else the left, by the place's mirror image.
    pub fn stand(&self, right: BodyPoint) -> (PlatePoint, Side) {
        let view = self.view();
        if view.is_symmetric() {
            (view.project(right).at, Side::Right)
        } else {
            (view.project(right.mirrored()).at, Side::Left)
        }
    }
}

/// A book or paper: a row of assets/references.toml.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// A short name, such as "travell-simons-1999-1".
    pub id: String,
    /// Authors.
    pub authors: String,
    /// Title, edition, publisher or journal.
    pub title: String,
    /// The year it appeared.
    pub year: u16,
}
