//! Facts of the long texts: attachments, actions, nerves; asked of a muscle or the other way round.

use super::places::accepted;
use super::{Made, keys, pick, plain};
use crate::anatomy::Side;
use crate::atlas::{Action, Attachment, End, Muscle, MuscleFile, Nerve};
use crate::letters::capitalised;
use crate::quiz::chance::Chance;
use crate::quiz::stage::{Stage, Thing};
use crate::quiz::zones::Zones;
use crate::quiz::{Choice, ChoiceForm, Content, Form, Typed, words};

fn named(muscle: &Muscle) -> Choice {
    Choice { text: muscle.names.english.clone(), thing: Some(Thing::Muscle(muscle.row.id.clone())) }
}

/// The other muscles that have a text, with it.
fn others<'a>(content: &Content<'a>, muscle: &Muscle) -> Vec<(&'a Muscle, &'a MuscleFile)> {
    let has_text = |other: &'a Muscle| Some((other, content.file(&other.row.id)?));
    content
        .atlas
        .muscles()
        .iter()
        .filter(|other| other.row.id != muscle.row.id)
        .filter_map(has_text)
        .collect()
}

fn made(
    content: &Content<'_>,
    muscle: &Muscle,
    prompt: String,
    form: Form,
    lesson: Vec<String>,
    is_shown: bool,
) -> Made {
    let shown = Stage::of_muscle(content.atlas, muscle, Side::Right);
    let stage = if is_shown { shown.clone() } else { Stage::default() };
    Made { prompt, stage, form, lesson, answer_stage: shown }
}

/// "Where is the distal end of the levator scapulae attached?", or which muscle is attached there.
pub(super) fn attachments(content: &Content<'_>, id: &str, rng: &mut Chance) -> Option<Made> {
    let muscle = content.atlas.muscle(id)?;
    let file = content.file(id)?;
    let asked = rng.one(&file.attachments)?;
    let in_words = words::attachment;
    let bones = |attachment: &Attachment| keys::telling(&attachment.bone);
    let end = match asked.end {
        End::Proximal => "proximal or medial",
        End::Distal => "distal or lateral",
    };
    let part =
        if asked.part.is_empty() { String::new() } else { format!(" ({})", words::lower_first(&asked.part)) };
    let name = words::name(muscle);
    let lesson = file.attachments.iter().map(|attachment| {
        let end = if attachment.end == End::Proximal { "Proximal" } else { "Distal" };
        let part = if attachment.part.is_empty() { String::new() } else { format!(", {}", attachment.part) };
        format!("{end}{part}: {}.", in_words(attachment).trim_end_matches('.'))
    });
    let lesson: Vec<String> = std::iter::once(format!("Attachments of the {name}:")).chain(lesson).collect();
    let own: Vec<_> = file.attachments.iter().map(bones).collect();
    let same_end = || file.attachments.iter().filter(|own| own.end == asked.end);
    let others = others(content, muscle);
    if rng.below(3) == 0 {
        // A muscle is wrong where none of its bones may be the asked one; typed, every muscle that holds on there is right.
        let here = Held::of(asked);
        let (mut wrong, mut holding) = (Vec::new(), Vec::new());
        let home = pick::Home::new(Zones::of_text(&in_words(asked)), Zones::of_muscle(muscle));
        for (other, file) in others {
            let theirs = || file.attachments.iter().map(|one| (one, bones(one)));
            let near: Vec<_> = theirs().filter(|(_, bone)| keys::shared(&here.bone, bone) > 0).collect();
            if near.is_empty() {
                let gain = home.gain(Zones::of_muscle(other));
                wrong.push((gain + pick::kinship(muscle, other), named(other)));
            } else if near.iter().any(|(one, bone)| here.is_at(one, bone)) {
                holding.push(other);
            }
        }
        let accepted = std::iter::once(muscle).chain(holding).flat_map(accepted).collect();
        let typed = Typed { accepted };
        let form = pick::choice(rng, named(muscle), wrong, Some(typed))?;
        let prompt = format!("Which muscle is attached here? {}", words::closed(&in_words(asked)));
        return Some(made(content, muscle, prompt, form, lesson, false));
    }
    // Typed, the same place in the words of any muscle is right: all of them are suggested.
    let places: Vec<Held> = same_end().map(Held::of).collect();
    let mut accepted: Vec<String> = std::iter::once(asked).chain(same_end()).map(in_words).collect();
    let home = pick::Home::new(Zones::of_muscle(muscle), Zones::of_text(&asked.bone));
    let mut wrong: Vec<(f64, Choice)> = Vec::new();
    for (other, file) in others {
        for theirs in &file.attachments {
            let bone = bones(theirs);
            if own.iter().all(|own| keys::shared(own, &bone) == 0) {
                let gain = home.gain(Zones::of_text(&theirs.bone));
                wrong.push((gain + pick::kinship(muscle, other), plain(in_words(theirs))));
            } else if places.iter().any(|place| place.is_at(theirs, &bone)) {
                accepted.push(in_words(theirs));
            }
        }
    }
    let typed = Typed { accepted };
    // The muscle's own other end is the mistake most worth making.
    for theirs in file.attachments.iter().filter(|own| own.end != asked.end) {
        if same_end().all(|own| keys::shared(&bones(own), &bones(theirs)) == 0) {
            wrong.push((home.gain_of_own(Zones::of_text(&theirs.bone)) + 1.0, plain(in_words(theirs))));
        }
    }
    let form = pick::choice(rng, plain(in_words(asked)), wrong, Some(typed))?;
    let prompt = format!("Where is the {end} end of the {name}{part} attached?");
    Some(made(content, muscle, prompt, form, lesson, true))
}

