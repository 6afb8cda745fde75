//! A term of the field that explains itself: its name, and on a tap what it means, in the glossary's own words.

use yew::prelude::*;
use yew_router::components::Link;

use crate::app::rest::use_arrived;
use crate::app::route::Route;
use crate::app::site::Library;
use crate::atlas::Texts;

/// What is to be explained.
#[derive(Properties, PartialEq)]
pub(crate) struct ExplainedProps {
    /// The term's id in the glossary.
    pub id: AttrValue,
    /// Its name, shown until it can be explained and after.
    pub name: AttrValue,
}

/// The term. Until the glossary is here its name stands alone.
#[component]
pub(crate) fn Explained(props: &ExplainedProps) -> Html {
    let arrived = use_arrived();
    let is_here = matches!(arrived, Some(Ok(())));
    let library = use_context::<Library>().filter(|_| is_here);
    let texts = library.as_ref().and_then(Library::arrived);
    match texts.and_then(|texts| meaning(texts, &props.id)) {
        None => html! { <span>{ &props.name }</span> },
        Some(meaning) => html! {
            <details class="explained">
                <summary>{ &props.name }</summary>
                <p>{ meaning }{ " " }<Link<Route> to={Route::Terms { id: props.id.to_string() }}>{ "All terms" }</Link<Route>></p>
            </details>
        },
    }
}

fn meaning(texts: &Texts, id: &str) -> Option<AttrValue> {
    texts.2.course().term(id).map(|term| term.meaning.clone().into())
}
