//! What was tapped on a plate within a page, with the link that leads there: a tap by itself never leaves the page.

use yew::prelude::*;
use yew_router::Routable;

use crate::app::plate::Tap;
use crate::app::route::Route;
use crate::app::words;
use crate::atlas::Atlas;

/// Something that was tapped and has a page of its own.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tapped {
    on: String,
    name: String,
    route: Route,
}

impl Tapped {
    /// What a tap met: a trigger point's mark, else a muscle. Nothing where it has no page, or where that is `here`, the
    /// muscle or point whose page it is, by id.
    pub(crate) fn of(atlas: &Atlas, tap: &Tap, here: &str) -> Option<Self> {
        let on = here.to_owned();
        if let Some(mark) = &tap.mark {
            let (muscle, point) = atlas.point(mark).filter(|_| *mark != here)?;
            let (name, id) = (words::of_point(muscle, point), point.trigger.id.clone());
            return Some(Self { on, name, route: Route::Point { id } });
        }
        let muscle = atlas.owner(&tap.picked.as_ref()?.slug).filter(|muscle| muscle.row.id != here)?;
        let (name, id) = (muscle.names.english.clone(), muscle.row.id.clone());
        Some(Self { on, name, route: Route::Muscle { id } })
    }

    /// Its name as a link, over the plate; nothing once the page is another's.
    pub(crate) fn html(&self, here: &str) -> Html {
        if self.on != here {
            return html! {};
        }
        let href = "#".to_owned() + &self.route.to_path();
        html! {
            <p class="tapped" role="status">
                <a {href} key={self.name.clone()}>{ format!("Open {}", self.name) }</a>
            </p>
        }
    }
}
