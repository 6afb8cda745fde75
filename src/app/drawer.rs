//! What lies behind the desk: the learner's state, read from the browser and kept there. Of the app's second half.

use yew::prelude::*;

use super::desk::{content, now_ms};
use super::here;
use super::site::Library;
use super::storage::{self, Refused};
use super::words::capitalised;
use crate::atlas::Atlas;
use crate::study::{Action, BadProgress, Learner, Progress, Refusal};

const KEPT_AS: &str = "palpate.progress";
/// Where damaged data is set aside, never overwritten: a number follows.
const ASIDE: &str = "palpate.progress.aside";
/// What was chosen for the last round, in words of its own.
pub(crate) const CHOSEN: &str = "palpate.chosen";

/// What stands behind the desk, outside of rendering: the latest state, why nothing may be kept, what was kept last.
#[derive(Default)]
pub(super) struct Drawer {
    pub(super) learner: Learner,
    locked: Option<AttrValue>,
    kept: String,
}

impl Drawer {
    /// Reads what was kept. Damaged data is set aside and told; data of a newer version is left alone.
    #[inline(never)]
    pub(super) fn open(atlas: &Atlas) -> (Self, Vec<AttrValue>) {
        let mut drawer = Self::default();
        let kept = match storage::read(KEPT_AS) {
            Ok(Some(text)) => text,
            Ok(None) => return (drawer, Vec::new()),
            Err(Refused(reason)) => return (drawer, vec![reason.into()]),
        };
        let told = match Progress::from_json(&kept) {
            Ok(loaded) => {
                drawer.learner = Learner::new(atlas, loaded.progress);
                let count = loaded.set_aside.len();
                drawer.kept = kept;
                (count > 0)
                    .then(|| drawer.set_aside(&lines(&loaded.set_aside), &set_aside_told(count), atlas))
            }
            Err(error @ (BadProgress::Damaged { .. } | BadProgress::Foreign { .. })) => {
                drawer.kept.clone_from(&kept);
                Some(drawer.set_aside(&kept, &capitalised(&error.to_string()), atlas))
            }
            Err(error @ BadProgress::Newer { .. }) => {
                drawer.locked = Some(capitalised(&error.to_string()).into());
                drawer.locked.clone()
            }
        };
        (drawer, told.into_iter().collect())
    }

    /// Carries an action out and keeps the result; what the user must be told, or `None` where nothing changed.
    #[inline(never)]
    pub(super) fn act(&mut self, library: &Library, action: Action) -> Option<Vec<AttrValue>> {
        let is_first = self.learner.progress().is_bare();
        let forgets = matches!(action, Action::Forget { .. });
        let begins = matches!(
            action,
            Action::Study { .. } | Action::LearnMore { .. } | Action::Start { .. } | Action::Repeat { .. }
        );
        match self.learner.act(&content(&library.atlas, library.arrived()), action) {
            Ok(()) => {}
            Err(refusal @ Refusal::NothingToAsk(_)) => {
                return Some(vec![(capitalised(&refusal.to_string()) + ".").into()]);
            }
            // A second click on a button that is already gone changes nothing.
            Err(_) => return None,
        }
        if forgets {
            drop_aside();
            storage::remove(CHOSEN);
        }
        if let Some(round) = self.learner.round().filter(|_| begins) {
            here::show(round.started_ms());
        }
        let told = self.keep(&library.atlas);
        // From the first thing that would be missed.
        if is_first && !self.learner.progress().is_bare() {
            storage::ask_to_stay();
        }
        Some(told.into_iter().collect())
    }

    /// Merges what another window has kept since; what the user must be told, or `None` where there was nothing.
    #[inline(never)]
    pub(super) fn adopt(&mut self, atlas: &Atlas) -> Option<Vec<AttrValue>> {
        let text = storage::read(KEPT_AS).ok().flatten()?;
        if self.locked.is_some() || text == self.kept {
            return None;
        }
        self.kept = text;
        match Progress::from_json(&self.kept) {
            Ok(loaded) => {
                let count = loaded.set_aside.len();
                let told = (count > 0).then(|| self.copy(&lines(&loaded.set_aside), &set_aside_told(count)));
                let other = Action::Adopt(Box::new(loaded.progress));
                self.learner.act(&content(atlas, None), other).ok()?;
                Some(told.into_iter().collect())
            }
            Err(error @ (BadProgress::Damaged { .. } | BadProgress::Foreign { .. })) => {
                let damaged = self.kept.clone();
                Some(vec![self.copy(&damaged, &capitalised(&error.to_string()))])
            }
            Err(error @ BadProgress::Newer { .. }) => {
                self.locked = Some(capitalised(&error.to_string()).into());
                Some(self.locked.iter().cloned().collect())
            }
        }
    }

    /// Copies what is damaged to a place of its own and keeps the sound rest in its stead; what the user must be told.
    fn set_aside(&mut self, damaged: &str, told: &str, atlas: &Atlas) -> AttrValue {
        let told = self.copy(damaged, told);
        self.keep(atlas).unwrap_or(told)
    }

    /// Copies what is damaged to a place of its own. Where there is no room it must not be overwritten, so nothing is kept
    /// from then on.
    fn copy(&mut self, damaged: &str, told: &str) -> AttrValue {
        if storage::keep(&format!("{ASIDE}.{}", now_ms()), damaged).is_ok() {
            return told.to_owned().into();
        }
        let told = format!(
            "{told} There is no room to set it aside, so nothing more is saved here: free some space and reload the page."
        );
        self.locked.insert(told.into()).clone()
    }

    /// Keeps the state, with what other windows have kept since; tells where that cannot be.
    fn keep(&mut self, atlas: &Atlas) -> Option<AttrValue> {
        let told = self.adopt(atlas).and_then(|mut told| told.pop());
        if self.locked.is_some() {
            return self.locked.clone();
        }
        let text = self.learner.progress().to_json();
        match storage::keep(KEPT_AS, &text) {
            Ok(()) => {
                self.kept = text;
                told
            }
            Err(Refused(reason)) => Some(reason.into()),
        }
    }
}

/// All that was ever set aside as damaged, in one text; none where nothing was.
pub(crate) fn aside() -> Option<String> {
    let names = storage::names(ASIDE);
    let texts: Vec<String> = names.iter().filter_map(|name| storage::read(name).ok().flatten()).collect();
    (!texts.is_empty()).then(|| texts.join("\n"))
}

/// Deletes all that was set aside.
pub(crate) fn drop_aside() {
    storage::names(ASIDE).iter().for_each(|name| storage::remove(name));
}

fn lines(damaged: &[serde_json::Value]) -> String {
    damaged.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn set_aside_told(count: usize) -> String {
    let what = if count == 1 { "One damaged entry".to_owned() } else { format!("{count} damaged entries") };
    format!(
        "{what} of your progress could not be read and lies aside now (see \u{201c}Your data\u{201d}); the rest is here."
    )
}
