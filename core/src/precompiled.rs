//! Packs and calendars as bytes, checked before and read back at once: for builds that
//! carry rules of their own and need not read rule texts, such as the one for browsers.
//!
//! The bytes hold what was checked, not what was written, so that an engine made of them
//! answers the same, revisions included. They are for the version of this crate that wrote
//! them and for no other: write them in the build that ships them.

use std::ops::Bound;

use borsh::{BorshDeserialize, BorshSerialize};
use chrono::{NaiveDate, Weekday};

use crate::calendar::{Calendar, CalendarSpec};
use crate::checked::Pack;
use crate::error::{self, Code, Problem};
use crate::time::{Day, Zone};

impl Pack {
    /// The pack as bytes, with those that it extends; without the remarks on its text.
    ///
    /// # Errors
    ///
    /// None in practice: `too-large` for a list of more than four thousand million.
    pub fn to_precompiled(&self) -> Result<Vec<u8>, error::Error> {
        borsh::to_vec(self).map_err(|_| too_large())
    }

    /// Reads what [`Pack::to_precompiled`] wrote. Nothing is checked again.
    ///
    /// # Errors
    ///
    /// `syntax` for bytes of anything else.
    pub fn from_precompiled(bytes: &[u8]) -> Result<Self, error::Error> {
        Pack::try_from_slice(bytes).map_err(|_| other_bytes("a pack"))
    }
}

impl Calendar {
    /// The calendar as bytes, with those that it is made of.
    ///
    /// # Errors
    ///
    /// As [`Pack::to_precompiled`].
    pub fn to_precompiled(&self) -> Result<Vec<u8>, error::Error> {
        borsh::to_vec(&**self.spec()).map_err(|_| too_large())
    }

    /// Reads what [`Calendar::to_precompiled`] wrote; tables are shared with `others` where
    /// they are equal.
    ///
    /// # Errors
    ///
    /// `syntax` for bytes of anything else.
    pub fn from_precompiled(bytes: &[u8], others: &[Calendar]) -> Result<Self, error::Error> {
        let spec = CalendarSpec::try_from_slice(bytes).map_err(|_| other_bytes("a calendar"))?;
        Ok(Calendar::compile(spec, others))
    }
}

pub(crate) fn other_bytes(what: &str) -> error::Error {
    Problem::new(Code::Syntax, format!("these bytes are not {what}"))
        .hint("precompiled rules are read by the version of dueby that wrote them")
        .into()
}

pub(crate) fn too_large() -> error::Error {
    Problem::new(Code::TooLarge, "this is too large to be written as bytes").into()
}

/// How a type of another crate is written and read: as one that can be.
macro_rules! written_as {
    ($name:ident: $type:ty as $other:ty, $to:expr, $from:expr) => {
        pub(crate) mod $name {
            use std::io::{Error, ErrorKind, Read, Result, Write};

            use super::*;

            pub(crate) fn write<W: Write>(value: &$type, to: &mut W) -> Result<()> {
                let of: fn(&$type) -> $other = $to;
                of(value).serialize(to)
            }

            pub(crate) fn read<R: Read>(from: &mut R) -> Result<$type> {
                let of: fn($other) -> Option<$type> = $from;
                of(<$other>::deserialize_reader(from)?)
                    .ok_or_else(|| Error::from(ErrorKind::InvalidData))
            }
        }
    };
}

written_as!(date: NaiveDate as Day, |date| Day::of(*date), |day| Some(day.date()));
written_as!(optional_date: Option<NaiveDate> as Option<Day>, |date| date.map(Day::of), |day| Some(day.map(Day::date)));
written_as!(zone: Zone as String, |zone| zone.name().to_owned(), |name| Zone::named(&name).ok());
written_as!(weekday: Weekday as u8, |day| *day as u8, |day| Weekday::try_from(day).ok());
written_as!(weekdays: Vec<Weekday> as Vec<u8>,
    |days| days.iter().map(|day| *day as u8).collect(),
    |days| days.into_iter().map(|day| Weekday::try_from(day).ok()).collect());
written_as!(dates: (Bound<NaiveDate>, Bound<NaiveDate>) as (u8, Day, u8, Day),
    |span| parts(span, |date| Day::of(*date), Day(0)),
    |parts| whole(parts, Day::date));
written_as!(numbers: (Bound<f64>, Bound<f64>) as (u8, f64, u8, f64),
    |span| parts(span, |number| *number, 0.0),
    |parts| whole(parts, |number| number));

type Bounds<T> = (Bound<T>, Bound<T>);

fn parts<T, W: Copy>(span: &Bounds<T>, of: impl Fn(&T) -> W, none: W) -> (u8, W, u8, W) {
    let part = |bound: &Bound<T>| match bound {
        Bound::Unbounded => (0, none),
        Bound::Included(edge) => (1, of(edge)),
        Bound::Excluded(edge) => (2, of(edge)),
    };
    let ((a, from), (b, until)) = (part(&span.0), part(&span.1));
    (a, from, b, until)
}

fn whole<T, W>((a, from, b, until): (u8, W, u8, W), of: impl Fn(W) -> T) -> Option<Bounds<T>> {
    let bound = |sort, edge| match sort {
        0 => Some(Bound::Unbounded),
        1 => Some(Bound::Included(of(edge))),
        2 => Some(Bound::Excluded(of(edge))),
        _ => None,
    };
    Some((bound(a, from)?, bound(b, until)?))
}
