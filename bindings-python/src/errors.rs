//! Problems as exceptions, with what they carry as attributes.

use std::collections::BTreeMap;

use dueby::{Code, Error as CoreError};
use pyo3::create_exception;
use pyo3::exceptions::{PyOSError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};

create_exception!(
    dueby,
    Error,
    PyValueError,
    "Anything that dueby refuses.

`code` is stable and meant for programs, `hint` says what would be right; `file`, `line` and
`column` (both from 1) say where, `event` which event of a case (from 0). Each is None where
it means nothing. `problems` has every problem there is, the first of which these are of.

>>> try:
...     dueby.Pack.from_toml('[pack]\\nid = 3', file='mine.toml')
... except dueby.Error as error:
...     error.code, error.file, error.line, error.column
('wrong-type', 'mine.toml', 2, 6)
"
);
create_exception!(
    dueby,
    RuleError,
    Error,
    "Rules, a calendar or a directory that cannot be used.

>>> dueby.Pack.from_toml('[pack]')
Traceback (most recent call last):
dueby.RuleError: ...
"
);
create_exception!(
    dueby,
    CaseError,
    Error,
    "A case that cannot be read or, where that was asked for, is odd.

>>> dueby.Case.from_json('{}')
Traceback (most recent call last):
dueby.CaseError: ...
"
);
create_exception!(
    dueby,
    TimeError,
    Error,
    "A time that cannot be read, does not exist or is out of range.

>>> dueby.Event('complaint.received', '19/12/2025')
Traceback (most recent call last):
dueby.TimeError: \"19/12/2025\" is not a time [bad-time]
  help: dates are written year first: \"2025-12-19\"
"
);
create_exception!(
    dueby,
    CalendarRangeError,
    Error,
    "A date outside the years that a calendar knows.

>>> dueby.Calendar.named('scotland').is_working_day(date(1950, 1, 2))
Traceback (most recent call last):
dueby.CalendarRangeError: ...
"
);
create_exception!(
    dueby,
    UnknownNameError,
    Error,
    "A pack, clock, calendar or reading that there is not.

>>> dueby.Pack.named('england/awaabs-lore')
Traceback (most recent call last):
dueby.UnknownNameError: there is no pack \"england/awaabs-lore\" [unknown-pack]
  help: did you mean \"england/awaabs-law\"?
"
);

create_exception!(
    dueby,
    TableError,
    Error,
    "A table or column that cannot be read, whatever is in its rows.

>>> dueby.Engine('uk/gas-safety').assess_events([], date(2026, 1, 1))
Traceback (most recent call last):
dueby.TableError: ...
"
);

/// What was read when something went wrong.
#[derive(Clone, Copy)]
pub(crate) enum Of {
    Rules,
    Case,
    /// An argument.
    Asked,
}

/// The attributes of an exception, None where nobody has set them.
pub(crate) fn attributes(py: Python<'_>) -> PyResult<()> {
    let class = py.get_type::<Error>();
    for name in ["code", "file", "line", "column", "event", "hint"] {
        class.setattr(name, py.None())?;
    }
    class.setattr("problems", PyTuple::empty(py))
}

fn class<'py>(py: Python<'py>, code: Code, of: Of) -> Bound<'py, PyType> {
    match (code, of) {
        (Code::CalendarRange, _) => py.get_type::<CalendarRangeError>(),
        (Code::UnknownClock | Code::UnknownReading, _)
        | (Code::UnknownPack | Code::UnknownCalendar | Code::UnknownEvent, Of::Asked) => {
            py.get_type::<UnknownNameError>()
        }
        (Code::BadTime | Code::MissingTime | Code::TimeRange, Of::Case | Of::Asked) => {
            py.get_type::<TimeError>()
        }
        (_, Of::Rules) => py.get_type::<RuleError>(),
        (_, Of::Case) => py.get_type::<CaseError>(),
        (_, Of::Asked) => py.get_type::<Error>(),
    }
}

/// The exception of an error.
pub(crate) fn exception(py: Python<'_>, error: &CoreError, of: Of) -> PyErr {
    let raised = PyErr::from_type(class(py, error.code(), of), error.to_string());
    match dress(py, &raised, error) {
        Ok(()) => raised,
        Err(other) => other,
    }
}

fn dress(py: Python<'_>, raised: &PyErr, error: &CoreError) -> PyResult<()> {
    let value = raised.value(py);
    let first = error.first();
    let place = first.place();
    value.setattr("code", first.code().as_str())?;
    value.setattr("file", place.file.as_deref())?;
    value.setattr("line", place.line)?;
    value.setattr("column", place.column)?;
    value.setattr("event", place.event)?;
    value.setattr("hint", first.remedy())?;
    let problems: Vec<Problem> = error.problems().map(Problem::of).collect();
    value.setattr("problems", PyTuple::new(py, problems)?)
}

