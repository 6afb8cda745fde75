//! Before a round: what to practise, and how far one is.

use yew::prelude::*;

use crate::app::components::crumbs::muscle_link;
use crate::app::desk::{Desk, now_ms, seed};
use crate::app::shared::Shared;
use crate::app::words;
use crate::atlas::{Atlas, Muscle};
use crate::quiz::{Item, Kind, Plan, Scope};
use crate::study::Action;

/// What the overview is given.
#[derive(Properties, PartialEq)]
pub(super) struct OverviewProps {
    pub desk: Desk,
    pub atlas: Shared<Atlas>,
}

/// The choice of a round and the learner's standing.
#[component]
pub(super) fn Overview(props: &OverviewProps) -> Html {
    let OverviewProps { desk, atlas } = props;
    let kind = use_state_eq(|| None::<Kind>);
    let region = use_state_eq(|| None::<String>);
    let kinds = kind.map_or(Kind::ALL.to_vec(), |kind| vec![kind]);
    let start = {
        let scope = region.as_ref().map_or(Scope::Everything, |region| Scope::Region(region.clone()));
        let plan = Plan { scope, kinds };
        desk.act.reform(move |_: MouseEvent| Action::Start {
            plan: plan.clone(),
            seed: seed(),
            now_ms: now_ms(),
        })
    };
    let mut regions: Vec<&str> = Vec::new();
    for muscle in atlas.written() {
        if !regions.contains(&muscle.row.region.as_str()) {
            regions.push(&muscle.row.region);
        }
    }
    html! {
        <div class="page narrow practice">
            <h1>{ "Practice" }</h1>
            <p class="lead">{ "Ten questions on the plates. What you miss comes back first." }</p>
            <fieldset>
                <legend>{ "What to ask" }</legend>
                { option("kind", "Both kinds", kind.is_none(), { let kind = kind.clone(); move |_: Event| kind.set(None) }) }
                { for Kind::ALL.into_iter().map(|one| {
                    let chosen = kind.clone();
                    option("kind", one.title(), *kind == Some(one), move |_: Event| chosen.set(Some(one)))
                }) }
            </fieldset>
            <fieldset>
                <legend>{ "Where" }</legend>
                { option("region", "Everything written", region.is_none(), { let region = region.clone(); move |_: Event| region.set(None) }) }
                { for regions.into_iter().map(|one| {
                    let (chosen, id) = (region.clone(), one.to_owned());
                    option("region", &words::region_name(one), region.as_deref() == Some(one), move |_: Event| chosen.set(Some(id.clone())))
                }) }
            </fieldset>
            <p class="doors"><button type="button" class="door primary" onclick={start} data-do="start">{ "Start a round of ten" }</button></p>
            { standing(desk, atlas) }
        </div>
    }
}

fn option(group: &'static str, name: &str, is_chosen: bool, onchange: impl Fn(Event) + 'static) -> Html {
    html! {
        <label class="option"><input type="radio" name={group} checked={is_chosen} {onchange} /><span>{ name.to_owned() }</span></label>
    }
}

/// How far the learner is: in all, and muscle by muscle for those that were asked about.
fn standing(desk: &Desk, atlas: &Atlas) -> Html {
    let totals = desk.learner.progress().totals();
    if totals.reviews == 0 {
        return html! { <p class="note">{ "Your answers stay in this browser and nowhere else." }</p> };
    }
    let now_ms = now_ms();
    let all: Vec<Item> = Scope::Everything.items(atlas, &Kind::ALL);
    let strength = desk.learner.standings().strength(&all, now_ms);
    let row = |muscle: &Muscle| {
        let strength = desk.learner.standings().muscle(muscle, now_ms);
        if strength.seen == 0 {
            return None;
        }
        let percent = (strength.strength * 100.0).round();
        Some(html! {
            <tr key={muscle.row.id.clone()}>
                <th scope="row">{ muscle_link(muscle) }</th>
                <td><meter min="0" max="100" value={percent.to_string()}>{ format!("{percent} %") }</meter></td>
                <td>{ format!("{} of {}", strength.seen, strength.items) }</td>
                <td>{ if strength.weak > 0 { strength.weak.to_string() } else { "–".to_owned() } }</td>
            </tr>
        })
    };
    html! {
        <section class="standing" data-reviews={totals.reviews.to_string()}>
            <h2>{ "How far you are" }</h2>
            <p>{ format!("{} answers, {} of them right; {} of {} things asked so far; {} to repeat now.",
                totals.reviews, totals.known, strength.seen, strength.items, strength.due) }</p>
            <table>
                <thead><tr><th scope="col">{ "Muscle" }</th><th scope="col">{ "Strength" }</th><th scope="col">{ "Asked" }</th><th scope="col">{ "Weak" }</th></tr></thead>
                <tbody>{ for atlas.written().filter_map(row) }</tbody>
            </table>
        </section>
    }
}
