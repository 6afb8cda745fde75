//! Whose pain is this: a referral pattern is drawn; choose among four muscles.

use yew::prelude::*;
use yew_router::components::Link;

use crate::anatomy::Depth;
use crate::app::components::points;
use crate::app::desk::{Desk, now_ms};
use crate::app::plate::{Focus, Look, Mark, MarkKind, Plate};
use crate::app::route::Route;
use crate::app::shared::Shared;
use crate::app::words;
use crate::atlas::{Atlas, PlateView, Point};
use crate::quiz::{Answer, Answered, Verdict, WhosePain};
use crate::study::Action;

/// What the question is given.
#[derive(Properties, PartialEq)]
pub(super) struct PainProps {
    pub asked: WhosePain,
    pub answered: Option<Answered>,
    pub desk: Desk,
    pub atlas: Shared<Atlas>,
}

/// The plates that show the pattern, and the four muscles.
#[component]
pub(super) fn Pain(props: &PainProps) -> Html {
    let PainProps { asked, answered, desk, atlas } = props;
    let shows_contrast = use_state_eq(|| false);
    let Some((muscle, point)) = atlas.point(&asked.point) else { return html! {} };
    let verdict = answered.as_ref().and_then(|answered| match &answered.verdict {
        Verdict::Muscle(verdict) => Some(verdict),
        Verdict::Place(_) => None,
    });
    let contrast = verdict.and_then(|verdict| atlas.point(verdict.contrast.as_deref()?));
    let shown = contrast.filter(|_| *shows_contrast).unwrap_or((muscle, point));
    let plates = points::pattern_plates(atlas, shown.1);
    let plate = |view: &&PlateView| {
        let mut look = Look {
            peel: Depth::Skin,
            side: asked.side,
            zones: points::zones(shown.1, asked.side),
            focus: Some(Focus::Pattern(Vec::new(), asked.side)),
            ..Look::default()
        };
        let is_here = shown.1.sights.iter().any(|sight| sight.plate == view.id);
        if verdict.is_some() && is_here {
            let at = points::place(shown.1, view, asked.side);
            look.marks =
                vec![Mark { at, kind: MarkKind::ChosenPoint, label: shown.0.names.english.clone().into() }];
        }
        let label = format!(
            "A referral pattern on the {} side, from the {}: {}",
            asked.side.name(),
            view.name.to_lowercase(),
            spoken(atlas, shown.1)
        );
        html! { <Plate key={view.id.clone()} id={view.id.clone()} {look} {label} is_nameless=true /> }
    };
    let choice = |(number, id): (usize, &String)| {
        let Some(choice) = atlas.muscle(id) else { return html! {} };
        let is_right = *id == muscle.row.id;
        let is_chosen = verdict.is_some_and(|verdict| verdict.chosen.as_ref() == Some(id));
        let class = verdict.map(|_| {
            if is_right {
                "is-right"
            } else if is_chosen {
                "is-wrong"
            } else {
                "is-other"
            }
        });
        let sign = verdict.map(|_| {
            if is_right {
                "✓ "
            } else if is_chosen {
                "✗ "
            } else {
                ""
            }
        });
        let onclick = {
            let (act, id) = (desk.act.clone(), id.clone());
            move |_: MouseEvent| {
                act.emit(Action::Answer { answer: Answer::Muscle(id.clone()), now_ms: now_ms() })
            }
        };
        html! {
            <li key={id.clone()}>
                <button type="button" class={classes!("choice", class)} {onclick} disabled={verdict.is_some()} data-choice={id.clone()}>
                    <span class="number" aria-hidden="true">{ number + 1 }</span>
                    { sign }{ &choice.names.english }
                </button>
            </li>
        }
    };
    let onkeydown = {
        let (act, choices, is_asked) = (desk.act.clone(), asked.choices.clone(), verdict.is_none());
        move |event: KeyboardEvent| {
            let chosen =
                event.key().parse::<usize>().ok().and_then(|number| choices.get(number.checked_sub(1)?));
            if let Some(id) = chosen.filter(|_| is_asked) {
                event.prevent_default();
                act.emit(Action::Answer { answer: Answer::Muscle(id.clone()), now_ms: now_ms() });
            }
        }
    };
    html! {
        <div class="pain" {onkeydown}>
            <div class={classes!("patterns", (plates.len() > 1).then_some("are-two"))}>{ for plates.iter().map(plate) }</div>
            <div class="choices">
                <p class="keys">
                    <span class="key essential" aria-hidden="true"></span>{ "essential" }
                    <span class="key spillover" aria-hidden="true"></span>{ "spillover" }
                </p>
                <ol>{ for asked.choices.iter().enumerate().map(choice) }</ol>
                if let Some((other, _)) = contrast {
                    { compare(&shows_contrast, &other.names.english) }
                }
                if verdict.is_some() {
                    <p><Link<Route> to={Route::Point { id: asked.point.clone() }}>{ "Study this point" }</Link<Route>></p>
                }
            </div>
        </div>
    }
}

/// Two buttons: the pattern that was asked, or that of the muscle that was chosen instead.
fn compare(shows_contrast: &UseStateHandle<bool>, other: &str) -> Html {
    let button = |to: bool, name: String| {
        let pressed = if **shows_contrast == to { "true" } else { "false" };
        let shows_contrast = shows_contrast.clone();
        html! { <button type="button" aria-pressed={pressed} onclick={move |_: MouseEvent| shows_contrast.set(to)}>{ name }</button> }
    };
    html! {
        <div class="switches" role="group" aria-label="Pattern shown">
            { button(false, "What was drawn".to_owned()) }
            { button(true, format!("What {} refers", words::in_sentence(other))) }
        </div>
    }
}

/// The pattern in words, so that it can be answered without seeing it.
fn spoken(atlas: &Atlas, point: &Point) -> String {
    let trigger = &point.trigger;
    let essential = format!("essential zone {}", words::patches(atlas, &trigger.essential));
    if trigger.spillover.is_empty() {
        essential
    } else {
        format!("{essential}; spillover zone {}", words::patches(atlas, &trigger.spillover))
    }
}
