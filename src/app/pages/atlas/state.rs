//! The atlas's state: its address, shown at once and written into the browser's history after the frame that shows it,
//! since writing it costs as much as all the rest.

use std::cell::Cell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;
use yew_router::hooks::{use_location, use_navigator};

use super::ask::{self, Ask};
use crate::app::address::AtlasAddress;
use crate::app::route::Route;
use crate::app::shared::Shared;
use crate::atlas::Atlas;

/// By now the frame is painted.
const AFTER_FRAME_MS: u32 = 40;

/// What the atlas shows, and the callback that asks for something else; the same callback at every rendering, so that the
/// controls are not rendered again for nothing.
#[hook]
pub(super) fn use_atlas_state(atlas: &Option<Shared<Atlas>>) -> (AtlasAddress, Callback<Ask>) {
    let navigator = use_navigator();
    let located =
        use_location().and_then(|location| location.query::<AtlasAddress>().ok()).unwrap_or_default();
    let located = match atlas {
        Some(atlas) => located.known_to(atlas),
        None => located,
    };
    let shown = use_state_eq(|| located.clone());
    let latest = use_mut_ref(|| located.clone());
    let unwritten = use_memo((), |()| Rc::new(Cell::new(0_u32)));
    {
        let (shown, latest, unwritten) = (shown.clone(), latest.clone(), unwritten.clone());
        // Gone to from elsewhere: by a link, by "back". What is still to be written is newer.
        use_effect_with(located, move |located| {
            if unwritten.get() == 0 {
                latest.borrow_mut().clone_from(located);
                shown.set(located.clone());
            }
        });
    }
    let is_here = use_memo((), |()| Rc::new(Cell::new(true)));
    {
        let is_here = is_here.clone();
        use_effect_with((), move |()| move || is_here.set(false));
    }
    let ask = {
        let shown = shown.setter();
        use_callback(atlas.clone(), move |asked: Ask, atlas| {
            let (Some(navigator), Some(atlas)) = (navigator.clone(), atlas.as_deref()) else { return };
            let now = latest.borrow().clone();
            let next = ask::answer(atlas, &now, asked);
            if next == now {
                return;
            }
            latest.borrow_mut().clone_from(&next);
            shown.set(next.clone());
            unwritten.set(unwritten.get() + 1);
            let (unwritten, is_here) = (unwritten.clone(), is_here.clone());
            Timeout::new(AFTER_FRAME_MS, move || {
                unwritten.set(unwritten.get() - 1);
                if !is_here.get() {
                    return;
                }
                // A step in the same place replaces the address; another muscle is a step that "back" undoes.
                let is_new_muscle = next.muscle != now.muscle || next.structure != now.structure;
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
