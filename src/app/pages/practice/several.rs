//! The forms that are put together before they are answered: pairs, an order, painted skin.

use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::asked::FormProps;
use super::figure;
use crate::anatomy::Side;
use crate::app::plate::{Tap, Tier, Zone};
use crate::app::skin::use_skins;
use crate::quiz::{Answer, Form, Spot};

fn submit(answer: Answer, is_whole: bool, on_answer: &Callback<Answer>) -> Html {
    let onclick = on_answer.reform(move |_: MouseEvent| answer.clone());
    html! { <button type="button" class="door primary" {onclick} disabled={!is_whole} data-do="answer">{ "Answer" }</button> }
}

/// The plates of the stage, where it has any.
fn plates(props: &FormProps) -> Html {
    let FormProps { question, atlas, stage, .. } = props;
    if stage.plates.is_empty() {
        return html! {};
    }
    let label = figure::spoken(atlas, stage);
    figure::plates(atlas, stage, question.ask.card.muscle(atlas), &label, &Callback::noop(), |_, _| {})
}

/// Each point with its pattern, chosen from a list.
#[component]
pub(super) fn Matching(props: &FormProps) -> Html {
    let FormProps { question, verdict, on_answer, stage, .. } = props;
    let pairs = use_state_eq(Vec::<Option<usize>>::new);
    let Form::Match(form) = &question.form else { return html! {} };
    let chosen = |at: usize| pairs.get(at).copied().flatten();
    let letter = |at: usize| char::from(b'A' + u8::try_from(at).unwrap_or_default()).to_string();
    let row = |(at, left): (usize, &crate::quiz::Choice)| {
        let onchange = {
            let (pairs, count) = (pairs.clone(), form.left.len());
            move |event: Event| {
                let value = event.target_unchecked_into::<web_sys::HtmlInputElement>().value();
                let mut next = (*pairs).clone();
                next.resize(count, None);
                next[at] = value.parse().ok();
                pairs.set(next);
            }
        };
        let told = verdict.as_ref().map(|_| format!("{} is right", letter(form.truth[at])));
        html! {
            <li key={at} class={told.as_ref().map(|_| if chosen(at) == Some(form.truth[at]) { "is-right" } else { "is-wrong" })}>
                <label for={format!("pair-{at}")}>{ &left.text }</label>
                <select id={format!("pair-{at}")} {onchange} disabled={verdict.is_some()}>
                    <option value="" selected={chosen(at).is_none()}>{ "–" }</option>
                    { for (0..form.right.len()).map(|to| html! {
                        <option value={to.to_string()} selected={chosen(at) == Some(to)}>{ letter(to) }</option>
                    }) }
                </select>
                if let Some(told) = told { <small>{ told }</small> }
            </li>
        }
    };
    let whole: Vec<usize> = (0..form.left.len()).filter_map(chosen).collect();
    let is_whole = whole.len() == form.left.len();
    html! {
        <div class={classes!("beside-plates", stage.plates.is_empty().then_some("is-bare"))}>
            { plates(props) }
            <div class="choices">
                <ol class="lettered">{ for form.right.iter().enumerate().map(|(at, right)| html! { <li key={at}><b>{ letter(at) }</b>{ &right.text }</li> }) }</ol>
                <ul class="pairs">{ for form.left.iter().enumerate().map(row) }</ul>
                if verdict.is_none() { { submit(Answer::Pairs(whole), is_whole, on_answer) } }
            </div>
        </div>
    }
}