/// A place where a muscle is attached, by telling words.
struct Held {
    bone: Vec<String>,
    landmark: Vec<String>,
}

impl Held {
    fn of(attachment: &Attachment) -> Self {
        let [bone, landmark] = [&attachment.bone, &attachment.landmark].map(|text| keys::telling(text));
        Self { bone, landmark }
    }

    /// Whether an attachment is at this place: on the same bone, with most of the words of the shorter landmark. The words
    /// of its bone are told, for they are known where many are asked.
    fn is_at(&self, attachment: &Attachment, bone: &[String]) -> bool {
        if keys::shared(&self.bone, bone) == 0 {
            return false;
        }
        let landmark = keys::telling(&attachment.landmark);
        2 * keys::shared(&self.landmark, &landmark) > self.landmark.len().min(landmark.len())
    }
}

/// An action in words: "extension of the neck".
fn movement(action: &Action) -> String {
    format!("{} of the {}", action.movement, action.joint)
}

fn actions_lesson(muscle: &Muscle, file: &MuscleFile) -> String {
    let all: Vec<String> = file.actions.iter().map(movement).collect();
    format!("The {} takes part in: {}.", words::name(muscle), all.join("; "))
}

fn does(file: &MuscleFile, action: &Action) -> bool {
    file.actions.iter().any(|own| keys::same_action(own, action))
}

/// "Which of these is an action of the levator scapulae?", or which muscle has an action.
pub(super) fn actions(content: &Content<'_>, id: &str, rng: &mut Chance) -> Option<Made> {
    let muscle = content.atlas.muscle(id)?;
    let file = content.file(id)?;
    let asked = rng.one(&file.actions)?;
    let lesson = vec![actions_lesson(muscle, file)];
    let others = others(content, muscle);
    if rng.coin() {
        let home = pick::Home::new(Zones::of_text(&asked.joint), Zones::of_muscle(muscle));
        let rate = |other: &Muscle| home.gain(Zones::of_muscle(other)) + pick::kinship(muscle, other);
        let wrong = others.iter().filter(|(_, file)| !does(file, asked));
        let wrong = wrong.map(|(other, _)| (rate(other), named(other))).collect();
        // Typed, every muscle that does so is right.
        let doing = others.iter().filter(|(_, file)| does(file, asked)).map(|(other, _)| *other);
        let accepted = std::iter::once(muscle).chain(doing).flat_map(accepted).collect();
        let typed = Typed { accepted };
        let form = pick::choice(rng, named(muscle), wrong, Some(typed))?;
        let prompt = format!("Which muscle takes part in {}?", movement(asked));
        return Some(made(content, muscle, prompt, form, lesson, false));
    }
    let home = pick::Home::new(Zones::of_muscle(muscle), Zones::of_text(&asked.joint));
    let mut wrong: Vec<(f64, Choice)> = Vec::new();
    for (other, theirs) in others {
        for action in theirs.actions.iter().filter(|action| !does(file, action)) {
            // The contrary movement of a joint that the muscle does move is the likeliest mistake.
            let same_joint = file.actions.iter().any(|own| own.joint == action.joint);
            let rate = home.gain(Zones::of_text(&action.joint))
                + pick::kinship(muscle, other)
                + if same_joint { 1.0 } else { 0.0 };
            wrong.push((rate, plain(words::closed(&capitalised(&movement(action))))));
        }
    }
    let form = pick::choice(rng, plain(words::closed(&capitalised(&movement(asked)))), wrong, None)?;
    let prompt = format!("Which of these does the {} take part in?", words::name(muscle));
    Some(made(content, muscle, prompt, form, lesson, true))
}

