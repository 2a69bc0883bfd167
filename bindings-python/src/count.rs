//! A limit counted under a convention, without a case.

use dueby::{Counting, TimeOfDay};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use crate::allowance::{Limit, hash};
use crate::answers::{Origin, entries, shown};
use crate::calendar::Calendar;
use crate::errors::{Of, OrRaise};
use crate::times::{self, Zone};

/// A limit counted under a convention: the arithmetic of one promise.
///
/// The options are those of a pack's `counting` table, in the same words: `begins`,
/// `received_off_day`, `cut_off`, `ends`, `roll`. Raises RuleError for a limit, TimeError
/// for a cut-off that cannot be read, and Error (`unknown-word`).
///
/// >>> count = dueby.Count(dueby.Calendar.named('england-and-wales'), '5 working days')
/// >>> count.after(datetime(2025, 12, 19, 16, 42)).date
/// datetime.date(2025, 12, 30)
/// >>> notice = dueby.Count(count.calendar, '5 working days', begins='with the day')
/// >>> notice.before(date(2025, 12, 30)).date
/// datetime.date(2025, 12, 22)
#[pyclass(frozen, eq, module = "dueby")]
pub(crate) struct Count {
    count: dueby::Count,
    limit: dueby::Limit,
    counting: Counting,
    calendar: Py<Calendar>,
    zone: Zone,
}

impl PartialEq for Count {
    fn eq(&self, other: &Self) -> bool {
        (self.calendar.get(), self.limit, self.counting)
            == (other.calendar.get(), other.limit, other.counting)
    }
}

#[pymethods]
impl Count {
    #[new]
    #[pyo3(signature = (
        calendar, within, *, begins = "the day after", received_off_day = "stays",
        cut_off = None, ends = "end of day", roll = "none"
    ))]
    fn new(
        calendar: &Bound<'_, PyAny>,
        within: &Bound<'_, PyAny>,
        begins: &str,
        received_off_day: &str,
        cut_off: Option<&str>,
        ends: &str,
        roll: &str,
    ) -> PyResult<Self> {
        let py = calendar.py();
        let calendar = Calendar::given(calendar)?;
        let limit = match within.cast::<Limit>() {
            Ok(limit) => limit.get().0,
            Err(_) => within.str()?.to_cow()?.parse().or_raise(py, Of::Rules)?,
        };
        let counting = Counting {
            begins: begins.parse().or_raise(py, Of::Asked)?,
            received_off_day: received_off_day.parse().or_raise(py, Of::Asked)?,
            cut_off: match cut_off {
                Some(text) => Some(text.parse::<TimeOfDay>().or_raise(py, Of::Asked)?),
                None => None,
            },
            ends: ends.parse().or_raise(py, Of::Asked)?,
            roll: roll.parse().or_raise(py, Of::Asked)?,
            ..Counting::default()
        };
        let core = &calendar.get().calendar;
        let zone = Zone::of(py, core.zone().name())?;
        let count = dueby::Count::new(core, limit, counting);
        Ok(Count {
            count,
            limit,
            counting,
            calendar,
            zone,
        })
    }

    /// The calendar.
    #[getter]
    fn calendar(&self, py: Python<'_>) -> Py<Calendar> {
        self.calendar.clone_ref(py)
    }

    /// The limit.
    #[getter]
    fn within(&self) -> Limit {
        Limit(self.limit)
    }

    /// The deadline of what starts at a time: exactly that of a clock. Hours of a date alone
    /// are counted from the day's beginning. Raises CalendarRangeError and TimeError.
    ///
    /// >>> count = dueby.Count('england-and-wales', '24 hours')
    /// >>> count.after(datetime(2026, 3, 28, 12)).at
    /// datetime.datetime(2026, 3, 29, 13, 0, tzinfo=zoneinfo.ZoneInfo(key='Europe/London'))
    fn after<'py>(slf: &Bound<'py, Self>, start: &Bound<'py, PyAny>) -> PyResult<Sum> {
        let sum = slf.get().count.after(times::event_time(start)?);
        Sum::of(slf, sum.or_raise(slf.py(), Of::Asked)?, "after", start)
    }

    /// The latest time that lies the limit before an end. Days go back from the day before,
    /// the end being day 0; with `begins="with the day"` the end is day 1. Raises
    /// CalendarRangeError, TimeError, and Error (`pointless-option`).
    ///
    /// >>> dueby.Count('england-and-wales', '2 working days').before(date(2025, 12, 29)).date
    /// datetime.date(2025, 12, 23)
    fn before<'py>(slf: &Bound<'py, Self>, end: &Bound<'py, PyAny>) -> PyResult<Sum> {
        let sum = slf.get().count.before(times::event_time(end)?);
        Sum::of(slf, sum.or_raise(slf.py(), Of::Asked)?, "before", end)
    }

    /// What `after` counted and skipped, in order. Raises as `after`.
    ///
    /// >>> count = dueby.Count('england-and-wales', '2 working days')
    /// >>> [step.text() for step in count.explain_after(date(2025, 12, 24))][1]
    /// 'Thu 25 Dec 2025 skipped: Christmas Day'
    fn explain_after<'py>(
        slf: &Bound<'py, Self>,
        start: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let why = slf.get().count.explain_after(times::event_time(start)?);
        let why = why.or_raise(slf.py(), Of::Asked)?;
        entries(slf.py(), why, &asked(slf, "explain_after", start)?)
    }

    /// What `before` counted and skipped, from the end on backwards. Raises as `before`.
    ///
    /// >>> count = dueby.Count('england-and-wales', '1 working day')
    /// >>> [step.step for step in count.explain_before(date(2025, 12, 22))]
    /// ['not-counted', 'skipped', 'counted', 'due']
    fn explain_before<'py>(
        slf: &Bound<'py, Self>,
        end: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let why = slf.get().count.explain_before(times::event_time(end)?);
        let why = why.or_raise(slf.py(), Of::Asked)?;
        entries(slf.py(), why, &asked(slf, "explain_before", end)?)
    }

    fn __hash__(&self) -> u64 {
        hash(&(self.limit, self.counting))
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        shown(slf.as_any(), &["calendar", "within"])
    }

    /// Only for what was pickled.
    #[staticmethod]
    fn _of(
        calendar: &Bound<'_, PyAny>,
        within: &Bound<'_, PyAny>,
        words: (String, String, Option<String>, String, String),
    ) -> PyResult<Self> {
        Count::new(
            calendar,
            within,
            &words.0,
            &words.1,
            words.2.as_deref(),
            &words.3,
            &words.4,
        )
    }

    fn __reduce__<'py>(
        slf: &Bound<'py, Self>,
    ) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let this = slf.get();
        let counting = &this.counting;
        let words = (
            counting.begins.as_str(),
            counting.received_off_day.as_str(),
            counting.cut_off.map(|time| time.to_string()),
            counting.ends.as_str(),
            counting.roll.as_str(),
        );
        let parts = (&this.calendar, this.limit.to_string(), words);
        Ok((slf.getattr("_of")?, parts.into_pyobject(slf.py())?))
    }
}