/// A list whose items move up and down.
#[component]
pub(super) fn Ordering(props: &FormProps) -> Html {
    let FormProps { question, verdict, on_answer, stage, .. } = props;
    let order = use_state_eq(|| match &question.form {
        Form::Order(form) => (0..form.items.len()).collect::<Vec<usize>>(),
        _ => Vec::new(),
    });
    // The item that was moved last, and whether upwards: its button keeps the focus, and its new place is told.
    let moved = use_state_eq(|| None::<(usize, bool)>);
    let list = use_node_ref();
    use_effect_with(((*order).clone(), *moved), {
        let list = list.clone();
        move |(order, moved)| {
            let Some((item, is_up)) = *moved else { return };
            let is_at_end = (if is_up { order.first() } else { order.last() }) == Some(&item);
            let nth = if is_up != is_at_end { 1 } else { 2 };
            let at = order.iter().position(|known| *known == item).unwrap_or_default() + 1;
            let button = format!("li:nth-child({at}) .step:nth-of-type({nth})");
            let list = list.cast::<web_sys::Element>();
            let button = list.and_then(|list| list.query_selector(&button).ok().flatten());
            if let Some(button) = button.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok()) {
                let _ = button.focus();
            }
        }
    });
    let Form::Order(form) = &question.form else { return html! {} };
    let told = moved.map(|(item, _)| {
        let at = order.iter().position(|known| *known == item).unwrap_or_default() + 1;
        format!("{}: {at} of {} from the skin", form.items[item].text, order.len())
    });
    let shown: &[usize] = if verdict.is_some() { &form.truth } else { &order };
    let row = |(at, item): (usize, &usize)| {
        let step = |to: Option<usize>, name: &str, sign: &str| {
            let (order, moved, item) = (order.clone(), moved.clone(), *item);
            let is_fit = to.is_some_and(|to| to < order.len());
            let onclick = move |_: MouseEvent| {
                let mut next = (*order).clone();
                if let Some(to) = to.filter(|&to| to < next.len()) {
                    next.swap(at, to);
                    order.set(next);
                    moved.set(Some((item, to < at)));
                }
            };
            html! { <button type="button" class="step" {onclick} disabled={!is_fit} aria-label={name.to_owned()}>{ sign.to_owned() }</button> }
        };
        let text = &form.items[*item].text;
        html! {
            <li key={*item}>
                <span class="number">{ at + 1 }</span><span>{ text }</span>
                if verdict.is_none() {
                    { step(at.checked_sub(1), &format!("{text}: nearer to the skin"), "↑") }
                    { step(Some(at + 1), &format!("{text}: nearer to the bone"), "↓") }
                }
            </li>
        }
    };
    html! {
        <div class={classes!("beside-plates", stage.plates.is_empty().then_some("is-bare"))}>
            { plates(props) }
            <div class="choices">
                <p class="note">{ "Skin" }</p>
                <ol class="ordered" ref={list}>{ for shown.iter().enumerate().map(row) }</ol>
                <p class="note">{ "Bone" }</p>
                <p class="unseen" aria-live="polite">{ told }</p>
                if verdict.is_none() { { submit(Answer::Order((*order).clone()), true, on_answer) } }
            </div>
        </div>
    }
}

/// Skin that is painted by taps or chosen from a list.
#[component]
pub(super) fn Painting(props: &FormProps) -> Html {
    let FormProps { question, verdict, atlas, on_answer, stage, .. } = props;
    let painted = use_state_eq(Vec::<Spot>::new);
    let skins = use_skins(&stage.plates);
    let Form::Paint(form) = &question.form else { return html! {} };
    let toggle = {
        let painted = painted.clone();
        Callback::from(move |spot: Spot| {
            let mut next = (*painted).clone();
            match next.iter().position(|known| *known == spot) {
                Some(at) => {
                    next.remove(at);
                }
                None => next.push(spot),
            }
            painted.set(next);
        })
    };
    let on_tap = {
        let (toggle, atlas, is_asked) = (toggle.clone(), atlas.clone(), verdict.is_none());
        let side = stage.side;
        Callback::from(move |(plate, tap): (String, Tap)| {
            if let Some(spot) = skins.spot(&atlas, &plate, side, tap.at).filter(|_| is_asked) {
                toggle.emit(spot);
            }
        })
    };
    let change = |_: &crate::atlas::PlateView, look: &mut crate::app::plate::Look| {
        if verdict.is_none() {
            let zone = |spot: &Spot| Zone {
                region: spot.region.clone().into(),
                side: if spot.is_left { Side::Left } else { Side::Right },
                tier: Tier::Essential,
            };
            look.zones = painted.iter().map(zone).collect();
        }
    };
    let name = |spot: &Spot| {
        let known = atlas.region(&spot.region).map(|region| region.name.clone()).unwrap_or_default();
        let is_paired =
            atlas.region(&spot.region).is_some_and(|region| region.side == crate::atlas::Paired::Right);
        let is_other = is_paired && spot.is_left != (stage.side == Side::Left);
        if is_other { format!("{known} (other side)") } else { known }
    };
    let extra = painted.iter().filter(|spot| !form.offered.contains(spot));
    let row = |spot: &Spot| {
        let onchange = {
            let (toggle, spot) = (toggle.clone(), spot.clone());
            move |_: Event| toggle.emit(spot.clone())
        };
        let tier = verdict.as_ref().map(|_| {
            if form.essential.contains(spot) {
                "essential"
            } else if form.spillover.contains(spot) {
                "spillover"
            } else {
                ""
            }
        });
        html! {
            <li key={format!("{}{}", spot.region, spot.is_left)}>
                <label class="tick">
                    <input type="checkbox" checked={painted.contains(spot)} {onchange} disabled={verdict.is_some()} />
                    <span>{ name(spot) }</span>
                    if let Some(tier) = tier { <small>{ tier }</small> }
                </label>
            </li>
        }
    };
    let label = "The skin. Tap the patches where the pain is felt, or choose them from the list.";
    html! {
        <div class="beside-plates">
            { figure::plates(atlas, stage, question.ask.card.muscle(atlas), label, &on_tap, change) }
            <div class="choices">
                <p class="note">{ "Tap the skin, or tick the places. Essential places count twice." }</p>
                <ul class="ticks">{ for form.offered.iter().chain(extra).map(row) }</ul>
                if verdict.is_none() { { submit(Answer::Painted((*painted).clone()), !painted.is_empty(), on_answer) } }
            </div>
        </div>
    }
}
