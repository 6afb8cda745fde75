//! What is kept of a learner: every answer ever given, and the round that is going on.

use super::{Review, Standings, Totals};
use crate::quiz::{Item, Round};

/// All that is saved. Read and written as JSON by `from_json` and `to_json`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Progress {
    /// Every answer, in the order in which they were given.
    pub reviews: Vec<Review>,
    /// The round that is going on or whose result is shown, so that a reload resumes it.
    pub round: Option<Round>,
}

impl Progress {
    /// Where everything stands.
    pub fn standings(&self) -> Standings {
        Standings::of(&self.reviews)
    }

    /// What was done so far.
    pub fn totals(&self) -> Totals {
        Standings::totals(&self.reviews)
    }

    /// Takes back the last review of an item that was given at this time; whether there was one.
    pub fn take_back(&mut self, item: &Item, at_ms: u64) -> bool {
        let found = self.reviews.iter().rposition(|review| review.item == *item && review.at_ms == at_ms);
        if let Some(at) = found {
            self.reviews.remove(at);
        }
        found.is_some()
    }
}