/// "Three of these take part in extension of the neck. Which does not?", the asked muscle among the three.
pub(super) fn odd_one_out(content: &Content<'_>, id: &str, rng: &mut Chance) -> Option<Made> {
    let muscle = content.atlas.muscle(id)?;
    let file = content.file(id)?;
    let others = others(content, muscle);
    let mut asked: Vec<&Action> = file.actions.iter().collect();
    rng.shuffle(&mut asked);
    // The three say so in the same words; what might be meant by other words is neither with them nor odd.
    let says = |file: &MuscleFile, action: &Action| {
        file.actions.iter().any(|own| own.joint == action.joint && own.movement == action.movement)
    };
    for action in asked {
        let sharing = others.iter().filter(|(_, file)| says(file, action));
        let sharing = sharing.map(|(other, _)| (pick::kinship(muscle, other), *other)).collect();
        let odd = others.iter().filter(|(_, file)| !does(file, action));
        let (here, elsewhere): (Vec<&(&Muscle, &MuscleFile)>, Vec<_>) = odd.partition(|(other, _)| {
            // Who knows nothing but where the joint is must not see that the odd one is elsewhere.
            Zones::of_muscle(other).agrees(Zones::of_text(&action.joint))
        });
        let odd = if here.is_empty() { elsewhere } else { here };
        let odd: Vec<_> = odd.into_iter().map(|(other, _)| (pick::kinship(muscle, other), *other)).collect();
        let Some(two) = pick::draw(rng, sharing, 2) else { continue };
        // The longest of the four names once in four times, as far as there is choice: length gives nothing away.
        let length = |muscle: &Muscle| muscle.names.english.chars().count();
        let longest = two.iter().map(|muscle| length(muscle)).fold(length(muscle), usize::max);
        // No oftener the only one of its region.
        let is_beside =
            |odd: &Muscle| [muscle].iter().chain(&two).any(|other| other.row.region == odd.row.region);
        let (beside, apart): (Vec<_>, Vec<_>) = odd.into_iter().partition(|(_, odd)| is_beside(odd));
        // Beside three of one region it would be told by that alone.
        let is_mixed = two.iter().any(|other| other.row.region != muscle.row.region);
        let may_be_apart = is_mixed && !apart.is_empty();
        let is_apart = beside.is_empty() || may_be_apart && rng.below(pick::OPTIONS) == 0;
        let odd = if is_apart { apart } else { beside };
        let (longer, others): (Vec<_>, Vec<_>) = odd.into_iter().partition(|(_, odd)| length(odd) >= longest);
        let is_longer = others.is_empty() || !longer.is_empty() && rng.below(pick::OPTIONS) == 0;
        let Some(odd) = pick::draw(rng, if is_longer { longer } else { others }, 1) else { continue };
        let odd = *odd.first()?;
        let three = [muscle].into_iter().chain(two).map(named).collect();
        let (options, right) = pick::mixed(rng, named(odd), three);
        let mut lesson =
            vec![format!("The {} does not take part in {}.", words::name(odd), movement(action))];
        lesson.extend(content.file(&odd.row.id).map(|file| actions_lesson(odd, file)));
        let prompt = format!("Three of these take part in {}. Which does not?", movement(action));
        let form = Form::Choice(ChoiceForm { options, right, typed: None });
        return Some(made(content, odd, prompt, form, lesson, false));
    }
    None
}

/// "Which nerve supplies the levator scapulae?"
pub(super) fn nerve(content: &Content<'_>, id: &str, rng: &mut Chance) -> Option<Made> {
    let muscle = content.atlas.muscle(id)?;
    let file = content.file(id)?;
    let asked = rng.one(&file.nerves)?;
    let roots = |nerve: &Nerve| {
        if nerve.roots.is_empty() {
            nerve.name.clone()
        } else {
            format!("{} ({})", nerve.name, nerve.roots.join(", "))
        }
    };
    let all: Vec<String> = file.nerves.iter().map(roots).collect();
    let lesson = vec![format!("The {} is supplied by: {}.", words::name(muscle), all.join("; "))];
    let home = pick::Home::new(Zones::of_muscle(muscle), Zones::of_nerve(content, &asked.name));
    let is_own = |nerve: &Nerve| file.nerves.iter().any(|own| keys::same_nerve(own, nerve));
    let mut wrong: Vec<(f64, Choice)> = Vec::new();
    for (other, theirs) in others(content, muscle) {
        for nerve in theirs.nerves.iter().filter(|nerve| !is_own(nerve)) {
            let gain = home.gain(Zones::of_nerve(content, &nerve.name));
            wrong.push((gain + pick::kinship(muscle, other), plain(nerve.name.clone())));
        }
    }
    let accepted = file.nerves.iter().map(|nerve| nerve.name.clone()).collect();
    let typed = Typed { accepted };
    let form = pick::choice(rng, plain(asked.name.clone()), wrong, Some(typed))?;
    let prompt = format!("Which nerve supplies the {}?", words::name(muscle));
    Some(made(content, muscle, prompt, form, lesson, true))
}
