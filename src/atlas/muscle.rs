//! Muscles as they are taught: what a file under assets/muscles says, in the order in which it says it.

use serde::{Deserialize, Serialize};

use super::TriggerPoint;
use crate::anatomy::Depth;

/// A muscle's row in assets/roster.toml: what the plates and the lists need of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RosterRow {
    /// Kebab-case name, unique among muscles; also the name of its file.
    pub id: String,
    /// The name in English, as headings show it.
    pub name: String,
    /// The folder of its file: a region of the body.
    pub region: String,
    /// The layer in which every plate draws it.
    #[cfg_attr(feature = "authoring", schemars(with = "u8", range(min = 1, max = 4)))]
    pub depth: Depth,
    /// The drawn parts, by slug.
    pub structures: Vec<String>,
    /// Volume and chapter in Travell & Simons (vol. 1, 2nd ed. 1999; vol. 2, 1992), as "1.19".
    pub chapter: String,
    /// At least this many trigger points stand in its file.
    pub least_points: usize,
}

/// All that the file of a muscle says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MuscleFile {
    /// What it is, in one or two sentences: the lead of its page.
    pub lead: String,
    /// What it is called.
    pub names: Names,
    /// Where it is attached, proximal or medial first.
    #[serde(rename = "attachment")]
    pub attachments: Vec<Attachment>,
    /// What it moves.
    #[serde(rename = "action")]
    pub actions: Vec<Action>,
    /// What supplies it, one entry a nerve.
    #[serde(rename = "nerve")]
    pub nerves: Vec<Nerve>,
    /// The arteries that feed it.
    pub blood: Vec<String>,
    /// Muscles that do the same, by id.
    pub synergists: Vec<String>,
    /// Muscles that do the contrary, by id.
    pub antagonists: Vec<String>,
    /// What lies over it (nearer the skin): muscle ids.
    pub over: Vec<String>,
    /// What lies under it (nearer the bone): muscle ids.
    pub under: Vec<String>,
    /// How to find it with the hand.
    pub palpation: Palpation,
    /// Its trigger points; none where no book describes one.
    #[serde(rename = "point", default)]
    pub points: Vec<TriggerPoint>,
    /// What the client says, in the client's words.
    pub symptoms: Vec<String>,
    /// How it is treated.
    pub technique: Technique,
    /// What keeps its trigger points alive.
    pub keeps_active: Vec<String>,
    /// What to be careful of when working here.
    pub cautions: Vec<String>,
    /// Signs that send the client to a physician first.
    pub red_flags: Vec<String>,
    /// Codes of the MBLEx content outline that it serves, such as "2.D".
    pub mblex: Vec<String>,
    /// Where the facts stand.
    #[serde(rename = "citation")]
    pub citations: Vec<Citation>,
}

/// The names of a muscle.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// English.
    pub english: String,
    /// Latin, by Terminologia Anatomica 2.
    pub latin: String,
    /// Common abbreviations, such as "SCM"; may be empty.
    pub abbreviations: Vec<String>,
    /// Other names that people type: older terms, names of parts ("upper trapezius"), Latin plurals.
    pub synonyms: Vec<String>,
    /// Common misspellings, for search alone; never shown.
    #[serde(default)]
    pub misspellings: Vec<String>,
    /// What people look for that is no name of it, such as a complaint; for search alone, never shown.
    #[serde(default)]
    pub also: Vec<String>,
    /// A readable respelling, the stressed syllable in capitals.
    pub pronunciation: String,
}

/// Which end of a muscle an attachment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum End {
    /// The proximal or medial end: the origin of older books.
    Proximal,
    /// The distal or lateral end: the insertion of older books.
    Distal,
}

/// One attachment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// Which end.
    pub end: End,
    /// The part of the muscle that attaches here, in words; empty for all of it.
    #[serde(default)]
    pub part: String,
    /// The bone or other structure.
    pub bone: String,
    /// The landmark on it.
    pub landmark: String,
}

