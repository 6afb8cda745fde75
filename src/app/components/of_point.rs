//! What the panel tells of a chosen trigger point: where it lies, where its pain is felt, what to be careful of. Comes with
//! the second half of the app.

use yew::prelude::*;
use yew_router::components::Link;

use crate::anatomy::Side;
use crate::app::address::AtlasAddress;
use crate::app::components::explained::Explained;
use crate::app::components::points;
use crate::app::components::whereabouts;
use crate::app::pages::Ask;
use crate::app::plate::Still;
use crate::app::route::Route;
use crate::app::shared::Shared;
use crate::app::site::Library;
use crate::app::views::{self, View};
use crate::app::words;
use crate::atlas::{Atlas, Point};

/// Which point is told of.
#[derive(Properties, PartialEq)]
pub(crate) struct OfPointProps {
    /// What the atlas shows, the point among it.
    pub address: AtlasAddress,
    /// Asked for something else.
    pub ask: Callback<Ask>,
}

/// Everything the panel tells of the point.
#[component]
pub(crate) fn OfPoint(props: &OfPointProps) -> Html {
    let library = use_context::<Library>();
    let Some(atlas) = use_context::<Shared<Atlas>>() else { return html! {} };
    let Some((_, point)) = atlas.point(&props.address.point) else { return html! {} };
    let trigger = &point.trigger;
    // The point may lie at the back and its pain at the front.
    let side = props.address.side;
    let here = View::find(&atlas, &props.address.view);
    let has_pain = here.is_some_and(|here| views::shows_referral(&atlas, &here, point, side));
    let best = views::of_referral(&atlas, point, side);
    let turn = best.filter(|view| view.id != props.address.view).map(|view| {
        let id = view.id.clone();
        let onclick = props.ask.reform(move |_: MouseEvent| Ask::Referral(id.clone()));
        if !has_pain {
            return pain_elsewhere(point, side, &view, onclick);
        }
        let words = format!("Its pain shows best in the view \u{201c}{}\u{201d}: turn the body", view.name);
        html! { <p><button type="button" class="name" {onclick}>{ words }</button></p> }
    });
    html! {
        <section class="referral">
            { turn }
            { whereabouts::place(library.as_ref(), &props.address.muscle, point) }
            { referral_lists(&atlas, point) }
            { whereabouts::care(library.as_ref(), &props.address.muscle) }
            <p>
                <Link<Route> to={Route::Point { id: trigger.id.clone() }}>{ format!("More about {}", words::in_sentence(&trigger.label)) }</Link<Route>>
            </p>
        </section>
    }
}

/// A small picture of where the pain is felt, which turns the body to it.
fn pain_elsewhere(point: &Point, side: Side, view: &View, onclick: Callback<MouseEvent>) -> Html {
    let words = format!("Its pain, {}", views::from_where(view));
    html! {
        <button type="button" class="pain-elsewhere" {onclick} title="Turn the body to it">
            <Still id={view.id.clone()} zones={points::zones(point, side)} label={words.clone()} />
            <span aria-hidden="true">{ words }</span>
        </button>
    }
}

/// Where a point refers, in words, with the keys of the stipple.
pub(crate) fn referral_lists(atlas: &Atlas, point: &Point) -> Html {
    let trigger = &point.trigger;
    html! {
        <dl class="tiers">
            <div><dt><span class="key essential" aria-hidden="true"></span><Explained id="essential-zone" name="Essential zone" /></dt>
                <dd>{ words::capitalised(&words::patches(atlas, &trigger.essential)) }</dd></div>
            if !trigger.spillover.is_empty() {
                <div><dt><span class="key spillover" aria-hidden="true"></span><Explained id="spillover-zone" name="Spillover zone" /></dt>
                    <dd>{ words::capitalised(&words::patches(atlas, &trigger.spillover)) }</dd></div>
            }
        </dl>
    }
}
