//! Python's dates and times, read and made without a call of Python's.
//!
//! A wheel for every Python from 3.11 on has the stable ABI alone, which knows no dates: each
//! field would be an attribute, looked up by name. So a few of Python's own are looked at
//! once. Where everything lies as in CPython since 3.6, fields are read where they lie, and
//! values made by the functions of `datetime.datetime_CAPI`. Where anything lies elsewhere, and
//! for classes derived from Python's, `times.rs` asks for attributes and calls: slower, and
//! the same.
//!
//! The package has no other unsafe code. What makes this sound: only objects whose class is
//! exactly Python's are read, within the size that the class says its objects have, and an
//! aware datetime's zone only where the object says that it has one.

use std::ffi::{c_char, c_int, c_void};
use std::mem::size_of;
use std::ptr::addr_of;

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use pyo3::ffi::{PyCapsule_Import, PyObject, PyTypeObject};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;

/// Reference count and class, before what an object holds.
type Head = [usize; 2];

#[repr(C)]
struct DateObject {
    head: Head,
    hash: isize,
    has_zone: c_char,
    /// The year in two bytes, the greater first; the month and the day.
    data: [u8; 4],
}

/// An object without a zone ends before the field for it.
#[repr(C)]
struct DateTimeObject {
    head: Head,
    hash: isize,
    has_zone: c_char,
    /// As a date's, then hour, minute, second, and microseconds in three bytes.
    data: [u8; 10],
    fold: u8,
    zone: *mut PyObject,
}

#[repr(C)]
struct DeltaObject {
    head: Head,
    hash: isize,
    days: c_int,
    seconds: c_int,
    micros: c_int,
}

type Class = *mut PyTypeObject;

/// What `datetime.datetime_CAPI` points to, as far as it is used here.
#[repr(C)]
struct Api {
    date: Class,
    datetime: Class,
    time: Class,
    delta: Class,
    zone: Class,
    utc: *mut PyObject,
    make_date: unsafe extern "C" fn(c_int, c_int, c_int, Class) -> *mut PyObject,
    make_datetime: *const c_void,
    make_time: *const c_void,
    make_delta: unsafe extern "C" fn(c_int, c_int, c_int, c_int, Class) -> *mut PyObject,
    make_zone: *const c_void,
    datetime_of_timestamp: *const c_void,
    date_of_timestamp: *const c_void,
    make_datetime_and_fold: unsafe extern "C" fn(
        c_int,
        c_int,
        c_int,
        c_int,
        c_int,
        c_int,
        c_int,
        *mut PyObject,
        c_int,
        Class,
    ) -> *mut PyObject,
}

