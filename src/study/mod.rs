//! What a learner knows: reviews, what is due, mastery, and the saved format. Pure: the time and the seed are passed in.

mod grade;
mod import;
mod learner;
mod mastery;
mod memory;
mod newest;
mod notes;
mod progress;
mod queue;
mod saved;
mod settings;
mod standing;

pub use grade::{Grade, QUICK_MS, Review};
pub use import::{BadFile, Changes, Import};
pub use learner::{Action, Learner, Refusal};
pub use mastery::{LEVELS, Strength, Totals};
pub use memory::{DAY_MS, Memory, Scheduler, days_between, retrievability};
pub use newest::{Newest, Word};
pub use notes::{Note, Notes};
pub use progress::{Bookmark, Progress, place_of, thing_at};
pub use queue::{Queue, Today};
pub use saved::{BadProgress, Loaded, VERSION};
pub use settings::Settings;
pub use standing::{LEECH_LAPSES, Standing, Standings};
