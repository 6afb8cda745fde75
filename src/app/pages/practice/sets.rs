//! Ready-made sets, each with how much of it is remembered: one tap begins a round.

use yew::prelude::*;

use super::overview::{OverviewProps, is_wide};
use crate::app::desk::{now_ms, seed};
use crate::app::words;
use crate::quiz::{Kind, LENGTH, Manner, Plan, SETS, Scope, Set};
use crate::study::Action;

/// The sets with which a beginner does best.
const FIRST: [&str; 4] = ["first-ten", "rotator-cuff", "suboccipital", "headache"];
/// How the sets that are regions of the course begin, by id and by title.
const COURSE: (&str, &str) = ("course-", "Course: ");

/// The sets in three groups: the first stands open, the course's too where there is room.
pub(super) fn sets(props: &OverviewProps) -> Html {
    let is_course = |set: &&Set| set.id.starts_with(COURSE.0);
    let is_first = |set: &&Set| FIRST.contains(&set.id);
    let group = |name: &'static str, is_open: bool, sets: &mut dyn Iterator<Item = &'static Set>| {
        html! {
            <details open={is_open}>
                <summary>{ name }</summary>
                <ul class="sets">{ for sets.map(|set| row(props, set)) }</ul>
            </details>
        }
    };
    html! {
        <section class="ready">
            <h2>{ "Ready-made sets" }</h2>
            <ul class="sets">{ for SETS.iter().filter(is_first).map(|set| row(props, set)) }</ul>
            { group("The four regions of the course", is_wide(), &mut SETS.iter().filter(is_course)) }
            { group("By complaint", false, &mut SETS.iter().filter(|set| !is_course(set) && !is_first(set))) }
        </section>
    }
}

fn row(props: &OverviewProps, set: &'static Set) -> Html {
    let OverviewProps { desk, atlas } = props;
    let scope = Scope::Set(set.id.to_owned());
    let retention = desk.learner.settings().retention();
    let strength = desk.learner.standings().strength(&scope.cards(atlas), retention, now_ms());
    let is_typed = desk.learner.settings().is_typed;
    let muscles = atlas.muscles().iter().filter(|muscle| set.holds(muscle)).count();
    let onclick = desk.act.reform(move |_: MouseEvent| {
        let manner = Manner { is_typed, ..Manner::default() };
        let plan = Plan { scope: scope.clone(), kinds: Kind::ALL.to_vec(), length: LENGTH, manner };
        Action::Start { plan, seed: seed(), now_ms: now_ms() }
    });
    let title = words::capitalised(set.title.strip_prefix(COURSE.1).unwrap_or(set.title));
    let percent = strength.percent();
    html! {
        <li key={set.id}>
            <button type="button" class="set" {onclick} data-set={set.id}>
                <span class="title">{ title }</span>
                <small>{ format!("{muscles} muscles") }</small>
                <small class="percent">{ if strength.seen == 0 { "not begun".to_owned() } else { format!("{percent} %") } }</small>
                <span class="track" aria-hidden="true"><i style={format!("inline-size:{percent}%")}></i></span>
            </button>
        </li>
    }
}
