//! The learner's desk: the state of practice, kept in the browser after every change and shared with other windows.

use std::cell::RefCell;

use gloo::events::EventListener;
use yew::prelude::*;

use super::shared::Shared;
use super::site::Library;
use super::storage::{self, Refused};
use crate::atlas::{Atlas, Texts};
use crate::quiz::Content;
use crate::study::{Action, BadProgress, DAY_MS, Learner, Progress, Refusal, Today};

const KEPT_AS: &str = "palpate.progress";
/// Where damaged data is set aside, never overwritten: a number follows.
const ASIDE: &str = "palpate.progress.aside";
/// A learner's day begins at four in the morning.
const DAY_BEGINS_MS: f64 = 4.0 * 3_600_000.0;

/// What pages know of the learner, and how they change it.
#[derive(Clone, PartialEq)]
pub(crate) struct Desk {
    /// The state.
    pub learner: Shared<Learner>,
    /// Whether what was kept has been read; until then a page shows nothing of the learner.
    pub is_open: bool,
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

/// What stands behind the desk, outside of rendering: the latest state, whether it may be kept, what was kept last.
#[derive(Default)]
struct Drawer {
    learner: Learner,
    is_locked: bool,
    kept: String,
}

/// The learner's desk for this library.
#[hook]
pub(crate) fn use_desk(library: &Library) -> Desk {
    let shown = use_state(|| Shared::new(Learner::default()));
    let is_open = use_state_eq(|| false);
    let notices = use_state_eq(Vec::<AttrValue>::new);
    let drawer = use_memo((), |()| RefCell::new(Drawer::default()));
    let latest = use_mut_ref(|| library.clone());
    *latest.borrow_mut() = library.clone();
    {
        let (atlas, drawer) = (library.atlas.clone(), drawer.clone());
        let (shown, is_open, notices) = (shown.clone(), is_open.clone(), notices.clone());
        use_effect_with((), move |()| {
            let (opened, told) = open(&atlas);
            shown.set(Shared::new(opened.learner.clone()));
            *drawer.borrow_mut() = opened;
            notices.set(told);
            is_open.set(true);
            // What another window keeps is taken over at once.
            let listener = EventListener::new(&gloo::utils::window(), "storage", move |_| {
                let mut drawer = drawer.borrow_mut();
                if drawer.adopt(&atlas) {
                    shown.set(Shared::new(drawer.learner.clone()));
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
            let texts = library.texts.ok().flatten();
            let is_first = drawer.learner.progress().reviews().is_empty();
            match drawer.learner.act(&content(&library.atlas, texts.as_ref()), action) {
                Ok(()) => {}
                Err(refusal @ Refusal::NothingToAsk(_)) => {
                    return notices.set(vec![sentence(&refusal.to_string()).into()]);
                }
                // A second click on a button that is already gone changes nothing.
                Err(_) => return,
            }
            let told = drawer.keep(&library.atlas);
            notices.set(told.into_iter().collect());
            shown.set(Shared::new(drawer.learner.clone()));
            if is_first && !drawer.learner.progress().reviews().is_empty() {
                storage::ask_to_stay();
            }
        })
    };
    Desk { learner: (*shown).clone(), is_open: *is_open, notices: (*notices).clone(), act }
}

impl Drawer {
    /// Merges what another window has kept since; whether there was anything.
    fn adopt(&mut self, atlas: &Atlas) -> bool {
        let Ok(Some(text)) = storage::read(KEPT_AS) else { return false };
        if self.is_locked || text == self.kept {
            return false;
        }
        let Ok(loaded) = Progress::from_json(&text) else { return false };
        let other = Action::Adopt(Box::new(loaded.progress));
        self.kept = text;
        self.learner.act(&content(atlas, None), other).is_ok()
    }

    /// Keeps the state, with what other windows have kept since; tells where the browser refuses.
    fn keep(&mut self, atlas: &Atlas) -> Option<AttrValue> {
        if self.is_locked {
            return None;
        }
        self.adopt(atlas);
        let text = self.learner.progress().to_json();
        match storage::keep(KEPT_AS, &text) {
            Ok(()) => {
                self.kept = text;
                None
            }
            Err(Refused(reason)) => Some(reason.into()),
        }
    }
}

/// Reads what was kept. Damaged data is set aside and told; data of a newer version is left alone.
fn open(atlas: &Atlas) -> (Drawer, Vec<AttrValue>) {
    let kept = match storage::read(KEPT_AS) {
        Ok(Some(text)) => text,
        Ok(None) => return (Drawer::default(), Vec::new()),
        Err(Refused(reason)) => return (Drawer::default(), vec![reason.into()]),
    };
    match Progress::from_json(&kept) {
        Ok(loaded) => {
            let mut told = Vec::new();
            let mut is_locked = false;
            if !loaded.set_aside.is_empty() {
                let damaged: Vec<String> = loaded.set_aside.iter().map(ToString::to_string).collect();
                is_locked = !set_aside(&damaged.join("\n"));
                let count = damaged.len();
                told.push(
                    format!("{count} damaged entries of your progress were set aside; the rest is here.")
                        .into(),
                );
            }
            (Drawer { learner: Learner::new(atlas, loaded.progress), is_locked, kept }, told)
        }
        Err(error @ BadProgress::Damaged { .. }) => {
            let is_safe = set_aside(&kept);
            let told = super::words::capitalised(&error.to_string());
            // Where the damaged text could not be copied it must not be overwritten.
            (Drawer { is_locked: !is_safe, ..Drawer::default() }, vec![told.into()])
        }
        Err(error @ BadProgress::Newer { .. }) => {
            let told = super::words::capitalised(&error.to_string());
            (Drawer { is_locked: true, ..Drawer::default() }, vec![told.into()])
        }
    }
}

fn set_aside(text: &str) -> bool {
    storage::keep(&format!("{ASIDE}.{}", now_ms()), text).is_ok()
}

fn sentence(words: &str) -> String {
    super::words::capitalised(words) + "."
}
