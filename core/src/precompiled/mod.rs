//! Rules as bytes: checked before, and read back at once. For builds that carry rules of
//! their own and need not read rule texts, such as the one for browsers.
//!
//! `archive.rs` is what users see, `bytes.rs` how anything is written and read, `values.rs`
//! does it for the types of others, and `parts.rs` has each of ours list what it is made of.

#[macro_use]
mod parts;

#[cfg(feature = "precompiled")]
mod archive;
#[cfg(feature = "precompiled")]
#[cfg_attr(
    not(feature = "zones"),
    allow(dead_code, reason = "rules are written with zones out of the database")
)]
mod bytes;
#[cfg(feature = "precompiled")]
mod values;

#[cfg(feature = "precompiled")]
pub use archive::Archive;
#[cfg(feature = "precompiled")]
pub(crate) use bytes::{Precompiled, Reader, Writer};
