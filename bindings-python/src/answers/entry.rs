//! The steps of an explanation and of the way to a contact: each sort has fields of its
//! own.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use super::{Origin, json, shown};
use crate::tell::{Tell, Teller, word};

/// The fields of each sort, by name.
macro_rules! fields {
    ($value:expr, $of:ident, $to:expr, { $($sort:ident { $($field:ident),* })+ }) => {
        match $value {
            $(dueby::$of::$sort { $($field),* } => vec![
                $((stringify!($field), Tell::tell($field, $to)?)),*
            ],)+
            _ => Vec::new(),
        }
    };
}
pub(crate) use fields;

/// Fields as a dict.
pub(crate) fn dict<'py>(
    py: Python<'py>,
    fields: Vec<(&'static str, Bound<'py, PyAny>)>,
) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(py);
    for (name, value) in fields {
        dict.set_item(name, value)?;
    }
    Ok(dict)
}

/// The word for which sort it is.
pub(crate) fn tag(value: &impl serde::Serialize, name: &str) -> serde_json::Value {
    let json = serde_json::to_value(value).unwrap_or_default();
    json.get(name).cloned().unwrap_or_default()
}

macro_rules! sorted {
    ($(#[$about:meta])* $name:ident tagged $tag:ident $word:literal) => {
        $(#[$about])*
        #[pyclass(frozen, eq, module = "dueby")]
        pub(crate) struct $name {
            pub(crate) value: dueby::$name,
            pub(crate) origin: Origin,
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.value == other.value
            }
        }

        impl Tell for dueby::$name {
            fn tell<'py>(&self, to: &Teller<'_, 'py>) -> PyResult<Bound<'py, PyAny>> {
                let told = $name { value: self.clone(), origin: to.origin() };
                Ok(Bound::new(to.py, told)?.into_any())
            }
        }

        #[pymethods]
        impl $name {
            /// Which sort it is, as docs/answers.md lists them.
            #[getter]
            fn $tag<'py>(&self, py: Python<'py>) -> Bound<'py, PyAny> {
                word(py, &tag(&self.value, $word)).into_any()
            }

            /// What it says, by name.
            #[getter]
            fn fields<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyDict>> {
                let this = slf.get();
                let to = this.origin.teller(slf.as_any(), "fields");
                dict(slf.py(), of(&this.value, &to)?)
            }

            fn __getitem__<'py>(slf: &Bound<'py, Self>, name: &str) -> PyResult<Bound<'py, PyAny>> {
                $name::fields(slf)?.as_any().get_item(name)
            }

            /// A line for people.
            fn text(&self) -> String {
                self.value.text()
            }

            fn __str__(&self) -> String {
                self.value.text()
            }

            /// The same as JSON.
            fn to_json(&self) -> PyResult<String> {
                json(&self.value)
            }

            fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
                shown(slf.as_any(), &[stringify!($tag), "fields"])
            }

            fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
                self.origin.reduce(py)
            }
        }
    };
}

mod steps {
    use super::*;

    fn of<'py>(
        value: &dueby::Entry,
        teller: &Teller<'_, 'py>,
    ) -> PyResult<Vec<(&'static str, Bound<'py, PyAny>)>> {
        Ok(fields!(value, Entry, teller, {
            Waiting { events }
            Follows { pack, clock, instance, at }
            StartedAtDue { pack, clock, instance, at, date }
            Deemed { date }
            Dated { date }
            Lead { attribute, date, side, by }
            Open { says }
            IfStarted { at, date }
            Projected { at, date, ends }
            Rule {
                pack, version, clock, within, due, attribute, value, parameter, row, given,
                source, calendar, zone
            }
            Started { event, index, at, date }
            Received { date, why, projected }
            Changed {
                event, index, at, date, from, to, from_date, to_date, counts, due_before
            }
            Window { from, until, lead }
            Reopened { event, index, at, date, ended, state }
            Anew { event, index, at, date }
            NotCounted { from, to, why }
            Counted { from, to, days, total, unit }
            Skipped { from, to, days, why, projected }
            Paused { from, to, days }
            CountedMonths { from, to, months }
            Moved { from, to, days }
            CountedTime { from, to, time, total }
            PausedTime { from, to }
            Extended { event, index, by, of, within }
            Limit { within, at, date, ends, governs }
            Rolled { from, to, why, projected }
            Due { at, date, ends }
            Ended { event, index, at, date, cancelled, state }
            Excused { event, index, at, date, note }
        }))
    }

    sorted! {
        /// One step of a reckoning: which sort it is, what it says as data, and as text.
        ///
        /// Dates are dates, instants are aware datetimes, amounts are Allowances.
        ///
        /// >>> calendar = dueby.Calendar.named('england-and-wales')
        /// >>> why = dueby.Count(calendar, '2 working days').explain_after(date(2025, 12, 24))
        /// >>> why[1].step, why[1]['why'], why[1].text()
        /// ('skipped', 'Christmas Day', 'Thu 25 Dec 2025 skipped: Christmas Day')
        Entry tagged step "step"
    }
}

mod ways {
    use super::*;

    fn of<'py>(
        value: &dueby::Via,
        teller: &Teller<'_, 'py>,
    ) -> PyResult<Vec<(&'static str, Bound<'py, PyAny>)>> {
        Ok(fields!(value, Via, teller, {
            Role { role, rule, attribute, value }
            OutOfHours { calendar }
            Manager { of }
            Member { of }
            Deputy { of, from, until, reason }
        }))
    }

    sorted! {
        /// A step on the way from a role to a contact: how it was taken, and what that says.
        ///
        /// >>> north = {'directory': {'id': 'north', 'title': 'North Homes'},
        /// ...     'contact': {'ann': {'title': 'Complaints officer'}},
        /// ...     'role': [{'name': 'complaint handler', 'contact': 'ann'}]}
        /// >>> engine = dueby.Engine('landlords/customer-care-strategy', directory=north)
        /// >>> case = dueby.Case('C-1', 'complaint', events=[('complaint.received', date(2025, 12, 19))])
        /// >>> answer = engine.assess(case, datetime(2025, 12, 22, 9))['complaint-acknowledgement']
        /// >>> via = answer.escalations[0].to[0].via[0]
        /// >>> via.by, via['role']
        /// ('role', 'complaint handler')
        Via tagged by "by"
    }
}

pub(crate) use steps::Entry;
pub(crate) use ways::Via;

/// The steps of a reckoning that was asked for.
pub(crate) fn entries<'py>(
    py: Python<'py>,
    entries: Vec<dueby::Entry>,
    origin: &Origin,
) -> PyResult<Bound<'py, PyTuple>> {
    let steps = entries.into_iter().enumerate();
    let steps = steps.map(|(index, value)| Entry {
        value,
        origin: origin.item(py, index),
    });
    PyTuple::new(py, steps.collect::<Vec<_>>())
}
