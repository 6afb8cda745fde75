//! On any body: exactly one right answer, no wrong one that is also right by the data, and an explanation that names it.

use std::collections::BTreeSet;

use palpate::anatomy::Depth;
use palpate::atlas::{Atlas, Muscle, Shelved, Texts, TriggerPoint};
use palpate::quiz::{Answer, Ask, Card, Content, Form, Kind, Outcome, Question, Thing, is_also_right};
use proptest::prelude::*;

use super::made_up::{REGIONS, atlas, layering, muscle, point, text};

const BONES: [&str; 7] =
    ["Femur", "Tibia", "Scapula", "Humerus", "Sternum", "Vertebrae C3 to C5", "Atlas (C1)"];
const ACTIONS: [&str; 8] = [
    "neck extension",
    "head extension",
    "neck rotation",
    "neck rotation to the same side",
    "hip flexion",
    "hip extension",
    "shoulder abduction",
    "jaw closing",
];
const NERVES: [&str; 6] = [
    "Axillary nerve C5",
    "Radial nerve C6",
    "Cervical plexus C2 C3",
    "Posterior rami C3",
    "Femoral nerve L2",
    "Tibial nerve L4",
];
const SAID: [&str; 6] = [
    "Stairs burn",
    "Buttons stay open",
    "Chewing bread tires",
    "Kettles feel heavy",
    "Reversing hurts badly",
    "Combing takes ages",
];

/// What a made-up muscle is made of: points (essential, spillover, sides as bits) and the facts as bits.
type Bits = (Vec<(u32, u32, u32)>, u8, u8, u8, u8, u16);

/// A body of muscles with random patterns and texts.
fn any_body() -> impl Strategy<Value = (Atlas, Texts)> {
    let bits = 0u32..1 << 9;
    let points = prop::collection::vec((bits.clone(), bits, any::<u32>()), 0..3);
    let one = (points, any::<u8>(), any::<u8>(), any::<u8>(), any::<u8>(), any::<u16>());
    prop::collection::vec(one, 1..14).prop_map(build)
}

fn chosen<'a>(words: &[&'a str], bits: u32) -> Vec<&'a str> {
    words.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1).map(|(_, word)| *word).collect()
}

fn build(bodies: Vec<Bits>) -> (Atlas, Texts) {
    let count = bodies.len();
    let regions = |bits: u32, opposite: u32| {
        let word = |region: &&str| {
            let at = REGIONS.iter().position(|known| known == region).unwrap();
            if opposite >> at & 7 == 0 { format!("opposite:{region}") } else { (*region).to_owned() }
        };
        chosen(&REGIONS, bits).iter().map(word).collect::<Vec<_>>().join(" ")
    };
    let made = |(number, (points, depth, ..)): (usize, &Bits)| {
        let id = format!("mus{number}");
        let each = points.iter().enumerate().map(|(at, &(essential, spillover, opposite))| {
            let place = [-20.0 - 9.0 * number as f64, 0.0, 1000.0 + 13.0 * (at * count + number) as f64];
            let (essential, spillover) = (essential & spillover, spillover & !essential);
            point(
                &format!("{id}-{at}"),
                place,
                &regions(essential, opposite),
                &regions(spillover, opposite >> 9),
            )
        });
        muscle(&id, Depth::ALL[1 + usize::from(depth % 4)], each.collect())
    };
    let mut muscles: Vec<Muscle> = bodies.iter().enumerate().map(made).collect();
    for (number, (.., layers)) in bodies.iter().enumerate() {
        let over = |at: &usize| layers >> at & 1 == 1 && *at != number && layers >> 7 & 1 == 1;
        let over: Vec<String> = (0..count).filter(over).map(|at| format!("mus{at}")).collect();
        muscles[number].over = over;
    }
    let atlas = atlas(muscles);
    let row = |(muscle, (_, _, bones, actions, nerves, _)): (&Muscle, &Bits)| {
        let number = muscle.row.id[3..].parse::<usize>().unwrap();
        let ends = chosen(&BONES, u32::from(*bones)).into_iter().enumerate();
        let ends =
            ends.map(|(at, bone)| format!("{} {bone}", if at % 2 == 0 { "proximal" } else { "distal" }));
        let ends = ends.collect::<Vec<_>>().join(";");
        let (actions, nerves) =
            (chosen(&ACTIONS, u32::from(*actions)).join(";"), chosen(&NERVES, u32::from(*nerves)).join(";"));
        (muscle.row.id.clone(), text(muscle, &ends, &actions, &nerves, &[SAID[number % SAID.len()]]))
    };
    let rows = atlas.muscles().iter().zip(&bodies).map(row).collect();
    let texts = Texts(rows, Vec::new(), Shelved::default(), Default::default(), layering(&atlas));
    (atlas, texts)
}

