//! Amounts of the four kinds of time, as rules write them.

use std::cmp::Ordering;
use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::TimeDelta;
use dueby::Kind;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pyclass::CompareOp;
use pyo3::types::PyTuple;

use crate::errors::{Of, OrRaise};

/// An amount of time of one kind, as rules write it: "5 working days", "24 hours".
///
/// Amounts of one kind are compared and sorted; those of two kinds are never equal, and a
/// TypeError when sorted. Raises RuleError (`bad-allowance`).
///
/// >>> two = dueby.Allowance('2 working days')
/// >>> two.kind, two.amount, str(two)
/// ('working-days', 2, '2 working days')
/// >>> two < dueby.Allowance('3 working days')
/// True
/// >>> dueby.Allowance('90 minutes').as_timedelta()
/// datetime.timedelta(seconds=5400)
#[pyclass(frozen, module = "dueby")]
pub(crate) struct Allowance(pub(crate) dueby::Allowance);

/// The word for a kind of time.
pub(crate) const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Elapsed => "elapsed",
        Kind::CivilDays => "civil-days",
        Kind::CivilMonths => "civil-months",
        Kind::WorkingDays => "working-days",
        Kind::WorkingTime => "working-time",
    }
}

#[pymethods]
impl Allowance {
    #[new]
    fn new(py: Python<'_>, text: &str) -> PyResult<Self> {
        text.parse().map(Allowance).or_raise(py, Of::Rules)
    }

    /// The kind of time: "elapsed", "civil-days", "civil-months", "working-days" or
    /// "working-time".
    #[getter]
    fn kind(&self) -> &'static str {
        kind(self.0.kind())
    }

    /// How much: milliseconds of elapsed or working time, a number of days, of months, or
    /// of working days.
    #[getter]
    fn amount(&self) -> i64 {
        self.0.amount()
    }

    /// The amount of elapsed or working time. Raises ValueError for days and months, which
    /// have no fixed length.
    ///
    /// >>> dueby.Allowance('3 working hours').as_timedelta()
    /// datetime.timedelta(seconds=10800)
    fn as_timedelta(&self) -> PyResult<TimeDelta> {
        match self.0.kind() {
            Kind::Elapsed | Kind::WorkingTime => Ok(TimeDelta::milliseconds(self.0.amount())),
            _ => Err(PyValueError::new_err(format!(
                "{} have no fixed length",
                self.0
            ))),
        }
    }

    fn __richcmp__(&self, other: &Self, op: CompareOp, py: Python<'_>) -> Py<PyAny> {
        let answer = match op {
            CompareOp::Eq => Some(self.0 == other.0),
            CompareOp::Ne => Some(self.0 != other.0),
            _ if self.0.kind() != other.0.kind() => None,
            op => Some(op.matches(self.0.amount().cmp(&other.0.amount()) as Ordering)),
        };
        match answer {
            Some(answer) => pyo3::types::PyBool::new(py, answer)
                .to_owned()
                .into_any()
                .unbind(),
            None => py.NotImplemented(),
        }
    }

    fn __hash__(&self) -> u64 {
        hash(&self.0)
    }

    fn __str__(&self) -> String {
        self.0.to_string()
    }

    fn __repr__(&self) -> String {
        format!("Allowance('{}')", self.0)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> (Bound<'py, PyAny>, (String,)) {
        (slf.get_type().into_any(), (slf.get().0.to_string(),))
    }
}

/// How long a promise has: an allowance, or the earlier or later of two.
///
/// Raises RuleError (`bad-allowance`).
///
/// >>> limit = dueby.Limit('10 working days or 3 weeks, whichever is earlier')
/// >>> limit.allowances
/// (Allowance('10 working days'), Allowance('3 weeks'))
/// >>> limit.whichever
/// 'earlier'
#[pyclass(frozen, eq, module = "dueby")]
#[derive(PartialEq)]
pub(crate) struct Limit(pub(crate) dueby::Limit);

#[pymethods]
impl Limit {
    #[new]
    fn new(py: Python<'_>, text: &str) -> PyResult<Self> {
        text.parse().map(Limit).or_raise(py, Of::Rules)
    }

    /// The one allowance, or the two.
    #[getter]
    fn allowances<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        match self.0 {
            dueby::Limit::One(one) => PyTuple::new(py, [Allowance(one)]),
            dueby::Limit::Two { first, second, .. } => {
                PyTuple::new(py, [Allowance(first), Allowance(second)])
            }
        }
    }

    /// "earlier" or "later", where there are two.
    #[getter]
    fn whichever(&self) -> Option<&'static str> {
        match self.0 {
            dueby::Limit::One(_) => None,
            dueby::Limit::Two { whichever, .. } => Some(whichever.as_str()),
        }
    }

    fn __hash__(&self) -> u64 {
        hash(&self.0)
    }

    fn __str__(&self) -> String {
        self.0.to_string()
    }

    fn __repr__(&self) -> String {
        format!("Limit('{}')", self.0)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> (Bound<'py, PyAny>, (String,)) {
        (slf.get_type().into_any(), (slf.get().0.to_string(),))
    }
}

pub(crate) fn hash(of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}
