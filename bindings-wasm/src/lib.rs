//! What the npm package `dueby` runs: the engine behind a handful of calls that texts and
//! numbers cross. No rule is written here; the package's TypeScript makes objects of the
//! texts, and `Error`s of what is thrown.

#![allow(
    unreachable_pub,
    reason = "wasm-bindgen exports what is pub, from any module"
)]

/// Smaller than what the standard library brings, and faster.
#[cfg(target_family = "wasm")]
#[global_allocator]
static MEMORY: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

mod calendar;
mod engine;
mod shipped;
mod thrown;

#[cfg(feature = "authoring")]
mod authoring;
#[cfg(feature = "full")]
mod batch;
#[cfg(feature = "full")]
mod full;
#[cfg(feature = "report")]
mod report;
#[cfg(feature = "report")]
mod targets;
