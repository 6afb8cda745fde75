//! The time that is left.

use gloo::timers::callback::Interval;
use yew::prelude::*;

use crate::app::desk::{Desk, now_ms};
use crate::study::Action;

#[derive(Properties, PartialEq)]
pub(super) struct ClockProps {
    pub desk: Desk,
}

/// The time that is left; ends the round, or the station, when it is up.
#[component]
pub(super) fn Clock(props: &ClockProps) -> Html {
    let tick = use_state(now_ms);
    use_effect_with((), {
        let tick = tick.setter();
        move |()| {
            let interval = Interval::new(1000, move || tick.set(now_ms()));
            move || drop(interval)
        }
    });
    let round = props.desk.learner.round();
    let left_ms = round.and_then(|round| round.left_ms(*tick));
    let is_station = round.is_some_and(|round| round.manner().station_s.is_some());
    // Each station has a clock of its own, which ends it once.
    let number = round.map_or(0, |round| round.number());
    use_effect_with((left_ms == Some(0), number), {
        let act = props.desk.act.clone();
        move |(is_up, _)| {
            if *is_up {
                act.emit(if is_station { Action::TimeUp { now_ms: now_ms() } } else { Action::End });
            }
        }
    });
    let seconds = left_ms.unwrap_or_default() / 1000;
    let told = format!("{}:{:02}", seconds / 60, seconds % 60);
    html! { <span class="clock" role="timer"><span key={told.clone()}>{ told }</span></span> }
}
