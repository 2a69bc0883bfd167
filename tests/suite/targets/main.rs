//! Targets over many cases: worked by hand, counted again by other means, and put together
//! from parts.

#[path = "../batch/columns.rs"]
mod columns;
mod pack;
mod parts;
mod shipped;
mod worked;
