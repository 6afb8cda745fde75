//! Over the whole content: what is asked, whether it can be answered, and whether it can be guessed.

use std::collections::BTreeMap;
use std::path::Path;

use palpate::atlas::authoring::{Sources, report};
use palpate::quiz::{Card, Content, Form, Kind, Question, SETS, Scope};

pub(crate) fn sources() -> Sources {
    Sources::load(Path::new(env!("CARGO_MANIFEST_DIR")))
        .unwrap_or_else(|faults| panic!("{}", report(&faults)))
}

#[test]
fn every_set_is_made_of_muscles_that_there_are() {
    let atlas = sources().atlas();
    for set in SETS {
        for id in set.muscles {
            assert!(
                atlas.muscle(id).is_some(),
                "the set {} names {id}, which is no muscle of the roster",
                set.id
            );
        }
    }
}

/// Settings of earlier versions name sets that the course's chapters and the conditions have replaced.
#[test]
fn whoever_learned_from_a_set_that_has_moved_goes_on_from_what_took_its_place() {
    let sources = sources();
    let (atlas, texts) = (sources.atlas(), sources.texts());
    let content = Content { atlas: &atlas, texts: Some(&texts) };
    let sets = "first-ten course-spine-torso course-head-neck course-shoulder-arm course-pelvis-leg rotator-cuff \
                frozen-shoulder headache suboccipital stiff-neck jaw thoracic-outlet low-back sciatica elbow knee \
                heel-arch";
    for set in sets.split_whitespace() {
        let scope: Scope = format!("set:{set}").parse().unwrap();
        assert!(!scope.is_gone(&content), "the set {set} has become {scope}, which is not there");
    }
}

#[test]
fn every_card_can_be_asked_and_no_kind_can_be_guessed_by_its_looks() {
    let sources = sources();
    let (atlas, texts) = (sources.atlas(), sources.texts());
    let content = Content { atlas: &atlas, texts: Some(&texts) };
    let cards: Vec<Card> = atlas.muscles().iter().flat_map(Card::of_muscle).collect();
    let mut mute = Vec::new();
    // For each kind: choices, right ones in first place, and the longest of their choice.
    let mut looks: BTreeMap<Kind, [usize; 3]> = BTreeMap::new();
    for card in &cards {
        let mut made = 0;
        for kind in Kind::of(card.fact) {
            for seed in 0..6 {
                let ask = palpate::quiz::Ask { card: card.clone(), kind, seed };
                let Some(question) = Question::make(&content, &ask) else { continue };
                made += 1;
                let Form::Choice(form) = question.form else { continue };
                let length = |at: usize| form.options[at].text.len();
                let is_longest =
                    (0..form.options.len()).all(|at| at == form.right || length(at) < length(form.right));
                let counts = looks.entry(kind).or_default();
                for (count, is) in counts.iter_mut().zip([true, form.right == 0, is_longest]) {
                    *count += usize::from(is);
                }
            }
        }
        if made == 0 {
            mute.push(card.to_string());
        }
    }
    // What cannot be asked would stay among the new cards for good.
    assert!(mute.is_empty(), "{} of {} cards cannot be asked: {mute:?}", mute.len(), cards.len());
    for (kind, [choices, first, longest]) in looks {
        if choices < 60 {
            continue;
        }
        let share = |count: usize| count as f64 / choices as f64;
        assert!(
            (0.10..0.42).contains(&share(first)),
            "{kind:?}: the first of {choices} is right {first} times"
        );
        assert!(share(longest) < 0.45, "{kind:?}: the longest of {choices} is right {longest} times");
    }
}

/// Four in a hundred either way would be seen by who has a few hundred of them: by these many, chance is within one.
#[test]
fn the_right_nerve_stands_in_each_place_as_often_as_chance_has_it() {
    let sources = sources();
    let (atlas, texts) = (sources.atlas(), sources.texts());
    let content = Content { atlas: &atlas, texts: Some(&texts) };
    let mut right = [0_u32; 4];
    for muscle in atlas.muscles() {
        for seed in 0..60 {
            let card = Card::new(Kind::Nerve.fact(), muscle.row.id.clone());
            let question = Question::make(&content, &palpate::quiz::Ask { card, kind: Kind::Nerve, seed });
            if let Some(Form::Choice(form)) = question.map(|question| question.form) {
                right[form.right] += 1;
            }
        }
    }
    let all: u32 = right.iter().sum();
    let shares = right.map(|count| f64::from(count) / f64::from(all));
    assert!(all > 5000 && shares.iter().all(|share| (0.23..0.27).contains(share)), "{shares:?} of {all}");
}

#[test]
fn a_muscle_is_asked_on_a_plate_that_shows_it() {
    let sources = sources();
    let atlas = sources.atlas();
    for muscle in atlas.muscles().iter().filter(|muscle| !muscle.row.structures.is_empty()) {
        for id in &muscle.plates {
            let scene = &sources.plates[id].scene;
            let is_drawn = scene.shapes().iter().any(|shape| muscle.row.structures.contains(&shape.slug));
            assert!(is_drawn, "{} is not drawn on {id}", muscle.row.id);
        }
    }
    let best = |id: &str| atlas.muscle(id).unwrap().plates.first().map(String::as_str);
    let plate = atlas.plate(best("rhomboid-major").unwrap()).unwrap();
    assert!(
        (plate.azimuth - 180.0).abs() < 1e-9,
        "rhomboid major is best seen from behind, not on {}",
        plate.id
    );
}

/// A teacher shows these from behind, where a hand reaches them.
#[test]
fn points_of_the_back_are_shown_from_behind() {
    let atlas = sources().atlas();
    for id in ["serratus-posterior-superior", "supraspinatus", "rhomboid-major"] {
        for point in &atlas.muscle(id).unwrap().points {
            let best = point.sights.first().and_then(|sight| atlas.plate(&sight.plate)).unwrap();
            assert!(best.azimuth > 90.0, "{} is shown on {}: {:?}", point.trigger.id, best.id, point.sights);
        }
    }
}
