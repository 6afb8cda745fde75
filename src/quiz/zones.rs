//! Which part of the body a word belongs to, as everyone knows it who has a body: wrong answers come from the same part,
//! so that no question is answered by knowing that a foot is no shoulder.

use super::Content;
use crate::atlas::{Atlas, Muscle, Patch};

/// Parts of the body, as bits. None where that is not known; unknown agrees with everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Zones(u8);

/// Head, face, throat and neck.
const H: u8 = 1;
/// Neck and shoulder.
const S: u8 = 1 << 1;
/// Upper arm.
const A: u8 = 1 << 2;
/// Forearm and hand.
const F: u8 = 1 << 3;
/// Chest, back and belly.
const T: u8 = 1 << 4;
/// Pelvis and hip.
const P: u8 = 1 << 5;
/// Thigh.
const L: u8 = 1 << 6;
/// Leg and foot.
const K: u8 = 1 << 7;

/// The roster's regions.
const REGIONS: [(&str, u8); 8] = [
    ("head-neck", H),
    ("neck-shoulder", S),
    ("arm", A),
    ("forearm-hand", F),
    ("trunk", T),
    ("pelvis-hip", P),
    ("thigh", L),
    ("leg-foot", K),
];

/// What lies beside a part of the body.
const BESIDE: [(u8, u8); 8] =
    [(H, S), (S, H | A | T), (A, S | F), (F, A), (T, S | P), (P, T | L), (L, P | K), (K, L)];

/// How words of bones, joints, nerves and skin begin, and the parts of the body that they tell. The first that fits counts.
const WORDS: [(&[&str], u8); 24] = [
    (
        &[
            "suboccipital",
            "axis",
            "atlas",
            "c1",
            "c2",
            "nape",
            "throat",
            "hyoid",
            "thyroid",
            "larynx",
            "adam",
        ],
        H,
    ),
    (
        &[
            "forehead", "head", "skull", "scalp", "occipit", "temple", "temporal", "tempor", "frontal",
            "pariet", "sphen",
        ],
        H,
    ),
    (
        &[
            "palat", "maxill", "zygo", "mandib", "jaw", "chin", "teeth", "tooth", "mouth", "lip", "cheek",
            "eye", "brow", "eyelid", "eyebrow",
        ],
        H,
    ),
    (
        &[
            "nose", "face", "facial", "ear", "tongue", "pteryg", "epicran", "crown", "mastoid", "lash",
            "orbit",
        ],
        H,
    ),
    (&["mylohyoid", "masseter", "hypogloss", "buccal", "modiol", "palpebr", "carotid", "suprapleural"], H),
    (&["neck", "cervic", "nuchal", "c3", "c4", "c5", "c6", "c7", "accessory", "ansa"], H | S),
    (&["spinous", "sternum", "breastbone", "sternal", "phrenic"], H | S | T),
    (&["scapul", "suprascap", "subscap", "acromi", "coracoid", "clavic", "collarbone", "blade"], S | A),
    (&["shoulder", "deltoid", "armpit", "axill", "humer"], S | A),
    (&["thoracodors", "pector", "subclav", "rib", "costal"], S | T),
    (&["elbow", "olecranon", "radial", "epicondyle", "cubital", "musculocut"], A | F),
    (&["arm", "biceps", "triceps"], A),
    (
        &[
            "forearm", "wrist", "hand", "palm", "finger", "thumb", "knuckle", "fist", "radius", "ulna",
            "metacarp",
        ],
        F,
    ),
    (
        &[
            "thenar",
            "hypothenar",
            "pisiform",
            "hamate",
            "trapezium",
            "trapezoid",
            "capitate",
            "retinac",
            "median",
            "carpal",
        ],
        F,
    ),
    (&["thorac", "t1", "t2", "t3", "t4", "t5"], S | T),
    (
        &[
            "chest",
            "breast",
            "nipple",
            "belly",
            "abdom",
            "navel",
            "flank",
            "linea",
            "intercost",
            "umbil",
            "epigast",
        ],
        T,
    ),
    (&["stomach", "xiphoid", "t6", "t7", "t8", "t9", "subcost", "thoracolumb", "loin", "trunk"], T),
    (&["lumbar", "l1", "l2", "l3", "l4", "l5", "sacr", "iliac", "ilium", "iliohyp", "pelvis"], T | P),
    (
        &[
            "coccy", "tailbone", "pelvic", "pudend", "perine", "genital", "buttock", "glute", "anal", "anus",
            "pubo",
        ],
        P,
    ),
    (
        &[
            "hip",
            "sit",
            "groin",
            "ischi",
            "pubi",
            "pubis",
            "obturator",
            "femoral",
            "femur",
            "sciatic",
            "trochanter",
        ],
        P | L,
    ),
    (&["thigh", "hamstring", "adductor"], L),
    (&["knee", "patell", "kneecap", "tibia", "fibula", "popliteal"], L | K),
    (
        &[
            "leg", "calf", "shin", "achilles", "ankle", "malleol", "heel", "calcan", "foot", "feet", "toe",
            "sole",
        ],
        K,
    ),
    (&["plantar", "metatars", "navicul", "cuneif", "cuboid", "talus", "instep"], K),
];

