//! A small made-up body on which right and wrong can be told by eye.
#![allow(dead_code, reason = "each test file uses a part of it")]

use palpate::anatomy::{BodyPoint, Depth};
use std::sync::OnceLock;

use palpate::atlas::{
    Action, Atlas, Attachment, Chapter, Condition, Course, CourseRegion, End, Evidence, Examined, Grip, Kind,
    Layering, Met, Muscle, MuscleFile, Names, Nerve, Over, Paired, Palpation, Patch, PlateKind, PlateView,
    Point, Referral, Role, RosterRow, Shelved, Sight, SkinRegion, StructureName, Technique, Texts,
    TriggerPoint,
};
use palpate::quiz::Content;

/// Regions "a" to "h" are paired, "m" lies across the midline.
pub(crate) const REGIONS: [&str; 9] = ["a", "b", "c", "d", "e", "f", "g", "h", "m"];

/// A point by id, with its patterns as words: "a opposite:b".
pub(crate) fn point(id: &str, at: [f64; 3], essential: &str, spillover: &str) -> Point {
    let patches = |words: &str| words.split_whitespace().map(|word| Patch::from(word.to_owned())).collect();
    let trigger = TriggerPoint {
        id: id.to_owned(),
        label: format!("TrP {}", id.rsplit('-').next().unwrap()),
        edition: String::new(),
        place: "in the middle of the belly".to_owned(),
        part: "part".to_owned(),
        at: BodyPoint::from(at),
        radius_mm: 12.0,
        essential: patches(essential),
        spillover: patches(spillover),
    };
    let sight = |plate: &str| Sight { plate: plate.to_owned(), covered_by: Vec::new() };
    Point { trigger, sights: vec![sight("posterior"), sight("anterior")], referral: Referral::default() }
}

/// A muscle whose only drawn part is called like itself with "-part".
pub(crate) fn muscle(id: &str, depth: Depth, points: Vec<Point>) -> Muscle {
    let name = format!("{}{}", id[..1].to_uppercase(), &id[1..]);
    let row = RosterRow {
        id: id.to_owned(),
        name: name.clone(),
        region: "trunk".to_owned(),
        depth,
        structures: vec![format!("{id}-part")],
        chapter: String::new(),
        least_points: 0,
    };
    Muscle {
        row,
        names: Names { english: name, ..Names::default() },
        bones: Vec::new(),
        points,
        plates: vec!["posterior".to_owned()],
        synergists: Vec::new(),
        antagonists: Vec::new(),
        over: Vec::new(),
        under: Vec::new(),
    }
}

pub(crate) fn atlas(muscles: Vec<Muscle>) -> Atlas {
    let side = |id: &str| if id == "m" { Paired::Midline } else { Paired::Right };
    let region = |id: &&str| SkinRegion {
        id: (*id).to_owned(),
        name: format!("Region {id}"),
        term: (*id).to_owned(),
        side: side(id),
        plates: Vec::new(),
    };
    let structure =
        |slug: String, kind| StructureName { name: slug.clone(), slug, kind, side: Paired::Right };
    let parts = muscles.iter().flat_map(|muscle| &muscle.row.structures);
    let mut structures: Vec<StructureName> =
        parts.map(|slug| structure(slug.clone(), Kind::Muscle)).collect();
    structures.push(structure("clavicle".to_owned(), Kind::Bone));
    structures.push(structure("skin".to_owned(), Kind::Surface));
    let plate = |id: &str, azimuth| PlateView {
        id: id.to_owned(),
        name: id.to_owned(),
        azimuth,
        elevation: 0.0,
        crop: [-300.0, -1700.0, 600.0, 1700.0],
        kind: PlateKind::Standing,
    };
    let plates = vec![plate("anterior", 0.0), plate("posterior", 180.0), plate("left-lateral", 90.0)];
    Atlas::new(muscles, REGIONS.iter().map(region).collect(), structures, plates)
}

