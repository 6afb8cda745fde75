//! What lies behind the desk: the learner's state, read from the browser and kept there. Of the app's second half.

use yew::prelude::*;

use super::desk::{content, now_ms};
use super::site::Library;
use super::storage::{self, Refused};
use crate::atlas::Atlas;
use crate::study::{Action, BadProgress, Learner, Progress, Refusal};

const KEPT_AS: &str = "palpate.progress";
/// Where damaged data is set aside, never overwritten: a number follows.
const ASIDE: &str = "palpate.progress.aside";

/// What stands behind the desk, outside of rendering: the latest state, whether it may be kept, what was kept last.
#[derive(Default)]
pub(super) struct Drawer {
    pub(super) learner: Learner,
    is_locked: bool,
    kept: String,
}

impl Drawer {
    /// Reads what was kept. Damaged data is set aside and told; data of a newer version is left alone.
    #[inline(never)]
    pub(super) fn open(atlas: &Atlas) -> (Self, Vec<AttrValue>) {
        let kept = match storage::read(KEPT_AS) {
            Ok(Some(text)) => text,
            Ok(None) => return (Self::default(), Vec::new()),
            Err(Refused(reason)) => return (Self::default(), vec![reason.into()]),
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
                (Self { learner: Learner::new(atlas, loaded.progress), is_locked, kept }, told)
            }
            Err(error @ BadProgress::Damaged { .. }) => {
                let is_safe = set_aside(&kept);
                let told = super::words::capitalised(&error.to_string());
                // Where the damaged text could not be copied it must not be overwritten.
                (Self { is_locked: !is_safe, ..Self::default() }, vec![told.into()])
            }
            Err(error @ BadProgress::Newer { .. }) => {
                let told = super::words::capitalised(&error.to_string());
                (Self { is_locked: true, ..Self::default() }, vec![told.into()])
            }
        }
    }

    /// Carries an action out and keeps the result; what the user must be told, or `None` where nothing changed.
    #[inline(never)]
    pub(super) fn act(&mut self, library: &Library, action: Action) -> Option<Vec<AttrValue>> {
        let texts = library.texts.as_ref().ok().and_then(Option::as_ref);
        let is_first = self.learner.progress().reviews().is_empty();
        match self.learner.act(&content(&library.atlas, texts), action) {
            Ok(()) => {}
            Err(refusal @ Refusal::NothingToAsk(_)) => {
                return Some(vec![(super::words::capitalised(&refusal.to_string()) + ".").into()]);
            }
            // A second click on a button that is already gone changes nothing.
            Err(_) => return None,
        }
        let told = self.keep(&library.atlas);
        if is_first && !self.learner.progress().reviews().is_empty() {
            storage::ask_to_stay();
        }
        Some(told.into_iter().collect())
    }

    /// Merges what another window has kept since; whether there was anything.
    #[inline(never)]
    pub(super) fn adopt(&mut self, atlas: &Atlas) -> bool {
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

fn set_aside(text: &str) -> bool {
    storage::keep(&format!("{ASIDE}.{}", now_ms()), text).is_ok()
}
