//! Ready-made sets of muscles: where to begin, what belongs together, what a complaint calls for, and the four regions
//! in which neuromuscular therapy is taught.

use crate::atlas::Muscle;

/// A ready-made set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Set {
    /// Its stable name.
    pub id: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// Roster regions that belong to it as a whole.
    pub regions: &'static [&'static str],
    /// Single muscles, by id.
    pub muscles: &'static [&'static str],
}

impl Set {
    /// Whether a muscle belongs to it.
    pub fn holds(&self, muscle: &Muscle) -> bool {
        self.regions.contains(&muscle.row.region.as_str()) || self.muscles.contains(&muscle.row.id.as_str())
    }
}

/// A set by its id.
pub fn set(id: &str) -> Option<&'static Set> {
    SETS.iter().find(|set| set.id == id)
}

const fn of(id: &'static str, title: &'static str, muscles: &'static [&'static str]) -> Set {
    Set { id, title, regions: &[], muscles }
}

const fn course(id: &'static str, title: &'static str, regions: &'static [&'static str]) -> Set {
    Set { id, title, regions, muscles: &[] }
}

/// All sets, in the order in which lists show them.
pub const SETS: [Set; 17] = [
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
    course("course-spine-torso", "Course: spine and torso", &["trunk"]),
    course("course-head-neck", "Course: head and neck", &["head-neck"]),
    course(
        "course-shoulder-arm",
        "Course: shoulder, arm and hand",
        &["neck-shoulder", "arm", "forearm-hand"],
    ),
    course("course-pelvis-leg", "Course: pelvis, leg and foot", &["pelvis-hip", "thigh", "leg-foot"]),
    of("rotator-cuff", "Rotator cuff", &["supraspinatus", "infraspinatus", "teres-minor", "subscapularis"]),
    of(
        "frozen-shoulder",
        "Stiff shoulder",
        &[
            "subscapularis",
            "infraspinatus",
            "supraspinatus",
            "teres-minor",
            "teres-major",
            "deltoid",
            "pectoralis-major",
        ],
    ),
    of(
        "headache",
        "Headache",
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
    of(
        "suboccipital",
        "Suboccipital muscles",
        &[
            "rectus-capitis-posterior-major",
            "rectus-capitis-posterior-minor",
            "obliquus-capitis-superior",
            "obliquus-capitis-inferior",
        ],
    ),
    of(
        "stiff-neck",
        "Stiff neck",
        &[
            "levator-scapulae",
            "trapezius",
            "sternocleidomastoid",
            "splenius-cervicis",
            "splenius-capitis",
            "scalenus-medius",
            "scalenus-posterior",
        ],
    ),
    of(
        "jaw",
        "Jaw",
        &[
            "masseter",
            "temporalis",
            "medial-pterygoid",
            "lateral-pterygoid",
            "digastric",
            "mylohyoid",
            "sternocleidomastoid",
        ],
    ),
    of(
        "thoracic-outlet",
        "Numb arm and outlet of the chest",
        &[
            "scalenus-anterior",
            "scalenus-medius",
            "scalenus-posterior",
            "scalenus-minimus",
            "subclavius",
            "pectoralis-minor",
        ],
    ),
    of(
        "low-back",
        "Low back",
        &[
            "quadratus-lumborum",
            "iliocostalis-lumborum",
            "longissimus-thoracis",
            "multifidus",
            "rotatores",
            "psoas-major",
            "iliacus",
            "gluteus-medius",
            "rectus-abdominis",
        ],
    ),
    of(
        "sciatica",
        "Pain down the leg",
        &[
            "gluteus-minimus",
            "gluteus-medius",
            "gluteus-maximus",
            "piriformis",
            "biceps-femoris",
            "semitendinosus",
            "semimembranosus",
            "quadratus-lumborum",
        ],
    ),
    of(
        "elbow",
        "Elbow and forearm",
        &[
            "supinator",
            "extensor-carpi-radialis-longus",
            "extensor-carpi-radialis-brevis",
            "extensor-digitorum",
            "brachioradialis",
            "anconeus",
            "triceps-brachii",
            "pronator-teres",
            "flexor-carpi-radialis",
            "flexor-carpi-ulnaris",
        ],
    ),
    of(
        "knee",
        "Knee",
        &[
            "rectus-femoris",
            "vastus-medialis",
            "vastus-lateralis",
            "vastus-intermedius",
            "biceps-femoris",
            "semitendinosus",
            "semimembranosus",
            "gastrocnemius",
            "popliteus",
            "sartorius",
            "gracilis",
        ],
    ),
    of(
        "heel-arch",
        "Heel and arch of the foot",
        &[
            "gastrocnemius",
            "soleus",
            "tibialis-posterior",
            "flexor-digitorum-longus",
            "flexor-hallucis-longus",
            "abductor-hallucis",
            "flexor-digitorum-brevis",
            "quadratus-plantae",
            "adductor-hallucis",
            "flexor-hallucis-brevis",
        ],
    ),
];