/// Seven muscles: the cape lies over the lifter; the twin refers as the lifter does, the mirror as a left lifter.
pub(crate) fn body() -> Atlas {
    let mut cape = muscle(
        "cape",
        Depth::Superficial,
        vec![
            point("cape-1", [-60.0, 40.0, 1380.0], "a c", "d"),
            point("cape-2", [-90.0, 45.0, 1300.0], "e", "m"),
        ],
    );
    cape.under = vec!["lifter".to_owned()];
    let mut lifter = muscle(
        "lifter",
        Depth::Intermediate,
        vec![
            point("lifter-1", [-50.0, 30.0, 1400.0], "a b", "c opposite:d m"),
            point("lifter-2", [-70.0, 30.0, 1340.0], "b", "f"),
        ],
    );
    lifter.over = vec!["cape".to_owned()];
    let twin = muscle("twin", Depth::Deep, vec![point("twin-1", [-30.0, 20.0, 1350.0], "a b", "")]);
    let mirror = muscle(
        "mirror",
        Depth::Deep,
        vec![point("mirror-1", [-30.0, 20.0, 1250.0], "opposite:a opposite:b", "")],
    );
    let far = muscle("far", Depth::Deepest, vec![point("far-1", [-100.0, 0.0, 300.0], "h", "g")]);
    let near = muscle("near", Depth::Deep, vec![point("near-1", [-40.0, 20.0, 1200.0], "c", "a")]);
    let silent = muscle("silent", Depth::Deep, Vec::new());
    let other = muscle("other", Depth::Deep, vec![point("other-1", [-40.0, 20.0, 1100.0], "f g", "")]);
    atlas(vec![cape, lifter, twin, mirror, far, near, silent, other])
}

