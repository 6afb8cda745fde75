//! Tests in a browser: what only a browser can show.
#![cfg(target_arch = "wasm32")]
#![allow(missing_docs, reason = "tests name themselves")]

mod packed;
mod plate;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
