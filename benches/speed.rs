//! How quickly the data answers: rows of name, p50, p95, unit and budget with tabs between, for `cargo xtask bench`.
#![allow(clippy::print_stdout, reason = "a measuring program talks to the terminal")]

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use palpate::anatomy::Side;
use palpate::atlas::authoring::{Sources, report};
use palpate::atlas::{Atlas, Index, Muscle, Pain, Texts, find_all, senders, ways};
use palpate::quiz::{Ask, Content, Kind, Plan, Question, Round, Scope, Urgency};
use palpate::study::{DAY_MS, Queue, Settings, Standings, Today};

fn main() {
    let sources = match Sources::load(Path::new(env!("CARGO_MANIFEST_DIR"))) {
        Ok(sources) => sources,
        Err(faults) => {
            eprintln!("{}", report(&faults));
            std::process::exit(1);
        }
    };
    let (atlas, texts) = (sources.atlas(), sources.texts());
    let large = ten_times(&atlas);
    for (name, atlas) in [("", &atlas), (", content x 10", &large)] {
        let bytes = atlas.to_bytes();
        row(&format!("load the atlas{name}"), None, (0..200).map(|_| time(|| Atlas::from_bytes(&bytes))));
        row(&format!("index the names{name}"), None, (0..50).map(|_| time(|| Index::new(atlas))));
        let index = Index::new(atlas);
        let budget = name.is_empty().then_some(2.0);
        questions(atlas, &texts, name);
        row(
            &format!("search, a keystroke{name}"),
            budget,
            keystrokes(atlas).iter().map(|typed| time(|| index.find(typed, 8))),
        );
        let ways = ways(atlas, &texts);
        let typed = keystrokes(atlas).into_iter().chain(prefixes("my head hurts at the temple"));
        row(
            &format!("search among complaints, a keystroke{name}"),
            budget,
            typed.map(|typed| time(|| find_all(&index, &ways, &typed, 8))),
        );
        let place = |id: &str| Pain { regions: vec![id.to_owned()], side: Side::Right };
        let budget = name.is_empty().then_some(10.0);
        let places = atlas.regions().iter().map(|region| time(|| senders(atlas, &place(&region.id), |_| 0)));
        row(&format!("who sends pain to a place{name}"), budget, places);
    }
}

/// The next question, over every kind and card; the start of a round; what is to be studied today.
fn questions(atlas: &Atlas, texts: &Texts, name: &str) {
    let content = Content { atlas, texts: Some(texts) };
    let cards = Scope::Everything.cards(&content);
    let asks = cards
        .iter()
        .step_by(cards.len() / 400 + 1)
        .flat_map(|card| Kind::of(card.fact).map(|kind| Ask { card: card.clone(), kind, seed: 1 }));
    let budget = name.is_empty().then_some(2.0);
    row(&format!("next question{name}"), budget, asks.map(|ask| time(|| Question::make(&content, &ask))));
    let plan = Plan::new(Scope::Everything, &Kind::ALL);
    let start = |seed| time(|| Round::start(&content, &plan, |_| Urgency::Unseen, seed, 0));
    row(&format!("start a round of ten{name}"), None, (0..20).map(start));
    let (standings, settings) = (Standings::default(), Settings::default());
    let today = Today { now_ms: DAY_MS, start_ms: DAY_MS };
    let queue = || time(|| Queue::of(&content, &standings, &settings, today));
    row(&format!("today's queue{name}"), None, (0..50).map(|_| queue()));
}

/// What stands in the field after each keystroke of every written muscle's name.
fn keystrokes(atlas: &Atlas) -> Vec<String> {
    let names = atlas.muscles().iter().take(60).map(|muscle| muscle.names.english.to_lowercase());
    names.flat_map(|name| prefixes(&name)).collect()
}

fn prefixes(name: &str) -> Vec<String> {
    name.char_indices().skip(1).map(|(at, _)| name[..at].to_owned()).collect()
}

/// The atlas with nine made-up muscles beside each: as many names, points and patches, ten times over.
fn ten_times(atlas: &Atlas) -> Atlas {
    let copy = |muscle: &Muscle, number: usize| {
        let mut muscle = muscle.clone();
        muscle.row.id = format!("{}-{number}", muscle.row.id);
        muscle.names.english = format!("{} {number}", muscle.names.english);
        for point in &mut muscle.points {
            point.trigger.id = format!("{}-{number}", point.trigger.id);
        }
        muscle
    };
    let copies = (1..10).flat_map(|number| atlas.muscles().iter().map(move |muscle| copy(muscle, number)));
    let muscles = atlas.muscles().iter().cloned().chain(copies).collect();
    let (regions, structures) = (atlas.regions().to_vec(), atlas.structures().to_vec());
    Atlas::new(muscles, regions, structures, atlas.plates().to_vec())
}

/// Milliseconds that a call takes.
fn time<T>(call: impl FnOnce() -> T) -> f64 {
    let start = Instant::now();
    black_box(call());
    start.elapsed().as_secs_f64() * 1000.0
}

fn row(name: &str, budget_ms: Option<f64>, times_ms: impl Iterator<Item = f64>) {
    let mut times: Vec<f64> = times_ms.collect();
    times.sort_by(f64::total_cmp);
    let at = |share: f64| {
        times.get((times.len().saturating_sub(1) as f64 * share).round() as usize).copied().unwrap_or(0.0)
    };
    let budget = budget_ms.map_or(String::new(), |budget| budget.to_string());
    println!("{name}\t{:.3}\t{:.3}\tms\t{budget}", at(0.50), at(0.95));
}
