//! Questions.
use yew::prelude::*;

/// The practice page.
#[component]
pub(crate) fn Practice() -> Html {
    html! {}
}
