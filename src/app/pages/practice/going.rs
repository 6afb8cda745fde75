//! A round that is going on in this window: whoever opens practice later is asked about it, and never thrown into it.

use yew::prelude::*;

use crate::app::desk::{Desk, now_ms};
use crate::app::here;
use crate::quiz::{Phase, Round};
use crate::study::Action;

/// Notes that this window shows the round, until the page is left by another way than a reload or the round's own links.
#[hook]
pub(super) fn use_shown_here(started_ms: Option<u64>) {
    use_effect_with(started_ms, |started_ms| {
        if let Some(started_ms) = *started_ms {
            here::show(started_ms);
        }
        here::leave
    });
}

/// A link of the round itself leads away: the way back leads into the round again.
pub(super) fn note_link(event: MouseEvent) {
    let target = event.target_dyn_into::<web_sys::Element>();
    if target.is_some_and(|target| target.closest("a[href]").ok().flatten().is_some()) {
        here::go_away();
    }
}

/// What is offered about a round that was left in its midst: to go on, or to drop it.
pub(super) fn offer(desk: &Desk, round: &Round, go_on: Callback<MouseEvent>) -> Html {
    let what = if round.manner().is_exam { "exam" } else { "round" };
    let done = round.answered().len();
    let is_done = matches!(round.phase(), Phase::Done);
    let told = if is_done {
        format!("Your last {what} is finished: its result has not been put away.")
    } else {
        format!("{done} of {} questions are answered.", round.asks().len())
    };
    let time = round.left_ms(now_ms()).filter(|_| !is_done).map(|left_ms| match left_ms {
        0 => " Its time is up.".to_owned(),
        left_ms => format!(" {} min of its time are left.", left_ms.div_ceil(60_000)),
    });
    // What was answered in an exam is reported, not thrown away.
    let drop = if round.manner().is_exam && done > 0 && !is_done { Action::End } else { Action::Leave };
    let (title, go, drop_name) = match (is_done, &drop) {
        (true, _) => (format!("The result of your last {what}"), "See the result", "Put it away"),
        (false, Action::End) => {
            (format!("You are in the midst of an {what}"), "Go on", "End it and see the report")
        }
        _ if round.manner().is_exam => ("An exam is still open".to_owned(), "Go on", "Drop it"),
        _ => ("A round is still open".to_owned(), "Go on", "Drop it"),
    };
    let ends = drop == Action::End;
    let drop = {
        let (act, go_on) = (desk.act.clone(), go_on.clone());
        move |event: MouseEvent| {
            act.emit(drop.clone());
            if ends {
                go_on.emit(event);
            }
        }
    };
    html! {
        <section class="going" aria-labelledby="going">
            <h2 id="going">{ title }</h2>
            <p>{ told }{ for time }{ " What you answered is kept." }</p>
            <p class="doors">
                <button type="button" class="door primary" onclick={go_on} data-do="go-on">{ go }</button>
                <button type="button" class="door" onclick={drop} data-do="drop">{ drop_name }</button>
            </p>
        </section>
    }
}
