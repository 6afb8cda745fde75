//! Progress: the scheduler, where cards stand, the saved format, and a learner's journeys.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod journey;
mod keeping;
#[path = "../quiz/made_up.rs"]
mod made_up;
mod memory;
mod saved;
mod standing;
