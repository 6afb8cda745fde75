//! What a learner knows: reviews, what is weak or due, and the saved format. Pure: the time and the seed are passed in.

mod grade;
mod learner;
mod progress;
mod saved;
mod standing;

pub use grade::{Grade, QUICK_MS, Review};
pub use learner::{Action, Learner, Refusal};
pub use progress::Progress;
pub use saved::{BadProgress, Loaded, VERSION};
pub use standing::{Standing, Standings, Strength, Totals};
