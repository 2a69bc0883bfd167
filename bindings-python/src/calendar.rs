//! Working calendars and their arithmetic.

use std::path::PathBuf;

use chrono::NaiveDate;
use dueby::{AtEdge, Error as CoreError, Roll};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyString, PyTuple};

use crate::allowance::hash;
use crate::errors::{Of, OrRaise};
use crate::sources::Source;
use crate::times::{self, Zone};

/// A working calendar: a zone, opening hours, and the dates that are not worked.
///
/// It knows a span of years, and raises CalendarRangeError outside it. Dates are `date`s;
/// where a moment is wanted, a naive `datetime` is local to the calendar's zone, an aware
/// one is an instant, a `date` is its first instant. Moments come back aware, in the zone.
///
/// >>> calendar = dueby.Calendar.named('england-and-wales')
/// >>> calendar.add_working_days(date(2025, 12, 19), 5)
/// datetime.date(2025, 12, 30)
/// >>> calendar.why_off(date(2025, 12, 26))
/// 'Boxing Day'
#[pyclass(frozen, eq, module = "dueby")]
pub(crate) struct Calendar {
    pub(crate) calendar: dueby::Calendar,
    zone: Zone,
    source: Source,
    others: Vec<Py<Calendar>>,
}

impl PartialEq for Calendar {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Calendar {
    fn key(&self) -> (&str, &str) {
        (self.calendar.id(), self.calendar.revision())
    }

    fn read(py: Python<'_>, source: Source, others: Vec<Py<Calendar>>) -> PyResult<Self> {
        let mut known = dueby_rules::calendars().or_raise(py, Of::Rules)?;
        for other in &others {
            let other = &other.get().calendar;
            known.retain(|known| known.id() != other.id());
            known.push(other.clone());
        }
        let read = dueby::Calendar::from_toml_with(&source.text, &source.file, &known);
        Calendar::of(py, read, source, others)
    }

    fn of(
        py: Python<'_>,
        read: Result<dueby::Calendar, CoreError>,
        source: Source,
        others: Vec<Py<Calendar>>,
    ) -> PyResult<Self> {
        let calendar = read.or_raise(py, Of::Rules)?;
        let zone = Zone::of(py, calendar.zone().name())?;
        Ok(Calendar {
            calendar,
            zone,
            source,
            others,
        })
    }

    /// A calendar however it is given: itself, its name, or a path.
    pub(crate) fn given(value: &Bound<'_, PyAny>) -> PyResult<Py<Calendar>> {
        let py = value.py();
        if let Ok(calendar) = value.cast::<Calendar>() {
            return Ok(calendar.clone().unbind());
        }
        if let Ok(name) = value.cast::<PyString>()
            && !name.to_cow()?.ends_with(".toml")
        {
            return Py::new(py, Calendar::named(py, &name.to_cow()?)?);
        }
        let path = value.extract::<PathBuf>().map_err(|_| {
            PyTypeError::new_err("a calendar is a dueby.Calendar, the name of one or a path")
        })?;
        Py::new(py, Calendar::from_file(py, path, Vec::new())?)
    }

    #[inline]
    fn sum<'py>(
        &self,
        py: Python<'py>,
        sum: Result<NaiveDate, CoreError>,
    ) -> PyResult<Bound<'py, PyAny>> {
        times::to_date(py, sum.or_raise(py, Of::Asked)?)
    }
}

#[pymethods]
impl Calendar {
    /// A calendar that comes with dueby: see `dueby.calendars()`. Raises UnknownNameError.
    ///
    /// >>> dueby.Calendar.named('scotland').zone
    /// 'Europe/London'
    #[staticmethod]
    fn named(py: Python<'_>, name: &str) -> PyResult<Self> {
        let found = dueby_rules::calendars().or_raise(py, Of::Rules)?;
        let calendar = found.into_iter().find(|calendar| calendar.id() == name);
        match (calendar, dueby_rules::calendar(name)) {
            (Some(calendar), Some(text)) => Calendar::of(
                py,
                Ok(calendar),
                Source::toml(text.text, text.path),
                Vec::new(),
            ),
            _ => {
                let known: Vec<&str> = dueby_rules::CALENDARS.iter().map(|one| one.id).collect();
                Err(crate::errors::refuse(
                    py,
                    dueby::Code::UnknownCalendar,
                    Of::Asked,
                    &format!("there is no calendar \"{}\"", name.escape_debug()),
                    &format!("those that come with dueby are {}", known.join(", ")),
                ))
            }
        }
    }