/// What a muscle does at a joint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Among the strongest in this movement.
    Prime,
    /// Helps.
    Helper,
}

/// One action.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// The part of the muscle that acts, in words; empty for all of it.
    #[serde(default)]
    pub part: String,
    /// The joint or the bone that moves: one of [`JOINTS`].
    pub joint: String,
    /// The movement: one of [`MOVEMENTS`].
    pub movement: String,
    /// How much of it is this muscle's doing.
    pub role: Role,
    /// A condition in words ("when the neck is fixed"); may be empty.
    #[serde(default)]
    pub note: String,
}

/// The joints and moving bones that an action may name.
pub const JOINTS: [&str; 27] = [
    "jaw",
    "face",
    "eyelids",
    "lips",
    "hyoid",
    "larynx",
    "head",
    "neck",
    "trunk",
    "abdomen",
    "ribs",
    "clavicle",
    "scapula",
    "shoulder",
    "elbow",
    "forearm",
    "wrist",
    "hand",
    "thumb",
    "fingers",
    "pelvis",
    "pelvic floor",
    "hip",
    "knee",
    "ankle and foot",
    "great toe",
    "toes",
];

/// The movements that an action may name.
pub const MOVEMENTS: [&str; 38] = [
    "flexion",
    "extension",
    "lateral flexion",
    "rotation to the same side",
    "rotation to the opposite side",
    "rotation",
    "abduction",
    "adduction",
    "horizontal abduction",
    "horizontal adduction",
    "medial rotation",
    "lateral rotation",
    "elevation",
    "depression",
    "protraction",
    "retraction",
    "upward rotation",
    "downward rotation",
    "lateral deviation",
    "supination",
    "pronation",
    "radial deviation",
    "ulnar deviation",
    "opposition",
    "dorsiflexion",
    "plantar flexion",
    "inversion",
    "eversion",
    "inspiration",
    "expiration",
    "stabilization",
    "compression",
    "tilting",
    "closing",
    "opening",
    "tightening",
    "wrinkling",
    "support",
];

/// A nerve and its roots.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Nerve {
    /// The nerve's name.
    pub name: String,
    /// Its roots as "C3", or "CN XI".
    pub roots: Vec<String>,
    /// What of it this nerve does ("motor", "proprioception", a part); may be empty.
    #[serde(default)]
    pub note: String,
}

/// How to find a muscle with the hand.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Palpation {
    /// How the client lies or sits.
    pub position: String,
    /// The landmark to start from, and the way from there.
    pub start: String,
    /// The direction across the fibres.
    pub across: String,
    /// What the hand should feel.
    pub feel: String,
    /// How to be sure: a contraction test.
    pub confirm: String,
    /// What not to press.
    pub avoid: String,
}

/// How a muscle is treated.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Technique {
    /// Flat or pincer.
    pub grip: Grip,
    /// The direction of the pressure.
    pub direction: String,
    /// How long, in seconds: least and most.
    pub seconds: [u32; 2],
    /// What a good response is.
    pub response: String,
    /// Stripping: from where to where, how.
    pub stripping: String,
    /// The stretch.
    pub stretch: String,
    /// What the client can do.
    pub self_care: String,
}

/// How the tissue is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Grip {
    /// Pressed against what lies beneath.
    Flat,
    /// Held between thumb and fingers.
    Pincer,
    /// Either, as the part allows.
    FlatOrPincer,
}

/// What a citation vouches for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Vouches {
    /// Attachments, actions, nerve, blood supply.
    Anatomy,
    /// Trigger points and where they refer.
    Referral,
    /// Palpation and treatment.
    Technique,
    /// A claim about evidence.
    Evidence,
}

/// Where a fact stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// An id of assets/references.toml.
    pub source: String,
    /// Which facts.
    #[serde(rename = "for")]
    pub vouches: Vouches,
    /// Chapter and, where known, page or figure.
    pub place: String,
}
