//! Fetching the app's own files, each once.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

thread_local! {
    static PLATES: RefCell<HashMap<String, Rc<str>>> = RefCell::default();
}

/// The SVG text of a plate, from memory where it was fetched before.
///
/// # Errors
/// In words for the user.
pub(crate) async fn plate(id: &str) -> Result<Rc<str>, String> {
    if let Some(text) = PLATES.with_borrow(|plates| plates.get(id).cloned()) {
        return Ok(text);
    }
    let path = format!("plates/{id}.svg");
    let text = body(&path, get(&path).await?.text()).await?;
    let text: Rc<str> = text.as_string().unwrap_or_default().into();
    PLATES.with_borrow_mut(|plates| plates.insert(id.to_owned(), text.clone()));
    Ok(text)
}

/// Keeps a plate's SVG text as if it had been fetched.
pub(crate) fn keep_plate(id: &str, text: &str) {
    PLATES.with_borrow_mut(|plates| plates.insert(id.to_owned(), text.into()));
}

/// The bytes of one of the app's files.
///
/// # Errors
/// In words for the user.
pub(crate) async fn bytes(path: &str) -> Result<Vec<u8>, String> {
    let buffer = body(path, get(path).await?.array_buffer()).await?;
    Ok(Uint8Array::new(buffer.unchecked_ref::<ArrayBuffer>()).to_vec())
}

const REMEDY: &str = "Check the connection and reload the page";

async fn get(path: &str) -> Result<Response, String> {
    let sent = JsFuture::from(gloo::utils::window().fetch_with_str(path)).await;
    let response: Response = sent.map_err(|_| lost(path))?.unchecked_into();
    if response.ok() {
        Ok(response)
    } else {
        Err(format!("The file {path} is missing here (status {}). {REMEDY}.", response.status()))
    }
}

/// What a response holds, once it has all arrived.
async fn body(path: &str, promise: Result<js_sys::Promise, JsValue>) -> Result<JsValue, String> {
    let promise = promise.map_err(|_| lost(path))?;
    JsFuture::from(promise).await.map_err(|_| lost(path))
}

fn lost(path: &str) -> String {
    format!("The file {path} did not arrive. {REMEDY}.")
}
