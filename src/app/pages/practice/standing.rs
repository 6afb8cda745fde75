//! How far one is: mastery by region and muscle, what comes up, days and time spent.

use yew::prelude::*;

use super::overview::OverviewProps;
use super::plots::bars;
use crate::app::components::crumbs::muscle_link;
use crate::app::desk::{seed, today};
use crate::app::words;
use crate::atlas::Muscle;
use crate::quiz::Card;
use crate::study::{Action, Totals};

/// How many days the plots show.
const DAYS: usize = 30;

/// The learner's standing.
#[component]
pub(super) fn Standing(props: &OverviewProps) -> Html {
    let OverviewProps { desk, atlas } = props;
    let learner = &desk.learner;
    let reviews = learner.progress().reviews();
    if reviews.is_empty() {
        return html! { <p class="note">{ "Your answers stay in this browser and nowhere else." }</p> };
    }
    let today = today();
    let retention = learner.settings().retention();
    let totals = Totals::of(reviews);
    let by_day = Totals::by_day(reviews, today, DAYS);
    let (days, row) = Totals::days(&by_day);
    let minutes = |spent_ms: u64| spent_ms.div_ceil(60_000);
    let forecast = learner.standings().forecast(atlas, learner.settings(), today, DAYS);
    let answers: Vec<usize> = by_day.iter().map(|day| day.reviews).collect();
    let coming: usize = forecast.iter().sum();
    let leeches = learner.standings().leeches(atlas);
    let row_of = |muscle: &Muscle| {
        let strength = learner.standings().muscle(muscle, retention, today.now_ms);
        if strength.seen == 0 {
            return None;
        }
        let percent = (strength.recall * 100.0).round();
        let facts = learner.standings().facts(muscle, retention, today.now_ms);
        let of = |is_strong: bool| {
            let names =
                facts.iter().filter(|(_, strength)| strength.seen > 0 && (strength.weak == 0) == is_strong);
            let mut names: Vec<&str> = names.map(|(fact, _)| fact.title()).collect();
            names.dedup();
            names.join(", ")
        };
        Some(html! {
            <tr key={muscle.row.id.clone()}>
                <th scope="row">{ muscle_link(muscle) }</th>
                <td><meter min="0" max="100" value={percent.to_string()}>{ format!("{percent} %") }</meter>{ format!(" {percent} %") }</td>
                <td>{ format!("{} of {}", strength.seen, strength.cards) }</td>
                <td>{ of(true) }</td>
                <td>{ of(false) }</td>
            </tr>
        })
    };
    html! {
        <section class="standing" data-reviews={totals.reviews.to_string()}>
            <h2>{ "How far you are" }</h2>
            <p>{ format!("{} answers, {} of them right, in {} minutes. You practiced on {days} of the last {DAYS} days{}.",
                totals.reviews, totals.known, minutes(totals.spent_ms),
                if row > 1 { format!(", the last {row} in a row") } else { String::new() }) }</p>
            { bars("Answers a day.", &answers, "30 days ago", "today",
                &format!("{} today, {} in the last seven days.", answers[DAYS - 1], answers[DAYS - 7..].iter().sum::<usize>())) }
            { bars("Coming up.", &forecast, "today", "in 30 days",
                &format!("{} today, {} in the next seven days, {coming} within 30 days.", forecast[0], forecast[..7].iter().sum::<usize>())) }
            if !leeches.is_empty() { { sticky(props, &leeches) } }
            <details>
                <summary>{ "Muscle by muscle" }</summary>
                <p class="note">{ "Remembered: how much of all that there is to know of a muscle you would know today." }</p>
                <table>
                    <thead><tr>
                        <th scope="col">{ "Muscle" }</th><th scope="col">{ "Remembered" }</th><th scope="col">{ "Asked" }</th>
                        <th scope="col">{ "Strong" }</th><th scope="col">{ "Weak" }</th>
                    </tr></thead>
                    <tbody>{ for atlas.muscles().iter().filter_map(row_of) }</tbody>
                </table>
            </details>
        </section>
    }
}

/// What will not stick: another way than more of the same.
fn sticky(props: &OverviewProps, leeches: &[Card]) -> Html {
    let OverviewProps { desk, atlas } = props;
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
            now_ms: crate::app::desk::now_ms(),
        })
    };
    html! {
        <div class="sticky">
            <h3>{ "What will not stick" }</h3>
            <p>{ words::capitalised("these were forgotten again and again. Read their pages, find them on yourself, make a picture of them; then try once more.") }</p>
            <ul class="index">{ for leeches.iter().filter_map(item) }</ul>
            <p class="doors"><button type="button" class="door" onclick={repeat}>{ "Try these" }</button></p>
        </div>
    }
}
