//! The browser's storage, which may be full, refused or absent; every failure is told, never swallowed.

/// Why something could not be kept or read, in words for the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refused(pub(crate) String);

/// Reads the text kept under a name; `None` where nothing is kept.
///
/// # Errors
/// Where the browser refuses.
pub(crate) fn read(name: &str) -> Result<Option<String>, Refused> {
    raw()?.get_item(name).map_err(|_| refused())
}

/// Keeps a text under a name.
///
/// # Errors
/// Where the browser refuses or is full.
pub(crate) fn keep(name: &str, text: &str) -> Result<(), Refused> {
    raw()?.set_item(name, text).map_err(|_| {
        Refused(
            "This browser's storage is full or closed, so your progress is kept only until you leave the page. \
             Free some space or allow this site to store data."
                .to_owned(),
        )
    })
}

/// Forgets what is kept under a name. Where that is refused, nothing is kept anyway.
pub(crate) fn remove(name: &str) {
    if let Ok(storage) = raw() {
        let _ = storage.remove_item(name);
    }
}

/// The names that begin so, in order; none where the browser refuses.
pub(crate) fn names(start: &str) -> Vec<String> {
    let Ok(storage) = raw() else { return Vec::new() };
    let all = (0..storage.length().unwrap_or_default()).filter_map(|at| storage.key(at).ok().flatten());
    let mut names: Vec<String> = all.filter(|name| name.starts_with(start)).collect();
    crate::order::sort(&mut names);
    names
}

/// Asks the browser not to clear what is kept when it needs room. It may refuse; nothing depends on it.
pub(crate) fn ask_to_stay() {
    let _ = gloo::utils::window().navigator().storage().persist();
}

fn raw() -> Result<web_sys::Storage, Refused> {
    gloo::utils::window().local_storage().ok().flatten().ok_or_else(refused)
}

fn refused() -> Refused {
    Refused(
        "This browser does not let Palpate store anything, so your progress is kept only until you leave the page. \
         Allow this site to store data, or leave private browsing."
            .to_owned(),
    )
}
