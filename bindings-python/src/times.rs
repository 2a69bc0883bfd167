//! How Python tells the time: the only module that reads and makes its dates and times.
//!
//! A `date` is a date alone, a naive `datetime` is local to a calendar's zone, an aware
//! one is an instant. What is finer than a millisecond is rounded down.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta, Timelike, Utc};
use dueby::{Calendar, Code, EventTime};
use pyo3::exceptions::PyTypeError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDate, PyDateTime, PyDelta, PyString, PyTzInfo};

use crate::errors::{Of, OrRaise, refuse};
use crate::layout::Layout;

/// What is asked of Python's datetime module again and again.
struct Made {
    /// `date.fromordinal`.
    from_ordinal: Py<PyAny>,
    /// 1 January 1970, without a zone and in UTC.
    epoch: Py<PyAny>,
    epoch_utc: Py<PyAny>,
    datetime: Py<PyAny>,
}

fn made(py: Python<'_>) -> PyResult<&'static Made> {
    static MADE: PyOnceLock<Made> = PyOnceLock::new();
    MADE.get_or_try_init(py, || {
        let module = py.import("datetime")?;
        let datetime = module.getattr("datetime")?;
        let utc = module.getattr("timezone")?.getattr("utc")?;
        Ok(Made {
            from_ordinal: module.getattr("date")?.getattr("fromordinal")?.unbind(),
            epoch: datetime.call1((1970, 1, 1))?.unbind(),
            epoch_utc: datetime.call1((1970, 1, 1, 0, 0, 0, 0, utc))?.unbind(),
            datetime: datetime.unbind(),
        })
    })
}

/// A date; a `datetime` is refused, because its date depends on a zone.
#[inline]
pub(crate) fn date(value: &Bound<'_, PyAny>) -> PyResult<NaiveDate> {
    let py = value.py();
    if let Some(date) = Layout::get(py).and_then(|layout| layout.date(value)) {
        return Ok(date);
    }
    if value.is_instance_of::<PyDate>() && !value.is_instance_of::<PyDateTime>() {
        let ordinal: i32 = value.call_method0(intern!(py, "toordinal"))?.extract()?;
        if let Some(date) = NaiveDate::from_num_days_from_ce_opt(ordinal) {
            return Ok(date);
        }
    }
    Err(not_a_date(value))
}

#[cold]
fn not_a_date(value: &Bound<'_, PyAny>) -> PyErr {
    let of = value.get_type().name();
    let of = of.map_or_else(|_| "something else".to_owned(), |name| name.to_string());
    let help = if value.is_instance_of::<PyDateTime>() {
        ": give its date, when.date()"
    } else {
        ""
    };
    PyTypeError::new_err(format!("a date is wanted here, not a {of}{help}"))
}

/// A date as Python's.
#[inline]
pub(crate) fn to_date(py: Python<'_>, date: NaiveDate) -> PyResult<Bound<'_, PyAny>> {
    if let Some(layout) = Layout::get(py) {
        return layout.make_date(py, date);
    }
    made(py)?
        .from_ordinal
        .bind(py)
        .call1((date.num_days_from_ce(),))
}

/// The milliseconds of a `timedelta`, rounded down.
#[inline]
pub(crate) fn millis(delta: &Bound<'_, PyAny>) -> PyResult<i64> {
    let py = delta.py();
    if let Some(millis) = Layout::get(py).and_then(|layout| layout.millis(delta)) {
        return Ok(millis);
    }
    let days: i64 = delta.getattr(intern!(py, "days"))?.extract()?;
    let seconds: i64 = delta.getattr(intern!(py, "seconds"))?.extract()?;
    let micros: i64 = delta.getattr(intern!(py, "microseconds"))?.extract()?;
    Ok((days * 86_400 + seconds) * 1_000 + micros.div_euclid(1_000))
}

/// Milliseconds as a `timedelta`.
#[inline]
pub(crate) fn to_delta(py: Python<'_>, millis: i64) -> PyResult<Bound<'_, PyAny>> {
    match Layout::get(py) {
        Some(layout) => layout.make_delta(py, millis),
        None => Ok(TimeDelta::milliseconds(millis)
            .into_pyobject(py)?
            .into_any()),
    }
}

/// An amount of time.
#[inline]
pub(crate) fn delta(value: &Bound<'_, PyAny>) -> PyResult<TimeDelta> {
    if let Some(millis) = Layout::get(value.py()).and_then(|layout| layout.millis(value)) {
        return Ok(TimeDelta::milliseconds(millis));
    }
    if !value.is_instance_of::<PyDelta>() {
        let of = value.get_type().name()?;
        return Err(PyTypeError::new_err(format!(
            "a timedelta is wanted here, not a {of}"
        )));
    }
    Ok(TimeDelta::milliseconds(millis(value)?))
}

/// A time as an event has it: a `date`, a `datetime`, or a text that says one of them.
pub(crate) fn event_time(value: &Bound<'_, PyAny>) -> PyResult<EventTime> {
    let py = value.py();
    if let Some(layout) = Layout::get(py)
        && let Some(wall) = layout.datetime(value)
    {
        match wall.zone {
            None if !wall.fold => return Ok(EventTime::Local(whole_millis(wall.local))),
            Some(zone) if layout.is_utc(zone) => {
                return Ok(EventTime::Instant(
                    whole_millis(wall.local).and_utc().fixed_offset(),
                ));
            }
            _ => {}
        }
    }
    if value.is_instance_of::<PyDateTime>() {
        if let Some(instant) = aware(value)? {
            return Ok(EventTime::Instant(with_offset(value, instant)?));
        }
        if fold(value)? {
            return Err(refuse(
                py,
                Code::BadTime,
                Of::Asked,
                "a local time with fold=1 does not say in which zone the clocks went back",
                "give it the zone: when.replace(tzinfo=ZoneInfo(\"Europe/London\"))",
            ));
        }
        return Ok(EventTime::Local(naive(value)?));
    }
    if value.is_instance_of::<PyDate>() {
        return Ok(EventTime::Date(date(value)?));
    }
    if let Ok(text) = value.cast::<PyString>() {
        return text.to_cow()?.parse::<EventTime>().or_raise(py, Of::Asked);
    }
    let of = value.get_type().name()?;
    Err(PyTypeError::new_err(format!(
        "a datetime, a date or a text is wanted here, not a {of}"
    )))
}

/// An instant; what has no zone is local to the calendar's, which is `zone`.
#[inline]
pub(crate) fn instant(
    value: &Bound<'_, PyAny>,
    calendar: &Calendar,
    zone: &Zone,
) -> PyResult<DateTime<Utc>> {
    let py = value.py();
    if let Some(layout) = Layout::get(py)
        && let Some(wall) = layout.datetime(value)
        && !wall.fold
    {
        match wall.zone {
            Some(other) if layout.is_utc(other) => return Ok(whole_millis(wall.local).and_utc()),
            // The first of two as well where it was twice; where it never was, Python has a
            // meaning for it all the same.
            Some(other) if zone.is(other) => {
                if let Ok(at) = calendar.instant(EventTime::Local(whole_millis(wall.local))) {
                    return Ok(at);
                }
            }
            Some(_) => {}
            None => {
                let at = calendar.instant(EventTime::Local(whole_millis(wall.local)));
                return at.or_raise(py, Of::Asked);
            }
        }
    }
    asked_of_python(value, calendar, zone)
}

/// Without what is finer than a millisecond.
#[inline]
fn whole_millis(at: NaiveDateTime) -> NaiveDateTime {
    let nanos = at.nanosecond();
    at.with_nanosecond(nanos - nanos % 1_000_000).unwrap_or(at)
}

/// The same of whatever it is, by its attributes.
fn asked_of_python(
    value: &Bound<'_, PyAny>,
    calendar: &Calendar,
    zone: &Zone,
) -> PyResult<DateTime<Utc>> {
    let py = value.py();
    if value.is_instance_of::<PyDateTime>() {
        if let Some(instant) = aware(value)? {
            return Ok(instant);
        }
        let local = naive(value)?;
        if fold(value)?
            && let Some(zone) = zone.zone(py)
        {
            let there = value.call_method1(
                intern!(py, "replace"),
                (
                    value.getattr("year")?,
                    value.getattr("month")?,
                    value.getattr("day")?,
                    value.getattr("hour")?,
                    value.getattr("minute")?,
                    value.getattr("second")?,
                    value.getattr("microsecond")?,
                    zone,
                ),
            )?;
            // The first of the two has to exist as the engine sees it.
            calendar
                .instant(EventTime::Local(local))
                .or_raise(py, Of::Asked)?;
            if let Some(instant) = aware(&there)? {
                return Ok(instant);
            }
        }
        return calendar
            .instant(EventTime::Local(local))
            .or_raise(py, Of::Asked);
    }
    let time = event_time(value)?;
    calendar.instant(time).or_raise(py, Of::Asked)
}

/// The instant of an aware datetime; None for a naive one.
#[inline]
fn aware(value: &Bound<'_, PyAny>) -> PyResult<Option<DateTime<Utc>>> {
    let py = value.py();
    if value.getattr(intern!(py, "tzinfo"))?.is_none() {
        return Ok(None);
    }
    let since = value.sub(made(py)?.epoch_utc.bind(py));
    match since {
        Ok(since) => Ok(DateTime::from_timestamp_millis(millis(&since)?)),
        // Its zone does not say what the offset is: naive, as Python has it.
        Err(_) if value.call_method0(intern!(py, "utcoffset"))?.is_none() => Ok(None),
        Err(error) => Err(error),
    }
}

/// What the wall clock shows.
#[inline]
fn naive(value: &Bound<'_, PyAny>) -> PyResult<NaiveDateTime> {
    let py = value.py();
    let bare = if value.getattr(intern!(py, "tzinfo"))?.is_none() {
        value.clone()
    } else {
        let without = [("tzinfo", py.None())];
        value.call_method(
            "replace",
            (),
            Some(&pyo3::types::IntoPyDict::into_py_dict(without, py)?),
        )?
    };
    let since = bare.sub(made(py)?.epoch.bind(py))?;
    DateTime::from_timestamp_millis(millis(&since)?)
        .map(|at| at.naive_utc())
        .ok_or_else(|| PyTypeError::new_err("there is no such time"))
}

fn fold(value: &Bound<'_, PyAny>) -> PyResult<bool> {
    let fold: i32 = value.getattr(intern!(value.py(), "fold"))?.extract()?;
    Ok(fold == 1)
}

/// An instant with the offset that it was given with, to the second.
fn with_offset(value: &Bound<'_, PyAny>, at: DateTime<Utc>) -> PyResult<DateTime<FixedOffset>> {
    let offset = value.call_method0(intern!(value.py(), "utcoffset"))?;
    let seconds = i32::try_from(millis(&offset)? / 1_000).unwrap_or_default();
    let offset = FixedOffset::east_opt(seconds).unwrap_or(Utc.fix());
    Ok(at.with_timezone(&offset))
}

use chrono::Offset as _;

/// A time as an event has it, as Python's.
pub(crate) fn to_event_time(py: Python<'_>, time: EventTime) -> PyResult<Bound<'_, PyAny>> {
    match time {
        EventTime::Instant(at) => Ok(at.into_pyobject(py)?.into_any()),
        EventTime::Local(at) => Ok(at.into_pyobject(py)?.into_any()),
        EventTime::Date(date) => to_date(py, date),
    }
}

/// A zone as Python's `ZoneInfo`; none where this machine's data of zones has it not, or
/// disagrees with the engine's: times are written with fixed offsets then.
pub(crate) struct Zone(Option<Py<PyAny>>);

static ZONES: PyOnceLock<Mutex<HashMap<String, Zone>>> = PyOnceLock::new();

impl Zone {
    pub(crate) fn of(py: Python<'_>, name: &str) -> PyResult<Zone> {
        let zones = ZONES.get_or_init(py, Mutex::default);
        if let Some(known) = zones
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(name)
        {
            return Ok(known.clone_ref(py));
        }
        let found = Zone::look_for(py, name).unwrap_or(Zone(None));
        let kept = found.clone_ref(py);
        let mut zones = zones.lock().unwrap_or_else(PoisonError::into_inner);
        zones.insert(name.to_owned(), kept);
        Ok(found)
    }

    pub(crate) fn clone_ref(&self, py: Python<'_>) -> Zone {
        Zone(self.0.as_ref().map(|zone| zone.clone_ref(py)))
    }

    pub(crate) fn zone<'py>(&self, py: Python<'py>) -> Option<Bound<'py, PyAny>> {
        self.0.as_ref().map(|zone| zone.bind(py).clone())
    }

    /// Whether it is that object.
    #[inline]
    fn is(&self, other: *mut pyo3::ffi::PyObject) -> bool {
        self.0.as_ref().is_some_and(|zone| zone.as_ptr() == other)
    }

    /// `ZoneInfo(name)`, if it has the offsets that the engine has.
    fn look_for(py: Python<'_>, name: &str) -> PyResult<Zone> {
        let zone = py.import("zoneinfo")?.getattr("ZoneInfo")?.call1((name,))?;
        let made = made(py)?;
        let calendar = Calendar::from_toml(
            &format!(
                "[calendar]\nid = \"zone\"\ntitle = \"Zone\"\nzone = \"{name}\"\n\
                 from = \"2026-01-01\"\nto = \"2026-12-31\"\n[hours]\nmon = \"09:00-17:00\"\n"
            ),
            "zone",
        )
        .or_raise(py, Of::Asked)?;
        let first = NaiveDate::from_ymd_opt(1972, 1, 2).and_then(|date| date.and_hms_opt(12, 0, 0));
        let Some(mut local) = first else {
            return Ok(Zone(None));
        };
        // Noon of every fifth day: there is no zone whose clocks change for less.
        while local.year() < 2099 {
            let at = calendar
                .instant(EventTime::Local(local))
                .or_raise(py, Of::Asked)?;
            let there = made
                .datetime
                .bind(py)
                .call_method1("fromtimestamp", (at.timestamp(), &zone))?;
            let there = naive(&there)?;
            if there != local {
                return Ok(Zone(None));
            }
            local += TimeDelta::days(5);
        }
        Ok(Zone(Some(zone.unbind())))
    }

    /// An instant in the zone.
    pub(crate) fn write<'py>(
        &self,
        py: Python<'py>,
        at: DateTime<FixedOffset>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let Some(zone) = &self.0 else {
            return Ok(at.into_pyobject(py)?.into_any());
        };
        let zone = zone.bind(py).cast::<PyTzInfo>()?;
        for fold in [false, true] {
            let there = in_zone(py, &at.naive_local(), zone, fold)?;
            let offset = there.call_method0(intern!(py, "utcoffset"))?;
            if millis(&offset)? == i64::from(at.offset().local_minus_utc()) * 1_000 {
                return Ok(there);
            }
        }
        Ok(at.into_pyobject(py)?.into_any())
    }

    /// The same, sooner: the calendar says whether it is the second of two.
    pub(crate) fn write_by<'py>(
        &self,
        py: Python<'py>,
        at: DateTime<FixedOffset>,
        calendar: &Calendar,
    ) -> PyResult<Bound<'py, PyAny>> {
        let Some(zone) = &self.0 else {
            return Ok(at.into_pyobject(py)?.into_any());
        };
        let local = at.naive_local();
        let first = calendar.instant(EventTime::Local(local));
        let second = first.is_ok_and(|first| first != at);
        in_zone(py, &local, zone.bind(py).cast::<PyTzInfo>()?, second)
    }
}

#[inline]
fn in_zone<'py>(
    py: Python<'py>,
    local: &NaiveDateTime,
    zone: &Bound<'py, PyTzInfo>,
    fold: bool,
) -> PyResult<Bound<'py, PyAny>> {
    if let Some(layout) = Layout::get(py) {
        return layout.make_datetime(local, zone, fold);
    }
    if fold {
        let there = PyDateTime::new_with_fold(
            py,
            local.year(),
            local.month() as u8,
            local.day() as u8,
            local.hour() as u8,
            local.minute() as u8,
            local.second() as u8,
            local.and_utc().timestamp_subsec_micros(),
            Some(zone),
            true,
        )?;
        return Ok(there.into_any());
    }
    made(py)?.datetime.bind(py).call1((
        local.year(),
        local.month(),
        local.day(),
        local.hour(),
        local.minute(),
        local.second(),
        local.and_utc().timestamp_subsec_micros(),
        zone,
    ))
}
