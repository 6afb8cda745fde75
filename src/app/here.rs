//! Which round this window shows. Another window, or this one after another page, asks before it goes on with it. Of the
//! app's second half.

use std::cell::Cell;

/// What the browser keeps it as for as long as the window is open, so that a reload goes on where it was.
const SHOWN: &str = "palpate.round";

thread_local! {
    /// When the round began that is shown: what tells it from another.
    static STARTED_MS: Cell<Option<u64>> = const { Cell::new(None) };
    /// It was left by one of its own links, and the way back leads into it again.
    static IS_AWAY: Cell<bool> = const { Cell::new(false) };
}

fn session() -> Option<web_sys::Storage> {
    gloo::utils::window().session_storage().ok().flatten()
}

/// This window shows the round that began then.
pub(crate) fn show(started_ms: u64) {
    IS_AWAY.set(false);
    STARTED_MS.set(Some(started_ms));
    if let Some(session) = session() {
        let _ = session.set_item(SHOWN, &started_ms.to_string());
    }
}

/// Whether it is the round that this window shows.
pub(crate) fn is_shown(started_ms: u64) -> bool {
    let kept = || session().and_then(|session| session.get_item(SHOWN).ok().flatten());
    STARTED_MS.get() == Some(started_ms) || kept().is_some_and(|kept| kept == started_ms.to_string())
}

/// A link of the round itself is followed.
pub(crate) fn go_away() {
    IS_AWAY.set(true);
}

/// The page of the round is left.
pub(crate) fn leave() {
    if IS_AWAY.get() {
        return;
    }
    STARTED_MS.set(None);
    if let Some(session) = session() {
        let _ = session.remove_item(SHOWN);
    }
}