/// That everything lies where this module thinks.
pub(crate) struct Layout(&'static Api);

// SAFETY: the table is Python's own, is never written to, and used with the interpreter
// held alone.
unsafe impl Send for Layout {}
// SAFETY: as above.
unsafe impl Sync for Layout {}

/// What a datetime shows.
pub(crate) struct Wall {
    /// The wall clock, to the microsecond.
    pub(crate) local: NaiveDateTime,
    /// Whether it is the second of two times that look alike.
    pub(crate) fold: bool,
    /// Its zone, to be compared by identity.
    pub(crate) zone: Option<*mut PyObject>,
}

impl Layout {
    /// Looks once.
    #[inline]
    pub(crate) fn get(py: Python<'_>) -> Option<&'static Layout> {
        static LAYOUT: PyOnceLock<Option<Layout>> = PyOnceLock::new();
        LAYOUT
            .get_or_init(py, || Layout::look(py).ok().flatten())
            .as_ref()
    }

    /// A date whose class is exactly `datetime.date`.
    #[inline]
    pub(crate) fn date(&self, value: &Bound<'_, PyAny>) -> Option<NaiveDate> {
        if value.get_type_ptr() != self.0.date {
            return None;
        }
        // SAFETY: it is a date, and dates are of this size.
        let data = unsafe { addr_of!((*value.as_ptr().cast::<DateObject>()).data).read() };
        date_of(data)
    }

    /// A datetime whose class is exactly `datetime.datetime`.
    #[inline]
    pub(crate) fn datetime(&self, value: &Bound<'_, PyAny>) -> Option<Wall> {
        if value.get_type_ptr() != self.0.datetime {
            return None;
        }
        let object = value.as_ptr().cast::<DateTimeObject>();
        // SAFETY: it is a datetime, of which all but the zone is always there.
        let (data, fold, has_zone) = unsafe {
            (
                addr_of!((*object).data).read(),
                addr_of!((*object).fold).read(),
                addr_of!((*object).has_zone).read(),
            )
        };
        let zone = match has_zone {
            0 => None,
            // SAFETY: it says that it has one.
            _ => Some(unsafe { addr_of!((*object).zone).read() }),
        };
        let [y, ear, month, day, hour, minute, second, mic, r, o] = data;
        let micros = u32::from_be_bytes([0, mic, r, o]);
        let local = date_of([y, ear, month, day])?.and_hms_micro_opt(
            hour.into(),
            minute.into(),
            second.into(),
            micros,
        )?;
        Some(Wall {
            local,
            fold: fold != 0,
            zone,
        })
    }

    /// The milliseconds of a timedelta, rounded down, where its class is exactly Python's.
    #[inline]
    pub(crate) fn millis(&self, value: &Bound<'_, PyAny>) -> Option<i64> {
        if value.get_type_ptr() != self.0.delta {
            return None;
        }
        let object = value.as_ptr().cast::<DeltaObject>();
        // SAFETY: it is a timedelta, and they are of this size.
        let (days, seconds, micros) = unsafe {
            (
                addr_of!((*object).days).read(),
                addr_of!((*object).seconds).read(),
                addr_of!((*object).micros).read(),
            )
        };
        let seconds = i64::from(days) * 86_400 + i64::from(seconds);
        Some(seconds * 1_000 + i64::from(micros) / 1_000)
    }

    /// Whether a zone is `timezone.utc`.
    #[inline]
    pub(crate) fn is_utc(&self, zone: *mut PyObject) -> bool {
        zone == self.0.utc
    }

    /// A date.
    #[inline]
    pub(crate) fn make_date<'py>(
        &self,
        py: Python<'py>,
        date: NaiveDate,
    ) -> PyResult<Bound<'py, PyAny>> {
        // SAFETY: Python checks the numbers, and gives an object of its own or an exception.
        unsafe {
            let made = (self.0.make_date)(
                date.year(),
                part(date.month()),
                part(date.day()),
                self.0.date,
            );
            Bound::from_owned_ptr_or_err(py, made)
        }
    }

    /// A datetime in a zone.
    #[inline]
    pub(crate) fn make_datetime<'py>(
        &self,
        local: &NaiveDateTime,
        zone: &Bound<'py, pyo3::types::PyTzInfo>,
        fold: bool,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (date, time) = (local.date(), local.time());
        // SAFETY: as for a date; the zone is one by its class.
        unsafe {
            let made = (self.0.make_datetime_and_fold)(
                date.year(),
                part(date.month()),
                part(date.day()),
                part(time.hour()),
                part(time.minute()),
                part(time.second()),
                part(time.nanosecond() / 1_000),
                zone.as_ptr(),
                c_int::from(fold),
                self.0.datetime,
            );
            Bound::from_owned_ptr_or_err(zone.py(), made)
        }
    }

    /// A timedelta.
    #[inline]
    pub(crate) fn make_delta<'py>(
        &self,
        py: Python<'py>,
        millis: i64,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (days, left) = (millis.div_euclid(86_400_000), millis.rem_euclid(86_400_000));
        let days = c_int::try_from(days).unwrap_or(c_int::MAX);
        let (seconds, millis) = ((left / 1_000) as c_int, (left % 1_000) as c_int);
        // SAFETY: as for a date: days that are too many are an exception.
        unsafe {
            let made = (self.0.make_delta)(days, seconds, millis * 1_000, 1, self.0.delta);
            Bound::from_owned_ptr_or_err(py, made)
        }
    }

    /// Whether Python's dates and times are what this module thinks, tried on some.
    #[cold]
    fn look(py: Python<'_>) -> PyResult<Option<Layout>> {
        let module = py.import("datetime")?;
        if module.getattr("datetime_CAPI").is_err() {
            return Ok(None);
        }
        // SAFETY: the name is a text with an end, and null is an exception.
        let api = unsafe { PyCapsule_Import(c"datetime.datetime_CAPI".as_ptr(), 0) };
        // SAFETY: a table of pointers that lasts as long as Python; its first six are looked at
        // before any other is used.
        let Some(api) = (unsafe { api.cast::<Api>().as_ref() }) else {
            return Err(PyErr::fetch(py));
        };
        let class = |name: &str| module.getattr(name);
        let (date, datetime, delta) = (class("date")?, class("datetime")?, class("timedelta")?);
        let utc = class("timezone")?.getattr("utc")?;
        for (known, there) in [
            (&date, api.date),
            (&datetime, api.datetime),
            (&class("time")?, api.time),
            (&delta, api.delta),
            (&class("tzinfo")?, api.zone),
            (&utc, api.utc.cast()),
        ] {
            if known.as_ptr() != there.cast() {
                return Ok(None);
            }
        }
        for (class, size) in [
            (&date, size_of::<DateObject>()),
            (&datetime, size_of::<DateTimeObject>()),
            (&delta, size_of::<DeltaObject>()),
        ] {
            if class.getattr("__basicsize__")?.extract::<usize>()? != size {
                return Ok(None);
            }
        }
        let layout = Layout(api);
        Ok(layout
            .is_right(&date, &datetime, &delta, &utc)?
            .then_some(layout))
    }

    fn is_right(
        &self,
        date: &Bound<'_, PyAny>,
        datetime: &Bound<'_, PyAny>,
        delta: &Bound<'_, PyAny>,
        utc: &Bound<'_, PyAny>,
    ) -> PyResult<bool> {
        let py = date.py();
        let fold = [("fold", 1)];
        let fold = pyo3::types::IntoPyDict::into_py_dict(fold, py)?;
        for (year, month, day) in [(1, 2, 3), (2026, 11, 27), (9999, 12, 31), (1970, 1, 1)] {
            let Some(wall) = NaiveDate::from_ymd_opt(year, month, day) else {
                return Ok(false);
            };
            let given = date.call1((year, month, day))?;
            if self.date(&given) != Some(wall) || !self.make_date(py, wall)?.eq(&given)? {
                return Ok(false);
            }
            for (hour, minute, second, micro) in [(0, 0, 0, 0), (23, 58, 59, 987_654)] {
                let Some(wall) = wall.and_hms_micro_opt(hour, minute, second, micro) else {
                    return Ok(false);
                };
                let parts = (year, month, day, hour, minute, second, micro);
                let naive = datetime.call1(parts)?;
                let parts = (year, month, day, hour, minute, second, micro, utc);
                let aware = datetime.call1(parts)?;
                let second = datetime.call(parts, Some(&fold))?;
                for (given, fold, zone) in [
                    (&naive, false, None),
                    (&aware, false, Some(utc.as_ptr())),
                    (&second, true, Some(utc.as_ptr())),
                ] {
                    let as_read = self.datetime(given).is_some_and(|read| {
                        read.local == wall && read.fold == fold && read.zone == zone
                    });
                    if !as_read {
                        return Ok(false);
                    }
                }
                let made = self.make_datetime(&wall, utc.cast()?, true)?;
                let made_fold: i32 = made.getattr("fold")?.extract()?;
                if !made.eq(&aware)? || made_fold != 1 {
                    return Ok(false);
                }
            }
        }
        for millis in [0_i64, 1, -1, 86_399_999, -86_400_001, 4_000_000_000_000] {
            let given = delta.call1((0, 0, 0, millis))?;
            if self.millis(&given) != Some(millis) || !self.make_delta(py, millis)?.eq(&given)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

#[inline]
fn date_of([y, ear, month, day]: [u8; 4]) -> Option<NaiveDate> {
    let year = u16::from_be_bytes([y, ear]);
    NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())
}

#[inline]
fn part(number: u32) -> c_int {
    number as c_int
}
