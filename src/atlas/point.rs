//! Trigger points and where they refer.

use serde::{Deserialize, Serialize};

use crate::anatomy::{BodyPoint, Side};

/// A trigger point, on the right side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TriggerPoint {
    /// The muscle's id and a number or word, such as "levator-scapulae-1"; unique in the atlas.
    pub id: String,
    /// As the literature numbers it ("TrP 1"), or a name in words.
    pub label: String,
    /// The edition that numbers it so, as an id of assets/references.toml; empty where no book numbers it.
    #[serde(default)]
    pub edition: String,
    /// Where it lies, in the book's words made our own. Empty in the packed atlas: see [`crate::atlas::Texts::place`].
    pub place: String,
    /// The drawn part it lies in, by slug.
    pub part: String,
    /// The place in the body frame, millimetres, right side.
    #[cfg_attr(feature = "authoring", schemars(with = "[f64; 3]"))]
    pub at: BodyPoint,
    /// How far around a finder should search, 10 to 25 mm.
    #[cfg_attr(feature = "authoring", schemars(range(min = 10.0, max = 25.0)))]
    pub radius_mm: f64,
    /// Where nearly everyone feels its pain.
    #[cfg_attr(feature = "authoring", schemars(with = "Vec<String>", length(min = 1)))]
    pub essential: Vec<Patch>,
    /// Where some people feel it as well.
    #[cfg_attr(feature = "authoring", schemars(with = "Vec<String>"))]
    pub spillover: Vec<Patch>,
}

/// A skin region that a point refers to, with the side relative to the point: "temple", or "opposite:temple".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Patch {
    /// A region's id.
    pub region: String,
    /// Whether it lies on the other side than the point.
    pub is_opposite: bool,
}

impl Patch {
    /// On which side of the body this patch lies for a point on `side`.
    pub fn side(&self, side: Side) -> Side {
        if self.is_opposite { side.opposite() } else { side }
    }
}

impl From<String> for Patch {
    fn from(text: String) -> Self {
        match text.strip_prefix("opposite:") {
            Some(region) => Self { region: region.to_owned(), is_opposite: true },
            None => Self { region: text, is_opposite: false },
        }
    }
}

impl From<Patch> for String {
    fn from(patch: Patch) -> Self {
        if patch.is_opposite { format!("opposite:{}", patch.region) } else { patch.region }
    }
}
