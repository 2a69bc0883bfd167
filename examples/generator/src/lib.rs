//! Synthetic cases of a landlord: repairs, complaints, hazards, gas checks, anti-social
//! behaviour, letters and calls, with what goes wrong in a real one's records.
//!
//! Nobody's data is in it. The same [`Settings`] give the same bytes on every machine: whole
//! numbers alone, no clock, and chance only from the seed. Events and attributes have the names
//! that the shipped packs use.
//!
//! ```
//! use dueby_generator::{Landlord, Settings};
//!
//! let settings = Settings { cases: Some(100), ..Settings::default() };
//! let landlord = Landlord::new(&settings)?;
//! assert_eq!(landlord.cases().count(), 100);
//! # Ok::<(), String>(())
//! ```

mod case;
mod chance;
mod days;
mod kinds;
mod landlord;
mod write;

pub use case::{Case, Event, Moment, Value};
pub use days::{BANK_HOLIDAYS, Days};
pub use kinds::Kind;
pub use landlord::{Landlord, Settings};
pub use write::{Bad, Dates, Form, Shape, Written, mapping, write};
