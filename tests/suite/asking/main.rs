//! Asking more: every change to come, and what other rules would change.

mod laws;
mod replay;
mod rights;
mod stories;
mod timeline;
mod what_if;
