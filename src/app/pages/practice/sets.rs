//! What can be begun at once: ready-made sets, the chapters of the course and the conditions, each with how much of it is
//! remembered.

use yew::prelude::*;

use super::brief::about;
use super::overview::{OverviewProps, is_wide};
use crate::app::desk::now_ms;
use crate::atlas::{Condition, Course, CourseRegion};
use crate::quiz::{Kind, LENGTH, Manner, Plan, SETS, Scope};
use crate::study::Strength;

/// The sets stand open, the course's regions too where there is room; a condition tells what it is before it is begun.
pub(super) fn sets(props: &OverviewProps) -> Html {
    let course = props.content().course();
    html! {
        <section class="ready">
            <h2>{ "Ready-made sets" }</h2>
            <ul class="sets">{ for SETS.iter().map(|set| row(props, Scope::Set(set.id.to_owned()), set.title)) }</ul>
            if let Err(reason) = &props.library.texts {
                <p class="fault">{ reason }</p>
            }
            if let Some(course) = course {
                <details open={is_wide()} data-sets="course">
                    <summary>{ "By chapter of the course" }</summary>
                    <div class="parts">{ for CourseRegion::ALL.into_iter().map(|region| part(props, course, region)) }</div>
                </details>
                if !course.conditions.is_empty() {
                    <details data-sets="conditions">
                        <summary>{ "By condition" }</summary>
                        <ul class="conditions">
                            { for course.conditions.iter().map(|(id, known)| condition(props, id, known)) }
                        </ul>
                    </details>
                }
            }
        </section>
    }
}

/// A region of the course with its chapters.
fn part(props: &OverviewProps, course: &Course, region: CourseRegion) -> Html {
    html! {
        <section class="part" key={region.id()}>
            <h3>{ region.title() }</h3>
            <ul class="sets">
                { row(props, Scope::Part(region), "All chapters") }
                { for course.chapters_of(region).map(|chapter| row(props, Scope::Chapter(chapter.id.clone()), &chapter.title)) }
            </ul>
        </section>
    }
}

/// A scope that begins at a tap.
fn row(props: &OverviewProps, scope: Scope, title: &str) -> Html {
    let strength = strength(props, &scope);
    let word = scope.to_string();
    let percent = strength.percent();
    html! {
        <li key={word.clone()}>
            <button type="button" class="set" onclick={start(props, &scope)} data-set={word}>
                <span class="title">{ title.to_owned() }</span>
                <small>{ muscles(props, &scope) }</small>
                <small class="percent">{ remembered(&strength) }</small>
                <span class="track" aria-hidden="true"><i style={format!("inline-size:{percent}%")}></i></span>
            </button>
        </li>
    }
}

/// A condition: unfolded, all that one should know of it before one begins.
fn condition(props: &OverviewProps, id: &str, condition: &Condition) -> Html {
    let scope = Scope::Condition(id.to_owned());
    let word = scope.to_string();
    html! {
        <li key={word.clone()}>
            <details class="condition" data-condition={id.to_owned()}>
                <summary><span class="title">{ &condition.name }</span>
                    <small>{ muscles(props, &scope) }</small>
                    <small class="percent">{ remembered(&strength(props, &scope)) }</small></summary>
                <div class="brief">
                    <p class="doors"><button type="button" class="door primary" onclick={start(props, &scope)} data-set={word}>
                        { format!("Ask me {LENGTH}") }</button></p>
                    { about(&props.content(), condition) }
                </div>
            </details>
        </li>
    }
}

fn start(props: &OverviewProps, scope: &Scope) -> Callback<MouseEvent> {
    let (scope, is_typed) = (scope.clone(), props.desk.learner.settings().is_typed);
    props.begin.reform(move |_: MouseEvent| {
        let manner = Manner { is_typed, ..Manner::default() };
        Plan { scope: scope.clone(), kinds: Kind::ALL.to_vec(), length: LENGTH, manner }
    })
}

fn strength(props: &OverviewProps, scope: &Scope) -> Strength {
    let learner = &props.desk.learner;
    learner.standings().strength(&scope.cards(&props.content()), learner.settings().retention(), now_ms())
}

fn remembered(strength: &Strength) -> String {
    if strength.seen == 0 { "not begun".to_owned() } else { format!("{} %", strength.percent()) }
}

fn muscles(props: &OverviewProps, scope: &Scope) -> String {
    match scope.muscles(&props.content()).len() {
        1 => "1 muscle".to_owned(),
        count => format!("{count} muscles"),
    }
}
