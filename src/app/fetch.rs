//! Fetching the app's own files, each once.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use gloo::net::http::{Request, Response};

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
    let text = get(&format!("plates/{id}.svg")).await?.text().await.map_err(|error| error.to_string())?;
    let text: Rc<str> = text.into();
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
    get(path).await?.binary().await.map_err(|error| error.to_string())
}

async fn get(path: &str) -> Result<Response, String> {
    let remedy = "Check the connection and reload the page";
    let response =
        Request::get(path).send().await.map_err(|_| format!("The file {path} did not arrive. {remedy}."))?;
    if response.ok() {
        Ok(response)
    } else {
        Err(format!("The file {path} is missing here (status {}). {remedy}.", response.status()))
    }
}
