//! The learner's desk: the state of practice, kept in the browser after every change and shared with other windows.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Interval;
use yew::prelude::*;

use super::drawer::Drawer;
use super::guard::Guard;
use super::rest;
use super::shared::Shared;
use super::site::Library;
use crate::atlas::{Atlas, Texts};
use crate::quiz::Content;
use crate::study::{Action, DAY_MS, Learner, Today};

/// A learner's day begins at four in the morning.
const DAY_BEGINS_MS: f64 = 4.0 * 3_600_000.0;

/// What pages know of the learner, and how they change it.
#[derive(Clone, PartialEq)]
pub(crate) struct Desk {
    /// The state.
    pub learner: Shared<Learner>,
    /// Whether what was kept has been read; until then a page shows nothing of the learner.
    pub is_open: bool,
    /// Now and when the day began, as of when this window was last looked at: a page that lies open through the night is
    /// read anew.
    pub today: Today,
    /// What the user must be told.
    pub notices: Vec<AttrValue>,
    /// Carries out an action and keeps the result.
    pub act: Callback<Action>,
}

/// The clock, in milliseconds since 1970.
pub(crate) fn now_ms() -> u64 {
    js_sys::Date::now() as u64
}

/// Now, and when the learner's day began by the clock of this place.
pub(crate) fn today() -> Today {
    let now = js_sys::Date::new_0();
    let west_ms = now.get_timezone_offset() * 60_000.0 + DAY_BEGINS_MS;
    let day_ms = DAY_MS as f64;
    let start_ms = ((now.get_time() - west_ms) / day_ms).floor() * day_ms + west_ms;
    Today { now_ms: now.get_time() as u64, start_ms: start_ms as u64 }
}

/// A number that differs each time.
pub(crate) fn seed() -> u64 {
    (js_sys::Math::random() * 2f64.powi(52)) as u64
}

/// What questions are made from: the atlas, and the texts once they are here.
pub(crate) fn content<'a>(atlas: &'a Atlas, texts: Option<&'a Shared<Texts>>) -> Content<'a> {
    Content { atlas, texts: texts.map(|texts| &**texts) }
}

/// The learner's desk for this library.
#[hook]
pub(crate) fn use_desk(library: &Library) -> Desk {
    let shown = use_state(|| Shared::new(Learner::default()));
    let is_open = use_state_eq(|| false);
    let notices = use_state_eq(Vec::<AttrValue>::new);
    let drawer = use_memo((), |()| RefCell::new(Drawer::default()));
    let guard = use_mut_ref(|| None::<Guard>);
    let looked = use_looked();
    let latest = use_mut_ref(|| library.clone());
    *latest.borrow_mut() = library.clone();
    {
        let (atlas, drawer) = (library.atlas.clone(), drawer.clone());
        let (shown, is_open, notices) = (shown.clone(), is_open.clone(), notices.clone());
        use_effect_with((), move |()| {
            {
                let (drawer, guard) = (drawer.clone(), guard.clone());
                let (atlas, shown, notices) = (atlas.clone(), shown.clone(), notices.clone());
                wasm_bindgen_futures::spawn_local(async move {
                    if let Err(reason) = rest::arrived().await {
                        return notices.set(vec![reason.into()]);
                    }
                    *guard.borrow_mut() = Some(Guard::new());
                    let (opened, told) = Drawer::open(&atlas);
                    shown.set(Shared::new(opened.learner.clone()));
                    *drawer.borrow_mut() = opened;
                    notices.set(told);
                    is_open.set(true);
                });
            }
            // What another window keeps is taken over at once.
            let listener = EventListener::new(&gloo::utils::window(), "storage", move |_| {
                // Until the second half is here nothing was read; then all is.
                if guard.borrow().is_none() {
                    return;
                }
                let mut drawer = drawer.borrow_mut();
                if let Some(told) = drawer.adopt(&atlas) {
                    shown.set(Shared::new(drawer.learner.clone()));
                    notices.set(told);
                }
            });
            move || drop(listener)
        });
    }
    let act = {
        let (shown, notices) = (shown.clone(), notices.clone());
        use_callback((), move |action: Action, ()| {
            let mut drawer = drawer.borrow_mut();
            let library = latest.borrow().clone();
            if let Some(told) = drawer.act(&library, action) {
                notices.set(told);
                shown.set(Shared::new(drawer.learner.clone()));
            }
        })
    };
    Desk { learner: (*shown).clone(), is_open: *is_open, today: looked, notices: (*notices).clone(), act }
}

/// Whether the day has turned is looked at so often.
const LOOK_MS: u32 = 30_000;
/// What is due changes little in so short a time.
const FRESH_MS: u64 = 60_000;

/// Now and today, read again when the window is looked at after a while and when the day turns.
#[hook]
fn use_looked() -> Today {
    let looked = use_state_eq(|| Today { now_ms: 0, start_ms: 0 });
    use_effect_with((), {
        let looked = looked.setter();
        move |()| {
            looked.set(today());
            let last = Rc::new(Cell::new(today()));
            let look = move |is_seen: bool| {
                let (now, before) = (today(), last.get());
                let is_stale = is_seen && now.now_ms.abs_diff(before.now_ms) >= FRESH_MS;
                if is_stale || now.start_ms != before.start_ms {
                    last.set(now);
                    looked.set(now);
                }
            };
            let seen = look.clone();
            let on = |target: &web_sys::EventTarget, name: &'static str| {
                let seen = seen.clone();
                EventListener::new(target, name, move |_| seen(!gloo::utils::document().hidden()))
            };
            let kept = (
                on(&gloo::utils::window(), "focus"),
                on(&gloo::utils::document(), "visibilitychange"),
                Interval::new(LOOK_MS, move || look(false)),
            );
            move || drop(kept)
        }
    });
    *looked
}
