//! `learner`: a simulated learner studies every day for half a year; what it costs and what is remembered, as a picture.

use std::fmt::Write as _;
use std::fs;

use anyhow::{Context, Result};
use clap::Args as ClapArgs;
use palpate::atlas::Atlas;
use palpate::quiz::{Card, Content, Kind};
use palpate::study::{DAY_MS, Grade, Queue, Review, Settings, Standings, Today};

use crate::{assets, project};

/// The arguments of `cargo xtask learner`.
#[derive(ClapArgs)]
pub(crate) struct Args {
    /// For how many days
    #[arg(long, default_value_t = 180)]
    days: usize,
    /// Where chance begins
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many of a hundred cards should be remembered
    #[arg(long, default_value_t = 90)]
    retention: u8,
}

const FILE: &str = "docs/simulated-learner.svg";
/// A holiday in the middle: its first day and its length.
const HOLIDAY: (usize, usize) = (110, 14);
/// The learner sits down at seven in the evening, fifteen hours after the day began.
const SITS_DOWN_MS: u64 = 15 * 3_600_000;

/// What a day came to.
#[derive(Default, Clone, Copy)]
struct Day {
    /// Cards seen for the first time.
    new: usize,
    /// Reviews of cards known from earlier days.
    reviews: usize,
    /// Of these the remembered ones.
    remembered: usize,
    /// What the scheduler expected: the sum of their chances.
    expected: f64,
    /// What was due and did not fit into the day.
    waiting: usize,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<()> {
    let atlas = assets::load(&project::root())?.atlas();
    let settings = Settings { retention: args.retention, ..Settings::default() }.in_range();
    let days = study(&atlas, &settings, args.days, args.seed);
    let told = told(&days, &settings, &atlas);
    println!("{told}");
    let file = project::root().join(FILE);
    fs::write(&file, picture(&days, &told)).with_context(|| format!("{FILE} cannot be written"))?;
    println!("The picture is {FILE}");
    Ok(())
}

/// Chance that is the same on every machine (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// The learner forgets as the scheduler's model says, and studies today's queue until nothing is left of it.
fn study(atlas: &Atlas, settings: &Settings, days: usize, seed: u64) -> Vec<Day> {
    let mut chance = Chance(seed);
    let mut standings = Standings::default();
    let mut all = Vec::new();
    for number in 0..days {
        let mut day = Day::default();
        let start_ms = (number as u64 + 1) * DAY_MS;
        let mut now_ms = start_ms + SITS_DOWN_MS;
        let is_away = (HOLIDAY.0..HOLIDAY.0 + HOLIDAY.1).contains(&number);
        // What was missed comes back within the sitting; four times round is enough for one evening.
        for _ in 0..if is_away { 0 } else { 4 } {
            let queue =
                Queue::of(&Content { atlas, texts: None }, &standings, settings, Today { now_ms, start_ms });
            day.waiting = queue.waiting;
            for card in queue.cards() {
                now_ms += 12_000;
                let grade = answer(&standings, &card, start_ms, now_ms, &mut chance, &mut day);
                standings.note(&review(card, grade, now_ms));
            }
            now_ms += 11 * 60_000;
        }
        all.push(day);
    }
    all
}

fn review(card: Card, grade: Grade, at_ms: u64) -> Review {
    let kind = Kind::of(card.fact).next().unwrap_or(Kind::FindPoint);
    Review { at_ms, card, kind, grade, took_ms: 12_000 }
}

fn answer(
    standings: &Standings,
    card: &Card,
    start_ms: u64,
    now_ms: u64,
    chance: &mut Chance,
    day: &mut Day,
) -> Grade {
    let known = |chance: &mut Chance| match chance.next() {
        low if low < 0.12 => Grade::Hard,
        high if high > 0.9 => Grade::Easy,
        _ => Grade::Good,
    };
    let Some(standing) = standings.get(card) else {
        day.new += 1;
        // Of what is new, a little is known already.
        return if chance.next() < 0.6 { Grade::Again } else { known(chance) };
    };
    let recall = f64::from(standing.recall(now_ms));
    let is_remembered = chance.next() < recall;
    if standing.last_ms < start_ms {
        day.reviews += 1;
        day.remembered += usize::from(is_remembered);
        day.expected += recall;
    }
    if is_remembered { known(chance) } else { Grade::Again }
}

fn told(days: &[Day], settings: &Settings, atlas: &Atlas) -> String {
    let cards: usize = atlas.muscles().iter().map(|muscle| Card::of_muscle(muscle).len()).sum();
    let sum = |of: fn(&Day) -> usize| days.iter().map(of).sum::<usize>();
    let (reviews, remembered, new) = (sum(|day| day.reviews), sum(|day| day.remembered), sum(|day| day.new));
    let expected: f64 = days.iter().map(|day| day.expected).sum();
    let percent = |part: f64| 100.0 * part / reviews.max(1) as f64;
    let busiest = days.iter().map(|day| day.reviews + day.new).max().unwrap_or_default();
    let after = days.iter().skip(HOLIDAY.0 + HOLIDAY.1).position(|day| day.waiting == 0);
    let caught_up = after.map_or("not".to_owned(), |days| format!("{} days after it", days + 1));
    format!(
        "A simulated learner, {} days, at most {} new cards and {} reviews a day, desired retention {} %. Of {cards} cards \
         {new} were begun; {reviews} reviews on later days, {:.1} a day, {busiest} cards on the busiest. Remembered: {:.1} %; \
         the scheduler expected {:.1} %. A holiday of {} days from day {} on was caught up {caught_up}.",
        days.len(),
        settings.new_per_day,
        settings.reviews_per_day,
        settings.retention,
        reviews as f64 / days.len().max(1) as f64,
        percent(remembered as f64),
        percent(expected),
        HOLIDAY.1,
        HOLIDAY.0 + 1,
    )
}

const WIDTH: f64 = 900.0;
const LEFT: f64 = 60.0;
const CHART: f64 = 210.0;

/// Two charts, one above the other: cards a day, and the share remembered beside the share expected.
fn picture(days: &[Day], told: &str) -> String {
    let mut svg = String::new();
    let most = days.iter().map(|day| day.reviews + day.new).max().unwrap_or_default().max(1) as f64;
    let step = (WIDTH - LEFT - 20.0) / days.len().max(1) as f64;
    let x = |day: usize| LEFT + day as f64 * step;
    let bar = |svg: &mut String, day: usize, from: usize, count: usize, color: &str| {
        let (height, base) = (CHART * count as f64 / most, CHART * from as f64 / most);
        let y = 50.0 + CHART - base - height;
        let _ = write!(
            svg,
            r#"<rect x="{:.1}" y="{y:.1}" width="{:.1}" height="{height:.1}" fill="{color}"/>"#,
            x(day),
            step * 0.85
        );
    };
    for (at, day) in days.iter().enumerate() {
        bar(&mut svg, at, 0, day.reviews, "#0b6868");
        bar(&mut svg, at, day.reviews, day.new, "#c8695a");
    }
    let y = |share: f64| 330.0 + CHART * (1.0 - (share - 0.7) / 0.3).clamp(0.0, 1.0);
    // The mean of two weeks: single days jump.
    let line = |of: fn(&Day) -> f64| {
        let mut points = String::new();
        for at in 0..days.len() {
            let window = &days[at.saturating_sub(13)..=at];
            let reviews: usize = window.iter().map(|day| day.reviews).sum();
            if reviews > 30 {
                let share = window.iter().map(of).sum::<f64>() / reviews as f64;
                let _ = write!(points, "{:.1},{:.1} ", x(at), y(share));
            }
        }
        points
    };
    let expected = line(|day| day.expected);
    let remembered = line(|day| day.remembered as f64);
    let _ = write!(
        svg,
        r##"<polyline points="{expected}" fill="none" stroke="#8a5a00" stroke-width="2" stroke-dasharray="5 4"/>"##
    );
    let _ =
        write!(svg, r##"<polyline points="{remembered}" fill="none" stroke="#0b6868" stroke-width="2.5"/>"##);
    let mut labels = String::new();
    let mut label = |x: f64, y: f64, anchor: &str, words: &str| {
        let _ = write!(labels, r#"<text x="{x:.1}" y="{y:.1}" text-anchor="{anchor}">{words}</text>"#);
    };
    label(LEFT, 34.0, "start", "Cards a day: reviews (dark) and new (light)");
    label(LEFT - 8.0, 56.0, "end", &format!("{most:.0}"));
    label(LEFT - 8.0, 50.0 + CHART, "end", "0");
    label(
        LEFT,
        316.0,
        "start",
        "Remembered (solid) and expected by the scheduler (dashed), mean of two weeks",
    );
    for percent in [100, 90, 80, 70] {
        label(LEFT - 8.0, y(f64::from(percent) / 100.0) + 4.0, "end", &format!("{percent} %"));
    }
    for day in (0..days.len()).step_by(30) {
        label(x(day), 565.0, "start", &format!("day {}", day + 1));
    }
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} 580" role="img" font-family="sans-serif" font-size="13" fill="#241d18"><title>A simulated learner</title><desc>{told}</desc><rect width="{WIDTH}" height="580" fill="#faf6ec"/><path d="M{LEFT} {0}h{1}M{LEFT} {2}h{1}" stroke="#b9ac97"/>{svg}{labels}</svg>
"##,
        50.0 + CHART,
        WIDTH - LEFT - 20.0,
        y(0.9),
    )
}
