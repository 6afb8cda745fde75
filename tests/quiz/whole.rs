//! Over the whole content: what is asked, whether it can be answered, and whether it can be guessed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

use palpate::atlas::authoring::{Sources, report};
use palpate::atlas::{Atlas, Texts};
use palpate::quiz::{Card, Content, Form, Kind, Question, SETS, Scope};

/// The whole content, read once for all tests.
pub(crate) struct Whole {
    pub(crate) sources: Sources,
    pub(crate) atlas: Atlas,
    pub(crate) texts: Texts,
}

pub(crate) fn whole() -> &'static Whole {
    static WHOLE: OnceLock<Whole> = OnceLock::new();
    WHOLE.get_or_init(|| {
        let sources = Sources::load(Path::new(env!("CARGO_MANIFEST_DIR")))
            .unwrap_or_else(|faults| panic!("{}", report(&faults)));
        Whole { atlas: sources.atlas(), texts: sources.texts(), sources }
    })
}

#[test]
fn every_set_is_made_of_muscles_that_there_are() {
    let atlas = &whole().atlas;
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
    let Whole { atlas, texts, .. } = whole();
    let content = Content { atlas, texts: Some(texts) };
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
    let Whole { atlas, texts, .. } = whole();
    let content = Content { atlas, texts: Some(texts) };
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
    let Whole { atlas, texts, .. } = whole();
    let content = Content { atlas, texts: Some(texts) };
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

/// Who knows nothing but which part of the body each answer belongs to must not get far, by any kind of question.
#[test]
fn a_beginner_who_knows_only_parts_of_the_body_guesses_little_more_than_chance() {
    let Whole { atlas, texts, .. } = whole();
    let content = Content { atlas, texts: Some(texts) };
    let cards: Vec<Card> = atlas.muscles().iter().flat_map(Card::of_muscle).collect();
    let mut told = Vec::new();
    for kind in Kind::ALL {
        let (mut asked, mut right, mut given_away) = (0, 0.0, Vec::new());
        for card in cards.iter().filter(|card| card.fact == kind.fact()) {
            for seed in 0..if card.fact.is_of_point() { 1 } else { 3 } {
                let ask = palpate::quiz::Ask { card: card.clone(), kind, seed };
                let Some(question) = Question::make(&content, &ask) else { continue };
                let Some(chance) = question.guess(&content) else { continue };
                asked += 1;
                right += chance;
                if chance > 0.9 {
                    given_away.push(card.of.clone());
                }
            }
        }
        if asked == 0 {
            continue;
        }
        assert!(asked > 250, "{kind:?} is asked {asked} times");
        let share = right / f64::from(asked);
        if share > 0.35 || given_away.len() * 10 > asked as usize {
            told.push(format!("{kind:?}: {share:.3} of {asked}; given away: {given_away:?}"));
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// How much of two muscles overlaps on a plate as it is drawn, in square millimetres, by which is painted later: the first, the
/// second.
fn overlap(
    sources: &Sources,
    plate: &palpate::atlas::PlateView,
    one: &[String],
    other: &[String],
) -> (f64, f64) {
    use palpate::anatomy::{PlatePoint, Side};
    let scene = &sources.plates[&plate.id].scene;
    let side = if plate.view().is_symmetric() { Side::Right } else { Side::Left };
    let of = |slugs: &[String]| -> Vec<usize> {
        let shapes = scene.shapes().iter().enumerate();
        let own = shapes
            .filter(|(_, shape)| slugs.contains(&shape.slug) && shape.side.is_none_or(|drawn| drawn == side));
        own.map(|(at, _)| at).collect()
    };
    let mut painted_later = (0.0, 0.0);
    for first in of(one) {
        let outline = &scene.shapes()[first].outline;
        let here = outline.bounds();
        for second in of(other) {
            let theirs = &scene.shapes()[second].outline;
            let there = theirs.bounds();
            let (left, right) = (here.min.x.max(there.min.x), here.max.x.min(there.max.x));
            let (top, bottom) = (here.min.y.max(there.min.y), here.max.y.min(there.max.y));
            if left >= right || top >= bottom {
                continue;
            }
            // As fine as three millimetres: muscles are broader, long ones cross in a small place.
            let [columns, lines] = [right - left, bottom - top].map(|mm| (mm / 3.0).ceil());
            let cell = (right - left) * (bottom - top) / (columns * lines);
            for step in 0..(columns * lines) as u32 {
                let (x, y) = (f64::from(step) % columns + 0.5, (f64::from(step) / columns).floor() + 0.5);
                let at =
                    PlatePoint::new(left + (right - left) * x / columns, top + (bottom - top) * y / lines);
                if plate.frames(at) && outline.contains(at) && theirs.contains(at) {
                    if first > second { painted_later.0 += cell } else { painted_later.1 += cell }
                }
            }
        }
    }
    painted_later
}

/// Over and under is asked of what the plate that is shown shows.
#[test]
fn what_lies_over_and_under_is_what_the_view_shows() {
    let Whole { sources, atlas, texts } = whole();
    let content = Content { atlas, texts: Some(texts) };
    let (mut wrong, mut asked) = (BTreeSet::new(), 0);
    let structures = |option: &palpate::quiz::Choice| match &option.thing {
        Some(palpate::quiz::Thing::Muscle(id)) => &atlas.muscle(id).unwrap().row.structures,
        other => panic!("a muscle: {other:?}"),
    };
    let cards = atlas.muscles().iter().flat_map(Card::of_muscle);
    for card in cards.filter(|card| card.fact == Kind::Layers.fact()) {
        for seed in 0..3 {
            let ask = palpate::quiz::Ask { card: card.clone(), kind: Kind::Layers, seed };
            let Some(question) = Question::make(&content, &ask) else { continue };
            asked += 1;
            let own = &atlas.muscle(&card.of).unwrap().row.structures;
            let mut check = |plate: &str, upper: &[String], lower: &[String], is_over: bool, text: &str| {
                let (over, under) = overlap(sources, atlas.plate(plate).unwrap(), upper, lower);
                let is_there = over > 9.0 * under && over > if is_over { 0.0 } else { 10.0 };
                if is_there != is_over {
                    wrong.insert(format!(
                        "{}: {text} on {plate}: {over:.0} / {under:.0} mm²",
                        question.prompt
                    ));
                }
            };
            match &question.form {
                Form::Choice(form) => {
                    let plate = question.stage.plates[0].as_str();
                    let is_under = question.prompt.contains("lies under");
                    for (at, option) in form.options.iter().enumerate() {
                        let theirs = structures(option);
                        let [upper, lower] = if is_under { [own, theirs] } else { [theirs, own] };
                        check(plate, upper, lower, at == form.right, &option.text);
                    }
                }
                Form::Order(form) => {
                    let plate = question.answer_stage.plates[0].as_str();
                    let chain: Vec<_> = form.truth.iter().map(|&at| &form.items[at]).collect();
                    for pair in chain.windows(2) {
                        check(plate, structures(pair[0]), structures(pair[1]), true, &pair[1].text);
                    }
                }
                other => panic!("{other:?}"),
            }
        }
    }
    assert!(asked > 300, "{asked} questions");
    assert!(
        wrong.is_empty(),
        "{} of {asked}:\n{}",
        wrong.len(),
        wrong.into_iter().collect::<Vec<_>>().join("\n")
    );
}

/// Patterns that are matched are drawn, each on a plate that shows it, and look different.
#[test]
fn patterns_to_be_matched_are_drawn_and_differ() {
    let Whole { atlas, texts, .. } = whole();
    let content = Content { atlas, texts: Some(texts) };
    let mut asked = 0;
    let cards = atlas.muscles().iter().flat_map(Card::of_muscle);
    for card in cards.filter(|card| card.fact == Kind::MatchPatterns.fact()) {
        let ask = palpate::quiz::Ask { card, kind: Kind::MatchPatterns, seed: 1 };
        let Some(question) = Question::make(&content, &ask) else { continue };
        let Form::Match(form) = &question.form else { panic!("a match") };
        asked += 1;
        let patches = form.right.iter().map(|right| {
            let Some(palpate::quiz::Thing::Point(id)) = &right.thing else { panic!("a point: {right:?}") };
            let point = atlas.point(id).unwrap().1;
            let trigger = &point.trigger;
            assert!(atlas.referral_plate(point).is_some(), "{id} cannot be drawn");
            trigger.essential.iter().chain(&trigger.spillover).collect()
        });
        let patches: Vec<BTreeSet<&palpate::atlas::Patch>> = patches.collect();
        for (at, one) in patches.iter().enumerate() {
            for other in &patches[at + 1..] {
                let common = one.intersection(other).count();
                assert!(3 * common <= one.len().min(other.len()), "{:?} look alike", form.right);
            }
        }
    }
    assert!(asked > 200, "{asked} questions");
}

/// A typed name is never taken for another muscle's, and one slip of the keys in a long name is forgiven.
#[test]
fn a_typed_name_is_forgiven_a_slip_but_never_taken_for_another() {
    use palpate::quiz::{Answer, Outcome};
    let Whole { atlas, texts, .. } = whole();
    let content = Content { atlas, texts: Some(texts) };
    for muscle in atlas.muscles().iter().filter(|muscle| !muscle.row.structures.is_empty()) {
        let card = Card::new(Kind::NameMuscle.fact(), muscle.row.id.clone());
        let ask = palpate::quiz::Ask { card, kind: Kind::NameMuscle, seed: 1 };
        let question = Question::make(&content, &ask).unwrap();
        let graded = |text: &str| question.grade(&content, &Answer::Typed(text.to_owned())).unwrap();
        for other in atlas.muscles().iter().filter(|other| other.row.region == muscle.row.region) {
            let is_own = other.row.id == muscle.row.id;
            let verdict = graded(&other.names.english);
            assert_eq!(verdict.outcome == Outcome::Found, is_own, "{} for {}", other.row.id, muscle.row.id);
        }
        let name = &muscle.names.english;
        let letters: Vec<char> = name.chars().collect();
        if letters.len() > 8 {
            // One letter is missing in the middle.
            let at = letters.len() / 2;
            let slip: String = letters[..at].iter().chain(&letters[at + 1..]).collect();
            let verdict = graded(&slip);
            // Unless it is as near to another muscle's name.
            let is_told = verdict.outcome == Outcome::Found || verdict.mistaken.is_some();
            assert!(is_told, "{slip} for {name}: {verdict:?}");
        }
    }
}

/// What lists of patches are told as holds just these patches.
#[test]
fn lists_of_zones_are_told_exactly() {
    let atlas = &whole().atlas;
    let lower = |text: &str| text.to_lowercase();
    for (_, point) in atlas.points() {
        for patches in [&point.trigger.essential, &point.trigger.spillover] {
            let own: BTreeSet<String> =
                patches.iter().filter(|patch| !patch.is_opposite).map(|patch| patch.region.clone()).collect();
            let all: Vec<palpate::atlas::Patch> =
                own.iter().map(|region| palpate::atlas::Patch::from(region.clone())).collect();
            let mut told = BTreeSet::new();
            for area in palpate::atlas::areas(atlas, &all) {
                let group = atlas
                    .together()
                    .iter()
                    .find(|group| group.name == area.name && group.regions.iter().all(|id| own.contains(id)));
                if let Some(group) = group {
                    told.extend(group.regions.iter().cloned());
                    continue;
                }
                if area.name.starts_with("most of") {
                    let name = area.name.trim_start_matches("most of ").trim_start_matches("the ").to_owned();
                    let group =
                        atlas.together().iter().find(|group| group.name.trim_start_matches("whole ") == name);
                    let regions = &group.unwrap_or_else(|| panic!("no group {name}")).regions;
                    told.extend(regions.iter().filter(|id| own.contains(*id)).cloned());
                    continue;
                }
                let whole = format!("{}, ", area.name);
                // What stands before a comma may be shared by all endings after it.
                let splits: Vec<(&str, &str)> = area
                    .name
                    .match_indices(", ")
                    .map(|(at, _)| (&area.name[..at], &area.name[at + 2..]))
                    .collect();
                let regions: Vec<_> = atlas
                    .regions()
                    .iter()
                    .filter(|region| {
                        let name = lower(&region.name);
                        let is_split = |(head, ends): &(&str, &str)| {
                            let end = name.strip_prefix(&format!("{}, ", lower(head)));
                            let word = end.and_then(|end| end.split(' ').next());
                            word.is_some_and(|word| ends.split([' ', ',']).any(|told| told == word))
                        };
                        name == lower(&area.name)
                            || name.starts_with(&lower(&whole))
                            || splits.iter().any(is_split) && own.contains(&region.id)
                    })
                    .map(|region| region.id.clone())
                    .collect();
                assert!(!regions.is_empty(), "{} names nothing", area.name);
                told.extend(regions);
            }
            let missing: Vec<_> = own.difference(&told).collect();
            let more: Vec<_> = told.difference(&own).collect();
            assert!(
                more.is_empty(),
                "{}: {more:?} is claimed: {:?}",
                point.trigger.id,
                palpate::atlas::in_words(atlas, &all)
            );
            assert!(
                missing.is_empty(),
                "{}: {missing:?} is left out: {}",
                point.trigger.id,
                palpate::atlas::in_words(atlas, &all)
            );
        }
    }
}

#[test]
fn a_muscle_is_asked_on_a_plate_that_shows_it() {
    let Whole { sources, atlas, .. } = whole();
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
    let atlas = &whole().atlas;
    for id in ["serratus-posterior-superior", "supraspinatus", "rhomboid-major"] {
        for point in &atlas.muscle(id).unwrap().points {
            let best = point.sights.first().and_then(|sight| atlas.plate(&sight.plate)).unwrap();
            assert!(best.azimuth > 90.0, "{} is shown on {}: {:?}", point.trigger.id, best.id, point.sights);
        }
    }
}
