//! A muscle in one sentence: what it does, and where its pain goes. Made from its actions and points, so that it never
//! says anything else than they do.

use crate::app::words;
use crate::atlas::{Action, Atlas, Muscle, MuscleFile, Patch, Role};

/// So many places of pain are told; the plate shows them all.
const PLACES: usize = 3;

/// What a muscle may move in two ways.
const THINGS: [&str; 17] = [
    "the shoulder blade",
    "the hyoid bone",
    "the lower leg",
    "the fingers",
    "the elbow",
    "the thigh",
    "the thumb",
    "the trunk",
    "the foot",
    "the head",
    "the knee",
    "the lips",
    "the neck",
    "the toes",
    "the arm",
    "the hip",
    "the jaw",
];

/// A place that begins so is not a thing: "above the ear".
const BESIDE: [&str; 10] =
    ["above", "around", "behind", "below", "beside", "between", "in", "just", "over", "under"];

/// "Lifts the shoulder blade and turns it downward; its pain is felt mostly at the angle of the neck and the nape."
pub(super) fn gist(atlas: &Atlas, muscle: &Muscle, file: &MuscleFile) -> String {
    let are_many = is_plural(&muscle.names.english);
    let does = does(&muscle.names.english, &file.actions, are_many);
    let sentence = match (does, pain(atlas, muscle)) {
        (does, None) => does,
        (does, Some(pain)) => {
            format!("{does}; {} pain is felt mostly {pain}", if are_many { "their" } else { "its" })
        }
    };
    words::capitalised(&sentence) + "."
}

fn is_plural(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["lumbricals", "interossei", "gemelli", "intercostals", "rotatores", "multifidi"]
        .iter()
        .any(|many| name.contains(many))
}

/// The first two of its chief actions; those in which it helps, where it has no other.
fn does(name: &str, actions: &[Action], are_many: bool) -> String {
    let chief: Vec<&Action> = actions.iter().filter(|action| action.role == Role::Prime).collect();
    let (helps, told) = if chief.is_empty() { (true, actions.iter().collect()) } else { (false, chief) };
    let mut phrases: Vec<(&str, String)> = Vec::new();
    for action in told {
        let (verb, rest) = phrase(&action.joint, &action.movement);
        let one = part_named(name, &action.joint);
        let (verb, rest) = match one {
            Some(one) if verb == "spread" => ("move", format!("{one} away from the others")),
            Some(one) => (verb, rest.replace("the fingers", one).replace("the toes", one)),
            None => (verb, rest),
        };
        if phrases.len() < 2 && !phrases.iter().any(|(known, of)| *known == verb && *of == rest) {
            phrases.push((verb, rest));
        }
    }
    let inflected = |verb: &str| match (helps || are_many, verb) {
        (true, _) => verb.to_owned(),
        (false, "press" | "hitch") => format!("{verb}es"),
        (false, "carry" | "steady") => format!("{}ies", &verb[..verb.len() - 1]),
        (false, _) => format!("{verb}s"),
    };
    let mut before: Option<(&str, String)> = None;
    let mut told: Vec<String> = Vec::new();
    for (verb, rest) in phrases {
        let is_same = before.as_ref().is_some_and(|(known, _)| *known == verb);
        // What both move is named once.
        let is_thing = |thing: &&str| {
            rest.starts_with(thing) && before.as_ref().is_some_and(|(_, first)| first.starts_with(thing))
        };
        let short = match THINGS.into_iter().find(is_thing) {
            Some(thing) if is_same => rest.replacen(thing, "", 1).trim().to_owned(),
            Some(thing) => rest.replacen(thing, if thing.ends_with('s') { "them" } else { "it" }, 1),
            None => rest.clone(),
        };
        told.push(if is_same { short } else { format!("{} {short}", inflected(verb)) });
        before = Some((verb, rest));
    }
    let told = words::listed(told.iter().map(String::as_str));
    match (helps, are_many) {
        (true, false) => format!("helps to {told}"),
        (true, true) => format!("help to {told}"),
        (false, _) => told,
    }
}

/// The one finger or toe that a muscle is named after.
fn part_named(name: &str, joint: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    match joint {
        "fingers" if name.contains("digiti minimi") => Some("the little finger"),
        "fingers" if name.contains("indicis") => Some("the index finger"),
        "toes" if name.contains("digiti minimi") => Some("the little toe"),
        _ => None,
    }
}

