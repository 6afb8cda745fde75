//! `questions`: makes questions by the thousand over the whole content and prints what was asked, what could not be, and
//! how far one gets by guessing from looks alone.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, bail};
use clap::Args as ClapArgs;
use palpate::atlas::Atlas;
use palpate::quiz::{
    Answer, Card, Choice, Content, Form, Kind, Outcome, Plan, Question, Round, Scope, Thing, Urgency,
};

use crate::{assets, project};

/// The arguments of `cargo xtask questions`.
#[derive(ClapArgs)]
pub(crate) struct Args {
    /// How many questions, in rounds of ten
    #[arg(long, default_value_t = 10_000)]
    count: usize,
    /// Where chance begins
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// What came of one kind.
#[derive(Default)]
struct Row {
    asked: usize,
    muscles: BTreeSet<String>,
    choices: usize,
    first: usize,
    longest: f64,
    lone_region: f64,
    guesses: usize,
    beginner: f64,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<()> {
    let sources = assets::load(&project::root())?;
    let (atlas, texts) = (sources.atlas(), sources.texts());
    let content = Content { atlas: &atlas, texts: Some(&texts) };
    let mut rows: BTreeMap<Kind, Row> = BTreeMap::new();
    let mut of_muscle: BTreeMap<String, usize> = BTreeMap::new();
    let mut impossible = Vec::new();
    let plan = Plan::new(Scope::Everything, &Kind::ALL);
    let mut made = 0;
    let mut seed = args.seed;
    while made < args.count {
        // As a learner meets them: ten a round, the kinds evened out, everything equally unknown.
        let round = Round::start(&content, &plan, |_| Urgency::Unseen, seed, 0)?;
        seed += 1;
        for ask in round.asks().iter().take(args.count - made) {
            let Some(question) = Question::make(&content, ask) else {
                bail!("{} cannot be made twice", ask.card)
            };
            made += 1;
            let muscle = ask.card.muscle(&atlas).map(|muscle| muscle.row.id.clone()).unwrap_or_default();
            *of_muscle.entry(muscle.clone()).or_default() += 1;
            let row = rows.entry(ask.kind).or_default();
            row.asked += 1;
            row.muscles.insert(muscle);
            if !right(&question).is_some_and(|answer| is_found(&question, &content, &answer)) {
                impossible.push(format!("{}/{}", ask.kind.slug(), ask.card.of));
            }
            row.look(&question, &atlas);
            if let Some(chance) = question.guess(&content) {
                row.guesses += 1;
                row.beginner += chance;
            }
        }
    }
    print(&rows, made);
    let asked =
        atlas.muscles().iter().map(|muscle| of_muscle.get(&muscle.row.id).copied().unwrap_or_default());
    let mut counts: Vec<usize> = asked.collect();
    counts.sort_unstable();
    if let (Some(least), Some(most)) = (counts.first(), counts.last()) {
        let never = counts.iter().filter(|count| **count == 0).count();
        println!(
            "{} muscles: {least} to {most} questions each, half of them at least {}, {never} never asked",
            counts.len(),
            counts[counts.len() / 2]
        );
    }
    let mute = mute(&content);
    println!("cards that no kind can ask: {} {}", mute.len(), mute.join(" "));
    println!(
        "questions whose right answer is not found right: {} {}",
        impossible.len(),
        impossible.join(" ")
    );
    if impossible.is_empty() { Ok(()) } else { bail!("some questions are impossible") }
}

impl Row {
    /// Counts what guessing by looks would gain: each guess is worth its chance where it is not alone.
    fn look(&mut self, question: &Question, atlas: &Atlas) {
        let (options, right) = match &question.form {
            Form::Choice(form) => (&form.options, form.right),
            // Places in words, for those who do not tap.
            Form::Place(form) if !form.options.is_empty() => (&form.options, form.right),
            _ => return,
        };
        self.choices += 1;
        self.first += usize::from(right == 0);
        let longest = options.iter().map(|option| option.text.chars().count()).max();
        let is_longest = |option: &Choice| Some(option.text.chars().count()) == longest;
        self.longest += gain(options, right, is_longest);
        let region = |option: &Choice| match &option.thing {
            Some(Thing::Muscle(id)) => atlas.muscle(id).map(|muscle| muscle.row.region.clone()),
            Some(Thing::Point(id)) => atlas.point(id).map(|(muscle, _)| muscle.row.region.clone()),
            None => None,
        };
        let regions: Vec<_> = options.iter().map(region).collect();
        let is_lone = |option: &Choice| regions.iter().filter(|other| **other == region(option)).count() == 1;
        self.lone_region += gain(options, right, is_lone);
    }
}

/// The chance to be right for who picks any of the options that look so; any at all where none does.
fn gain(options: &[Choice], right: usize, looks: impl Fn(&Choice) -> bool) -> f64 {
    let picked: Vec<usize> = (0..options.len()).filter(|&at| looks(&options[at])).collect();
    match picked.len() {
        0 => 1.0 / options.len().max(1) as f64,
        count if picked.contains(&right) => 1.0 / count as f64,
        _ => 0.0,
    }
}

/// The right answer of a question; a place needs a finger, so its answer in words where there is one.
fn right(question: &Question) -> Option<Answer> {
    Some(match &question.form {
        Form::Place(form) if form.options.is_empty() => return tap(question),
        Form::Place(form) => Answer::Pick(form.right),
        Form::Choice(form) => Answer::Pick(form.right),
        Form::Match(form) => Answer::Pairs(form.truth.clone()),
        Form::Order(form) => Answer::Order(form.truth.clone()),
        Form::Paint(form) => Answer::Painted(form.essential.iter().chain(&form.spillover).cloned().collect()),
    })
}

fn tap(question: &Question) -> Option<Answer> {
    use palpate::anatomy::PlatePoint;
    use palpate::quiz::{Tap, Target, Touched};
    let Form::Place(form) = &question.form else { return None };
    let (at, under) = match &form.target {
        Target::Point { at, .. } => (*at, Vec::new()),
        Target::Muscle(slugs) => {
            (PlatePoint::new(0.0, 0.0), vec![Touched { structure: slugs.first()?.clone(), side: form.side }])
        }
    };
    Some(Answer::Tap(Tap { at, under, off_mm: None }))
}

fn is_found(question: &Question, content: &Content<'_>, answer: &Answer) -> bool {
    question.grade(content, answer).is_ok_and(|verdict| verdict.outcome == Outcome::Found)
}

/// The cards that no kind can ask after.
fn mute(content: &Content<'_>) -> Vec<String> {
    let cards = content.atlas.muscles().iter().flat_map(Card::of_muscle);
    let is_mute = |card: &Card| (0..4).all(|seed| Question::about(content, card, &Kind::ALL, seed).is_none());
    cards.filter(is_mute).map(|card| card.to_string()).collect()
}

fn print(rows: &BTreeMap<Kind, Row>, made: usize) {
    println!(
        "{made} questions. Guessing among four is right in 25 %; by looks alone it is right in:\n\
         (beginner: who knows which part of the body each answer belongs to, and no more; for pairs, all three right)\n"
    );
    println!(
        "{:<24} {:>6} {:>8} {:>8} {:>8} {:>9} {:>12} {:>9}",
        "kind", "asked", "muscles", "of four", "first", "longest", "lone region", "beginner"
    );
    for (kind, row) in rows {
        let of = |right: f64, all: usize| {
            if all == 0 { "–".to_owned() } else { format!("{:.0} %", 100.0 * right / all as f64) }
        };
        let percent = |right: f64| of(right, row.choices);
        println!(
            "{:<24} {:>6} {:>8} {:>8} {:>8} {:>9} {:>12} {:>9}",
            kind.title(),
            row.asked,
            row.muscles.len(),
            row.choices,
            percent(row.first as f64),
            percent(row.longest),
            percent(row.lone_region),
            of(row.beginner, row.guesses)
        );
    }
    println!();
}
