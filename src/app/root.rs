//! The root in the browser: fetches the data, then shows the site.

use yew::prelude::*;
use yew_router::HashRouter;

use super::fetch;
use super::rest;
use super::shared::Shared;
use super::site::{Library, Site};
use crate::atlas::{Atlas, Texts};

#[derive(Clone, PartialEq)]
enum Load {
    Waiting,
    Here(Library),
    Failed(AttrValue),
}

/// Fetches the atlas, then the long texts, and shows the site as soon as the atlas is here.
#[component]
pub(super) fn Root() -> Html {
    let load = use_state(|| Load::Waiting);
    {
        let load = load.clone();
        use_effect_with((), move |()| {
            wasm_bindgen_futures::spawn_local(async move {
                let atlas = match atlas().await {
                    Ok(atlas) => Shared::new(atlas),
                    Err(reason) => return load.set(Load::Failed(reason.into())),
                };
                load.set(Load::Here(Library { atlas: atlas.clone(), texts: Ok(None) }));
                let texts = texts().await.map(|texts| Some(Shared::new(texts))).map_err(AttrValue::from);
                load.set(Load::Here(Library { atlas, texts }));
            });
        });
    }
    match &*load {
        Load::Waiting => html! { <p class="waiting" role="status">{ "Opening the atlas …" }</p> },
        Load::Failed(reason) => html! {
            <main class="page failed" role="alert">
                <h1>{ "Palpate could not start" }</h1>
                <p>{ reason }</p>
                <p>{ "What you have practiced is safe: it is kept in this browser and was not touched." }</p>
            </main>
        },
        Load::Here(library) => html! { <HashRouter><Site library={library.clone()} /></HashRouter> },
    }
}

async fn atlas() -> Result<Atlas, String> {
    let bytes = fetch::bytes("data/atlas.bin").await?;
    Atlas::from_bytes(&bytes).map_err(|error| capital(&error.to_string()))
}

async fn texts() -> Result<Texts, String> {
    let bytes = fetch::bytes("data/texts.bin").await?;
    // What reads them comes with the second half.
    rest::arrived().await?;
    Texts::from_bytes(&bytes).map_err(|error| capital(&error.to_string()))
}

fn capital(sentence: &str) -> String {
    super::words::capitalised(sentence) + "."
}
