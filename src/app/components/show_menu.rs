//! The menu of what is shown besides the muscles: names, outlines, attachments, and what is taken off.

use yew::prelude::*;

use crate::app::options::{self, Options, Word};
use crate::app::pages::Ask;

/// What the menu is given.
#[derive(Properties, PartialEq)]
pub(crate) struct ShowMenuProps {
    /// The options chosen.
    pub show: Options,
    /// Whether a muscle is chosen: some options speak of it alone.
    pub has_muscle: bool,
    /// Whether the skin is shown, which is whole always.
    pub is_skin: bool,
    /// Asked for another option.
    pub ask: Callback<Ask>,
}

const NAMES: &[Word] = &[options::ENGLISH, options::LATIN];
const OUTLINES: &[Word] = &[options::NO_OUTLINES, options::ALL_OUTLINES];

/// A button that opens the options.
#[component]
pub(crate) fn ShowMenu(props: &ShowMenuProps) -> Html {
    let ShowMenuProps { show, has_muscle, is_skin, ask } = props;
    let one_of = |group: &'static [Word], word: Option<Word>, words: &'static str| {
        let is_on = match word {
            Some(word) => show.has(word),
            None => !group.iter().any(|word| show.has(word)),
        };
        let onclick = ask.reform(move |_: MouseEvent| Ask::Choose(group, word));
        let pressed = if is_on { "true" } else { "false" };
        html! { <button type="button" {onclick} aria-pressed={pressed} data-option={word.unwrap_or("usual")}>{ words }</button> }
    };
    let toggle = |word: Word, words: &'static str, is_off: bool, is_disabled: bool| {
        let onchange = ask.reform(move |_: Event| Ask::Toggle(word));
        html! {
            <label class="tick">
                <input type="checkbox" checked={show.has(word) != is_off} disabled={is_disabled} {onchange} data-option={word} />
                <span>{ words }</span>
            </label>
        }
    };
    html! {
        <div class="show">
            <button type="button" class="show-button over-plate" popovertarget="show" aria-label="What is shown">{ "Show" }</button>
            <div id="show" class="pop" popover="auto" role="group" aria-label="What is shown">
                <h3>{ "Names" }</h3>
                <div class="choices-row" role="group" aria-label="Names">
                    { one_of(NAMES, None, "None") }
                    { one_of(NAMES, Some(options::ENGLISH), "English") }
                    { one_of(NAMES, Some(options::LATIN), "Latin") }
                </div>
                <h3>{ "Outlines of what is peeled away" }</h3>
                <div class="choices-row" role="group" aria-label="Outlines of what is peeled away">
                    { one_of(OUTLINES, Some(options::NO_OUTLINES), "None") }
                    { one_of(OUTLINES, None, "Last layer") }
                    { one_of(OUTLINES, Some(options::ALL_OUTLINES), "All") }
                </div>
                <h3>{ "The chosen muscle" }</h3>
                { toggle(options::ALONE, "Alone with its bones", false, !has_muscle) }
                { toggle(options::BESIDE, "What lies over and under it", false, !has_muscle) }
                { toggle(options::ATTACHMENTS, "Attachments on the bones", false, false) }
                if show.has(options::ATTACHMENTS) {
                    <p class="keys">
                        <span class="key proximal" aria-hidden="true"></span>{ "origin" }
                        <span class="key distal" aria-hidden="true"></span>{ "insertion" }
                    </p>
                }
                <h3>{ if *is_skin { "Parts of the body, under the skin" } else { "Parts of the body" } }</h3>
                <div class="ticks">
                    { toggle("no-head", "Head", true, *is_skin) }
                    { toggle("no-trunk", "Trunk", true, *is_skin) }
                    { toggle("no-arm", "Arms", true, *is_skin) }
                    { toggle("no-leg", "Legs", true, *is_skin) }
                </div>
            </div>
        </div>
    }
}
