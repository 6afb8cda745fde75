//! Grading: how right an answer is, near misses named, part of the credit for part of the answer.

use super::grade_place::place;
use super::{
    Answer, Choice, ChoiceForm, Content, Form, MatchForm, OrderForm, Outcome, PaintForm, PlaceForm, Question,
    Spot, Thing, Typed, Unfit, Verdict, words,
};
use crate::anatomy::Side;
use crate::atlas::{Atlas, Muscle, Names, Paired, Patch};

/// A tap is near within so many of the point's radii ...
pub const NEAR_RADII: f64 = 2.5;
/// ... but never further off than this, in millimetres: two fingers' breadth. Beyond it, whatever the point's radius,
/// a hand in the neck or shoulder works on another muscle, and "near" would teach a wrong place.
pub const NEAR_AT_MOST_MM: f64 = 40.0;

/// How far from a point a tap is still near, in millimetres.
pub(super) fn near_mm(radius_mm: f64) -> f64 {
    (radius_mm * NEAR_RADII).min(NEAR_AT_MOST_MM).max(radius_mm)
}

/// From this share of a painted pattern on it counts as found: all essential patches and nothing wrong reach it.
const PAINTED: f64 = 0.66;

impl Question {
    /// Grades an answer.
    ///
    /// # Errors
    /// Where the answer is of another form, or no answer to this question at all.
    pub fn grade(&self, content: &Content<'_>, answer: &Answer) -> Result<Verdict, Unfit> {
        if matches!(answer, Answer::Unknown) {
            return Ok(verdict(0.0, 1.0, "Here it is.".to_owned()));
        }
        match (&self.form, answer) {
            (Form::Place(form), Answer::Tap(tap)) => place(content, self, form, tap),
            (Form::Place(PlaceForm { options, right, .. }), Answer::Pick(at)) => pick(options, *right, *at),
            (Form::Choice(form), Answer::Pick(at)) => pick(&form.options, form.right, *at),
            (Form::Choice(ChoiceForm { typed: Some(typed), .. }), Answer::Typed(text)) => {
                Ok(self::typed(content, typed, text))
            }
            (Form::Match(form), Answer::Pairs(pairs)) => matched(form, pairs),
            (Form::Order(form), Answer::Order(order)) => ordered(form, order),
            (Form::Paint(form), Answer::Painted(spots)) => {
                painted(content.atlas, form, self.stage.side, spots)
            }
            _ => Err(Unfit::Answer),
        }
    }
}

/// A verdict by a share of the whole: found from `found` on, near from half of that.
fn verdict(share: f64, found: f64, headline: String) -> Verdict {
    let outcome = if share >= found {
        Outcome::Found
    } else if share >= found / 2.0 {
        Outcome::Near
    } else {
        Outcome::Missed
    };
    let score = (share.clamp(0.0, 1.0) * 100.0).round() as u8;
    Verdict { outcome, score, headline, lines: Vec::new(), landing: None, mistaken: None }
}

fn pick(options: &[Choice], right: usize, at: usize) -> Result<Verdict, Unfit> {
    let chosen = options.get(at).ok_or(Unfit::Answer)?;
    if at == right {
        return Ok(verdict(1.0, 1.0, "Correct.".to_owned()));
    }
    let mut wrong = verdict(0.0, 1.0, "Not this one.".to_owned());
    wrong.lines = vec![format!("You chose: {}", words::closed(&chosen.text))];
    wrong.mistaken = chosen.thing.clone();
    Ok(wrong)
}

