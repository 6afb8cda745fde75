//! The settings: how much a day, how well to remember, how questions are put.

use yew::prelude::*;

use super::choose::settle;
use crate::app::desk::Desk;

/// The fields of the settings; what new cards come from is asked where the day's study stands.
pub(super) fn settings(desk: &Desk) -> Html {
    let now = desk.learner.settings();
    let number = |name: &'static str,
                  note: &'static str,
                  value: u16,
                  [least, most]: [u16; 2],
                  onchange: Callback<Event>| {
        html! {
            <label>{ name }<input type="number" inputmode="numeric" min={least.to_string()} max={most.to_string()} value={value.to_string()} {onchange} />
                <small>{ note }</small></label>
        }
    };
    let tick = |name: &'static str, checked: bool, onchange: Callback<Event>| {
        html! { <label class="tick"><input type="checkbox" {checked} {onchange} /><span>{ name }</span></label> }
    };
    html! {
        <div class="fields">
            { number("New cards a day", "0 to 200", now.new_per_day, [0, 200],
                settle(desk, |next, field| next.new_per_day = field.value().parse().unwrap_or(next.new_per_day))) }
            { number("Reviews a day, at most", "10 to 2000", now.reviews_per_day, [10, 2000],
                settle(desk, |next, field| next.reviews_per_day = field.value().parse().unwrap_or(next.reviews_per_day))) }
            { number("To be remembered, of a hundred", "70 to 97; more means more reviews", now.retention.into(), [70, 97],
                settle(desk, |next, field| next.retention = field.value().parse().unwrap_or(next.retention))) }
            { tick("Type names instead of choosing them", now.is_typed, settle(desk, |next, field| next.is_typed = field.checked())) }
            { tick("Ask how sure I am", now.asks_sureness, settle(desk, |next, field| next.asks_sureness = field.checked())) }
        </div>
    }
}
