//! How far one is: the body, days and time spent, what comes up, and mastery by region and muscle.

use yew::prelude::*;

use super::body::Body;
use super::mine::facts_in_words;
use super::overview::OverviewProps;
use super::plots::bars;
use crate::app::components::crumbs::muscle_link;
use crate::app::desk::{now_ms, seed, today};
use crate::app::words;
use crate::atlas::Muscle;
use crate::quiz::{Card, Scope};
use crate::study::{Action, Strength, Totals};

/// How many days the plots show.
const DAYS: usize = 30;

/// The learner's standing.
pub(super) fn standing(props: &OverviewProps) -> Html {
    let (desk, atlas) = (&props.desk, &props.library.atlas);
    let reviews = desk.learner.progress().reviews();
    if reviews.is_empty() {
        return html! { <p class="note">{ "Your answers stay in this browser and nowhere else." }</p> };
    }
    let leeches = desk.learner.standings().leeches(atlas);
    html! {
        <section class="standing" data-reviews={reviews.len().to_string()}>
            <h2>{ "How far you are" }</h2>
            { numbers(props) }
            <Body ..props.clone() />
            { plots(props) }
            if !leeches.is_empty() { { sticky(props, &leeches) } }
            { tables(props) }
        </section>
    }
}

/// What was done in all, in four numbers.
fn numbers(props: &OverviewProps) -> Html {
    let reviews = props.desk.learner.progress().reviews();
    let totals = Totals::of(reviews);
    let (days, row) = Totals::days(&Totals::by_day(reviews, today(), DAYS));
    let number = |value: String, what: String| html! { <div><dd>{ value }</dd><dt>{ what }</dt></div> };
    let percent = 100 * totals.known / totals.reviews.max(1);
    let row = if row > 1 { format!(", the last {row} in a row") } else { String::new() };
    html! {
        <dl class="numbers">
            { number(totals.reviews.to_string(), "answers".to_owned()) }
            { number(format!("{percent} %"), "of them right".to_owned()) }
            { number(duration(totals.spent_ms), "of practice".to_owned()) }
            { number(format!("{days}"), format!("of the last {DAYS} days{row}")) }
        </dl>
    }
}

/// A time in words: "12 min", "3 h 5 min".
fn duration(spent_ms: u64) -> String {
    let minutes = spent_ms.div_ceil(60_000);
    if minutes < 60 { format!("{minutes} min") } else { format!("{} h {} min", minutes / 60, minutes % 60) }
}

fn plots(props: &OverviewProps) -> Html {
    let (desk, atlas) = (&props.desk, &props.library.atlas);
    let learner = &desk.learner;
    let by_day = Totals::by_day(learner.progress().reviews(), today(), DAYS);
    let answers: Vec<usize> = by_day.iter().map(|day| day.reviews).collect();
    let minutes: Vec<usize> =
        by_day.iter().map(|day| usize::try_from(day.spent_ms.div_ceil(60_000)).unwrap_or_default()).collect();
    let coming = learner.standings().forecast(atlas, learner.settings(), today(), DAYS);
    let sum = |values: &[usize]| values.iter().sum::<usize>();
    let week = DAYS - 7;
    let ago = ["30 days ago", "today"];
    html! {
        <div class="plots">
            { bars("Answers a day.", &answers, ago,
                &format!("{} today, {} in the last seven days, {} in all {DAYS}.", answers[DAYS - 1], sum(&answers[week..]), sum(&answers))) }
            { bars("Minutes a day.", &minutes, ago,
                &format!("{} today, {} in the last seven days, {} in all {DAYS}.", minutes[DAYS - 1], sum(&minutes[week..]), sum(&minutes))) }
            { bars("Reviews coming up.", &coming, ["today", "in 30 days"],
                &format!("{} today, {} in the next seven days, {} within {DAYS}.", coming[0], sum(&coming[..7]), sum(&coming))) }
        </div>
    }
}

/// The same as the body shows, in words: by region, and muscle by muscle.
fn tables(props: &OverviewProps) -> Html {
    let (desk, atlas) = (&props.desk, &props.library.atlas);
    let standings = desk.learner.standings();
    let retention = desk.learner.settings().retention();
    let share = |strength: &Strength| {
        let percent = strength.percent();
        html! {
            <>
                <td class="share"><meter min="0" max="100" value={percent.to_string()}>{ format!("{percent} %") }</meter>{ format!(" {percent} %") }</td>
                <td>{ format!("{} of {}", strength.seen, strength.cards) }</td>
            </>
        }
    };
    let mut regions: Vec<&str> = Vec::new();
    for muscle in atlas.muscles() {
        if !regions.contains(&muscle.row.region.as_str()) {
            regions.push(&muscle.row.region);
        }
    }
    let region_row = |region: &&str| {
        let cards = Scope::Region((*region).to_owned()).cards(&props.content());
        let strength = standings.strength(&cards, retention, now_ms());
        html! { <tr key={(*region).to_owned()}><th scope="row">{ words::region_name(region) }</th>{ share(&strength) }</tr> }
    };
    let muscle_row = |muscle: &Muscle| {
        let strength = standings.muscle(muscle, retention, now_ms());
        if strength.seen == 0 {
            return None;
        }
        let [strong, weak] = standings.strong_and_weak(muscle, now_ms());
        Some(html! {
            <tr key={muscle.row.id.clone()}>
                <th scope="row">{ muscle_link(muscle) }</th>{ share(&strength) }
                <td>{ facts_in_words(&strong) }</td>
                <td>{ facts_in_words(&weak) }</td>
            </tr>
        })
    };
    html! {
        <>
            <details>
                <summary>{ "Region by region" }</summary>
                <table>
                    <thead><tr><th scope="col">{ "Region" }</th><th scope="col">{ "Remembered" }</th><th scope="col">{ "Asked" }</th></tr></thead>
                    <tbody>{ for regions.iter().map(region_row) }</tbody>
                </table>
            </details>
            <details>
                <summary>{ "Muscle by muscle" }</summary>
                <p class="note">{ "Remembered: how much of all that there is to know of a muscle you would know today." }</p>
                <table class="by-muscle">
                    <thead><tr>
                        <th scope="col">{ "Muscle" }</th><th scope="col">{ "Remembered" }</th><th scope="col">{ "Asked" }</th>
                        <th scope="col">{ "Strong" }</th><th scope="col">{ "Weak" }</th>
                    </tr></thead>
                    <tbody>{ for atlas.muscles().iter().filter_map(muscle_row) }</tbody>
                </table>
            </details>
        </>
    }
}

/// What will not stick: another way than more of the same.
fn sticky(props: &OverviewProps, leeches: &[Card]) -> Html {
    let (desk, atlas) = (&props.desk, &props.library.atlas);
    let item = |card: &Card| {
        let muscle = card.muscle(atlas)?;
        Some(
            html! { <li key={card.to_string()}>{ muscle_link(muscle) }<small>{ card.fact.title() }</small></li> },
        )
    };
    let repeat = {
        let cards = leeches.to_vec();
        desk.act.reform(move |_: MouseEvent| Action::Repeat {
            cards: cards.clone(),
            seed: seed(),
            now_ms: now_ms(),
        })
    };
    html! {
        <div class="sticky">
            <h3>{ "What will not stick" }</h3>
            <p>{ "These were forgotten again and again. Read their pages, find them on yourself, make a picture of them; then try once more." }</p>
            <ul class="index">{ for leeches.iter().filter_map(item) }</ul>
            <p class="doors"><button type="button" class="door" onclick={repeat}>{ "Try these" }</button></p>
        </div>
    }
}
