//! Palpate: an atlas and trainer of muscles, trigger points and referred pain.
//!
//! Arrows run one way: `app` -> `study`, `quiz` -> `atlas` -> `anatomy`. See ARCHITECTURE.md.

pub mod anatomy;
#[cfg(feature = "app")]
pub mod app;
pub mod atlas;
mod json;
mod letters;
mod order;
pub mod quiz;
pub mod study;
