//! Importing: what a file would change is told first; then it is merged, and nothing that is known is lost.

use super::{BadProgress, Progress, VERSION};

/// A file read for import.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    progress: Progress,
    /// How many damaged entries were left out.
    pub damaged: usize,
}

/// Why a file cannot be imported. Nothing here is changed by it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadFile {
    /// It is something else.
    #[error(
        "this is not a file that Palpate exported. Nothing here was changed. Choose a file that you got by \"Export to a file\"."
    )]
    Foreign,
    /// It is Palpate's, but damaged.
    #[error(
        "this file is damaged at {place}: {reason}. Nothing here was changed. If you can, export it anew where it came from."
    )]
    Damaged {
        /// Where, in words.
        place: String,
        /// What is wrong there.
        reason: String,
    },
    /// A later version of Palpate wrote it.
    #[error(
        "this file is from a newer Palpate (version {found}, here {VERSION}). Nothing here was changed. Reload this page to get the newer Palpate, and import it again."
    )]
    Newer {
        /// The version found.
        found: u64,
    },
}

impl From<BadProgress> for BadFile {
    fn from(bad: BadProgress) -> Self {
        match bad {
            BadProgress::Foreign { .. } => Self::Foreign,
            BadProgress::Damaged { place, reason, .. } => Self::Damaged { place, reason },
            BadProgress::Newer { found } => Self::Newer { found },
        }
    }
}

/// What an import would change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Changes {
    /// Answers that are not known here.
    pub new_reviews: usize,
    /// Answers that are known here already.
    pub known_reviews: usize,
    /// Answers here that the file says were taken back.
    pub undone_reviews: usize,
    /// Things about which more would be written here than now, or something else.
    pub notes: usize,
    /// Bookmarks that would be set or taken away.
    pub bookmarks: usize,
    /// Whether the settings are newer than those here.
    pub is_settings: bool,
}

impl Import {
    /// Reads a file that Palpate exported, of this or an earlier version.
    ///
    /// # Errors
    /// Where it is not such a file, damaged, or of a later version.
    pub fn read(json: impl AsRef<[u8]>) -> Result<Self, BadFile> {
        let loaded = Progress::from_json(json)?;
        let mut progress = loaded.progress;
        progress.round = None;
        Ok(Self { progress, damaged: loaded.set_aside.len() })
    }

    /// What importing would change.
    pub fn changes(&self, own: &Progress) -> Changes {
        let after = self.merged(own);
        let new_reviews = missing(&after, own);
        let undone_reviews = missing(own, &after);
        let places = after.notes.places();
        let notes = places.iter().filter(|of| own.notes.text(of) != after.notes.text(of)).count();
        let is_changed = |(of, mark): &(&str, &super::Bookmark)| {
            own.bookmarks.get(of).is_some_and(|known| known.is_set) != mark.is_set
        };
        Changes {
            new_reviews,
            known_reviews: self.progress.reviews().len().saturating_sub(new_reviews),
            undone_reviews,
            notes,
            bookmarks: after.bookmarks.iter().filter(is_changed).count(),
            is_settings: after.settings != own.settings,
        }
    }

    /// One's own progress with all that the file adds. It counts for the present age even where everything was forgotten
    /// since: whoever imports a file wants what is in it.
    pub fn merged(&self, own: &Progress) -> Progress {
        let mut merged = own.clone();
        let mut added = self.progress.clone();
        added.epoch_ms = own.epoch_ms;
        merged.merge(&added);
        merged
    }
}

/// How many answers of one the other lacks; both are by time.
fn missing(of: &Progress, other: &Progress) -> usize {
    of.reviews().iter().filter(|review| other.reviews().binary_search(review).is_err()).count()
}
