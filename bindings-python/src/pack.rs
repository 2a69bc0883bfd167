//! Rule packs and the clocks in them.

use std::path::PathBuf;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyTuple};

use crate::allowance::hash;
use crate::errors::{Of, OrRaise};
use crate::sources::Source;
use crate::tell::word;
use crate::times;

/// A rule pack: the promises of one document.
///
/// Iterating gives its clocks; two packs are equal when their id, version and revision are.
///
/// >>> pack = dueby.Pack.named('landlords/customer-care-strategy')
/// >>> pack.title
/// 'Customer Care Strategy'
/// >>> [clock.id for clock in pack][:2]
/// ['enquiry-answer', 'contact-details-given']
#[pyclass(frozen, eq, module = "dueby")]
pub(crate) struct Pack {
    pub(crate) pack: dueby::Pack,
    source: Source,
    was_dict: bool,
    bases: Vec<Py<Pack>>,
}

impl PartialEq for Pack {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Pack {
    fn key(&self) -> (&str, Option<&str>, &str) {
        (self.pack.id(), self.pack.version(), self.pack.revision())
    }

    fn read(
        py: Python<'_>,
        source: Source,
        was_dict: bool,
        bases: Vec<Py<Pack>>,
    ) -> PyResult<Self> {
        let known: Vec<dueby::Pack> = bases.iter().map(|base| base.get().pack.clone()).collect();
        let base = |id: &str| {
            let found = known.iter().rfind(|pack| pack.is_called(id)).cloned();
            found.map_or_else(|| dueby_rules::read(id), Ok)
        };
        let read = py.detach(|| {
            if source.is_json {
                dueby::Pack::from_json_with(&source.text, &source.file, base)
            } else {
                dueby::Pack::from_toml_with(&source.text, &source.file, base)
            }
        });
        match read {
            Ok(pack) => Ok(Pack {
                pack,
                source,
                was_dict,
                bases,
            }),
            Err(error) => Err(source.refused(py, &error, Of::Rules, was_dict)),
        }
    }

    /// Packs however they are given: itself, a name (with all of its versions), a path, or a
    /// dict.
    pub(crate) fn given(value: &Bound<'_, PyAny>) -> PyResult<Vec<Py<Pack>>> {
        let py = value.py();
        if let Ok(pack) = value.cast::<Pack>() {
            return Ok(vec![pack.clone().unbind()]);
        }
        if let Ok(name) = value.cast::<PyString>() {
            let name = name.to_cow()?;
            let a_path = [".toml", ".json"]
                .iter()
                .any(|ending| name.ends_with(ending));
            if !a_path {
                let versions = Pack::all(py, &name)?.into_iter();
                return versions.map(|pack| Py::new(py, pack)).collect();
            }
        }
        let pack = if value.is_instance_of::<PyDict>() {
            Pack::from_dict(value, "dict", Vec::new())?
        } else {
            let path = value.extract::<PathBuf>().map_err(|_| {
                PyTypeError::new_err("a pack is a dueby.Pack, the name of one, a path or a dict")
            })?;
            Pack::from_file(py, path, Vec::new())?
        };
        Ok(vec![Py::new(py, pack)?])
    }

    /// Every version that comes with dueby.
    fn all(py: Python<'_>, name: &str) -> PyResult<Vec<Pack>> {
        // What is wrong with the name is said by the crate that has them.
        dueby_rules::read(name).or_raise(py, Of::Asked)?;
        let versions = dueby_rules::versions(name);
        versions
            .map(|found| Pack::read(py, Source::toml(found.text, found.path), false, Vec::new()))
            .collect()
    }
}

#[pymethods]
impl Pack {
    /// A pack that comes with dueby, by its id or `id@version`: see `dueby.packs()`. Of
    /// several versions it is the last. Raises UnknownNameError.
    ///
    /// >>> dueby.Pack.named('england/awaabs-law').calendar
    /// 'england-and-wales'
    #[staticmethod]
    fn named(py: Python<'_>, name: &str) -> PyResult<Self> {
        let last = Pack::all(py, name)?.pop();
        last.ok_or_else(|| PyTypeError::new_err("there is no such pack"))
    }

