//! Links between neighbouring pages.

use yew::prelude::*;
use yew_router::components::Link;

use crate::app::address::AtlasAddress;
use crate::app::route::Route;
use crate::atlas::{Atlas, Muscle};

/// Links to muscles by id: to their pages where they have one, else their places in the atlas.
pub(crate) fn muscle_links(atlas: &Atlas, ids: &[String]) -> Html {
    let link = |id: &String| {
        let Some(muscle) = atlas.muscle(id) else { return html! {} };
        html! { <li key={id.clone()}>{ muscle_link(muscle) }</li> }
    };
    html! { <ul class="links">{ for ids.iter().map(link) }</ul> }
}

/// A link to a muscle's page, or, where it has none, to its place in the atlas.
pub(crate) fn muscle_link(muscle: &Muscle) -> Html {
    let name = muscle.names.english.clone();
    if muscle.is_written {
        html! { <Link<Route> to={Route::Muscle { id: muscle.row.id.clone() }}>{ name }</Link<Route>> }
    } else {
        let (depth, muscle) = (muscle.row.depth.number(), muscle.row.id.clone());
        let query = AtlasAddress { depth, muscle, ..AtlasAddress::default() };
        html! { <a href={query.href()} class="unwritten">{ name }</a> }
    }
}