/// A typed answer: right in any case and with a slip of the keys, unless another muscle's name is nearer; what was typed is
/// told, and another muscle's name as such.
fn typed(content: &Content<'_>, typed: &Typed, text: &str) -> Verdict {
    let said = plain(text);
    // What is much longer or shorter is not worth comparing.
    let is_near = |name: &String| name.len().abs_diff(text.trim().len()) <= slips(&said) + 4;
    let nearest = |names: &mut dyn Iterator<Item = &String>| -> Option<(usize, String)> {
        let rated = names.filter(|name| is_near(name)).map(|name| (mistakes(&said, &plain(name)), name));
        rated.min_by_key(|(mistakes, _)| *mistakes).map(|(mistakes, name)| (mistakes, name.clone()))
    };
    let right = nearest(&mut typed.accepted.iter());
    // What is nearer to the name of another muscle is no slip, unless that one is right as well.
    let is_right_too = |names: &Names| typed.accepted.contains(&names.english);
    let others = content.atlas.muscles().iter().filter(|muscle| !is_right_too(&muscle.names));
    let mut other: Option<(usize, &Muscle)> = None;
    for muscle in others {
        let mut names = std::iter::once(&muscle.names.english).chain(&muscle.names.synonyms);
        let Some((far, _)) = nearest(&mut names) else { continue };
        if far <= slips(&said) && other.is_none_or(|(least, _)| far < least) {
            other = Some((far, muscle));
        }
    }
    let quoted = text.trim();
    match right {
        Some((0, _)) => {
            let mut right = verdict(1.0, 1.0, "Correct.".to_owned());
            right.lines = vec![format!("You typed: {}", words::closed(quoted))];
            right
        }
        Some((far, name)) if far <= slips(&said) && other.is_none_or(|(least, _)| far < least) => {
            let mut slip = verdict(1.0, 1.0, "Correct, but for the spelling.".to_owned());
            slip.lines =
                vec![format!("You typed \u{201c}{quoted}\u{201d}. It is spelled: {}", words::closed(&name))];
            slip
        }
        _ => {
            let mut wrong = verdict(0.0, 1.0, "Not this one.".to_owned());
            let known = other.map(|(_, muscle)| muscle);
            wrong.lines = vec![match known {
                Some(muscle) if plain(&muscle.names.english) != said => {
                    format!(
                        "You typed \u{201c}{quoted}\u{201d}, which reads like the {}.",
                        words::name(muscle)
                    )
                }
                _ => format!("You typed: {}", words::closed(quoted)),
            }];
            wrong.mistaken = known.map(|muscle| Thing::Muscle(muscle.row.id.clone()));
            wrong
        }
    }
}

/// How many slips of the keys are forgiven in so long an answer: none in abbreviations, one in a short name, then one
/// more for every seven letters.
fn slips(said: &str) -> usize {
    match said.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        more => more / 7 + 1,
    }
}

/// How many letters are wrong, missing, too many or swapped; the spaces between words count for nothing.
fn mistakes(said: &str, name: &str) -> usize {
    let joined = |text: &str| text.replace(' ', "");
    strsim::osa_distance(&joined(said), &joined(name))
}