/// A text of which only what questions use is filled in, each from words: attachments "proximal Femur, distal Tibia",
/// actions "hip flexion; knee extension", nerves "Femoral nerve L2 L3; ...", one symptom, one caution.
pub(crate) fn text(
    muscle: &Muscle,
    attachments: &str,
    actions: &str,
    nerves: &str,
    said: &[&str],
) -> MuscleFile {
    let attachment = |words: &str| {
        let (end, bone) = words.trim().split_once(' ').unwrap();
        let end = if end == "proximal" { End::Proximal } else { End::Distal };
        let landmark = format!("On the ridge of the {}", muscle.row.id);
        Attachment { end, part: String::new(), bone: bone.to_owned(), landmark }
    };
    let action = |words: &str| {
        let joint = palpate::atlas::JOINTS.iter().find(|joint| words.trim().starts_with(*joint)).unwrap();
        let movement = words.trim()[joint.len()..].trim().to_owned();
        let joint = (*joint).to_owned();
        Action { part: String::new(), joint, movement, role: Role::Prime, note: String::new() }
    };
    let nerve = |words: &str| {
        let is_root = |word: &&str| word.len() < 4 && word.chars().any(|c| c.is_ascii_digit());
        let (roots, name): (Vec<&str>, Vec<&str>) = words.split_whitespace().partition(is_root);
        Nerve {
            name: name.join(" "),
            roots: roots.into_iter().map(str::to_owned).collect(),
            note: String::new(),
        }
    };
    let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<String>>();
    let split = |words: &str| {
        words.split([';']).filter(|part| !part.trim().is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    MuscleFile {
        lead: String::new(),
        names: muscle.names.clone(),
        attachments: split(attachments).iter().map(|words| attachment(words)).collect(),
        actions: split(actions).iter().map(|words| action(words)).collect(),
        nerves: split(nerves).iter().map(|words| nerve(words)).collect(),
        blood: Vec::new(),
        synergists: Vec::new(),
        antagonists: Vec::new(),
        over: muscle.over.clone(),
        under: muscle.under.clone(),
        palpation: Palpation::default(),
        points: muscle.points.iter().map(|point| point.trigger.clone()).collect(),
        symptoms: owned(said),
        technique: Technique {
            grip: Grip::Flat,
            direction: String::new(),
            seconds: [15, 60],
            response: String::new(),
            stripping: String::new(),
            stretch: String::new(),
            self_care: String::new(),
        },
        keeps_active: Vec::new(),
        cautions: owned(said),
        red_flags: Vec::new(),
        mblex: Vec::new(),
        citations: Vec::new(),
    }
}

/// The texts of the made-up body.
pub(crate) fn texts(atlas: &Atlas) -> Texts {
    let rows = [
        (
            "cape",
            "proximal Occipital bone; distal Clavicle",
            "scapula elevation; neck extension",
            "Accessory nerve CN11",
            "Holding the umbrella aches",
        ),
        (
            "lifter",
            "proximal Femur; distal Scapula",
            "scapula elevation; neck lateral flexion",
            "Dorsal scapular nerve C5",
            "Reversing hurts badly",
        ),
        (
            "twin",
            "proximal Tibia; distal Scapula",
            "scapula elevation; shoulder abduction",
            "Axillary nerve C5",
            "Combing takes ages",
        ),
        (
            "mirror",
            "proximal Fibula; distal Humerus",
            "shoulder medial rotation",
            "Median nerve C6",
            "Buttons stay open",
        ),
        (
            "far",
            "proximal Patella; distal Talus",
            "ankle and foot dorsiflexion",
            "Tibial nerve L4",
            "Stairs burn terribly",
        ),
        (
            "near",
            "proximal Ulna; distal Radius",
            "elbow flexion; scapula elevation",
            "Ulnar nerve C8",
            "Lifting kettles stings",
        ),
        (
            "other",
            "proximal Sternum; distal Mandible",
            "jaw closing",
            "Femoral nerve L2",
            "Chewing bread tires",
        ),
    ];
    let row = |(id, attachments, actions, nerves, said): (&str, &str, &str, &str, &str)| {
        let muscle = atlas.muscle(id).unwrap();
        (id.to_owned(), text(muscle, attachments, actions, nerves, &[said]))
    };
    Texts(
        rows.into_iter().map(row).collect(),
        Vec::new(),
        Shelved::of(&course()),
        Default::default(),
        layering(atlas),
    )
}

/// What the muscles say of their layers, as if the back showed all of it.
pub(crate) fn layering(atlas: &Atlas) -> Layering {
    let place = |id: &String| atlas.muscles().iter().position(|muscle| muscle.row.id == *id).unwrap() as u16;
    let (mut pairs, mut met) = (Vec::new(), Vec::new());
    for muscle in atlas.muscles() {
        let own = place(&muscle.row.id);
        let over = muscle.over.iter().map(place).map(|upper| Over { plate: 1, upper, lower: own });
        let under = muscle.under.iter().map(place).map(|lower| Over { plate: 1, upper: own, lower });
        for pair in over.chain(under) {
            if !pairs.contains(&pair) {
                pairs.push(pair);
            }
        }
        met.push(Met { plate: 1, muscle: own, others: Vec::new() });
    }
    Layering { pairs, met }
}

/// Two chapters and a condition: far is taught before cape, and far is likelier than near.
fn course() -> Course {
    let chapter = |id: &str, region, muscles: &[&str]| Chapter {
        id: id.to_owned(),
        title: id.to_uppercase(),
        region,
        muscles: muscles.iter().map(|id| (*id).to_owned()).collect(),
    };
    let examined = |id: &str| Examined { id: id.to_owned(), why: format!("{id} sends pain there.") };
    let ache = Condition {
        name: "Ache".to_owned(),
        synonyms: vec!["pang".to_owned()],
        also: Vec::new(),
        summary: "It aches.".to_owned(),
        evidence: Evidence::Contested,
        red_flags: vec!["It never stops.".to_owned()],
        muscles: vec![examined("far"), examined("near"), examined("gone")],
        citations: Vec::new(),
    };
    Course {
        chapters: vec![
            chapter("outer", CourseRegion::SpineTorso, &["far", "cape"]),
            chapter("inner", CourseRegion::SpineTorso, &["near"]),
            chapter("head", CourseRegion::HeadNeck, &["other"]),
        ],
        conditions: [("ache".to_owned(), ache)].into(),
        ..Course::default()
    }
}

/// The made-up body with its texts.
pub(crate) fn content() -> Content<'static> {
    static MADE: OnceLock<(Atlas, Texts)> = OnceLock::new();
    let (atlas, texts) = MADE.get_or_init(|| {
        let atlas = body();
        let texts = texts(&atlas);
        (atlas, texts)
    });
    Content { atlas, texts: Some(texts) }
}