    /// Every version of a pack that comes with dueby, in the order of their dates. Raises
    /// UnknownNameError.
    ///
    /// >>> [pack.version for pack in dueby.Pack.versions('england/complaint-handling-code')]
    /// ['2022-04-01', '2024-04-01']
    #[staticmethod]
    fn versions<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, Pack::all(py, name)?)
    }

    /// Reads a pack from TOML; `file` is what messages call it. A pack that extends another
    /// finds it in `bases`, else among those that come with dueby. Raises RuleError.
    ///
    /// >>> dueby.Pack.from_toml('''
    /// ... [pack]
    /// ... id = "mine"
    /// ... title = "Mine"
    /// ... calendar = "scotland"
    /// ... basis = "promise"
    /// ... [[clock]]
    /// ... id = "answer"
    /// ... kind = "letter"
    /// ... starts = "letter.received"
    /// ... stops = "letter.answered"
    /// ... within = "5 working days"
    /// ... ''')
    /// Pack('mine')
    #[staticmethod]
    #[pyo3(signature = (text, *, file = "text", bases = Vec::new()))]
    fn from_toml(py: Python<'_>, text: &str, file: &str, bases: Vec<Py<Pack>>) -> PyResult<Self> {
        Pack::read(py, Source::toml(text, file), false, bases)
    }

    /// Reads a pack from a file, JSON where its name ends so, else TOML. Raises RuleError,
    /// and OSError where the file cannot be read.
    ///
    /// >>> dueby.Pack.from_file('no-such-pack.toml')
    /// Traceback (most recent call last):
    /// FileNotFoundError: ...
    #[staticmethod]
    #[pyo3(signature = (path, *, bases = Vec::new()))]
    fn from_file(py: Python<'_>, path: PathBuf, bases: Vec<Py<Pack>>) -> PyResult<Self> {
        Pack::read(py, Source::file(py, path)?, false, bases)
    }

    /// Reads a pack from a dict of the same shape as the TOML. Raises RuleError, without a
    /// line: a note on it shows the part that is wrong.
    ///
    /// >>> letters = {
    /// ...     'pack': {'id': 'mine', 'title': 'Mine', 'calendar': 'scotland', 'basis': 'promise'},
    /// ...     'clock': [{'id': 'answer', 'kind': 'letter', 'starts': 'letter.received',
    /// ...                'stops': 'letter.answered', 'within': '5 working days'}]}
    /// >>> dueby.Pack.from_dict(letters).clocks[0].starts
    /// ('letter.received',)
    #[staticmethod]
    #[pyo3(signature = (rules, *, file = "dict", bases = Vec::new()))]
    fn from_dict(rules: &Bound<'_, PyAny>, file: &str, bases: Vec<Py<Pack>>) -> PyResult<Self> {
        Pack::read(rules.py(), Source::dict(rules, file)?, true, bases)
    }

    /// Only for what was pickled.
    #[staticmethod]
    fn _of(
        py: Python<'_>,
        text: String,
        file: String,
        is_json: bool,
        was_dict: bool,
        bases: Vec<Py<Pack>>,
    ) -> PyResult<Self> {
        Pack::read(
            py,
            Source {
                text,
                file,
                is_json,
            },
            was_dict,
            bases,
        )
    }

    /// The id that answers name it by.
    #[getter]
    fn id(&self) -> &str {
        self.pack.id()
    }

    /// The title, for people.
    #[getter]
    fn title(&self) -> &str {
        self.pack.title()
    }

    /// The version, where there are several.
    #[getter]
    fn version(&self) -> Option<&str> {
        self.pack.version()
    }

    /// Which edition it is: 12 digits of the SHA-1 of its text.
    #[getter]
    fn revision(&self) -> &str {
        self.pack.revision()
    }

    /// The id of its calendar.
    #[getter]
    fn calendar(&self) -> &str {
        self.pack.calendar()
    }

    /// Anything else for people.
    #[getter]
    fn notes(&self) -> Option<&str> {
        self.pack.notes()
    }

    /// The text it was read from.
    #[getter]
    fn text(&self) -> &str {
        &self.source.text
    }

    /// What a landlord fills in: the question of each parameter.
    #[getter]
    fn parameters<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        for (name, parameter) in self.pack.parameters() {
            dict.set_item(name, parameter.question())?;
        }
        Ok(dict)
    }

    /// Its clocks, in its order.
    #[getter]
    fn clocks<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let clocks = 0..slf.get().pack.clocks().len();
        PyTuple::new(
            slf.py(),
            clocks.map(|index| Clock {
                pack: slf.clone().unbind(),
                index,
            }),
        )
    }

    fn __len__(&self) -> usize {
        self.pack.clocks().len()
    }

    fn __iter__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        crate::answers::iterate(slf.as_any(), "clocks")
    }

    fn __hash__(&self) -> u64 {
        hash(&self.key())
    }

    fn __repr__(&self) -> String {
        match self.pack.version() {
            Some(version) => format!("Pack('{}@{version}')", self.pack.id()),
            None => format!("Pack('{}')", self.pack.id()),
        }
    }

    fn __reduce__<'py>(
        slf: &Bound<'py, Self>,
    ) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let this = slf.get();
        let source = &this.source;
        let bases: Vec<_> = this
            .bases
            .iter()
            .map(|base| base.bind(slf.py()).clone())
            .collect();
        let parts = (
            &source.text,
            &source.file,
            source.is_json,
            this.was_dict,
            bases,
        );
        Ok((slf.getattr("_of")?, parts.into_pyobject(slf.py())?))
    }
}