impl Zones {
    /// The part that a muscle belongs to, by the roster.
    pub(super) fn of_muscle(muscle: &Muscle) -> Self {
        let known = REGIONS.iter().find(|(region, _)| *region == muscle.row.region);
        Self(known.map_or(0, |(_, bit)| *bit))
    }

    /// The parts that a name of a bone, joint, nerve or patch of skin tells.
    pub(super) fn of_text(text: &str) -> Self {
        let text = text.to_ascii_lowercase();
        let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let bits = words.map(|word| {
            // The upper arm is no part of the forearm's name, nor "ear" of the heart's: words are told by how they begin.
            let tells = |start: &&&str| {
                word.starts_with(**start) && (start.len() > 3 || word.len() <= start.len() + 1)
            };
            WORDS
                .iter()
                .find(|(starts, _)| starts.iter().any(|start| tells(&start)))
                .map_or(0, |(_, bit)| *bit)
        });
        Self(bits.fold(0, |all, bit| all | bit))
    }

    /// The parts on which patches of skin lie.
    pub(super) fn of_patches(atlas: &Atlas, patches: &[Patch]) -> Self {
        let known = patches.iter().filter_map(|patch| atlas.region(&patch.region));
        known.fold(Self(0), |all, region| all.and(Self::of_text(&region.name)))
    }

    /// The parts that the muscles supplied by a nerve belong to, by its name.
    pub(super) fn of_nerve(content: &Content<'_>, name: &str) -> Self {
        let has = |muscle: &&Muscle| {
            content
                .file(&muscle.row.id)
                .is_some_and(|file| file.nerves.iter().any(|nerve| nerve.name == name))
        };
        content
            .atlas
            .muscles()
            .iter()
            .filter(has)
            .fold(Self(0), |all, muscle| all.and(Self::of_muscle(muscle)))
    }

    /// These and those.
    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The parts beside these, without them.
    pub(super) fn beside(self) -> Self {
        let beside = BESIDE.iter().filter(|(part, _)| self.0 & part != 0);
        Self(beside.fold(0, |all, (_, beside)| all | beside) & !self.0)
    }

    /// Whether these and those have a part in common, or one of them is not known.
    pub(super) fn agrees(self, other: Self) -> bool {
        self.0 == 0 || other.0 == 0 || self.0 & other.0 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, zones: u8) {
        assert_eq!(Zones::of_text(text), Zones(zones), "{text}");
    }

    #[test]
    fn a_word_tells_its_part_of_the_body() {
        check("Scapula", S | A);
        check("Corner of the mouth", H);
        check("Front of the forearm, upper third", F);
        check("Back of the upper arm", A);
        check("Great toe", K);
        check("Thoracic vertebrae", S | T);
        check("Heart and year", 0);
        check("Middle of the body", 0);
    }

    #[test]
    fn what_is_unknown_agrees_with_all_and_a_foot_with_no_shoulder() {
        let [foot, shoulder, unknown] = [Zones(K), Zones(S), Zones(0)];
        assert!(foot.agrees(unknown) && unknown.agrees(shoulder) && !foot.agrees(shoulder));
        assert_eq!(Zones(S).beside(), Zones(H | A | T));
    }
}
