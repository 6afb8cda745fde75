//! What practice is chosen by: the chapters of a course, and the conditions that clients bring.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Citation, Group};

/// The four regions in which neuromuscular therapy is taught.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CourseRegion {
    /// Back, chest and belly.
    SpineTorso,
    /// Head and neck.
    HeadNeck,
    /// Shoulder girdle to fingers.
    ShoulderArm,
    /// Pelvis to toes.
    PelvisLeg,
}

impl CourseRegion {
    /// All four, in the course's order.
    pub const ALL: [Self; 4] = [Self::SpineTorso, Self::HeadNeck, Self::ShoulderArm, Self::PelvisLeg];

    /// The stable name that files and settings use.
    pub fn id(self) -> &'static str {
        match self {
            Self::SpineTorso => "spine-torso",
            Self::HeadNeck => "head-neck",
            Self::ShoulderArm => "shoulder-arm",
            Self::PelvisLeg => "pelvis-leg",
        }
    }

    /// The region for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::SpineTorso => "Spine and torso",
            Self::HeadNeck => "Head and neck",
            Self::ShoulderArm => "Shoulder, arm and hand",
            Self::PelvisLeg => "Pelvis, leg and foot",
        }
    }

    /// The region of a stable name; `None` where it names none.
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|region| region.id() == id)
    }
}

/// A chapter of the course: muscles that are taught together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Chapter {
    /// Kebab-case name, unique among chapters.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// The region of the course that it belongs to.
    pub region: CourseRegion,
    /// Its muscles by id, in the order of teaching. Every muscle of the roster stands in exactly one chapter.
    pub muscles: Vec<String>,
}

/// How sure it is that the trigger points of a condition's muscles take part in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// Shown by studies.
    Established,
    /// The textbooks agree.
    ClinicalConsensus,
    /// Doubted by some.
    Contested,
}

/// A muscle to examine in a condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Examined {
    /// The muscle's id.
    pub id: String,
    /// Why it is examined, in one sentence.
    pub why: String,
}

/// A condition that clients bring: what a file under assets/conditions says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// Its name for people.
    pub name: String,
    /// Other names of it.
    pub synonyms: Vec<String>,
    /// Everyday words by which people look for it; for search alone.
    pub also: Vec<String>,
    /// What it is and what muscles have to do with it, in one to three sentences.
    pub summary: String,
    /// How sure it is that these muscles take part.
    pub evidence: Evidence,
    /// Signs that send the client to a physician first.
    pub red_flags: Vec<String>,
    /// The muscles to examine, the likeliest first.
    #[serde(rename = "muscle")]
    pub muscles: Vec<Examined>,
    /// Where the facts stand.
    #[serde(rename = "citation")]
    pub citations: Vec<Citation>,
}

/// A term of the field: a row of assets/glossary.toml.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Kebab-case name, unique among terms.
    pub id: String,
    /// The term.
    pub name: String,
    /// Other words for it.
    pub also: Vec<String>,
    /// What it means, in one to four plain sentences.
    pub meaning: String,
    /// How sure it is; where it is contested, the meaning says by what.
    pub evidence: Evidence,
    /// Where that stands.
    #[serde(rename = "citation")]
    pub citations: Vec<Citation>,
}

/// The chapters, in the course's order, the conditions, by id, and what else leads to muscles: terms and places.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Course {
    /// The chapters in the order in which they are taught.
    pub chapters: Vec<Chapter>,
    /// The conditions by id.
    pub conditions: BTreeMap<String, Condition>,
    /// The terms of the field, in the order in which they are best read.
    pub terms: Vec<Term>,
    /// Patches of skin that people call by one name.
    pub groups: Vec<Group>,
    /// Everyday words for single patches of skin, by region.
    pub everyday: BTreeMap<String, Vec<String>>,
}

impl Course {
    /// Reads a packed course; an empty one where there is none. Practice alone calls it, so that the app opens without it.
    pub(super) fn unpacked(packed: &[u8]) -> Self {
        postcard::from_bytes(packed).unwrap_or_default()
    }

    /// A chapter by id.
    pub fn chapter(&self, id: &str) -> Option<&Chapter> {
        self.chapters.iter().find(|chapter| chapter.id == id)
    }

    /// A term by id.
    pub fn term(&self, id: &str) -> Option<&Term> {
        self.terms.iter().find(|term| term.id == id)
    }

    /// The chapters of a region, in the course's order.
    pub fn chapters_of(&self, region: CourseRegion) -> impl Iterator<Item = &Chapter> {
        self.chapters.iter().filter(move |chapter| chapter.region == region)
    }
}
