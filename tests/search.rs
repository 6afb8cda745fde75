//! Every muscle is found by each of its names, and by its name with a slip of the finger.
#![cfg(all(feature = "authoring", not(target_arch = "wasm32")))]
#![allow(missing_docs, reason = "tests")]

use std::path::Path;

use palpate::atlas::authoring::{Sources, report};
use palpate::atlas::{Atlas, Hit, Index, Target, find_all, ways};

/// As many as the search box lists.
const LISTED: usize = 8;

fn atlas() -> &'static Atlas {
    &known().atlas
}

/// The place of a muscle among the muscles found, from 0.
fn place(index: &Index, query: &str, id: &str) -> Option<usize> {
    let hits = index.find(query, LISTED);
    let muscles = hits.iter().filter_map(|hit| match &hit.target {
        Target::Muscle(id) => Some(id),
        _ => None,
    });
    muscles.into_iter().position(|found| found == id)
}

/// Fails with all names that do not lead to their muscle in the list's first `places`.
fn check(places: usize, queries: impl Fn(&palpate::atlas::Muscle) -> Vec<String>) {
    let atlas = atlas();
    let index = Index::new(atlas);
    let mut lost = Vec::new();
    for muscle in atlas.muscles() {
        for query in queries(muscle) {
            if place(&index, &query, &muscle.row.id).is_none_or(|place| place >= places) {
                lost.push(format!("\"{query}\" does not lead to {}", muscle.row.id));
            }
        }
    }
    assert!(lost.is_empty(), "{} names are lost:\n{}", lost.len(), lost.join("\n"));
}

#[test]
fn every_name_leads_to_its_muscle_first() {
    check(1, |muscle| vec![muscle.names.english.clone()]);
}

#[test]
fn every_other_name_leads_to_its_muscle() {
    check(LISTED, |muscle| {
        let names = &muscle.names;
        let all = names.abbreviations.iter().chain(&names.synonyms).chain(&names.misspellings);
        all.chain([&names.latin]).filter(|name| !name.is_empty()).cloned().collect()
    });
}

#[test]
fn a_name_is_found_in_capitals_and_without_its_end() {
    check(LISTED, |muscle| vec![muscle.names.english.to_uppercase()]);
    check(LISTED, |muscle| {
        let name = &muscle.names.english;
        vec![name.chars().take(name.chars().count() - 2).collect()]
    });
}

#[test]
fn one_mistake_in_a_long_word_is_forgiven() {
    check(LISTED, |muscle| {
        muscle
            .names
            .english
            .split(' ')
            .filter(|word| word.len() >= 5)
            .flat_map(|word| {
                slips(word).map(|slip| muscle.names.english.replacen(word, &slip, 1)).collect::<Vec<_>>()
            })
            .collect()
    });
}

/// A word with a letter left out, doubled, mistaken or two swapped, at every place but the first letter.
fn slips(word: &str) -> impl Iterator<Item = String> {
    let letters: Vec<char> = word.chars().collect();
    let at = move |place: usize| {
        let (before, here, after) = (&letters[..place], letters[place], &letters[place + 1..]);
        let joined = |middle: &[char]| [before, middle, after].concat().into_iter().collect::<String>();
        let swapped =
            [&letters[..place - 1], &[here, letters[place - 1]], after].concat().into_iter().collect();
        let mistaken = if here == 'x' { 'y' } else { 'x' };
        [joined(&[]), joined(&[here, here]), joined(&[mistaken]), swapped]
    };
    (1..word.chars().count()).flat_map(at)
}

#[test]
fn what_nothing_is_called_finds_nothing() {
    let index = Index::new(atlas());
    for query in ["", "   ", "-", "qqqqqq", "zzz zzz zzz"] {
        assert!(index.find(query, LISTED).is_empty(), "\"{query}\" finds {:?}", index.find(query, LISTED));
    }
}

/// Everything that the search box has once the long texts are here.
struct Known {
    atlas: Atlas,
    sources: Sources,
    names: Index,
    ways: Index,
}

fn known() -> &'static Known {
    static KNOWN: std::sync::OnceLock<Known> = std::sync::OnceLock::new();
    KNOWN.get_or_init(|| {
        let sources = Sources::load(Path::new(env!("CARGO_MANIFEST_DIR")));
        let sources = sources.unwrap_or_else(|faults| panic!("{}", report(&faults)));
        let atlas = sources.atlas();
        let (names, ways) = (Index::new(&atlas), ways(&atlas, &sources.texts()));
        Known { atlas, sources, names, ways }
    })
}

fn found(query: &str) -> Vec<Hit> {
    let Known { names, ways, .. } = known();
    find_all(names, ways, query, LISTED)
}

