//! What the engine answers, as objects: every field of an answer is an attribute.
//!
//! One object is made for each part when it is asked for. An answer is pickled as the
//! question it answers: the same question has the same answer.

mod assessment;
mod assessments;
mod clock;
mod comparing;
mod entry;
mod right;

pub(crate) use assessment::{Assessment, DirectoryRevision, Finding, Revisions};
pub(crate) use assessments::Assessments;
pub(crate) use clock::{
    AppointmentAnswer, ClockAnswer, EscalationAnswer, FollowsAnswer, ReadingAnswer, Reason,
    RecipientAnswer, TriggerAnswer, UnresolvedAnswer,
};
pub(crate) use comparing::{
    Change, DeadlineAnswer, Moved, RightMoved, RightStanding, RightStatesMoved, RightsSummary,
    Standing, StatesMoved, Summary, Timeline, WhatIf,
};
pub(crate) use entry::{Entry, Via, entries};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
pub(crate) use right::RightAnswer;

use crate::tell::Teller;
use crate::times::Zone;

/// Where an answer comes from.
pub(crate) struct Origin {
    zone: Zone,
    how: How,
}

enum How {
    /// A method was asked.
    Asked {
        of: Py<PyAny>,
        method: &'static str,
        args: Py<PyTuple>,
        named: Py<PyDict>,
        index: Option<usize>,
    },
    /// It is a part of another answer.
    Part {
        parent: Py<PyAny>,
        field: &'static str,
        index: Option<usize>,
    },
}

impl Origin {
    /// The answer of a method.
    pub(crate) fn asked<'py>(
        zone: &Zone,
        of: &Bound<'py, PyAny>,
        method: &'static str,
        args: Bound<'py, PyTuple>,
        named: Bound<'py, PyDict>,
    ) -> Self {
        let how = How::Asked {
            of: of.clone().unbind(),
            method,
            args: args.unbind(),
            named: named.unbind(),
            index: None,
        };
        Origin {
            zone: zone.clone_ref(of.py()),
            how,
        }
    }

    /// One of the answers of a method that gives a list of them.
    pub(crate) fn item(&self, py: Python<'_>, index: usize) -> Self {
        let how = match &self.how {
            How::Asked {
                of,
                method,
                args,
                named,
                ..
            } => How::Asked {
                of: of.clone_ref(py),
                method,
                args: args.clone_ref(py),
                named: named.clone_ref(py),
                index: Some(index),
            },
            How::Part { parent, field, .. } => How::Part {
                parent: parent.clone_ref(py),
                field,
                index: Some(index),
            },
        };
        Origin {
            zone: self.zone.clone_ref(py),
            how,
        }
    }

    pub(crate) fn part(to: &Teller<'_, '_>) -> Self {
        let how = How::Part {
            parent: to.parent.clone().unbind(),
            field: to.field,
            index: to.index,
        };
        Origin {
            zone: to.zone.clone_ref(to.py),
            how,
        }
    }

    pub(crate) fn teller<'a, 'py>(
        &'a self,
        parent: &'a Bound<'py, PyAny>,
        field: &'static str,
    ) -> Teller<'a, 'py> {
        Teller {
            py: parent.py(),
            zone: &self.zone,
            parent,
            field,
            index: None,
        }
    }

    /// The engine that was asked, where it was one.
    pub(crate) fn engine<'py>(&self, py: Python<'py>) -> Option<Bound<'py, crate::engine::Engine>> {
        match &self.how {
            How::Asked { of, .. } => of.bind(py).cast().ok().cloned(),
            How::Part { parent, .. } => {
                let timeline = parent.bind(py).cast::<Timeline>().ok()?;
                timeline.get().origin.engine(py)
            }
        }
    }

    /// What pickle needs to find it again.
    pub(crate) fn reduce<'py>(
        &self,
        py: Python<'py>,
    ) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let module = py.import("dueby._engine")?;
        match &self.how {
            How::Asked {
                of,
                method,
                args,
                named,
                index,
            } => Ok((
                module.getattr("_asked")?,
                (of, *method, args, named, *index).into_pyobject(py)?,
            )),
            How::Part {
                parent,
                field,
                index,
            } => Ok((
                module.getattr("_part")?,
                (parent, *field, *index).into_pyobject(py)?,
            )),
        }
    }
}

