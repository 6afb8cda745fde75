//! Ready-made sets of muscles: where to begin, and what belongs together across chapters of the course.

use crate::atlas::Muscle;

/// A ready-made set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Set {
    /// Its stable name.
    pub id: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// Its muscles, by id.
    pub muscles: &'static [&'static str],
}

impl Set {
    /// Whether a muscle belongs to it.
    pub fn holds(&self, muscle: &Muscle) -> bool {
        self.muscles.contains(&muscle.row.id.as_str())
    }
}

/// A set by its id.
pub fn set(id: &str) -> Option<&'static Set> {
    SETS.iter().find(|set| set.id == id)
}

const fn of(id: &'static str, title: &'static str, muscles: &'static [&'static str]) -> Set {
    Set { id, title, muscles }
}

/// All sets, in the order in which lists show them.
pub const SETS: [Set; 3] = [
    of(
        "first-ten",
        "First ten muscles",
        &[
            "trapezius",
            "levator-scapulae",
            "sternocleidomastoid",
            "infraspinatus",
            "deltoid",
            "pectoralis-major",
            "latissimus-dorsi",
            "quadratus-lumborum",
            "gluteus-medius",
            "gastrocnemius",
        ],
    ),
    of("rotator-cuff", "Rotator cuff", &["supraspinatus", "infraspinatus", "teres-minor", "subscapularis"]),
    of(
        "headache",
        "Headache muscles",
        &[
            "trapezius",
            "sternocleidomastoid",
            "temporalis",
            "masseter",
            "occipitofrontalis",
            "splenius-capitis",
            "splenius-cervicis",
            "semispinalis-capitis",
            "rectus-capitis-posterior-major",
            "rectus-capitis-posterior-minor",
            "obliquus-capitis-superior",
            "obliquus-capitis-inferior",
        ],
    ),
];

/// What sets of earlier versions have become: their ids, and the scope that took each one's place.
pub(super) const MOVED: [(&str, &str); 14] = [
    ("course-spine-torso", "course:spine-torso"),
    ("course-head-neck", "course:head-neck"),
    ("course-shoulder-arm", "course:shoulder-arm"),
    ("course-pelvis-leg", "course:pelvis-leg"),
    ("suboccipital", "chapter:suboccipitals"),
    ("frozen-shoulder", "condition:frozen-shoulder"),
    ("stiff-neck", "condition:wry-neck"),
    ("jaw", "condition:temporomandibular-disorder"),
    ("thoracic-outlet", "condition:thoracic-outlet-syndrome"),
    ("low-back", "condition:low-back-pain"),
    ("sciatica", "condition:piriformis-syndrome"),
    ("elbow", "condition:lateral-elbow-pain"),
    ("knee", "condition:patellofemoral-pain"),
    ("heel-arch", "condition:plantar-heel-pain"),
];