/// A query leads to a title of a kind within the list's first `places`.
fn leads(query: &str, places: usize, kind: &str, title: &str) {
    let of_kind = |hit: &Hit| match hit.target {
        Target::Muscle(_) => "muscle",
        Target::Point(_) => "point",
        Target::Place(_) => "place",
        Target::Condition(_) => "condition",
        Target::Term(_) => "term",
    };
    let hits = found(query);
    let is_there = hits.iter().take(places).any(|hit| of_kind(hit) == kind && hit.title == title);
    let listed: Vec<String> = hits
        .iter()
        .map(|hit| format!("{} {} ({:?}, {:.2})", of_kind(hit), hit.title, hit.matched, hit.distance))
        .collect();
    assert!(is_there, "\"{query}\" does not lead to the {kind} {title}:\n{}", listed.join("\n"));
}

#[test]
fn complaints_places_and_terms_lead_on() {
    for (query, places, kind, title) in [
        ("headache", 3, "condition", "Tension-type headache"),
        ("headache", 3, "condition", "Cervicogenic headache"),
        ("my head hurts", 4, "place", "Head"),
        ("my head hurts at the temple", 1, "place", "Temple"),
        ("temple", 1, "place", "Temple"),
        ("pain between the shoulder blades", 1, "place", "Between the shoulder blades"),
        ("between the shoulderblades", 2, "place", "Between the shoulder blades"),
        ("back of the head", 1, "place", "Back of the head and base of the skull"),
        ("pain behind my eye", 3, "place", "In and around the eye"),
        ("behind the eye", 6, "muscle", "Trapezius"),
        ("knee", 1, "place", "Knee"),
        ("my knee hurts", 3, "condition", "Patellofemoral pain"),
        ("sciatica", 1, "condition", "Piriformis syndrome and sciatica-like pain"),
        ("jaw pain", 2, "condition", "Temporomandibular disorder"),
        ("jaw pain", 2, "place", "Jaw"),
        ("tingling fingers", 3, "condition", "Carpal tunnel-like hand pain"),
        ("tingling fingers", 3, "condition", "Thoracic outlet syndrome"),
        ("low back", 2, "place", "Low back"),
        ("backache", 2, "condition", "Low back pain"),
        ("tennis elbow", 1, "condition", "Lateral elbow pain"),
        ("golfers elbow", 1, "condition", "Medial elbow pain"),
        ("taut band", 1, "term", "Taut band"),
        ("essential zone", 1, "term", "Essential zone"),
        ("spillover", 1, "term", "Spillover zone"),
        ("ischemic compression", 1, "term", "Sustained pressure (ischemic compression)"),
        ("knot in the muscle", 2, "term", "Trigger point"),
        ("gooseflesh", 1, "muscle", "Trapezius"),
        ("sitting makes my buttock ache", 6, "muscle", "Piriformis"),
    ] {
        leads(query, places, kind, title);
    }
}

#[test]
fn names_still_come_first_where_they_are_meant() {
    for muscle in atlas().muscles() {
        let name = &muscle.names.english;
        let first = found(name).into_iter().next().map(|hit| hit.target);
        assert_eq!(first, Some(Target::Muscle(muscle.row.id.clone())), "{name}");
    }
}

#[test]
fn accents_titles_and_gaps_are_forgiven() {
    for (query, title) in [
        ("occipito frontal", "Occipitofrontalis"),
        ("sternocleido mastoid", "Sternocleidomastoid"),
        ("sternocleïdomastoïd", "Sternocleidomastoid"),
        ("sterno cleido mastoid", "Sternocleidomastoid"),
        ("m. trapezius", "Trapezius"),
        ("M. trapézius", "Trapezius"),
        ("musculus trapezius", "Trapezius"),
        ("musculi trapezius", "Trapezius"),
        ("the trapezius muscle", "Trapezius"),
        ("levatorscapulae", "Levator scapulae"),
        ("levator scapulæ", "Levator scapulae"),
        ("extensor digitorumlongus", "Extensor digitorum longus"),
    ] {
        leads(query, 1, "muscle", title);
    }
}

#[test]
fn misspellings_are_found_and_never_shown() {
    for muscle in atlas().muscles() {
        for slip in &muscle.names.misspellings {
            let shown = found(slip).into_iter().filter_map(|hit| hit.matched).any(|shown| shown == *slip);
            assert!(!shown, "\"{slip}\" is shown as a name of {}", muscle.row.id);
        }
    }
}

#[test]
fn every_place_condition_and_term_is_found_by_its_name() {
    let sources = &known().sources;
    for group in &sources.course.groups {
        leads(&group.name, 2, "place", &group.name);
    }
    for region in &sources.regions {
        leads(&region.name, 4, "place", &region.name);
    }
    for condition in sources.course.conditions.values() {
        leads(&condition.name, 1, "condition", &condition.name);
        for name in condition.synonyms.iter().chain(&condition.also) {
            leads(name, 6, "condition", &condition.name);
        }
    }
    for term in &sources.course.terms {
        leads(&term.name, 1, "term", &term.name);
    }
}
