//! Links between neighbouring pages.

use yew::prelude::*;
use yew_router::components::Link;

use crate::app::route::Route;
use crate::atlas::{Atlas, Muscle};

/// Links to the pages of muscles by id.
pub(crate) fn muscle_links(atlas: &Atlas, ids: &[String]) -> Html {
    let link = |id: &String| {
        let Some(muscle) = atlas.muscle(id) else { return html! {} };
        html! { <li key={id.clone()}>{ muscle_link(muscle) }</li> }
    };
    html! { <ul class="links">{ for ids.iter().map(link) }</ul> }
}

/// A link to a muscle's page.
pub(crate) fn muscle_link(muscle: &Muscle) -> Html {
    let to = Route::Muscle { id: muscle.row.id.clone() };
    html! { <Link<Route> {to}>{ &muscle.names.english }</Link<Route>> }
}