/// A promise as a pack writes it.
///
/// >>> pack = dueby.Pack.named('landlords/customer-care-strategy')
/// >>> clock = next(clock for clock in pack if clock.id == 'complaint-acknowledgement')
/// >>> clock.promise, clock.stops
/// ('Acknowledge a complaint within 2 working days', ('complaint.acknowledged',))
#[pyclass(frozen, module = "dueby")]
pub(crate) struct Clock {
    pack: Py<Pack>,
    index: usize,
}

impl Clock {
    fn clock(&self) -> PyResult<&dueby::Clock> {
        let clock = self.pack.get().pack.clocks().get(self.index);
        clock.ok_or_else(|| PyTypeError::new_err("no such clock"))
    }
}

#[pymethods]
impl Clock {
    /// Its id, unique in its pack.
    #[getter]
    fn id(&self) -> PyResult<&str> {
        Ok(self.clock()?.id())
    }

    /// The pack.
    #[getter]
    fn pack(&self, py: Python<'_>) -> Py<Pack> {
        self.pack.clone_ref(py)
    }

    /// What is promised.
    #[getter]
    fn promise(&self) -> PyResult<&str> {
        Ok(self.clock()?.promise())
    }

    /// The kind of case it belongs to.
    #[getter]
    fn kind(&self) -> PyResult<&str> {
        Ok(self.clock()?.kind())
    }

    /// What it rests on: "statute", "code", "promise" or "derived".
    #[getter]
    fn basis<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyString>> {
        Ok(word(
            py,
            &serde_json::to_value(self.clock()?.basis()).unwrap_or_default(),
        ))
    }

    /// How sure its rule is: "confirmed", "unconfirmed" or "contested".
    #[getter]
    fn status<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyString>> {
        Ok(word(
            py,
            &serde_json::to_value(self.clock()?.status()).unwrap_or_default(),
        ))
    }

    /// The events that start it, any of them.
    #[getter]
    fn starts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.clock()?.starts().collect::<Vec<_>>())
    }

    /// The events that keep the promise, any of them.
    #[getter]
    fn stops<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.clock()?.stops().collect::<Vec<_>>())
    }

    /// Where in its document it stands.
    #[getter]
    fn source(&self) -> PyResult<Option<&str>> {
        Ok(self.clock()?.source().0)
    }

    /// Where to find that.
    #[getter]
    fn link(&self) -> PyResult<Option<&str>> {
        Ok(self.clock()?.source().1)
    }

    /// When it was last held against its source.
    #[getter]
    fn checked<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.clock()?
            .checked()
            .map(|date| times::to_date(py, date))
            .transpose()
    }

    /// Anything else for people.
    #[getter]
    fn notes(&self) -> PyResult<Option<&str>> {
        Ok(self.clock()?.notes())
    }

    /// The names of the readings of its words, where they are contested.
    #[getter]
    fn readings<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(
            py,
            self.clock()?
                .readings()
                .iter()
                .map(dueby::Reading::name)
                .collect::<Vec<_>>(),
        )
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.pack.get() == other.pack.get() && self.index == other.index
    }

    fn __hash__(&self) -> u64 {
        hash(&(self.pack.get().key(), self.index))
    }

    fn __repr__(&self) -> PyResult<String> {
        Ok(format!(
            "<Clock {} of {}>",
            self.clock()?.id(),
            self.pack.get().pack.id()
        ))
    }

    fn __reduce__<'py>(
        &self,
        py: Python<'py>,
    ) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let part = py.import("dueby._engine")?.getattr("_part")?;
        Ok((part, (&self.pack, "clocks", self.index).into_pyobject(py)?))
    }
}

/// The ids of the packs that come with dueby.
///
/// >>> 'england/awaabs-law' in dueby.packs()
/// True
#[pyfunction]
pub(crate) fn packs(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
    let mut names: Vec<&str> = dueby_rules::PACKS.iter().map(|pack| pack.id).collect();
    names.dedup();
    PyTuple::new(py, names)
}
