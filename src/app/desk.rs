//! The learner's desk: the state of practice, kept in the browser after every change.

use std::cell::RefCell;

use yew::prelude::*;

use super::rest;
use super::shared::Shared;
use super::storage::{self, Refused};
use crate::atlas::Atlas;
use crate::study::{Action, BadProgress, Learner, Progress};

const KEPT_AS: &str = "palpate.progress";
/// Where damaged data is set aside, never overwritten: a number follows.
const ASIDE: &str = "palpate.progress.aside";

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

/// A number that differs each time.
pub(crate) fn seed() -> u64 {
    (js_sys::Math::random() * 2f64.powi(52)) as u64
}

/// What stands behind the desk, outside of rendering: the latest state and whether it may be kept.
#[derive(Default)]
struct Drawer {
    learner: Learner,
    is_locked: bool,
}

/// The learner's desk for this atlas.
#[hook]
pub(crate) fn use_desk(atlas: &Shared<Atlas>) -> Desk {
    let shown = use_state(|| Shared::new(Learner::default()));
    let is_open = use_state_eq(|| false);
    let notices = use_state_eq(Vec::<AttrValue>::new);
    let drawer = use_memo((), |()| RefCell::new(Drawer::default()));
    {
        let (atlas, drawer) = (atlas.clone(), drawer.clone());
        let (shown, is_open, notices) = (shown.clone(), is_open.clone(), notices.clone());
        use_effect_with((), move |()| {
            wasm_bindgen_futures::spawn_local(async move {
                if let Err(reason) = rest::arrived().await {
                    return notices.set(vec![reason.into()]);
                }
                let (opened, told) = open(&atlas);
                shown.set(Shared::new(opened.learner.clone()));
                *drawer.borrow_mut() = opened;
                notices.set(told);
                is_open.set(true);
            });
        });
    }
    let act = {
        let (atlas, shown, notices) = (atlas.clone(), shown.clone(), notices.clone());
        use_callback((), move |action: Action, ()| {
            let mut drawer = drawer.borrow_mut();
            // A refused action (a second click on a button that is already gone) changes nothing.
            if drawer.learner.act(&atlas, action).is_err() {
                return;
            }
            shown.set(Shared::new(drawer.learner.clone()));
            if drawer.is_locked {
                return;
            }
            match storage::keep(KEPT_AS, &drawer.learner.progress().to_json()) {
                Ok(()) => notices.set(Vec::new()),
                Err(Refused(reason)) => notices.set(vec![reason.into()]),
            }
        })
    };
    Desk { learner: (*shown).clone(), is_open: *is_open, notices: (*notices).clone(), act }
}

/// Reads what was kept. Damaged data is set aside and told; data of a newer version is left alone.
fn open(atlas: &Atlas) -> (Drawer, Vec<AttrValue>) {
    let text = match storage::read(KEPT_AS) {
        Ok(Some(text)) => text,
        Ok(None) => return (Drawer::default(), Vec::new()),
        Err(Refused(reason)) => return (Drawer::default(), vec![reason.into()]),
    };
    match Progress::from_json(&text) {
        Ok(loaded) => {
            let mut told = Vec::new();
            if !loaded.set_aside.is_empty() {
                let damaged: Vec<String> = loaded.set_aside.iter().map(ToString::to_string).collect();
                set_aside(&damaged.join("\n"));
                let count = damaged.len();
                told.push(
                    format!("{count} damaged entries of your progress were set aside; the rest is here.")
                        .into(),
                );
            }
            (Drawer { learner: Learner::new(atlas, loaded.progress), is_locked: false }, told)
        }
        Err(error @ BadProgress::Damaged { .. }) => {
            let is_safe = set_aside(&text);
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
