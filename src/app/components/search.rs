//! The search box: any name of a muscle, typing mistakes forgiven, and the ways in of who knows none: places, complaints,
//! conditions and terms.

use yew::prelude::*;
use yew_router::hooks::use_navigator;

use crate::anatomy::Side;
use crate::app::address::AtlasAddress;
use crate::app::rest;
use crate::app::route::Route;
use crate::app::shared::Shared;
use crate::app::site::Library;
use crate::atlas::{Atlas, Hit, Index, Pain, Target, find_all, ways};

const SHOWN: usize = 8;
/// What the browser says of a key that an input method takes for itself.
const TAKEN_BY_INPUT_METHOD: u32 = 229;

/// A combobox over all names.
#[component]
pub(crate) fn SearchBox() -> Html {
    let atlas = use_context::<Shared<Atlas>>();
    let index = use_context::<Shared<Index>>();
    let navigator = use_navigator();
    let query = use_state_eq(String::new);
    let at = use_state_eq(|| 0_usize);
    let is_open = use_state_eq(|| false);
    let is_wanted = use_state_eq(|| false);
    let input = use_node_ref();
    let ways = use_ways(*is_wanted);
    let hits = use_memo(((*query).clone(), ways.clone()), |(query, ways)| match (&index, ways) {
        (Some(names), Some(ways)) => find_all(names, ways, query, SHOWN),
        (Some(names), None) => names.find(query, SHOWN),
        (None, _) => Vec::new(),
    });
    let is_asked = !query.trim().is_empty();
    // Whoever finds nothing is led on: the body can be asked without words.
    let is_lost = is_asked && hits.is_empty();
    let listed = if is_lost { vec![skin()] } else { (*hits).clone() };

    let choose = {
        let (query, is_open, input) = (query.clone(), is_open.clone(), input.clone());
        Callback::from(move |hit: Hit| {
            let (Some(atlas), Some(navigator)) = (&atlas, &navigator) else { return };
            match &hit.target {
                Target::Condition(id) => navigator.push(&Route::Condition { id: id.clone() }),
                Target::Term(id) => navigator.push(&Route::Terms { id: id.clone() }),
                target => {
                    if let Some(address) = address(atlas, target) {
                        let _ = navigator.push_with_query(&Route::Atlas, address);
                    }
                }
            }
            query.set(String::new());
            is_open.set(false);
            leave(&input);
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
    let is_listed = *is_open && is_asked;
    let onkeydown = {
        let (at, is_open, listed, choose) = (at.clone(), is_open.clone(), listed.clone(), choose.clone());
        let (input, query) = (input.clone(), query.clone());
        move |event: KeyboardEvent| {
            // While an input method composes, Enter takes its word and the arrows walk its list.
            if event.is_composing() || event.key_code() == TAKEN_BY_INPUT_METHOD {
                return;
            }
            let last = listed.len().saturating_sub(1);
            match event.key().as_str() {
                "ArrowDown" if !*is_open => is_open.set(true),
                "ArrowDown" => at.set((*at + 1).min(last)),
                "ArrowUp" => at.set(at.saturating_sub(1)),
                "Enter" => {
                    if let Some(hit) = listed.get(*at).filter(|_| is_asked) {
                        choose.emit(hit.clone());
                    }
                }
                "Escape" if is_listed => is_open.set(false),
                "Escape" => {
                    query.set(String::new());
                    leave(&input);
                }
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
        move |_: FocusEvent| {
            is_open.set(true);
            is_wanted.set(true);
        }
    };
    let active = is_listed.then(|| format!("hit-{}", *at));
    html! {
        <div class="search" role="search">
            // In a narrow window this stands for the field until that is typed into.
            <svg class="search-sign" viewBox="0 0 24 24" aria-hidden="true"><path d="M10 4a6 6 0 1 1 0 12a6 6 0 0 1 0-12zM14.5 14.5 20 20" /></svg>
            <input ref={input} type="search" role="combobox" placeholder="Muscle, place or complaint"
                aria-label="Muscle, place or complaint" autocomplete="off" spellcheck="false" aria-autocomplete="list"
                aria-controls="hits" aria-expanded={if is_listed { "true" } else { "false" }} aria-activedescendant={active}
                value={(*query).clone()} {oninput} {onkeydown} {onblur} {onfocus} />
            <ul id="hits" role="listbox" aria-label="Found" hidden={!is_listed}>
                if is_listed && is_lost {
                    <li class="nothing" role="option" aria-selected="false" aria-disabled="true">{ lost(ways.is_none()) }</li>
                }
                if is_listed {
                    { for listed.iter().enumerate().map(|(number, hit)| option(number, number == *at, hit, &choose)) }
                }
            </ul>
        </div>
    }
}

/// The ways in, made once the field is first used and the long texts and the second half are here.
#[hook]
fn use_ways(is_wanted: bool) -> Option<Shared<Index>> {
    let made = use_state_eq(|| None::<Shared<Index>>);
    let library = use_context::<Library>();
    let texts = library.as_ref().and_then(|library| library.arrived().cloned());
    let atlas = library.map(|library| library.atlas);
    {
        let made = made.clone();
        use_effect_with((atlas, texts, is_wanted), move |(atlas, texts, is_wanted)| {
            if let (Some(atlas), Some(texts), true) = (atlas.clone(), texts.clone(), *is_wanted) {
                wasm_bindgen_futures::spawn_local(async move {
                    if rest::arrived().await.is_ok() {
                        made.set(Some(Shared::new(ways(&atlas, &texts))));
                    }
                });
            }
        });
    }
    (*made).clone()
}

/// What is said where nothing is found.
fn lost(is_waiting: bool) -> &'static str {
    if is_waiting {
        "No muscle has a name like this. Places and complaints are still being fetched …"
    } else {
        "Nothing is found for this. Try a part of the body, such as \u{201c}temple\u{201d}, or a word for the complaint."
    }
}

/// The way that needs no words.
fn skin() -> Hit {
    let title = "Show the skin, and tap where it hurts".to_owned();
    Hit { target: Target::Place(Vec::new()), title, matched: None, distance: 0.0 }
}

fn leave(field: &NodeRef) {
    if let Some(field) = field.cast::<web_sys::HtmlElement>() {
        let _ = field.blur();
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
    let kind = match &hit.target {
        Target::Muscle(_) => "Muscle",
        Target::Point(_) => "Trigger point",
        Target::Place(_) => "Place",
        Target::Condition(_) => "Condition",
        Target::Term(_) => "Term",
    };
    html! {
        <li id={format!("hit-{number}")} key={format!("{kind} {}", hit.title)} role="option" aria-selected={selected} {onmousedown} {onclick}>
            <span>{ &hit.title }</span>
            <small class="hit-kind">{ kind }</small>
            if let Some(matched) = &hit.matched {
                <small class="hit-matched">{ matched }</small>
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
        Target::Place(regions) => {
            let pain = Pain { regions: regions.clone(), side: Side::Right };
            Some(AtlasAddress::of_pain(atlas, pain))
        }
        Target::Condition(_) | Target::Term(_) => None,
    }
}