/// A movement in plain words: a verb, and the rest.
fn phrase(joint: &str, movement: &str) -> (&'static str, String) {
    let told = |verb, rest: &str| (verb, rest.to_owned());
    match (joint, movement) {
        ("abdomen", "compression") => told("draw", "in the belly"),
        ("abdomen", _) => told("tighten", "the wall of the belly"),
        ("ankle and foot", "dorsiflexion") => told("pull", "the foot up"),
        ("ankle and foot", "plantar flexion") => told("point", "the foot down"),
        ("ankle and foot", "eversion") => told("turn", "the sole outward"),
        ("ankle and foot", "inversion") => told("turn", "the sole inward"),
        ("ankle and foot", "support") => told("hold", "up the arch of the foot"),
        ("eyelids", _) => told("close", "the eye"),
        ("face", "compression") => told("press", "the cheek against the teeth"),
        ("face", "depression") => told("draw", "down the corner of the mouth"),
        ("face", "elevation") => told("raise", "the eyebrows"),
        ("face", _) => told("wrinkle", "the forehead"),
        ("fingers" | "toes", "abduction") => ("spread", format!("the {joint}")),
        ("fingers" | "toes", "adduction") => ("bring", format!("the {joint} together")),
        ("elbow" | "knee" | "fingers" | "toes" | "thumb" | "great toe", "extension") => {
            ("straighten", format!("the {joint}"))
        }
        ("elbow" | "knee" | "fingers" | "toes" | "thumb" | "great toe", "flexion") => {
            ("bend", format!("the {joint}"))
        }
        ("forearm", "pronation") => told("turn", "the palm down"),
        ("forearm", "supination") => told("turn", "the palm up"),
        ("great toe", "abduction") => told("move", "the great toe away from the others"),
        ("great toe", "adduction") => told("draw", "the great toe toward the others"),
        ("hand", "tightening") => told("tighten", "the sheet of the palm"),
        ("hand", "flexion") => told("hollow", "the palm"),
        ("hand", _) => told("turn", "the little finger toward the thumb"),
        ("head" | "neck" | "trunk", "extension") => ("bend", format!("the {joint} backward")),
        ("head" | "neck" | "trunk", "flexion") => ("bend", format!("the {joint} forward")),
        ("head" | "neck" | "trunk", "lateral flexion") => ("bend", format!("the {joint} to its side")),
        ("head" | "neck" | "trunk", "rotation to the same side") => {
            ("turn", format!("the {joint} to its side"))
        }
        ("head" | "neck" | "trunk", "rotation to the opposite side") => {
            ("turn", format!("the {joint} to the other side"))
        }
        ("neck", "tightening") => told("tighten", "the skin of the neck"),
        ("hip", "abduction") => told("lift", "the thigh out to the side"),
        ("hip", "adduction") => told("draw", "the thigh inward"),
        ("hip", "extension") => told("move", "the thigh backward"),
        ("hip", "flexion") => told("lift", "the thigh forward"),
        ("hip", "lateral rotation") => told("turn", "the thigh outward"),
        ("hip", "medial rotation") => told("turn", "the thigh inward"),
        ("hyoid", "depression") => told("pull", "the hyoid bone down"),
        ("hyoid", "elevation") => told("lift", "the hyoid bone"),
        ("hyoid", "protraction") => told("draw", "the hyoid bone forward"),
        ("hyoid", "retraction") => told("draw", "the hyoid bone back"),
        ("jaw", "depression") => told("open", "the jaw"),
        ("jaw", "elevation") => told("close", "the jaw"),
        ("jaw", "protraction") => told("slide", "the jaw forward"),
        ("jaw", "retraction") => told("pull", "the jaw back"),
        ("knee", "lateral rotation") => told("turn", "the lower leg outward"),
        ("knee", "medial rotation") => told("turn", "the lower leg inward"),
        ("larynx", "depression") => told("pull", "the larynx down"),
        ("larynx", _) => told("lift", "the larynx"),
        ("lips", "closing") => told("close", "the lips"),
        ("lips", "elevation") => told("lift", "the corner of the mouth"),
        ("lips", _) => told("purse", "the lips"),
        ("pelvic floor", "closing") => told("close", "the floor of the pelvis"),
        ("pelvic floor", _) => told("carry", "the organs of the pelvis"),
        ("pelvis", "elevation") => told("hitch", "the hip up"),
        ("pelvis", "tilting") => told("tilt", "the pelvis"),
        ("ribs", "depression") => told("pull", "the lower ribs down"),
        ("ribs", "elevation") => told("lift", "the upper ribs"),
        ("ribs", "inspiration") => told("draw", "in the breath"),
        ("ribs", "expiration") => told("drive", "out the breath"),
        ("scapula", "depression") => told("pull", "the shoulder blade down"),
        ("scapula", "elevation") => told("lift", "the shoulder blade"),
        ("scapula", "protraction") => told("pull", "the shoulder blade forward"),
        ("scapula", "retraction") => told("draw", "the shoulder blade toward the spine"),
        ("scapula", "downward rotation") => told("turn", "the shoulder blade downward"),
        ("scapula", "upward rotation") => told("turn", "the shoulder blade upward"),
        ("shoulder", "abduction") => told("lift", "the arm out to the side"),
        ("shoulder", "adduction") => told("draw", "the arm to the body"),
        ("shoulder", "extension") => told("pull", "the arm backward"),
        ("shoulder", "flexion") => told("lift", "the arm forward"),
        ("shoulder", "horizontal adduction") => told("draw", "the arm across the chest"),
        ("shoulder", "lateral rotation") => told("turn", "the arm outward"),
        ("shoulder", "medial rotation") => told("turn", "the arm inward"),
        ("thumb", "abduction") => told("move", "the thumb away from the palm"),
        ("thumb", "adduction") => told("draw", "the thumb to the palm"),
        ("thumb", "opposition") => told("bring", "the thumb to face the fingers"),
        ("thumb", _) => told("turn", "the thumb inward"),
        ("wrist", "extension") => told("bend", "the wrist backward"),
        ("wrist", "flexion") => told("bend", "the wrist forward"),
        ("wrist", "radial deviation") => told("tilt", "the hand toward the thumb"),
        ("wrist", "ulnar deviation") => told("tilt", "the hand toward the little finger"),
        (_, "stabilization") => ("steady", steadied(joint)),
        (joint, movement) => ("serve", format!("the {movement} of the {joint}")),
    }
}