fn asked<'py>(
    slf: &Bound<'py, Count>,
    method: &'static str,
    given: &Bound<'py, PyAny>,
) -> PyResult<Origin> {
    let py = slf.py();
    let args = PyTuple::new(py, [given])?;
    Ok(Origin::asked(
        &slf.get().zone,
        slf.as_any(),
        method,
        args,
        PyDict::new(py),
    ))
}

/// Where a sum ends.
///
/// >>> dueby.Count('england-and-wales', '1 working day').after(date(2025, 12, 19))
/// Sum(date=datetime.date(2025, 12, 22), whole_day=True)
#[pyclass(frozen, eq, module = "dueby")]
pub(crate) struct Sum {
    sum: dueby::Sum,
    origin: Origin,
    zone: Zone,
}

impl PartialEq for Sum {
    fn eq(&self, other: &Self) -> bool {
        self.sum == other.sum
    }
}

impl Sum {
    fn of<'py>(
        slf: &Bound<'py, Count>,
        sum: dueby::Sum,
        method: &'static str,
        given: &Bound<'py, PyAny>,
    ) -> PyResult<Self> {
        let origin = asked(slf, method, given)?;
        Ok(Sum {
            sum,
            origin,
            zone: slf.get().zone.clone_ref(slf.py()),
        })
    }
}

#[pymethods]
impl Sum {
    /// The last millisecond that is still in time.
    #[getter]
    fn at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.zone.write(py, self.sum.at)
    }

    /// The date, in the calendar's zone.
    #[getter]
    fn date<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        times::to_date(py, self.sum.date)
    }

    /// The first instant that is too late.
    #[getter]
    fn overdue_from<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.zone.write(py, self.sum.overdue_from)
    }

    /// Whether it is in time until its date ends.
    #[getter]
    fn whole_day(&self) -> bool {
        self.sum.whole_day
    }

    fn __hash__(&self) -> u64 {
        hash(&self.sum)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        let name = if slf.get().sum.whole_day {
            "date"
        } else {
            "at"
        };
        shown(slf.as_any(), &[name, "whole_day"])
    }

    fn __reduce__<'py>(
        &self,
        py: Python<'py>,
    ) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        self.origin.reduce(py)
    }
}
