//! The atlas's state: its address, shown at once and written into the browser's history after the frame that shows it,
//! since writing it costs as much as all the rest.

use std::cell::Cell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;
use yew_router::hooks::{use_location, use_navigator};

use super::ask::{Ask, Trail};
use crate::app::address::AtlasAddress;
use crate::app::plate::{Rest, Watch};
use crate::app::route::Route;
use crate::app::shared::Shared;
use crate::atlas::Atlas;

/// By now the frame is painted.
const AFTER_FRAME_MS: u32 = 40;

/// What the atlas shows, and the callback that asks for something else; the same callback at every rendering, so that the
/// controls are not rendered again for nothing.
#[hook]
pub(super) fn use_atlas_state(atlas: &Option<Shared<Atlas>>, watch: &Watch) -> (AtlasAddress, Callback<Ask>) {
    let navigator = use_navigator();
    let located = use_location().map(|location| AtlasAddress::read(location.query_str())).unwrap_or_default();
    let located = match atlas {
        Some(atlas) => located.known_to(atlas),
        None => located,
    };
    let shown = use_state_eq(|| located.clone());
    let latest = use_mut_ref(|| located.clone());
    // What was written last, and how often the address was changed from elsewhere: such a change is newer than what is
    // still to be written.
    let written = use_mut_ref(|| None::<AtlasAddress>);
    let turns = use_memo((), |()| Rc::new(Cell::new(0_u32)));
    {
        let (shown, latest, written, turns) = (shown.clone(), latest.clone(), written.clone(), turns.clone());
        use_effect_with(located, move |located| {
            if written.borrow().as_ref() == Some(located) {
                return;
            }
            // Gone to from elsewhere: by a link, by "back".
            *written.borrow_mut() = None;
            turns.set(turns.get() + 1);
            latest.borrow_mut().clone_from(located);
            shown.set(located.clone());
        });
    }
    let is_here = use_memo((), |()| Rc::new(Cell::new(true)));
    {
        let is_here = is_here.clone();
        use_effect_with((), move |()| move || is_here.set(false));
    }
    let trail = use_mut_ref(Trail::default);
    let ask = {
        let (shown, watch) = (shown.setter(), watch.clone());
        use_callback(atlas.clone(), move |asked: Ask, atlas| {
            let (Some(navigator), Some(atlas)) = (navigator.clone(), atlas.as_deref()) else { return };
            let now = latest.borrow().clone();
            let next = trail.borrow_mut().answer(atlas, &now, asked, watch.rest());
            if next == now {
                return;
            }
            let place = |address: &AtlasAddress| {
                let AtlasAddress { view, side, muscle, structure, point, at, .. } = address.clone();
                (view, side, muscle, structure, point, at)
            };
            if place(&next) != place(&now) {
                // The plate tells anew once it is there.
                watch.note(next.at.map(|zoom| Rest { zoom, is_focus: false }));
            }
            latest.borrow_mut().clone_from(&next);
            shown.set(next.clone());
            let (written, turns, is_here) = (written.clone(), turns.clone(), is_here.clone());
            let turn = turns.get();
            Timeout::new(AFTER_FRAME_MS, move || {
                if !is_here.get() || turns.get() != turn {
                    return;
                }
                *written.borrow_mut() = Some(next.clone());
                // A step in the same place replaces the address; another muscle is a step that "back" undoes.
                let is_new_muscle =
                    (&next.muscle, &next.structure, &next.pain) != (&now.muscle, &now.structure, &now.pain);
                let _ = if is_new_muscle {
                    navigator.push_with_query(&Route::Atlas, next)
                } else {
                    navigator.replace_with_query(&Route::Atlas, next)
                };
            })
            .forget();
        })
    };
    ((*shown).clone(), ask)
}
