//! An address that leads nowhere.

use yew::prelude::*;
use yew_router::components::Link;

use crate::app::route::Route;

/// What is given to a page that was not found.
#[derive(Properties, PartialEq)]
pub(crate) struct NotFoundProps {
    /// What was looked for, in words.
    #[prop_or(AttrValue::Static("This address"))]
    pub what: AttrValue,
}

/// Says so and leads on.
#[component]
pub(crate) fn NotFound(props: &NotFoundProps) -> Html {
    html! {
        <div class="page narrow">
            <h1>{ "Not here" }</h1>
            <p>{ format!("{} leads to nothing that Palpate knows. The link may be old or mistyped.", props.what) }</p>
            <p class="doors">
                <Link<Route> to={Route::Atlas} classes="door primary">{ "Open the atlas" }</Link<Route>>
                <Link<Route> to={Route::Home} classes="door">{ "Start page" }</Link<Route>>
            </p>
        </div>
    }
}
