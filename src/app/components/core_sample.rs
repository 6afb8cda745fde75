//! The depth control: the body as a core sample, skin on top, bone at the bottom.

use yew::prelude::*;

use crate::anatomy::Depth;
use crate::app::words;

/// What the depth control is given.
#[derive(Properties, PartialEq)]
pub(crate) struct CoreSampleProps {
    /// The depth shown.
    pub depth: Depth,
    /// Called with another.
    pub on_peel: Callback<Depth>,
}

/// Six radio buttons, one a layer; in a short window behind a button.
#[component]
pub(crate) fn CoreSample(props: &CoreSampleProps) -> Html {
    let layer = |depth: Depth| {
        let onchange = props.on_peel.reform(move |_: Event| depth);
        let is_removed = depth < props.depth;
        html! {
            <label key={depth.number()} class={classes!("layer", is_removed.then_some("is-removed"), (depth == props.depth).then_some("is-chosen"))}
                data-depth={depth.number().to_string()}>
                <input type="radio" name="depth" value={depth.number().to_string()} checked={depth == props.depth} {onchange} />
                <span class="number">{ depth.number() }</span>
                <span class="name">{ words::capitalised(depth.name()) }</span>
            </label>
        }
    };
    let number = props.depth.number();
    let words = format!("Layer {number}, {}: all layers", props.depth.name());
    html! {
        <>
            // Opens the layers where there is no room for all six.
            <button type="button" class="layer-button over-plate" popovertarget="layers" title={words.clone()} aria-label={words}>
                <small>{ "Layer" }</small><span key={number} class="number">{ number }</span>
            </button>
            <fieldset id="layers" popover="auto" class="core over-plate">
                <legend class="unseen">{ "Depth" }</legend>
                { for Depth::ALL.into_iter().map(layer) }
            </fieldset>
        </>
    }
}