fn steadied(joint: &str) -> String {
    let thing = match joint {
        "scapula" => "shoulder blade",
        "clavicle" => "collarbone",
        "ankle and foot" => "ankle",
        "neck" => "joints of the neck",
        "trunk" => "joints of the spine",
        other => other,
    };
    format!("the {thing}")
}

/// Where its points send pain, those places first to which most of them do: "at the temple, the eyebrow and above the ear".
fn pain(atlas: &Atlas, muscle: &Muscle) -> Option<String> {
    let mut places: Vec<(String, usize)> = Vec::new();
    for point in &muscle.points {
        let mut of_point: Vec<String> = Vec::new();
        for patch in &point.trigger.essential {
            let place = plain(atlas, patch)?;
            if !of_point.contains(&place) {
                of_point.push(place);
            }
        }
        for place in of_point {
            match places.iter_mut().find(|(known, _)| *known == place) {
                Some((_, votes)) => *votes += 1,
                None => places.push((place, 1)),
            }
        }
    }
    crate::order::sort_by(&mut places, |a, b| b.1.cmp(&a.1));
    // "The ball of the foot" says enough beside "the ball of the foot under the great toe".
    let is_within = |at: usize, place: &str| {
        places[..at].iter().any(|(known, _)| place.starts_with(known) || known.starts_with(place))
    };
    let told = places.iter().enumerate().filter(|(at, (place, _))| !is_within(*at, place));
    let mut told: Vec<String> = told.take(PLACES).map(|(_, (place, _))| place.clone()).collect();
    // "At the temple and the eyebrow", and only then "above the ear".
    crate::order::sort_by(&mut told, |a, b| b.starts_with("the ").cmp(&a.starts_with("the ")));
    if let Some(first) = told.first_mut().filter(|first| first.starts_with("the ")) {
        first.insert_str(0, "at ");
    }
    (!told.is_empty()).then(|| words::listed(told.iter().map(String::as_str)))
}

/// A patch of skin as one says it: without its parts, "the nape" for "Nape, lower part".
fn plain(atlas: &Atlas, patch: &Patch) -> Option<String> {
    let name = &atlas.region(&patch.region)?.name;
    let name = name.split([',', '(']).next()?.trim();
    // "Eye and eyelids", "Arch and inner edge of the foot": the first says where.
    let name = match name.split_once(" and ") {
        Some((first, rest)) => match rest.rsplit_once(" of ") {
            Some((_, of)) => format!("{first} of {of}"),
            None => first.to_owned(),
        },
        None => name.to_owned(),
    };
    let name = words::in_sentence(&name);
    let is_beside = BESIDE.contains(&name.split(' ').next().unwrap_or_default());
    let place = if is_beside { name } else { format!("the {name}") };
    Some(if patch.is_opposite { format!("{place} of the other side") } else { place })
}

#[cfg(all(test, feature = "authoring"))]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::atlas::authoring::{Sources, report};

    #[test]
    fn every_muscle_has_its_sentence() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let sources = Sources::load(root).unwrap_or_else(|faults| panic!("{}", report(&faults)));
        let (atlas, texts) = (sources.atlas(), sources.texts());
        for muscle in atlas.muscles() {
            let told = gist(&atlas, muscle, &texts.0[&muscle.row.id]);
            assert!(told.ends_with('.') && told.len() < 260, "{told}");
            assert!(!told.contains(" serve") && !told.contains("Serve"), "{}: {told}", muscle.names.english);
            assert_eq!(told.contains(" pain "), !muscle.points.is_empty(), "{told}");
        }
        let of = |id: &str| gist(&atlas, atlas.muscle(id).expect("a muscle"), &texts.0[id]);
        assert_eq!(
            of("levator-scapulae"),
            "Lifts the shoulder blade and turns it downward; its pain is felt mostly at the angle of the neck and the nape."
        );
    }
}
