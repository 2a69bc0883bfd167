//! Directories: who has which role.

use std::path::PathBuf;

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use crate::allowance::hash;
use crate::errors::Of;
use crate::sources::Source;

/// Who has which role in an organisation.
///
/// >>> directory = dueby.Directory.from_toml('''
/// ... [directory]
/// ... id = "north"
/// ... title = "North Homes"
/// ... [contact.ann]
/// ... title = "Complaints officer"
/// ... [[role]]
/// ... name = "complaint handler"
/// ... contact = "ann"
/// ... ''')
/// >>> directory.roles
/// ('complaint handler',)
#[pyclass(frozen, eq, module = "dueby")]
pub(crate) struct Directory {
    pub(crate) directory: dueby::Directory,
    source: Source,
    was_dict: bool,
}

impl PartialEq for Directory {
    fn eq(&self, other: &Self) -> bool {
        self.directory == other.directory
    }
}

impl Directory {
    fn read(py: Python<'_>, source: Source, was_dict: bool) -> PyResult<Self> {
        let read = if source.is_json {
            dueby::Directory::from_json(&source.text, &source.file)
        } else {
            dueby::Directory::from_toml(&source.text, &source.file)
        };
        match read {
            Ok(directory) => Ok(Directory {
                directory,
                source,
                was_dict,
            }),
            Err(error) => Err(source.refused(py, &error, Of::Rules, was_dict)),
        }
    }

    /// A directory however it is given: itself, a path, or a dict.
    pub(crate) fn given(value: &Bound<'_, PyAny>) -> PyResult<Py<Directory>> {
        let py = value.py();
        if let Ok(directory) = value.cast::<Directory>() {
            return Ok(directory.clone().unbind());
        }
        if value.is_instance_of::<PyDict>() {
            return Py::new(py, Directory::from_dict(value, "dict")?);
        }
        Py::new(py, Directory::from_file(py, value.extract()?)?)
    }
}

#[pymethods]
impl Directory {
    /// Reads a directory from TOML. Raises RuleError.
    ///
    /// >>> dueby.Directory.from_toml('[directory]')
    /// Traceback (most recent call last):
    /// dueby.RuleError: ...
    #[staticmethod]
    #[pyo3(signature = (text, *, file = "text"))]
    fn from_toml(py: Python<'_>, text: &str, file: &str) -> PyResult<Self> {
        Directory::read(py, Source::toml(text, file), false)
    }

    /// Reads a directory from a file, JSON where its name ends so, else TOML. Raises
    /// RuleError, and OSError where the file cannot be read.
    ///
    /// >>> dueby.Directory.from_file('no-such-directory.toml')
    /// Traceback (most recent call last):
    /// FileNotFoundError: ...
    #[staticmethod]
    fn from_file(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        Directory::read(py, Source::file(py, path)?, false)
    }

    /// Reads a directory from a dict of the same shape as the TOML. Raises RuleError.
    ///
    /// >>> north = {'directory': {'id': 'north', 'title': 'North'}, 'contact': {'ann': {'title': 'Officer'}},
    /// ...          'role': [{'name': 'complaint handler', 'contact': 'ann'}]}
    /// >>> dueby.Directory.from_dict(north)
    /// <Directory north>
    #[staticmethod]
    #[pyo3(signature = (directory, *, file = "dict"))]
    fn from_dict(directory: &Bound<'_, PyAny>, file: &str) -> PyResult<Self> {
        Directory::read(directory.py(), Source::dict(directory, file)?, true)
    }

    /// Only for what was pickled.
    #[staticmethod]
    fn _of(
        py: Python<'_>,
        text: String,
        file: String,
        is_json: bool,
        was_dict: bool,
    ) -> PyResult<Self> {
        Directory::read(
            py,
            Source {
                text,
                file,
                is_json,
            },
            was_dict,
        )
    }

    /// The id that answers name it by.
    #[getter]
    fn id(&self) -> &str {
        self.directory.id()
    }

    /// The title, for people.
    #[getter]
    fn title(&self) -> &str {
        self.directory.title()
    }

    /// Which edition it is.
    #[getter]
    fn revision(&self) -> &str {
        self.directory.revision()
    }

    /// The roles that it has a rule for.
    #[getter]
    fn roles<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.directory.roles().collect::<Vec<_>>())
    }

    fn __hash__(&self) -> u64 {
        hash(&(self.directory.id(), self.directory.revision()))
    }

    fn __repr__(&self) -> String {
        format!("<Directory {}>", self.directory.id())
    }

    fn __reduce__<'py>(
        slf: &Bound<'py, Self>,
    ) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let this = slf.get();
        let parts = (
            &this.source.text,
            &this.source.file,
            this.source.is_json,
            this.was_dict,
        );
        Ok((slf.getattr("_of")?, parts.into_pyobject(slf.py())?))
    }
}
