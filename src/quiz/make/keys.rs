//! When two facts in words may mean the same: by their telling words, so that no wrong answer is right in other words.

use crate::atlas::{Action, Names, Nerve};

/// Words that tell nothing of which bone, nerve or muscle is meant.
const EMPTY: [&str; 52] = [
    "the",
    "and",
    "of",
    "to",
    "or",
    "from",
    "by",
    "with",
    "for",
    "its",
    "nerve",
    "branch",
    "bone",
    "part",
    "deep",
    "superficial",
    "upper",
    "lower",
    "inner",
    "outer",
    "middle",
    "front",
    "back",
    "side",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "anterior",
    "posterior",
    "medial",
    "lateral",
    "direct",
    "surface",
    "border",
    "end",
    "half",
    "three",
    "two",
    "four",
    "five",
    "near",
    "between",
    "short",
    "long",
    "muscle",
    "in",
    "on",
];

/// Words that mean a part of another word's thing.
const PARTS: [(&str, &str); 26] = [
    ("atlas", "vertebra"),
    ("axis", "vertebra"),
    ("cervical", "vertebra"),
    ("thoracic", "vertebra"),
    ("lumbar", "vertebra"),
    ("vertebrae", "vertebra"),
    ("spinous", "vertebra"),
    ("acromion", "scapula"),
    ("coracoid", "scapula"),
    ("scapular", "scapula"),
    ("ilium", "hip"),
    ("iliac", "hip"),
    ("ischium", "hip"),
    ("ischial", "hip"),
    ("pubis", "hip"),
    ("pubic", "hip"),
    ("pelvis", "hip"),
    ("sacral", "sacrum"),
    ("costal", "rib"),
    ("sternal", "sternum"),
    ("manubrium", "sternum"),
    ("xiphoid", "sternum"),
    ("phalanx", "phalange"),
    ("tibial", "tibia"),
    ("fibular", "fibula"),
    ("femoral", "femur"),
];

/// The telling words of a text: lower case, without plurals, parts of a bone named as the bone.
pub(super) fn telling(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in text.to_ascii_lowercase().split(|c: char| !c.is_ascii_alphanumeric()) {
        let is_level =
            word.len() <= 3 && word.len() > 1 && word[1..].bytes().all(|byte| byte.is_ascii_digit());
        let singular = word.strip_suffix('s').filter(|stem| stem.len() >= 3).unwrap_or(word);
        if is_level && word.is_char_boundary(1) {
            add(&mut words, "vertebra");
        } else if word.len() > 2 && !EMPTY.contains(&singular) && !EMPTY.contains(&word) {
            let whole = PARTS.iter().find(|(part, _)| *part == word || *part == singular);
            add(&mut words, whole.map_or(singular, |(_, whole)| whole));
        }
    }
    words
}

fn add(words: &mut Vec<String>, word: &str) {
    if !words.iter().any(|known| known == word) {
        words.push(word.to_owned());
    }
}

/// How many words two lists share.
pub(super) fn shared(one: &[String], other: &[String]) -> usize {
    one.iter().filter(|word| other.contains(word)).count()
}

/// Joints that move as one, so that the same movement at either may be meant.
const ALIKE: [&[&str]; 7] = [
    &["head", "neck"],
    &["trunk", "pelvis", "abdomen"],
    &["scapula", "clavicle"],
    &["jaw", "hyoid", "face", "lips"],
    &["wrist", "hand", "fingers"],
    &["hand", "thumb"],
    &["ankle and foot", "toes", "great toe"],
];

/// Whether two actions may be taken for the same.
pub(super) fn same_action(one: &Action, other: &Action) -> bool {
    let is_joint = one.joint == other.joint
        || ALIKE
            .iter()
            .any(|group| group.contains(&one.joint.as_str()) && group.contains(&other.joint.as_str()));
    // "Rotation" alone may be to either side, and tilting of the pelvis goes with flexion of the trunk.
    let (short, long) = if one.movement.len() < other.movement.len() { (one, other) } else { (other, one) };
    let is_movement =
        one.movement == other.movement || long.movement.split(' ').next() == Some(&short.movement);
    is_joint && is_movement
}

/// Whether two nerves may be taken for the same: they share a telling word, or one is named by its roots and shares one.
pub(super) fn same_nerve(one: &Nerve, other: &Nerve) -> bool {
    let is_general = |nerve: &Nerve| {
        let name = nerve.name.to_ascii_lowercase();
        ["ram", "plexus", "branch", "cervical", "thoracic", "lumbar", "sacral", "spinal"]
            .iter()
            .any(|word| name.contains(word))
    };
    let shares_root = one.roots.iter().any(|root| other.roots.contains(root));
    shared(&telling(&one.name), &telling(&other.name)) > 0
        || (shares_root && (is_general(one) || is_general(other)))
}

/// Whether a text would give a muscle away: by any telling word of its name, or by all of those of another name for it.
pub(super) fn says(text: &str, names: &Names) -> bool {
    Called::new(names).is_in(&telling(text))
}

/// The telling words of a muscle's names, for asking many texts.
pub(super) struct Called {
    english: Vec<String>,
    others: Vec<Vec<String>>,
}

impl Called {
    /// What a muscle is called.
    pub(super) fn new(names: &Names) -> Self {
        let others = names.synonyms.iter().map(|name| telling(name)).filter(|name| !name.is_empty());
        Self { english: telling(&names.english), others: others.collect() }
    }

    /// Whether a text of these telling words names the muscle.
    pub(super) fn is_in(&self, words: &[String]) -> bool {
        shared(&self.english, words) > 0 || self.others.iter().any(|name| shared(name, words) == name.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(one: &str, other: &str, is_shared: bool) {
        assert_eq!(shared(&telling(one), &telling(other)) > 0, is_shared, "{one} / {other}");
    }

    #[test]
    fn parts_and_levels_are_told_as_their_bone() {
        check("Atlas (C1)", "Vertebrae C3 and C4", true);
        check("Spine of the scapula", "Acromion", true);
        check("Ribs 9 or 10 to 12", "First rib", true);
        check("Iliac crest", "Pubis", true);
        check("Humerus", "Scapula", false);
        check("Occipital bone", "Temporal bone", false);
        check("Suprascapular nerve", "Axillary nerve", false);
        check("Upper subscapular nerve", "Lower subscapular nerve", true);
    }

    #[test]
    fn the_same_movement_of_a_neighbour_joint_may_be_meant() {
        let action = |text: &str| {
            let (joint, movement) = text.split_once(": ").expect("a joint and a movement");
            let (joint, movement) = (joint.to_owned(), movement.to_owned());
            Action {
                part: String::new(),
                joint,
                movement,
                role: crate::atlas::Role::Prime,
                note: String::new(),
            }
        };
        let check = |one, other, is_same| {
            assert_eq!(same_action(&action(one), &action(other)), is_same, "{one} / {other}")
        };
        check("head: extension", "neck: extension", true);
        check("neck: rotation", "neck: rotation to the same side", true);
        check("neck: rotation to the opposite side", "neck: rotation to the same side", false);
        check("shoulder: abduction", "hip: abduction", false);
        check("scapula: upward rotation", "scapula: downward rotation", false);
        check("shoulder: abduction", "shoulder: horizontal abduction", false);
    }
}
