//! Where a trigger point lies, and what to be careful of, in words: they stand in the long texts, which arrive after the
//! atlas.

use yew::prelude::*;

use crate::app::site::Library;
use crate::atlas::Point;

/// A paragraph: what the point is called, and where it lies once the texts are here.
pub(crate) fn place(library: Option<&Library>, muscle: &str, point: &Point) -> Html {
    let id = &point.trigger.id;
    let texts = library.and_then(Library::arrived);
    let place = texts.and_then(|texts| texts.place(muscle, id)).unwrap_or_default().to_owned();
    html! { <p key={id.clone()} class="place"><strong>{ &point.trigger.label }{ "." }</strong>{ " " }{ place }</p> }
}

/// What not to press, and what else to be careful of; nothing until the texts are here.
pub(crate) fn care(library: Option<&Library>, muscle: &str) -> Html {
    let Some(text) = library.and_then(Library::arrived).and_then(|texts| texts.0.get(muscle)) else {
        return html! {};
    };
    html! {
        <div key={muscle.to_owned()} class="care">
            <h3>{ "Be careful" }</h3>
            <p>{ &text.palpation.avoid }</p>
            <ul>{ for text.cautions.iter().map(|caution| html! { <li>{ caution }</li> }) }</ul>
        </div>
    }
}