    /// Reads a calendar from TOML; it may build on those of `others` and on those that come
    /// with dueby. Raises RuleError.
    ///
    /// >>> office = dueby.Calendar.from_toml('''
    /// ... [calendar]
    /// ... id = "office"
    /// ... title = "Our office"
    /// ... extends = "england-and-wales"
    /// ... [hours]
    /// ... mon-thu = "09:00-17:00"
    /// ... fri = "09:00-16:30"
    /// ... ''')
    /// >>> office.add_working_time(datetime(2025, 12, 19, 16), timedelta(hours=1))
    /// datetime.datetime(2025, 12, 22, 9, 30, tzinfo=zoneinfo.ZoneInfo(key='Europe/London'))
    #[staticmethod]
    #[pyo3(signature = (text, *, file = "text", others = Vec::new()))]
    fn from_toml(
        py: Python<'_>,
        text: &str,
        file: &str,
        others: Vec<Py<Calendar>>,
    ) -> PyResult<Self> {
        Calendar::read(py, Source::toml(text, file), others)
    }

    /// Reads a calendar from a file. Raises RuleError, and OSError where it cannot be read.
    ///
    /// >>> dueby.Calendar.from_file('no-such-calendar.toml')
    /// Traceback (most recent call last):
    /// FileNotFoundError: ...
    #[staticmethod]
    #[pyo3(signature = (path, *, others = Vec::new()))]
    fn from_file(py: Python<'_>, path: PathBuf, others: Vec<Py<Calendar>>) -> PyResult<Self> {
        Calendar::read(py, Source::file(py, path)?, others)
    }

    /// Only for what was pickled.
    #[staticmethod]
    fn _of(
        py: Python<'_>,
        text: String,
        file: String,
        others: Vec<Py<Calendar>>,
    ) -> PyResult<Self> {
        Calendar::read(
            py,
            Source {
                text,
                file,
                is_json: false,
            },
            others,
        )
    }

    /// The id that packs name it by.
    #[getter]
    fn id(&self) -> &str {
        self.calendar.id()
    }

    /// The title, for people.
    #[getter]
    fn title(&self) -> &str {
        self.calendar.title()
    }

    /// Which edition it is.
    #[getter]
    fn revision(&self) -> &str {
        self.calendar.revision()
    }

    /// The name of the zone that its times are in.
    #[getter]
    fn zone(&self) -> &str {
        self.calendar.zone().name()
    }

