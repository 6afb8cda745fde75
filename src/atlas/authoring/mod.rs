//! Reading and checking the files under assets/, on the host. The app sees only what passed.

mod check;
mod check_course;
mod check_place;
mod check_text;
mod fault;
mod holds;
mod layers;
mod plate;
mod read;
mod reading;
mod referrals;
mod schema;
mod shown;
mod sights;
mod sources;

pub use fault::{Fault, report};
pub use holds::Attachments;
pub use plate::Plate;
pub use schema::schemas;
pub use sources::{Sources, WrittenMuscle};
