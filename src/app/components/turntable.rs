//! The turntable: the stops around the body, and the close-ups.

use yew::prelude::*;

use crate::anatomy::Side;
use crate::app::pages::Ask;
use crate::app::shared::Shared;
use crate::app::views::{self, View};
use crate::atlas::Atlas;

/// What the turntable is given.
#[derive(Properties, PartialEq)]
pub(crate) struct TurntableProps {
    /// The view shown.
    pub view: View,
    /// The side whose close-ups are offered.
    pub side: Side,
    /// Asked for another view.
    pub ask: Callback<Ask>,
}

/// A button to either side of the view's name; the name opens all views.
#[component]
pub(crate) fn Turntable(props: &TurntableProps) -> Html {
    let Some(atlas) = use_context::<Shared<Atlas>>() else { return html! {} };
    let TurntableProps { view, side, ask } = props;
    let turn = |by: i32, words: &'static str, sign: &'static str| {
        let onclick = ask.reform(move |_: MouseEvent| Ask::Turn(by));
        html! { <button type="button" class="by" {onclick} aria-label={words} title={words}>{ sign }</button> }
    };
    let choice = |shown: View| {
        let pressed = if shown.id == view.id { "true" } else { "false" };
        let id = shown.id.clone();
        let onclick = ask.reform(move |_: MouseEvent| Ask::View(id.clone()));
        html! {
            <button type="button" key={shown.id.clone()} {onclick} aria-pressed={pressed} data-view={shown.id}
                popovertarget="views" popovertargetaction="hide">{ shown.name }</button>
        }
    };
    let near = |shown: View| View::find(&atlas, &views::on_side(&shown.plate, *side));
    let close_ups: Vec<View> = views::close_ups(&atlas).into_iter().filter_map(near).collect();
    html! {
        <div class="turntable" role="group" aria-label="View">
            { turn(-1, "Turn the body to the left ([)", "‹") }
            <button type="button" class="view-name" popovertarget="views" title="All views">{ view.name.clone() }</button>
            { turn(1, "Turn the body to the right (])", "›") }
            <div id="views" class="pop" popover="auto" role="group" aria-label="All views">
                <h3>{ "Around the body" }</h3>
                <div class="choices-row">{ for views::stops(&atlas).into_iter().map(choice) }</div>
                if !close_ups.is_empty() {
                    <h3>{ "Closer" }</h3>
                    <div class="choices-row">{ for close_ups.into_iter().map(choice) }</div>
                }
            </div>
        </div>
    }
}
