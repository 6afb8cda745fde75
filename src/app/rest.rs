//! The second half of the app's code, which a release fetches right after the atlas has opened (xtask/src/split.rs).

use std::cell::Cell;

use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use yew::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Fetches the second half while everything waits (www/start.js).
    #[wasm_bindgen(js_namespace = palpate, js_name = restNow)]
    fn rest_now();
}

/// What a function of the second half calls that is asked for before it has arrived. The split release points it here.
#[expect(unreachable_pub, reason = "exported from the Wasm, not from the crate")]
#[wasm_bindgen]
pub fn ensure_rest() {
    rest_now();
}

thread_local! {
    /// Whether the second half is known to be here. On the host nothing is split.
    static IS_HERE: Cell<bool> = const { Cell::new(cfg!(not(target_arch = "wasm32"))) };
}

/// Waits for the second half; at once where the app was not split.
///
/// # Errors
/// In words for the user, where it cannot be fetched.
pub(crate) async fn arrived() -> Result<(), String> {
    let get = |of: &JsValue, key: &str| js_sys::Reflect::get(of, &key.into()).unwrap_or_default();
    let window: JsValue = gloo::utils::window().into();
    let palpate = get(&window, "palpate");
    let promise = if palpate.is_object() { get(&palpate, "rest") } else { JsValue::UNDEFINED };
    if let Ok(promise) = promise.dyn_into::<Promise>() {
        let lost = "A part of Palpate did not arrive. Check the connection and reload the page.";
        JsFuture::from(promise).await.map_err(|_| lost.to_owned())?;
    }
    IS_HERE.set(true);
    Ok(())
}

/// What is to be shown once the second half is here.
#[derive(Properties, PartialEq)]
pub(crate) struct LaterProps {
    /// Makes the page: called only when it can be.
    pub page: Callback<(), Html>,
}

/// Whether the second half is here, at once where that is known already; an error in words where it cannot be had.
#[hook]
pub(crate) fn use_arrived() -> Option<Result<(), String>> {
    let is_here = use_state_eq(|| IS_HERE.get().then_some(Ok(())));
    {
        let is_here = is_here.clone();
        use_effect_with((), move |()| {
            wasm_bindgen_futures::spawn_local(async move { is_here.set(Some(arrived().await)) });
        });
    }
    (*is_here).clone()
}

/// A page of the second half.
#[component]
pub(crate) fn Later(props: &LaterProps) -> Html {
    let arrived = use_arrived();
    match &arrived {
        None => html! { <p class="waiting" role="status">{ "Opening …" }</p> },
        Some(Err(reason)) => html! { <p class="page fault" role="alert">{ reason }</p> },
        Some(Ok(())) => props.page.emit(()),
    }
}
