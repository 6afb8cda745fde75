//! The search box: any name of a muscle, typing mistakes forgiven; leads into the atlas.

use yew::prelude::*;
use yew_router::hooks::use_navigator;

use crate::anatomy::Side;
use crate::app::address::AtlasAddress;
use crate::app::route::Route;
use crate::app::shared::Shared;
use crate::atlas::{Atlas, Hit, Index, Target};

const SHOWN: usize = 8;

/// A combobox over all names.
#[component]
pub(crate) fn SearchBox() -> Html {
    let atlas = use_context::<Shared<Atlas>>();
    let index = use_context::<Shared<Index>>();
    let navigator = use_navigator();
    let query = use_state_eq(String::new);
    let at = use_state_eq(|| 0_usize);
    let is_open = use_state_eq(|| false);
    let input = use_node_ref();
    let hits = use_memo((*query).clone(), |query| {
        index.as_ref().map(|index| index.find(query, SHOWN)).unwrap_or_default()
    });

    let choose = {
        let (query, is_open, input) = (query.clone(), is_open.clone(), input.clone());
        Callback::from(move |hit: Hit| {
            let (Some(atlas), Some(navigator)) = (&atlas, &navigator) else { return };
            if let Some(address) = address(atlas, &hit.target) {
                let _ = navigator.push_with_query(&Route::Atlas, address);
            }
            query.set(String::new());
            is_open.set(false);
            if let Some(input) = input.cast::<web_sys::HtmlElement>() {
                let _ = input.blur();
            }
        })
    };
    let oninput = {
        let (query, at, is_open) = (query.clone(), at.clone(), is_open.clone());
        move |event: InputEvent| {
            let field: web_sys::HtmlInputElement = event.target_unchecked_into();
            query.set(field.value());
            at.set(0);
            is_open.set(true);
        }
    };
    let onkeydown = {
        let (at, is_open, hits, choose) = (at.clone(), is_open.clone(), hits.clone(), choose.clone());
        move |event: KeyboardEvent| {
            let last = hits.len().saturating_sub(1);
            match event.key().as_str() {
                "ArrowDown" => at.set((*at + 1).min(last)),
                "ArrowUp" => at.set(at.saturating_sub(1)),
                "Enter" => {
                    if let Some(hit) = hits.get(*at) {
                        choose.emit(hit.clone());
                    }
                }
                "Escape" => is_open.set(false),
                _ => return,
            }
            event.prevent_default();
        }
    };
    let onblur = {
        let is_open = is_open.clone();
        move |_: FocusEvent| is_open.set(false)
    };
    let onfocus = {
        let is_open = is_open.clone();
        move |_: FocusEvent| is_open.set(true)
    };
    let is_listed = *is_open && !query.trim().is_empty();
    let active = (is_listed && !hits.is_empty()).then(|| format!("hit-{}", *at));
    html! {
        <div class="search" role="search">
            <input ref={input} type="search" role="combobox" placeholder="Find a muscle" aria-label="Find a muscle"
                autocomplete="off" spellcheck="false" aria-autocomplete="list" aria-controls="hits"
                aria-expanded={if is_listed { "true" } else { "false" }} aria-activedescendant={active}
                value={(*query).clone()} {oninput} {onkeydown} {onblur} {onfocus} />
            <ul id="hits" role="listbox" aria-label="Found" hidden={!is_listed}>
                if is_listed && hits.is_empty() {
                    <li class="nothing" role="option" aria-selected="false">{ "No muscle has a name like this" }</li>
                }
                if is_listed {
                    { for hits.iter().enumerate().map(|(number, hit)| option(number, number == *at, hit, &choose)) }
                }
            </ul>
        </div>
    }
}

fn option(number: usize, is_active: bool, hit: &Hit, choose: &Callback<Hit>) -> Html {
    // Pressing the button must not take the focus from the field, or the list closes before the click.
    let onmousedown = |event: MouseEvent| event.prevent_default();
    let onclick = {
        let (choose, hit) = (choose.clone(), hit.clone());
        move |_: MouseEvent| choose.emit(hit.clone())
    };
    let selected = if is_active { "true" } else { "false" };
    html! {
        <li id={format!("hit-{number}")} key={number} role="option" aria-selected={selected} {onmousedown} {onclick}>
            <span>{ &hit.title }</span>
            if let Some(matched) = &hit.matched {
                <small>{ matched }</small>
            }
        </li>
    }
}

fn address(atlas: &Atlas, target: &Target) -> Option<AtlasAddress> {
    match target {
        Target::Muscle(id) => {
            Some(AtlasAddress::of_muscle(atlas, atlas.muscle(id)?, Side::Right, "posterior"))
        }
        Target::Point(id) => {
            let (muscle, point) = atlas.point(id)?;
            Some(AtlasAddress::of_point(atlas, muscle, point, Side::Right))
        }
        _ => None,
    }
}
