//! Questions: how they are made, graded and put into rounds.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod find_point;
mod made_up;
mod patterns;
mod round;
mod whose_pain;