/// An exception with a code of the engine's, where only Python can find what is wrong.
pub(crate) fn refuse(py: Python<'_>, code: Code, of: Of, message: &str, hint: &str) -> PyErr {
    let text = format!("{message} [{code}]\n  help: {hint}");
    let raised = PyErr::from_type(class(py, code, of), text);
    let value = raised.value(py);
    let set = value
        .setattr("code", code.as_str())
        .and_then(|()| value.setattr("hint", hint));
    set.err().unwrap_or(raised)
}

/// A file that cannot be read, as Python's own exception for it, which names the file.
pub(crate) fn unread(error: &std::io::Error, file: &std::path::Path) -> PyErr {
    let text = error.to_string();
    let file = file.display().to_string();
    match error.raw_os_error() {
        Some(number) => {
            let said = text.split(" (os error").next().unwrap_or(&text).to_owned();
            PyOSError::new_err((number, said, file))
        }
        // It is there, and no text in UTF-8.
        None => PyValueError::new_err(format!("{file}: {text}")),
    }
}

/// Raises what the engine refuses.
pub(crate) trait OrRaise<T> {
    fn or_raise(self, py: Python<'_>, of: Of) -> PyResult<T>;
}

impl<T> OrRaise<T> for Result<T, CoreError> {
    #[inline]
    fn or_raise(self, py: Python<'_>, of: Of) -> PyResult<T> {
        self.map_err(|error| exception(py, &error, of))
    }
}

/// One thing that is wrong, with its place and its remedy.
///
/// `str()` of it is what a person reads.
///
/// >>> problem = dueby.check({'mine.toml': '[pack]'}).problems[0]
/// >>> problem.code, problem.severity, problem.file
/// ('missing-field', 'error', 'mine.toml')
#[pyclass(frozen, eq, hash, module = "dueby")]
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct Problem {
    /// The stable code, for programs.
    #[pyo3(get)]
    code: String,
    /// What is wrong, in a sentence.
    #[pyo3(get)]
    message: String,
    /// "error", "warning" or "note".
    #[pyo3(get)]
    severity: String,
    /// What would be right, where that can be said.
    #[pyo3(get)]
    hint: Option<String>,
    /// The name of the text.
    #[pyo3(get)]
    file: Option<String>,
    /// The line, from 1.
    #[pyo3(get)]
    line: Option<usize>,
    /// The column in characters, from 1.
    #[pyo3(get)]
    column: Option<usize>,
    /// The event of a case, from 0.
    #[pyo3(get)]
    event: Option<usize>,
    text: String,
}

impl Problem {
    pub(crate) fn of(problem: &dueby::Problem) -> Self {
        let place = problem.place();
        Problem {
            code: problem.code().to_string(),
            message: problem.message().to_owned(),
            severity: problem.severity().to_string(),
            hint: problem.remedy().map(str::to_owned),
            file: place.file.clone(),
            line: place.line,
            column: place.column,
            event: place.event,
            text: problem.to_string(),
        }
    }
}

#[pymethods]
impl Problem {
    /// Only for what was pickled.
    #[staticmethod]
    #[allow(clippy::too_many_arguments)]
    fn _of(
        code: String,
        message: String,
        severity: String,
        hint: Option<String>,
        file: Option<String>,
        line: Option<usize>,
        column: Option<usize>,
        event: Option<usize>,
        text: String,
    ) -> Self {
        Problem {
            code,
            message,
            severity,
            hint,
            file,
            line,
            column,
            event,
            text,
        }
    }

    fn __str__(&self) -> &str {
        &self.text
    }

    fn __repr__(&self) -> String {
        let place = match (&self.file, self.line) {
            (Some(file), Some(line)) => format!(" at {file}:{line}"),
            (Some(file), None) => format!(" in {file}"),
            _ => String::new(),
        };
        format!("<Problem {}{place}: {}>", self.code, self.message)
    }

    fn __reduce__<'py>(
        slf: &Bound<'py, Self>,
    ) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = slf.py();
        let this = slf.get();
        let parts = PyTuple::new(
            py,
            [
                this.code.as_str().into_pyobject(py)?.into_any(),
                this.message.as_str().into_pyobject(py)?.into_any(),
                this.severity.as_str().into_pyobject(py)?.into_any(),
                this.hint.as_deref().into_pyobject(py)?,
                this.file.as_deref().into_pyobject(py)?,
                this.line.into_pyobject(py)?,
                this.column.into_pyobject(py)?,
                this.event.into_pyobject(py)?,
                this.text.as_str().into_pyobject(py)?.into_any(),
            ],
        )?;
        Ok((slf.getattr("_of")?, parts))
    }
}

/// Every stable code with what it means.
///
/// >>> dueby.codes()['calendar-range']
/// 'The date lies outside the years that the calendar knows.'
#[pyfunction]
pub(crate) fn codes() -> BTreeMap<&'static str, &'static str> {
    let codes = Code::ALL.iter();
    codes
        .map(|code| (code.as_str(), code.meaning().trim()))
        .collect()
}
