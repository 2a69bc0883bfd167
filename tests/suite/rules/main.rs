//! The shipped rules against what they were written from, and what is written from them.
//!
//! Beside each pack lies a list, made before it: `NAME.promises.toml` of a landlord's
//! document, line by line, or `NAME.provisions.toml` of a law or code, provision by
//! provision. The coverage table in `rules/README.md` is made from the lists, the page
//! `NAME.md` from the pack. `UPDATE_DOCS=1` writes both.

mod coverage;
mod edges;
mod examples;
mod fields;
mod lines;
mod lists;
mod pages;
mod parts;
mod read;
mod reports;
mod roles;
mod targets;
mod words;