/// All places of a pattern in plain words, told apart from the code under test.
fn plain(trigger: &TriggerPoint, flip: bool) -> [BTreeSet<(String, bool)>; 2] {
    [&trigger.essential, &trigger.spillover].map(|patches| {
        let place = |patch: &palpate::atlas::Patch| {
            (patch.region.clone(), patch.region != "m" && patch.is_opposite != flip)
        };
        patches.iter().map(place).collect()
    })
}

fn muscle_of<'a>(content: &Content<'a>, thing: Option<&Thing>) -> &'a Muscle {
    match thing {
        Some(Thing::Muscle(id)) => content.atlas.muscle(id).unwrap(),
        Some(Thing::Point(id)) => content.atlas.point(id).unwrap().0,
        None => panic!("nothing stands behind a choice"),
    }
}

/// Whether a wrong option would be right by the data, told as simply as can be.
fn is_right_too(content: &Content<'_>, question: &Question, text: &str, thing: Option<&Thing>) -> bool {
    let asked = question.ask.card.muscle(content.atlas).unwrap();
    let own = content.file(&asked.row.id);
    let says = |text: &str| text.to_lowercase();
    let said = question.prompt.to_lowercase();
    match question.ask.kind {
        Kind::WhosePain => {
            let drawn = &content.atlas.point(&question.ask.card.of).unwrap().1.trigger;
            let other = muscle_of(content, thing);
            let covers = |point: &palpate::atlas::Point, flip| {
                plain(&point.trigger, flip)[0].is_superset(&plain(drawn, false)[0])
            };
            other.points.is_empty()
                || is_also_right(content.atlas, other, drawn)
                || other.points.iter().any(|point| covers(point, false) || covers(point, true))
        }
        Kind::NamePoint => {
            let Some(Thing::Point(id)) = thing else { return true };
            *id == question.ask.card.of
        }
        Kind::NameMuscle | Kind::FindMuscle => muscle_of(content, thing).row.id == asked.row.id,
        Kind::Layers => {
            let other = muscle_of(content, thing);
            let [upper, lower] = if said.contains("lies under") { [asked, other] } else { [other, asked] };
            lower.over.contains(&upper.row.id)
                || upper.under.contains(&lower.row.id)
                || other.row.id == asked.row.id
        }
        Kind::Attachments if thing.is_some() => {
            let theirs = content.file(&muscle_of(content, thing).row.id).unwrap();
            theirs.attachments.iter().any(|end| said.contains(&says(&end.bone)))
        }
        Kind::Attachments => {
            let end = if said.contains("distal") {
                palpate::atlas::End::Distal
            } else {
                palpate::atlas::End::Proximal
            };
            let mut own = own.unwrap().attachments.iter().filter(|own| own.end == end);
            own.any(|own| says(text).starts_with(&format!("{}:", says(&own.bone))))
        }
        Kind::Actions if thing.is_some() => {
            let theirs = content.file(&muscle_of(content, thing).row.id).unwrap();
            theirs.actions.iter().any(|own| said.contains(&format!("{} of the {}?", own.movement, own.joint)))
        }
        Kind::Actions => own
            .unwrap()
            .actions
            .iter()
            .any(|own| says(text) == format!("{} of the {}.", own.movement, own.joint)),
        // Here the three that are not odd must share the action.
        Kind::OddOneOut => {
            let theirs = content.file(&muscle_of(content, thing).row.id).unwrap();
            !theirs
                .actions
                .iter()
                .any(|own| said.contains(&format!("{} of the {}.", own.movement, own.joint)))
        }
        Kind::Nerve => own.unwrap().nerves.iter().any(|own| own.name == text),
        Kind::FirstMuscle => {
            let other = muscle_of(content, thing);
            let reached = |region: &str| {
                let patches = |point: &palpate::atlas::Point| {
                    [plain(&point.trigger, false)[0].clone(), plain(&point.trigger, false)[1].clone()]
                        .concat_sets()
                };
                other.points.iter().any(|point| patches(point).contains(region))
            };
            let felt = said.split("felt here: ").nth(1).unwrap_or_default();
            let felt = felt.split('.').next().unwrap_or_default();
            felt.split("; ").any(|place| {
                reached(place.trim_start_matches("region ").split(' ').next().unwrap_or_default())
            })
        }
        Kind::Care => own.unwrap().cautions.iter().any(|own| own == text),
        Kind::FindPoint | Kind::PaintReferral | Kind::MatchPatterns => false,
    }
}

trait ConcatSets {
    fn concat_sets(self) -> BTreeSet<String>;
}

