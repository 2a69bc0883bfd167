//! Texts as Python gives them: written out, in a file, or as a dict.

use std::path::PathBuf;

use dueby::Error as CoreError;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::errors::{Of, exception, unread};

/// The text of a pack, calendar or directory, and what it is called in messages.
#[derive(Clone, PartialEq)]
pub(crate) struct Source {
    pub(crate) text: String,
    pub(crate) file: String,
    pub(crate) is_json: bool,
}

impl Source {
    pub(crate) fn toml(text: &str, file: &str) -> Self {
        Source {
            text: text.to_owned(),
            file: file.to_owned(),
            is_json: false,
        }
    }

    /// A file; .json is JSON, anything else TOML.
    pub(crate) fn file(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        let text = py.detach(|| std::fs::read_to_string(&path));
        let text = text.map_err(|error| unread(&error, &path))?;
        let is_json = path.extension().is_some_and(|ending| ending == "json");
        Ok(Source {
            text,
            file: path.display().to_string(),
            is_json,
        })
    }

    /// A dict of the same shape as the TOML; dates and times may be Python's.
    pub(crate) fn dict(given: &Bound<'_, PyAny>, file: &str) -> PyResult<Self> {
        let text = to_json(given)?;
        Ok(Source {
            text,
            file: file.to_owned(),
            is_json: true,
        })
    }

    /// What a dict was refused for: its line and column are of a text that nobody wrote, so
    /// the line is shown instead.
    pub(crate) fn refused(
        &self,
        py: Python<'_>,
        error: &CoreError,
        of: Of,
        was_dict: bool,
    ) -> PyErr {
        let raised = exception(py, error, of);
        if !was_dict {
            return raised;
        }
        let line = error.first().place().line;
        let line = line.and_then(|line| self.text.lines().nth(line.saturating_sub(1)));
        let value = raised.value(py);
        let set = value
            .setattr("line", py.None())
            .and_then(|()| value.setattr("column", py.None()))
            .and_then(|()| match line {
                Some(line) => value
                    .call_method1("add_note", (format!("as JSON, it is in: {}", line.trim()),))
                    .map(drop),
                None => Ok(()),
            });
        set.err().unwrap_or(raised)
    }
}

/// What Python's json makes of a dict, its dates and times as ISO 8601.
pub(crate) fn to_json(given: &Bound<'_, PyAny>) -> PyResult<String> {
    let py = given.py();
    let named = PyDict::new(py);
    named.set_item("indent", 1)?;
    named.set_item("default", pyo3::wrap_pyfunction!(iso, py)?)?;
    py.import("json")?
        .getattr("dumps")?
        .call((given,), Some(&named))?
        .extract()
}

/// A date or a time as ISO 8601, an allowance or a condition as it is written.
#[pyfunction]
fn iso<'py>(value: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    if value.hasattr("isoformat")? {
        return value.call_method0("isoformat");
    }
    let module = value.get_type().module()?;
    if module == "dueby" {
        return Ok(value.str()?.into_any());
    }
    let of = value.get_type().name()?;
    Err(PyTypeError::new_err(format!("a {of} cannot be read here")))
}