    /// The first and the last date it knows, both inclusive.
    #[getter]
    fn span<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyAny>)> {
        let (from, to) = self.calendar.span();
        Ok((times::to_date(py, from)?, times::to_date(py, to)?))
    }

    /// The same sums over columns of Arrow.
    #[getter]
    fn columns(slf: &Bound<'_, Self>) -> crate::batch::Columns {
        crate::batch::Columns {
            calendar: slf.clone().unbind(),
        }
    }

    /// Whether a date is a working day. Raises CalendarRangeError.
    ///
    /// >>> dueby.Calendar.named('scotland').is_working_day(date(2026, 1, 2))
    /// False
    fn is_working_day(&self, date: &Bound<'_, PyAny>) -> PyResult<bool> {
        self.calendar
            .is_working_day(times::date(date)?)
            .or_raise(date.py(), Of::Asked)
    }

    /// Why a date is not worked: the holiday's name or the weekday. None for a working day,
    /// and outside the span.
    ///
    /// >>> dueby.Calendar.named('scotland').why_off(date(2026, 1, 2))
    /// '2nd January'
    fn why_off(&self, date: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
        Ok(self.calendar.why_off(times::date(date)?))
    }

    /// The date so many working days after a date, or before it where `days` is negative.
    /// The date itself is day 0, worked or not. Raises CalendarRangeError.
    ///
    /// >>> calendar = dueby.Calendar.named('england-and-wales')
    /// >>> calendar.add_working_days(date(2025, 12, 20), 1), calendar.add_working_days(date(2025, 12, 22), -1)
    /// (datetime.date(2025, 12, 22), datetime.date(2025, 12, 19))
    fn add_working_days<'py>(
        &self,
        date: &Bound<'py, PyAny>,
        days: i32,
    ) -> PyResult<Bound<'py, PyAny>> {
        self.sum(
            date.py(),
            self.calendar.add_working_days(times::date(date)?, days),
        )
    }

    /// The number of working days from a date, inclusive, to another, exclusive; negative
    /// when the second is the earlier. Raises CalendarRangeError.
    ///
    /// >>> calendar = dueby.Calendar.named('england-and-wales')
    /// >>> calendar.working_days_between(date(2025, 12, 19), date(2025, 12, 30))
    /// 5
    fn working_days_between(
        &self,
        from_inclusive: &Bound<'_, PyAny>,
        to_exclusive: &Bound<'_, PyAny>,
    ) -> PyResult<i64> {
        let (from, to) = (times::date(from_inclusive)?, times::date(to_exclusive)?);
        self.calendar
            .working_days_between(from, to)
            .or_raise(to_exclusive.py(), Of::Asked)
    }

    /// The date itself when it is a working day, else where the roll takes it: "next working
    /// day", "previous working day" or "next working day in the month"; "none" leaves it.
    /// Raises CalendarRangeError.
    ///
    /// >>> dueby.Calendar.named('england-and-wales').roll(date(2026, 5, 30), 'next working day in the month')
    /// datetime.date(2026, 5, 29)
    #[pyo3(signature = (date, roll = "next working day"))]
    fn roll<'py>(&self, date: &Bound<'py, PyAny>, roll: &str) -> PyResult<Bound<'py, PyAny>> {
        let py = date.py();
        let roll = roll.parse::<Roll>().or_raise(py, Of::Asked)?;
        self.sum(py, self.calendar.roll(times::date(date)?, roll))
    }

    /// Whether it is open at a moment; at a closing it is not. Raises CalendarRangeError.
    ///
    /// >>> dueby.Calendar.named('england-and-wales').is_open(datetime(2025, 12, 19, 17))
    /// False
    fn is_open(&self, at: &Bound<'_, PyAny>) -> PyResult<bool> {
        self.calendar
            .is_open(times::instant(at, &self.calendar, &self.zone)?)
            .or_raise(at.py(), Of::Asked)
    }

    /// The first open moment at or after one. Raises CalendarRangeError.
    ///
    /// >>> dueby.Calendar.named('england-and-wales').next_open(datetime(2025, 12, 19, 17))
    /// datetime.datetime(2025, 12, 22, 9, 0, tzinfo=zoneinfo.ZoneInfo(key='Europe/London'))
    fn next_open<'py>(&self, at: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let open = self
            .calendar
            .next_open(times::instant(at, &self.calendar, &self.zone)?);
        self.zone
            .write_by(at.py(), open.or_raise(at.py(), Of::Asked)?, &self.calendar)
    }

    /// The last closing at or before a moment, or the moment itself while it is open.
    /// Raises CalendarRangeError.
    ///
    /// >>> dueby.Calendar.named('england-and-wales').previous_close(datetime(2025, 12, 20))
    /// datetime.datetime(2025, 12, 19, 17, 0, tzinfo=zoneinfo.ZoneInfo(key='Europe/London'))
    fn previous_close<'py>(&self, at: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let close = self
            .calendar
            .previous_close(times::instant(at, &self.calendar, &self.zone)?);
        self.zone
            .write_by(at.py(), close.or_raise(at.py(), Of::Asked)?, &self.calendar)
    }

    /// The openings between two moments, each from its opening until its closing, cut to the
    /// span asked for.
    ///
    /// >>> calendar = dueby.Calendar.named('england-and-wales')
    /// >>> [(o.hour, c.hour) for o, c in calendar.openings(date(2025, 12, 24), datetime(2025, 12, 29, 12))]
    /// [(9, 17), (9, 12)]
    fn openings<'py>(
        &self,
        from_: &Bound<'py, PyAny>,
        until: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let py = until.py();
        let (from, to) = (
            times::instant(from_, &self.calendar, &self.zone)?,
            times::instant(until, &self.calendar, &self.zone)?,
        );
        let openings = self.calendar.openings(from, to).map(|(open, close)| {
            let write = |at| self.zone.write_by(py, at, &self.calendar);
            Ok((write(open)?, write(close)?))
        });
        PyTuple::new(py, openings.collect::<PyResult<Vec<_>>>()?)
    }

    /// The moment by which so much open time has passed since `start`, or from which it
    /// passes until `start` when negative. A sum that ends exactly at a closing stays there;
    /// with `edge="moves"` it moves on to the next opening. Raises CalendarRangeError.
    ///
    /// >>> calendar = dueby.Calendar.named('england-and-wales')
    /// >>> calendar.add_working_time(datetime(2025, 12, 24, 16), timedelta(hours=2))
    /// datetime.datetime(2025, 12, 29, 10, 0, tzinfo=zoneinfo.ZoneInfo(key='Europe/London'))
    #[pyo3(signature = (start, time, *, edge = "stays"))]
    fn add_working_time<'py>(
        &self,
        start: &Bound<'py, PyAny>,
        time: &Bound<'py, PyAny>,
        edge: &str,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = start.py();
        let edge = match edge {
            "stays" => AtEdge::Stays,
            "moves" => AtEdge::Moves,
            other => {
                return Err(PyValueError::new_err(format!(
                    "edge is \"stays\" or \"moves\", not {other:?}"
                )));
            }
        };
        let start = times::instant(start, &self.calendar, &self.zone)?;
        let end = self
            .calendar
            .add_working_time(start, times::delta(time)?, edge);
        self.zone
            .write_by(py, end.or_raise(py, Of::Asked)?, &self.calendar)
    }

    /// The open time from one moment until another; negative when the second is the earlier.
    /// Raises CalendarRangeError.
    ///
    /// >>> calendar = dueby.Calendar.named('england-and-wales')
    /// >>> calendar.working_time_between(datetime(2025, 12, 24, 16), datetime(2025, 12, 29, 10))
    /// datetime.timedelta(seconds=7200)
    fn working_time_between<'py>(
        &self,
        from_: &Bound<'py, PyAny>,
        until: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (from, to) = (
            times::instant(from_, &self.calendar, &self.zone)?,
            times::instant(until, &self.calendar, &self.zone)?,
        );
        let time = self.calendar.working_time_between(from, to);
        let time = time.or_raise(until.py(), Of::Asked)?;
        times::to_delta(until.py(), time.num_milliseconds())
    }

    /// The instant of a moment, aware, in the calendar's zone. Raises TimeError for a local
    /// time that the clocks skipped.
    ///
    /// >>> dueby.Calendar.named('england-and-wales').instant(datetime(2026, 3, 29, 1, 30))
    /// Traceback (most recent call last):
    /// dueby.TimeError: ...
    fn instant<'py>(&self, at: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let py = at.py();
        let at = times::instant(at, &self.calendar, &self.zone)?;
        // What is open for no time at all is written in the zone too.
        match self.zone.zone(py) {
            Some(zone) => pyo3::types::PyAnyMethods::call_method1(
                at.into_pyobject(py)?.as_any(),
                "astimezone",
                (zone,),
            ),
            None => Ok(at.into_pyobject(py)?.into_any()),
        }
    }

    fn __contains__(&self, date: &Bound<'_, PyAny>) -> PyResult<bool> {
        let date = times::date(date)?;
        let (from, to) = self.calendar.span();
        Ok((from..=to).contains(&date))
    }

    fn __hash__(&self) -> u64 {
        hash(&self.key())
    }

    fn __repr__(&self) -> String {
        format!("Calendar('{}')", self.calendar.id())
    }

    fn __reduce__<'py>(
        slf: &Bound<'py, Self>,
    ) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let this = slf.get();
        let others: Vec<_> = this
            .others
            .iter()
            .map(|other| other.bind(slf.py()).clone())
            .collect();
        let parts = (&this.source.text, &this.source.file, others);
        Ok((slf.getattr("_of")?, parts.into_pyobject(slf.py())?))
    }
}

/// The names of the calendars that come with dueby.
///
/// >>> dueby.calendars()
/// ('england-and-wales', 'scotland', 'scotland-social-housing', 'northern-ireland', 'uk-any', 'utc')
#[pyfunction]
pub(crate) fn calendars(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
    PyTuple::new(
        py,
        dueby_rules::CALENDARS
            .iter()
            .map(|one| one.id)
            .collect::<Vec<_>>(),
    )
}
