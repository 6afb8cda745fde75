//! A text that changes under the reader: in an element of its own that is replaced whole, so that what a browser's
//! translation made of it goes with it.

use yew::prelude::*;

/// The text in an element of its own.
pub(super) fn told(text: impl Into<AttrValue>) -> Html {
    let text = text.into();
    html! { <span key={text.to_string()}>{ text }</span> }
}

/// Paragraphs that come and go together.
pub(super) fn paragraphs<'a>(lines: impl IntoIterator<Item = &'a String>) -> Html {
    let one = |line: &String| html! { <p key={line.clone()}>{ line }</p> };
    html! { <>{ for lines.into_iter().map(one) }</> }
}
