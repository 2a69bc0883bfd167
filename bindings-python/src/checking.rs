//! Checking rules before they run.

use std::path::{Path, PathBuf};

use dueby::{Checker, Severity, TextKind};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyMapping, PyString, PyTuple};

use crate::directory::Directory;
use crate::errors::{Of, OrRaise, Problem, unread};
use crate::interrupt::interruptible;

/// Everything that is wrong with some rules.
///
/// Iterating gives the problems, by file and place; it is true when there are neither errors
/// nor warnings.
///
/// >>> report = dueby.check({'mine.toml': '[pack]\nid = 3'})
/// >>> report.is_clean, report.errors
/// (False, 1)
/// >>> print(report.problems[0])
/// mine.toml:2:6: ...
#[pyclass(frozen, module = "dueby")]
pub(crate) struct Report {
    report: dueby::Report,
    texts: Vec<(String, String)>,
    directory: Option<Py<Directory>>,
}

impl Report {
    fn of(
        py: Python<'_>,
        texts: Vec<(String, String)>,
        directory: Option<Py<Directory>>,
    ) -> PyResult<Self> {
        let mut checker = Checker::new();
        for calendar in dueby_rules::calendars().or_raise(py, Of::Rules)? {
            checker = checker.calendar(calendar);
        }
        for pack in dueby_rules::PACKS {
            checker = checker.pack(pack.read().or_raise(py, Of::Rules)?);
        }
        for (file, text) in &texts {
            checker = checker.text(file, text);
        }
        if let Some(directory) = &directory {
            checker = checker.directory(directory.get().directory.clone());
        }
        let report = interruptible(py, || checker.check())?;
        Ok(Report {
            report,
            texts,
            directory,
        })
    }
}

#[pymethods]
impl Report {
    /// Every problem, by file and place.
    #[getter]
    fn problems<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(
            py,
            self.report
                .problems()
                .iter()
                .map(Problem::of)
                .collect::<Vec<_>>(),
        )
    }

    /// Whether there is neither an error nor a warning.
    #[getter]
    fn is_clean(&self) -> bool {
        self.report.is_clean()
    }

    /// How many errors there are.
    #[getter]
    fn errors(&self) -> usize {
        self.report.count(Severity::Error)
    }

    /// How many warnings.
    #[getter]
    fn warnings(&self) -> usize {
        self.report.count(Severity::Warning)
    }

    /// How many notes.
    #[getter]
    fn notes(&self) -> usize {
        self.report.count(Severity::Note)
    }

    /// The texts by name, and what each is: "pack", "calendar", "directory", or "other" for what
    /// is passed over.
    #[getter]
    fn files<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, pyo3::types::PyDict>> {
        let dict = pyo3::types::PyDict::new(py);
        for (file, kind) in self.report.files() {
            let word = match kind {
                TextKind::Pack => "pack",
                TextKind::Calendar => "calendar",
                TextKind::Directory => "directory",
                _ => "other",
            };
            dict.set_item(file, word)?;
        }
        Ok(dict)
    }

    fn __len__(&self) -> usize {
        self.report.problems().len()
    }

    fn __bool__(&self) -> bool {
        self.report.is_clean()
    }

    fn __iter__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        crate::answers::iterate(slf.as_any(), "problems")
    }

    fn __str__(&self) -> String {
        let lines: Vec<String> = self
            .report
            .problems()
            .iter()
            .map(ToString::to_string)
            .collect();
        lines.join("\n")
    }

    fn __repr__(&self) -> String {
        let count = |severity| self.report.count(severity);
        format!(
            "<Report: {} errors, {} warnings, {} notes>",
            count(Severity::Error),
            count(Severity::Warning),
            count(Severity::Note)
        )
    }

    /// Only for what was pickled.
    #[staticmethod]
    #[pyo3(signature = (texts, directory = None))]
    fn _of(
        py: Python<'_>,
        texts: Vec<(String, String)>,
        directory: Option<Py<Directory>>,
    ) -> PyResult<Self> {
        Report::of(py, texts, directory)
    }

    fn __reduce__<'py>(
        slf: &Bound<'py, Self>,
    ) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = slf.py();
        let this = slf.get();
        let directory = this.directory.as_ref().map(|one| one.clone_ref(py));
        let parts = (this.texts.clone(), directory);
        Ok((slf.getattr("_of")?, parts.into_pyobject(py)?))
    }
}

/// Checks packs and calendars before they run: everything that is wrong with them alone and
/// together.
///
/// `sources` is a dict of texts by the names that messages call them, a path, or paths;
/// a folder is every .toml in it. The calendars and packs that come with dueby are at hand.
/// `directory`, a Directory, a path or a dict, says who has which role: every role that a step
/// names is looked for in it. Raises OSError where a file cannot be read, and RuleError for a
/// directory that cannot. Can be interrupted.
///
/// >>> bool(dueby.check({'awaabs-law.toml': dueby.Pack.named('england/awaabs-law').text}))
/// True
#[pyfunction]
#[pyo3(signature = (sources, *, directory = None))]
pub(crate) fn check(
    sources: &Bound<'_, PyAny>,
    directory: Option<&Bound<'_, PyAny>>,
) -> PyResult<Report> {
    let py = sources.py();
    let directory = directory.map(Directory::given).transpose()?;
    let mut texts: Vec<(String, String)> = Vec::new();
    if let Ok(mapping) = sources.cast::<PyMapping>() {
        for pair in mapping.items()?.iter() {
            texts.push(pair.extract()?);
        }
        return Report::of(py, texts, directory);
    }
    let mut paths: Vec<PathBuf> = Vec::new();
    if sources.is_instance_of::<PyString>() || sources.hasattr("__fspath__")? {
        paths.push(sources.extract()?);
    } else {
        let given = sources
            .try_iter()
            .map_err(|_| PyTypeError::new_err("give a dict of texts, a path, or paths"))?;
        for path in given {
            paths.push(path?.extract()?);
        }
    }
    let read = |file: &Path| {
        let text = std::fs::read_to_string(file);
        let text = text.map_err(|error| unread(&error, file))?;
        PyResult::Ok((file.display().to_string(), text))
    };
    for path in paths {
        if path.is_dir() {
            let mut inside = Vec::new();
            for entry in std::fs::read_dir(&path)? {
                let entry = entry?.path();
                if entry.extension().is_some_and(|ending| ending == "toml") {
                    inside.push(entry);
                }
            }
            inside.sort();
            for file in inside {
                texts.push(read(&file)?);
            }
        } else {
            texts.push(read(&path)?);
        }
    }
    Report::of(py, texts, directory)
}
