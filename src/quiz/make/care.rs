//! At the table: which muscle to examine first for a complaint, and which caution, test or stretch belongs to a muscle.

use super::{Made, keys, pick, plain};
use crate::anatomy::Side;
use crate::atlas::{Muscle, MuscleFile};
use crate::quiz::chance::Chance;
use crate::quiz::stage::{Stage, Thing};
use crate::quiz::zones::Zones;
use crate::quiz::{Choice, Content, words};

/// "A client says: ... Which muscle would you examine first?"
pub(super) fn first_muscle(content: &Content<'_>, id: &str, rng: &mut Chance) -> Option<Made> {
    let muscle = content.atlas.muscle(id)?;
    let file = content.file(id)?;
    let told: Vec<&String> = file.symptoms.iter().filter(|said| !keys::says(said, &muscle.names)).collect();
    let said = rng.one(&told)?;
    let point = rng.one(&muscle.points)?;
    if point.trigger.essential.is_empty() {
        return None;
    }
    // Wrong is only who sends pain nowhere near: a complaint in words is no sharper than that.
    let reached = |muscle: &Muscle| -> Vec<String> {
        let patches = muscle
            .points
            .iter()
            .flat_map(|point| point.trigger.essential.iter().chain(&point.trigger.spillover));
        patches.map(|patch| patch.region.clone()).collect()
    };
    let felt: Vec<String> = point.trigger.essential.iter().map(|patch| patch.region.clone()).collect();
    let choice = |muscle: &Muscle| Choice {
        text: muscle.names.english.clone(),
        thing: Some(Thing::Muscle(muscle.row.id.clone())),
    };
    let is_apart = |other: &&Muscle| {
        other.row.id != muscle.row.id && !other.points.is_empty() && keys::shared(&felt, &reached(other)) == 0
    };
    let wrong = content.atlas.muscles().iter().filter(is_apart);
    let home =
        pick::Home::new(Zones::of_patches(content.atlas, &point.trigger.essential), Zones::of_muscle(muscle));
    let rate = |other: &Muscle| home.gain(Zones::of_muscle(other)) + pick::kinship(muscle, other);
    let wrong = wrong.map(|other| (rate(other), choice(other))).collect();
    let form = pick::choice(rng, choice(muscle), wrong, None)?;
    let places = words::places(content.atlas, &point.trigger.essential, Side::Right);
    let mut lesson = vec![format!("Look at the {} first.", words::name(muscle))];
    lesson.extend(words::tiers(content.atlas, &point.trigger, Side::Right));
    let shown = Stage {
        points: vec![point.trigger.id.clone()],
        ..Stage::of_pattern(content.atlas, point, Side::Right)
    };
    Some(Made {
        prompt: format!(
            "A client says: “{}” The pain is felt here: {places}. Which muscle would you examine first?",
            words::closed(said)
        ),
        stage: Stage::default(),
        form,
        lesson,
        answer_stage: shown,
    })
}

/// What is asked of a muscle's care.
#[derive(Clone, Copy)]
enum Asked {
    Caution,
    Confirm,
    Stretch,
}

impl Asked {
    fn texts(self, file: &MuscleFile) -> Vec<&str> {
        match self {
            Self::Caution => file.cautions.iter().map(String::as_str).collect(),
            Self::Confirm => vec![&file.palpation.confirm],
            Self::Stretch => vec![&file.technique.stretch],
        }
    }

    fn prompt(self, name: &str) -> String {
        match self {
            Self::Caution => format!("Which caution belongs to work on the {name}?"),
            Self::Confirm => format!("How do you make sure that your finger is on the {name}?"),
            Self::Stretch => format!("Which stretch is for the {name}?"),
        }
    }
}

/// "Which caution belongs to work on the levator scapulae?", or which test or stretch.
pub(super) fn care(content: &Content<'_>, id: &str, rng: &mut Chance) -> Option<Made> {
    let muscle = content.atlas.muscle(id)?;
    let file = content.file(id)?;
    let mut kinds = [Asked::Caution, Asked::Confirm, Asked::Stretch];
    rng.shuffle(&mut kinds);
    kinds.into_iter().find_map(|asked| care_of(content, muscle, file, asked, rng))
}

fn care_of(
    content: &Content<'_>,
    muscle: &Muscle,
    file: &MuscleFile,
    asked: Asked,
    rng: &mut Chance,
) -> Option<Made> {
    let names = keys::Called::new(&muscle.names);
    let is_mute = |text: &&str| !text.is_empty() && !names.is_in(&keys::telling(text));
    let own: Vec<&str> = asked.texts(file).into_iter().filter(is_mute).collect();
    let right = *rng.one(&own)?;
    let does = |other: &MuscleFile| {
        other.actions.iter().any(|theirs| file.actions.iter().any(|own| keys::same_action(own, theirs)))
    };
    let said: Vec<Vec<String>> = asked.texts(file).into_iter().map(keys::telling).collect();
    let mut wrong: Vec<(f64, Choice)> = Vec::new();
    let mut owners: Vec<&Muscle> = Vec::new();
    for other in content.atlas.muscles() {
        let Some(theirs) = content.file(&other.row.id) else { continue };
        let is_near = [&muscle.over, &muscle.under, &muscle.synergists]
            .into_iter()
            .any(|ids| ids.contains(&other.row.id))
            || [&other.over, &other.under, &other.synergists]
                .into_iter()
                .any(|ids| ids.contains(&muscle.row.id));
        // What holds of a neighbour may hold here as well, and who moves alike is tested and stretched alike.
        if other.row.id == muscle.row.id || is_near || does(theirs) {
            continue;
        }
        for text in asked.texts(theirs).into_iter().filter(|text| !text.is_empty()) {
            wrong.push((pick::likeness(muscle, other), plain(text)));
            owners.push(other);
        }
    }
    let texts: Vec<String> = wrong.iter().map(|(_, choice)| choice.text.clone()).collect();
    // A text that speaks of the asked muscle would be right of it too; one that names its own would give itself away.
    let is_fair = |at: usize| {
        let words = keys::telling(&texts[at]);
        !names.is_in(&words)
            && !keys::Called::new(&owners[at].names).is_in(&words)
            && !is_alike(&words, &said)
    };
    let form = pick::choice_of_fair(rng, plain(right), wrong, None, &is_fair)?;
    let shown = Stage::of_muscle(content.atlas, muscle, Side::Right);
    let name = words::name(muscle);
    let lesson = vec![format!("For the {name}: {}", words::closed(right))];
    Some(Made { prompt: asked.prompt(&name), stage: shown.clone(), form, lesson, answer_stage: shown })
}

/// Whether a text says much the same as one of others, all given by their telling words: more than a third of its own.
fn is_alike(words: &[String], others: &[Vec<String>]) -> bool {
    others.iter().any(|other| 3 * keys::shared(words, other) > words.len())
}
