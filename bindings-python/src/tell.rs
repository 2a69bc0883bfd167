//! Values of the engine as Python's.

use chrono::{DateTime, FixedOffset, NaiveDate};
use dueby::{
    Allowance, Basis, Code, Ends, Given, Limit, Moment, OnChange, Outcome, ReasonCode, RightState,
    Side, StartsAt, State, Status, StepReason, StepState, Unit, UnresolvedCode, Value,
};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyTuple};
use serde_json::Value as Json;

use crate::answers::Origin;
use crate::times::{self, Zone};

/// Whom a value is told to, and where it stands in an answer.
pub(crate) struct Teller<'a, 'py> {
    pub(crate) py: Python<'py>,
    pub(crate) zone: &'a Zone,
    pub(crate) parent: &'a Bound<'py, PyAny>,
    pub(crate) field: &'static str,
    pub(crate) index: Option<usize>,
}

impl Teller<'_, '_> {
    /// How the part of an answer that is told is found again.
    pub(crate) fn origin(&self) -> Origin {
        Origin::part(self)
    }
}

/// A value that Python can be told.
pub(crate) trait Tell {
    fn tell<'py>(&self, to: &Teller<'_, 'py>) -> PyResult<Bound<'py, PyAny>>;
}

impl<T: Tell> Tell for Option<T> {
    fn tell<'py>(&self, to: &Teller<'_, 'py>) -> PyResult<Bound<'py, PyAny>> {
        match self {
            Some(value) => value.tell(to),
            None => Ok(to.py.None().into_bound(to.py)),
        }
    }
}

impl<T: Tell> Tell for Vec<T> {
    fn tell<'py>(&self, to: &Teller<'_, 'py>) -> PyResult<Bound<'py, PyAny>> {
        let items = self.iter().enumerate().map(|(index, item)| {
            item.tell(&Teller {
                py: to.py,
                zone: to.zone,
                parent: to.parent,
                field: to.field,
                index: Some(index),
            })
        });
        Ok(PyTuple::new(to.py, items.collect::<PyResult<Vec<_>>>()?)?.into_any())
    }
}

impl<T: Tell> Tell for Box<T> {
    fn tell<'py>(&self, to: &Teller<'_, 'py>) -> PyResult<Bound<'py, PyAny>> {
        (**self).tell(to)
    }
}

macro_rules! plain {
    ($($of:ty),+) => {
        $(impl Tell for $of {
            fn tell<'py>(&self, to: &Teller<'_, 'py>) -> PyResult<Bound<'py, PyAny>> {
                Ok(self.clone().into_pyobject(to.py)?.to_owned().into_any())
            }
        })+
    };
}

plain!(String, usize, u32, i64, f64, bool);

impl Tell for dueby::Map<String, String> {
    fn tell<'py>(&self, to: &Teller<'_, 'py>) -> PyResult<Bound<'py, PyAny>> {
        let dict = PyDict::new(to.py);
        for (name, text) in self {
            dict.set_item(name, text)?;
        }
        Ok(dict.into_any())
    }
}

impl Tell for DateTime<FixedOffset> {
    fn tell<'py>(&self, to: &Teller<'_, 'py>) -> PyResult<Bound<'py, PyAny>> {
        to.zone.write(to.py, *self)
    }
}

impl Tell for NaiveDate {
    fn tell<'py>(&self, to: &Teller<'_, 'py>) -> PyResult<Bound<'py, PyAny>> {
        times::to_date(to.py, *self)
    }
}

impl Tell for Value {
    fn tell<'py>(&self, to: &Teller<'_, 'py>) -> PyResult<Bound<'py, PyAny>> {
        value(to.py, self)
    }
}

/// An attribute's value.
pub(crate) fn value<'py>(py: Python<'py>, value: &Value) -> PyResult<Bound<'py, PyAny>> {
    Ok(match value {
        Value::Text(text) => text.into_pyobject(py)?.into_any(),
        Value::Number(number) => number.into_pyobject(py)?.into_any(),
        Value::Flag(flag) => flag.into_pyobject(py)?.to_owned().into_any(),
    })
}

/// Attributes by name.
pub(crate) fn values<'py>(
    py: Python<'py>,
    all: &dueby::Map<String, Value>,
) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(py);
    for (name, one) in all {
        dict.set_item(name, value(py, one)?)?;
    }
    Ok(dict)
}

impl Tell for Given {
    fn tell<'py>(&self, to: &Teller<'_, 'py>) -> PyResult<Bound<'py, PyAny>> {
        let dict = PyDict::new(to.py);
        dict.set_item("attribute", &self.attribute)?;
        dict.set_item("value", self.value.tell(to)?)?;
        Ok(dict.into_any())
    }
}

impl Tell for Allowance {
    fn tell<'py>(&self, to: &Teller<'_, 'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(to.py, crate::allowance::Allowance(*self))?.into_any())
    }
}

impl Tell for Limit {
    fn tell<'py>(&self, to: &Teller<'_, 'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(to.py, crate::allowance::Limit(*self))?.into_any())
    }
}

/// A word, as answers write it.
pub(crate) fn word<'py>(py: Python<'py>, word: &Json) -> Bound<'py, PyString> {
    PyString::new(py, word.as_str().unwrap_or_default())
}

macro_rules! words {
    ($($of:ty),+) => {
        $(impl Tell for $of {
            fn tell<'py>(&self, to: &Teller<'_, 'py>) -> PyResult<Bound<'py, PyAny>> {
                let json = serde_json::to_value(self).unwrap_or_default();
                Ok(word(to.py, &json).into_any())
            }
        })+
    };
}

words!(
    Basis,
    Code,
    Ends,
    Moment,
    OnChange,
    Outcome,
    ReasonCode,
    RightState,
    Side,
    StartsAt,
    State,
    Status,
    StepReason,
    StepState,
    Unit,
    UnresolvedCode
);
