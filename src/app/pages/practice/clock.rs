//! The time that is left.

use gloo::timers::callback::Interval;
use yew::prelude::*;

use crate::app::desk::{Desk, now_ms};
use crate::study::Action;

#[derive(Properties, PartialEq)]
pub(super) struct ClockProps {
    pub desk: Desk,
}

/// The time that is left; ends the round when it is up.
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
    let left_ms = props.desk.learner.round().and_then(|round| round.left_ms(*tick));
    use_effect_with(left_ms == Some(0), {
        let act = props.desk.act.clone();
        move |is_up| {
            if *is_up {
                act.emit(Action::End);
            }
        }
    });
    let seconds = left_ms.unwrap_or_default() / 1000;
    let told = format!("{}:{:02}", seconds / 60, seconds % 60);
    html! { <span class="clock" role="timer"><span key={told.clone()}>{ told }</span></span> }
}
