//! Reading and checking the files under assets/, on the host. The app sees only what passed.

mod check;
mod check_text;
mod fault;
mod outline;
mod read;
mod sources;

pub use fault::{Fault, report};
pub use outline::{Drawn, Plate};
pub use sources::{Sources, WrittenMuscle};
