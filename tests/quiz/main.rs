//! Questions: how they are made, graded and put into rounds.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod facts;
mod forms;
mod made_up;
mod patterns;
mod places;
mod properties;
mod referral;
mod round;
#[cfg(feature = "authoring")]
mod taps;
#[cfg(feature = "authoring")]
mod whole;