impl ConcatSets for [BTreeSet<(String, bool)>; 2] {
    fn concat_sets(self) -> BTreeSet<String> {
        self.into_iter().flatten().map(|(region, _)| region).collect()
    }
}

/// Whether every word of `named` stands in `text`.
fn names(text: &str, named: &str) -> bool {
    let words = |text: &str| -> BTreeSet<String> {
        let lower = text.to_lowercase();
        lower
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    words(text).is_superset(&words(named))
}

fn check(content: &Content<'_>, ask: &Ask) -> Result<bool, TestCaseError> {
    let Some(question) = Question::make(content, ask) else { return Ok(false) };
    let again = Question::make(content, ask);
    prop_assert_eq!(Some(&question), again.as_ref(), "the seed decides all");
    let told = question.lesson.join("\n");
    let graded = |answer: Answer| question.grade(content, &answer).map(|verdict| verdict.outcome);
    prop_assert_eq!(graded(Answer::Unknown), Ok(Outcome::Missed));
    prop_assert!(!question.prompt.is_empty() && !question.lesson.is_empty());
    match &question.form {
        Form::Choice(form) => {
            prop_assert_eq!(form.options.len(), 4);
            let different: BTreeSet<&str> = form.options.iter().map(|option| option.text.as_str()).collect();
            prop_assert_eq!(different.len(), 4, "{:?}", form.options);
            for (at, option) in form.options.iter().enumerate() {
                let is_right = graded(Answer::Pick(at)) == Ok(Outcome::Found);
                prop_assert_eq!(is_right, at == form.right);
                prop_assert!(
                    is_right || !is_right_too(content, &question, &option.text, option.thing.as_ref()),
                    "{} is right as well: {:?}",
                    option.text,
                    question
                );
            }
            prop_assert!(
                names(&told, &form.options[form.right].text),
                "{told} does not name {:?}",
                form.options[form.right]
            );
        }
        Form::Place(form) => {
            prop_assert!(form.options.is_empty() || form.options.len() == 4);
            for at in 0..form.options.len() {
                prop_assert_eq!(graded(Answer::Pick(at)) == Ok(Outcome::Found), at == form.right);
            }
        }
        Form::Match(form) => {
            prop_assert_eq!(graded(Answer::Pairs(form.truth.clone())), Ok(Outcome::Found));
            let sets: Vec<_> = form
                .left
                .iter()
                .map(|left| {
                    let Some(Thing::Point(id)) = &left.thing else { panic!("a point") };
                    plain(&content.atlas.point(id).unwrap().1.trigger, false)[0].clone()
                })
                .collect();
            for (at, one) in sets.iter().enumerate() {
                prop_assert!(sets[at + 1..].iter().all(|other| one != other), "two patterns are the same");
            }
        }
        Form::Order(form) => {
            prop_assert_eq!(graded(Answer::Order(form.truth.clone())), Ok(Outcome::Found));
            let chain: Vec<&Muscle> =
                form.truth.iter().map(|&at| muscle_of(content, form.items[at].thing.as_ref())).collect();
            for pair in chain.windows(2) {
                prop_assert!(pair[1].over.contains(&pair[0].row.id) && pair[0].row.depth < pair[1].row.depth);
            }
            prop_assert!(form.items.iter().all(|item| names(&told, &item.text)));
        }
        Form::Paint(form) => {
            let all = form.essential.iter().chain(&form.spillover).cloned().collect();
            prop_assert_eq!(graded(Answer::Painted(all)), Ok(Outcome::Found));
            prop_assert!(form.essential.iter().all(|spot| !form.spillover.contains(spot)));
        }
    }
    Ok(true)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn on_any_body_exactly_one_answer_is_right_and_it_is_named((atlas, texts) in any_body(), seed: u64) {
        let content = Content { atlas: &atlas, texts: Some(&texts) };
        for card in atlas.muscles().iter().flat_map(Card::of_muscle) {
            for kind in Kind::of(card.fact) {
                check(&content, &Ask { card: card.clone(), kind, seed })?;
            }
        }
    }
}

#[test]
fn every_kind_is_made_on_some_body() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut made: BTreeSet<Kind> = BTreeSet::new();
    for _ in 0..60 {
        let (atlas, texts) = any_body().new_tree(&mut runner).unwrap().current();
        let content = Content { atlas: &atlas, texts: Some(&texts) };
        for card in atlas.muscles().iter().flat_map(Card::of_muscle) {
            for kind in Kind::of(card.fact) {
                if Question::make(&content, &Ask { card: card.clone(), kind, seed: 5 }).is_some() {
                    made.insert(kind);
                }
            }
        }
    }
    assert_eq!(made.len(), Kind::ALL.len(), "{made:?}");
}
