//! The form of order: a list whose items move up and down.

use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::asked::FormProps;
use super::figure::{self, Hands};
use super::told::told;
use crate::quiz::{Answer, Form};

/// A list whose items move up and down.
#[component]
pub(super) fn Ordering(props: &FormProps) -> Html {
    let FormProps { question, verdict, on_draft, stage, atlas, .. } = props;
    let order = use_state_eq(|| match &question.form {
        Form::Order(form) => (0..form.items.len()).collect::<Vec<usize>>(),
        _ => Vec::new(),
    });
    // The item that was moved last, and whether upwards: its button keeps the focus, and its new place is told.
    let moved = use_state_eq(|| None::<(usize, bool)>);
    let list = use_node_ref();
    use_effect_with((*order).clone(), {
        let on_draft = on_draft.clone();
        move |order| on_draft.emit(Some(Answer::Order(order.clone())))
    });
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
    let moved_to = moved.map(|(item, _)| {
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
            if !stage.plates.is_empty() {
                { figure::plates(atlas, stage, question.ask.card.muscle(atlas), &figure::spoken(atlas, stage), &Hands::default(), |_, _| {}) }
            }
            <div class="choices">
                <p class="note">{ "Skin" }</p>
                <ol class="ordered" ref={list}>{ for shown.iter().enumerate().map(row) }</ol>
                <p class="note">{ "Bone" }</p>
                <p class="unseen" aria-live="polite">{ for moved_to.map(told) }</p>
            </div>
        </div>
    }
}
