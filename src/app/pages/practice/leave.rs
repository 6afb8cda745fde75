//! The way out of a round, at every moment of it. An exam is not left by a slip: it asks, and what was answered is reported.

use yew::prelude::*;

use super::told::told;
use crate::app::desk::Desk;
use crate::study::Action;

#[derive(Properties, PartialEq)]
pub(super) struct LeaveProps {
    pub desk: Desk,
    pub is_exam: bool,
    /// How many questions were answered.
    pub done: usize,
    /// Of how many.
    pub of: usize,
}

/// The button, and what an exam asks before.
#[component]
pub(super) fn Leave(props: &LeaveProps) -> Html {
    let LeaveProps { desk, is_exam, done, of } = props;
    let asks = use_state_eq(|| false);
    let stay = use_node_ref();
    use_effect_with(*asks, {
        let stay = stay.clone();
        move |asks| {
            if let Some(stay) = stay.cast::<web_sys::HtmlElement>().filter(|_| *asks) {
                let _ = stay.focus();
            }
        }
    });
    let open = {
        let (asks, act, is_exam) = (asks.clone(), desk.act.clone(), *is_exam);
        move |_: MouseEvent| if is_exam { asks.set(true) } else { act.emit(Action::Leave) }
    };
    let close = {
        let asks = asks.clone();
        move |_: MouseEvent| asks.set(false)
    };
    let onkeydown = {
        let asks = asks.clone();
        move |event: KeyboardEvent| {
            // What is asked here takes its own keys.
            event.stop_propagation();
            if event.key() == "Escape" {
                asks.set(false);
            }
        }
    };
    // Nothing answered, nothing to report.
    let end = if *done == 0 { Action::Leave } else { Action::End };
    let end = desk.act.reform(move |_: MouseEvent| end.clone());
    let (name, title) = if *is_exam { ("exam", "Leave the exam") } else { ("round", "Leave the round") };
    let report = match *done {
        0 => "Nothing is answered yet, so nothing is reported.".to_owned(),
        1 => format!("1 of {of} is answered: it is reported."),
        done => format!("{done} of {of} are answered: they are reported."),
    };
    html! {
        <>
            <button type="button" class="leave" onclick={open} aria-label={title} {title} data-do="leave-round">
                <span aria-hidden="true">{ "✕" }</span><span class="in-full">{ "Leave the " }{ name }</span>
            </button>
            if *asks {
                <div class="ask-leave" role="alertdialog" aria-modal="true" aria-labelledby="ask-leave" {onkeydown}>
                    <div class="step-aside">
                        <p id="ask-leave"><b>{ "Leave the exam? " }</b>{ told(report) }</p>
                        <p class="doors">
                            <button type="button" class="door primary" ref={stay} onclick={close} data-do="stay">{ "Go on with the exam" }</button>
                            <button type="button" class="door" onclick={end} data-do="end">{ "Leave it" }</button>
                        </p>
                    </div>
                </div>
            }
        </>
    }
}