/// Asks a question again.
#[pyfunction(name = "_asked")]
pub(crate) fn asked<'py>(
    of: &Bound<'py, PyAny>,
    method: &str,
    args: &Bound<'py, PyTuple>,
    named: &Bound<'py, PyDict>,
    index: Option<usize>,
) -> PyResult<Bound<'py, PyAny>> {
    let answer = of.getattr(method)?.call(args, Some(named))?;
    match index {
        Some(index) => answer.get_item(index),
        None => Ok(answer),
    }
}

/// Finds the part of an answer.
#[pyfunction(name = "_part")]
pub(crate) fn part<'py>(
    parent: &Bound<'py, PyAny>,
    field: &str,
    index: Option<usize>,
) -> PyResult<Bound<'py, PyAny>> {
    let found = parent.getattr(field)?;
    match index {
        Some(index) => found.get_item(index),
        None => Ok(found),
    }
}

/// `ClockAnswer(clock='…', …)`: the attributes that tell most.
pub(crate) fn shown(of: &Bound<'_, PyAny>, names: &[&str]) -> PyResult<String> {
    let parts = names
        .iter()
        .map(|name| Ok(format!("{name}={}", of.getattr(*name)?.repr()?)));
    let parts = parts.collect::<PyResult<Vec<String>>>()?;
    Ok(format!("{}({})", of.get_type().name()?, parts.join(", ")))
}

/// An answer as JSON.
pub(crate) fn json(value: &impl serde::Serialize) -> PyResult<String> {
    serde_json::to_string(value)
        .map_err(|error| pyo3::exceptions::PyValueError::new_err(error.to_string()))
}

/// The name of an attribute in Python.
macro_rules! python_name {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $py:ident) => {
        stringify!($py)
    };
}

/// A class whose attributes are the fields of an answer.
macro_rules! answer {
    (
        $(#[$about:meta])*
        $name:ident, shown by $($shown:ident),+;
        $($(#[$doc:meta])+ $field:ident $(as $py:ident)?,)*
        $({ $($more:tt)* })?
    ) => {
        $(#[$about])*
        #[pyclass(frozen, eq, module = "dueby")]
        pub(crate) struct $name {
            pub(crate) value: dueby::$name,
            pub(crate) origin: crate::answers::Origin,
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.value == other.value
            }
        }

        impl crate::tell::Tell for dueby::$name {
            fn tell<'py>(&self, to: &crate::tell::Teller<'_, 'py>) -> PyResult<Bound<'py, PyAny>> {
                let told = $name { value: self.clone(), origin: to.origin() };
                Ok(Bound::new(to.py, told)?.into_any())
            }
        }

        #[pymethods]
        impl $name {
            $(
                $(#[$doc])+
                #[getter$(($py))?]
                fn $field<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
                    let this = slf.get();
                    let name = crate::answers::python_name!($field $($py)?);
                    crate::tell::Tell::tell(&this.value.$field, &this.origin.teller(slf.as_any(), name))
                }
            )*

            /// The same as JSON: the bytes that every other language has. docs/answers.md
            /// describes it.
            fn to_json(&self) -> PyResult<String> {
                crate::answers::json(&self.value)
            }

            /// The same as a dict of what JSON knows.
            fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                let json = crate::answers::json(&self.value)?;
                py.import("json")?.getattr("loads")?.call1((json,))
            }

            fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
                crate::answers::shown(slf.as_any(), &[$(stringify!($shown)),+])
            }

            fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, pyo3::types::PyTuple>)> {
                self.origin.reduce(py)
            }

            $($($more)*)?
        }
    };
}
pub(crate) use {answer, python_name};

/// An iterator over a tuple attribute.
pub(crate) fn iterate<'py>(of: &Bound<'py, PyAny>, field: &str) -> PyResult<Bound<'py, PyAny>> {
    Ok(of.getattr(field)?.try_iter()?.into_any())
}