/// Letters and digits alone, in lower case.
fn plain(text: &str) -> String {
    let words = text.to_ascii_lowercase();
    words
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn matched(form: &MatchForm, pairs: &[usize]) -> Result<Verdict, Unfit> {
    let names = |at: usize| words::closed(&words::lower_first(&form.right[at].text));
    if pairs.len() != form.left.len() || pairs.iter().any(|&at| at >= form.right.len()) {
        return Err(Unfit::Answer);
    }
    let right = pairs.iter().zip(&form.truth).filter(|(chosen, truth)| chosen == truth).count();
    let all = form.truth.len().max(1);
    let headline =
        if right == all { "All matched.".to_owned() } else { format!("{right} of {all} matched correctly.") };
    // One of three is what chance gives: half of the credit begins above it.
    let share = right as f64 / all as f64;
    let mut verdict = verdict(share, 1.0, headline);
    for ((left, &chosen), &truth) in form.left.iter().zip(pairs).zip(&form.truth) {
        verdict.lines.push(if chosen == truth {
            format!("{}: correct, {}", left.text, names(truth))
        } else {
            format!("{}: you chose {} It is: {}", left.text, names(chosen), names(truth))
        });
    }
    let wrong = form.left.iter().zip(pairs).zip(&form.truth).find(|((_, chosen), truth)| chosen != truth);
    verdict.mistaken = wrong.and_then(|((_, &chosen), _)| form.right[chosen].thing.clone());
    if 2 * right <= all {
        verdict.outcome = Outcome::Missed;
    }
    Ok(verdict)
}

/// By the share of pairs that stand in the right order.
fn ordered(form: &OrderForm, order: &[usize]) -> Result<Verdict, Unfit> {
    let count = form.items.len();
    if order.len() != count || !(0..count).all(|item| order.contains(&item)) {
        return Err(Unfit::Answer);
    }
    let place = |item: usize| order.iter().position(|&at| at == item);
    let (mut right, mut all) = (0usize, 0usize);
    for (at, &outer) in form.truth.iter().enumerate() {
        for &inner in &form.truth[at + 1..] {
            all += 1;
            right += usize::from(place(outer) < place(inner));
        }
    }
    let share = right as f64 / all.max(1) as f64;
    let headline =
        if right == all { "All in order.".to_owned() } else { "Not quite in this order.".to_owned() };
    Ok(verdict(share, 1.0, headline))
}

/// By overlap: an essential patch counts twice, the spillover ones together at most half as much as the essential ones,
/// a wrong patch as much as it takes to undo half an essential one.
fn painted(atlas: &Atlas, form: &PaintForm, side: Side, spots: &[Spot]) -> Result<Verdict, Unfit> {
    if spots.iter().any(|spot| atlas.region(&spot.region).is_none()) {
        return Err(Unfit::Answer);
    }
    let mut once: Vec<&Spot> = Vec::new();
    for spot in spots {
        if !once.contains(&spot) {
            once.push(spot);
        }
    }
    let spots = once;
    let held = |patches: &[Spot]| patches.iter().filter(|spot| spots.contains(spot)).count();
    let (essential, spillover) = (held(&form.essential), held(&form.spillover));
    let is_wrong = |spot: &&Spot| !form.essential.contains(spot) && !form.spillover.contains(spot);
    let wrong: Vec<&Spot> = spots.iter().copied().filter(is_wrong).collect();
    let essential_weight = 2.0 * form.essential.len() as f64;
    let spillover_weight = (essential_weight / 2.0).min(form.spillover.len() as f64);
    let each = spillover_weight / form.spillover.len().max(1) as f64;
    let got = 2.0 * essential as f64 + each * spillover as f64;
    let share = got / (essential_weight + spillover_weight + wrong.len() as f64);
    let all = form.essential.len();
    let wrong_told = match wrong.len() {
        0 => "nothing wrong".to_owned(),
        1 => "1 patch too many".to_owned(),
        more => format!("{more} patches too many"),
    };
    let headline = match all {
        1 if essential == 1 => format!("You found the essential patch; {wrong_told}."),
        1 => format!("You missed the essential patch; {wrong_told}."),
        _ if essential == all => format!("You found all {all} essential patches; {wrong_told}."),
        _ => format!("You found {essential} of {all} essential patches; {wrong_told}."),
    };
    let mut verdict = verdict(share, PAINTED, headline);
    if essential < all && verdict.outcome == Outcome::Found {
        verdict.outcome = Outcome::Near;
    }
    let patch = |spot: &&Spot| {
        let is_paired = atlas.region(&spot.region).is_some_and(|region| region.side == Paired::Right);
        Patch { region: spot.region.clone(), is_opposite: is_paired && spot.is_left != (side == Side::Left) }
    };
    let named = |spots: &[&Spot]| words::places(atlas, &spots.iter().map(patch).collect::<Vec<_>>(), side);
    let missing: Vec<&Spot> = form.essential.iter().filter(|spot| !spots.contains(spot)).collect();
    if !missing.is_empty() {
        verdict.lines.push(format!("Missing from the essential zone: {}.", named(&missing)));
    }
    if !wrong.is_empty() {
        verdict.lines.push(format!("Not part of the pattern: {}.", named(&wrong)));
    }
    Ok(verdict)
}
