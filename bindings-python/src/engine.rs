//! The engine: packs with the calendars they count with, asked about cases.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use dueby::{Accept, Comparison, Differing, Options, Value};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyTuple};

use crate::answers::{Assessment, Assessments, Origin, Timeline, WhatIf};
use crate::calendar::Calendar;
use crate::case::{self, Case};
use crate::directory::Directory;
use crate::errors::{Of, OrRaise};
use crate::interrupt::interruptible;
use crate::pack::Pack;
use crate::times::{self, Zone};

/// Rules made ready to assess cases.
///
/// `packs` are Packs, names of those that come with dueby (with all of their versions, of
/// which the event that decides picks one; `id@version` is that one alone), paths, or dicts; a
/// single one need not be in a list. `calendars` are added to those that come with dueby, or take
/// their places; `parameters` fills in what packs leave open, written as in a pack;
/// `directory` says who has which role. Raises RuleError and UnknownNameError.
///
/// An engine keeps nothing: the same case at the same moment always has the same answer. It
/// may be shared by threads.
///
/// >>> engine = dueby.Engine('landlords/customer-care-strategy')
/// >>> case = dueby.Case('C-1042', 'complaint', events=[
/// ...     ('complaint.received', datetime(2025, 12, 19, 16, 42))])
/// >>> engine.assess(case, datetime(2025, 12, 22, 9)).clocks[0].due_date
/// datetime.date(2025, 12, 23)
#[pyclass(frozen, module = "dueby")]
pub(crate) struct Engine {
    pub(crate) engine: dueby::Engine,
    pub(crate) zone: Zone,
    packs: Vec<Py<Pack>>,
    calendars: Vec<Py<Calendar>>,
    parameters: BTreeMap<String, String>,
    directory: Option<Py<Directory>>,
}

impl Engine {
    /// An instant as it was given; local times are those of the engine's zone.
    pub(crate) fn instant(&self, at: &Bound<'_, PyAny>) -> PyResult<DateTime<Utc>> {
        times::instant(at, self.engine.calendar(), &self.zone)
    }

    /// What is accepted of rules that are not confirmed: "all", words and ids of clocks; and
    /// readings by clock.
    pub(crate) fn options(
        &self,
        known_at: Option<&Bound<'_, PyAny>>,
        strict: bool,
        accept: Option<&Bound<'_, PyAny>>,
        readings: Option<BTreeMap<String, String>>,
    ) -> PyResult<Options> {
        let mut accepted = Accept::none();
        if let Some(accept) = accept {
            let words: Vec<String> = match accept.cast::<PyString>() {
                Ok(word) => vec![word.to_cow()?.into_owned()],
                Err(_) => accept
                    .try_iter()?
                    .map(|word| word?.extract())
                    .collect::<PyResult<_>>()?,
            };
            for word in words {
                accepted = match word.as_str() {
                    "all" => accepted.unconfirmed().contested(),
                    "unconfirmed" => accepted.unconfirmed(),
                    "contested" => accepted.contested(),
                    _ => accepted.clock(word),
                };
            }
        }
        for (clock, reading) in readings.into_iter().flatten() {
            accepted = accepted.reading(clock, reading);
        }
        let mut options = Options::default().accept(accepted);
        if let Some(known_at) = known_at {
            options = options.known_at(self.instant(known_at)?);
        }
        Ok(if strict { options.strict() } else { options })
    }
}

/// Events of a case whose timeline nobody has to interrupt: a thousand answers at most are
/// given in less than a second then.
const AT_ONCE: usize = 100;

/// The keyword arguments of a question, as they were given.
pub(crate) fn named<'py>(
    py: Python<'py>,
    known_at: Option<&Bound<'py, PyAny>>,
    strict: bool,
    accept: Option<&Bound<'py, PyAny>>,
    readings: &Option<BTreeMap<String, String>>,
) -> PyResult<Bound<'py, PyDict>> {
    let named = PyDict::new(py);
    named.set_item("known_at", known_at)?;
    named.set_item("strict", strict)?;
    named.set_item("accept", accept)?;
    named.set_item("readings", readings.clone())?;
    Ok(named)
}

#[pymethods]
impl Engine {
    #[new]
    #[pyo3(signature = (packs, *, calendars = None, parameters = None, directory = None))]
    fn new(
        packs: &Bound<'_, PyAny>,
        calendars: Option<&Bound<'_, PyAny>>,
        parameters: Option<BTreeMap<String, String>>,
        directory: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let py = packs.py();
        let one = packs.is_instance_of::<PyString>()
            || packs.is_instance_of::<Pack>()
            || packs.is_instance_of::<PyDict>()
            || packs.hasattr("__fspath__")?;
        let packs: Vec<Py<Pack>> = if one {
            Pack::given(packs)?
        } else {
            let mut all = Vec::new();
            for pack in packs.try_iter()? {
                all.extend(Pack::given(&pack?)?);
            }
            all
        };
        let calendars: Vec<Py<Calendar>> = match calendars {
            Some(given) => given
                .try_iter()?
                .map(|one| Calendar::given(&one?))
                .collect::<PyResult<_>>()?,
            None => Vec::new(),
        };
        let directory = directory.map(Directory::given).transpose()?;
        let parameters = parameters.unwrap_or_default();
        let mut builder = dueby::Engine::builder();
        for calendar in dueby_rules::calendars().or_raise(py, Of::Rules)? {
            builder = builder.calendar(calendar);
        }
        for calendar in &calendars {
            builder = builder.calendar(calendar.get().calendar.clone());
        }
        for pack in &packs {
            builder = builder.pack(pack.get().pack.clone());
        }
        for (name, value) in &parameters {
            builder = builder.parameter(name, value);
        }
        if let Some(directory) = &directory {
            builder = builder.directory(directory.get().directory.clone());
        }
        let engine = py.detach(|| builder.build()).or_raise(py, Of::Rules)?;
        let zone = Zone::of(py, engine.calendar().zone().name())?;
        Ok(Engine {
            engine,
            zone,
            packs,
            calendars,
            parameters,
            directory,
        })
    }

    /// The packs, in the order they were given.
    #[getter]
    fn packs<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.packs)
    }

    /// What was filled in.
    #[getter]
    fn parameters(&self) -> BTreeMap<String, String> {
        self.parameters.clone()
    }

    /// Who has which role, if that was given.
    #[getter]
    fn directory(&self, py: Python<'_>) -> Option<Py<Directory>> {
        self.directory
            .as_ref()
            .map(|directory| directory.clone_ref(py))
    }

    /// The name of the zone that answers are written in: that of the first pack's calendar.
    #[getter]
    fn zone_name(&self) -> &str {
        self.engine.calendar().zone().name()
    }

    /// Every type of event that a clock knows, in alphabetical order.
    #[getter]
    fn event_types<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.engine.event_types().collect::<Vec<_>>())
    }

    /// What every promise of a case is at a moment.
    ///
    /// `case` is a Case or a dict; `as_of` is a moment. Events recorded after `known_at` are
    /// not seen. `strict` makes findings errors. `accept` lets rules run that are not
    /// confirmed: "all", "unconfirmed", "contested" or ids of clocks; `readings` chooses
    /// readings of contested words by clock. Raises CaseError, TimeError, UnknownNameError.
    ///
    /// >>> engine = dueby.Engine('england/awaabs-law')
    /// >>> case = dueby.Case('H-1', 'hazard')
    /// >>> len(engine.assess(case, datetime(2026, 1, 5, 9))) > 0
    /// True
    #[pyo3(signature = (case, as_of, *, known_at = None, strict = false, accept = None, readings = None))]
    fn assess<'py>(
        slf: &Bound<'py, Self>,
        case: &Bound<'py, PyAny>,
        as_of: &Bound<'py, PyAny>,
        known_at: Option<&Bound<'py, PyAny>>,
        strict: bool,
        accept: Option<&Bound<'py, PyAny>>,
        readings: Option<BTreeMap<String, String>>,
    ) -> PyResult<Assessment> {
        let py = slf.py();
        let this = slf.get();
        let case = Case::given(case)?;
        let named = named(py, known_at, strict, accept, &readings)?;
        let options = this.options(known_at, strict, accept, readings)?;
        let answer = this
            .engine
            .assess_with(&case.get().0, this.instant(as_of)?, &options);
        let args = (&case, as_of).into_pyobject(py)?;
        Ok(Assessment {
            value: answer.or_raise(py, Of::Case)?,
            origin: Origin::asked(&this.zone, slf.as_any(), "assess", args, named),
        })
    }

    /// `assess` for each of some cases, as objects; tables are for many. Can be interrupted.
    ///
    /// >>> engine = dueby.Engine('landlords/customer-care-strategy')
    /// >>> engine.assess_all([{'case': 'C-1', 'kind': 'complaint'}], date(2026, 1, 5))
    /// <Assessments of 1 cases>
    #[pyo3(signature = (cases, as_of, *, known_at = None, strict = false, accept = None, readings = None))]
    fn assess_all<'py>(
        slf: &Bound<'py, Self>,
        cases: &Bound<'py, PyAny>,
        as_of: &Bound<'py, PyAny>,
        known_at: Option<&Bound<'py, PyAny>>,
        strict: bool,
        accept: Option<&Bound<'py, PyAny>>,
        readings: Option<BTreeMap<String, String>>,
    ) -> PyResult<Assessments> {
        let py = slf.py();
        let mut answers = Vec::new();
        for case in cases.try_iter()? {
            let readings = readings.clone();
            let answer = Engine::assess(slf, &case?, as_of, known_at, strict, accept, readings)?;
            answers.push(Py::new(py, answer)?);
            py.check_signals()?;
        }
        Ok(Assessments(answers))
    }

    /// The earliest moment after `as_of` at which anything of a case would differ without a
    /// new event; None if never. Arguments and errors are those of `assess`.
    ///
    /// >>> engine = dueby.Engine('landlords/customer-care-strategy')
    /// >>> case = dueby.Case('C-1', 'complaint', events=[('complaint.received', date(2025, 12, 19))])
    /// >>> engine.next_change(case, datetime(2025, 12, 22, 9)).date()
    /// datetime.date(2025, 12, 24)
    #[pyo3(signature = (case, as_of, *, known_at = None, strict = false, accept = None, readings = None))]
    fn next_change<'py>(
        slf: &Bound<'py, Self>,
        case: &Bound<'py, PyAny>,
        as_of: &Bound<'py, PyAny>,
        known_at: Option<&Bound<'py, PyAny>>,
        strict: bool,
        accept: Option<&Bound<'py, PyAny>>,
        readings: Option<BTreeMap<String, String>>,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        let (py, this) = (slf.py(), slf.get());
        let case = Case::given(case)?;
        let options = this.options(known_at, strict, accept, readings)?;
        let answer = this
            .engine
            .assess_with(&case.get().0, this.instant(as_of)?, &options);
        let next = answer.or_raise(py, Of::Case)?.next_change;
        next.map(|at| this.zone.write(py, at)).transpose()
    }

    /// Every change of a case after `from_`, up to and including `until`, if nothing happens
    /// but what it knows of. The other arguments and the errors are those of `assess`. Can be
    /// interrupted.
    ///
    /// >>> engine = dueby.Engine('landlords/customer-care-strategy')
    /// >>> case = dueby.Case('C-1', 'complaint', events=[('complaint.received', date(2025, 12, 19))])
    /// >>> [change.what for change in engine.timeline(case, date(2025, 12, 22), date(2025, 12, 23))]
    /// ['step']
    #[pyo3(signature = (case, from_, until, *, known_at = None, strict = false, accept = None, readings = None))]
    #[allow(clippy::too_many_arguments)]
    fn timeline<'py>(
        slf: &Bound<'py, Self>,
        case: &Bound<'py, PyAny>,
        from_: &Bound<'py, PyAny>,
        until: &Bound<'py, PyAny>,
        known_at: Option<&Bound<'py, PyAny>>,
        strict: bool,
        accept: Option<&Bound<'py, PyAny>>,
        readings: Option<BTreeMap<String, String>>,
    ) -> PyResult<Timeline> {
        let py = slf.py();
        let this = slf.get();
        let case = Case::given(case)?;
        let named = named(py, known_at, strict, accept, &readings)?;
        let options = this.options(known_at, strict, accept, readings)?;
        let (from, to) = (this.instant(from_)?, this.instant(until)?);
        let timeline = if case.get().0.events.len() <= AT_ONCE {
            let case = &case.get().0;
            py.detach(|| this.engine.timeline(case, from, to, &options))
        } else {
            let (engine, case) = (slf.clone().unbind(), case.clone().unbind());
            interruptible(py, move || {
                let (engine, case) = (&engine.get().engine, &case.get().0);
                engine.timeline(case, from, to, &options)
            })?
        };
        let args = (&case, from_, until).into_pyobject(py)?;
        Ok(Timeline {
            value: timeline.or_raise(py, Of::Case)?,
            origin: Origin::asked(&this.zone, slf.as_any(), "timeline", args, named),
        })
    }

    /// Which deadlines and states of some cases differ with another engine, of other packs,
    /// calendars or parameters, at one moment. Cases may be any iterable. The other arguments
    /// and the errors are those of `assess`. Can be interrupted.
    ///
    /// >>> before = dueby.Engine('uk/freedom-of-information')
    /// >>> after = dueby.Engine('scotland/freedom-of-information')
    /// >>> before.what_if(after, [], datetime(2026, 1, 5)).summary.cases
    /// 0
    #[pyo3(signature = (other, cases, as_of, *, known_at = None, strict = false, accept = None, readings = None))]
    #[allow(clippy::too_many_arguments)]
    fn what_if<'py>(
        slf: &Bound<'py, Self>,
        other: &Bound<'py, Engine>,
        cases: &Bound<'py, PyAny>,
        as_of: &Bound<'py, PyAny>,
        known_at: Option<&Bound<'py, PyAny>>,
        strict: bool,
        accept: Option<&Bound<'py, PyAny>>,
        readings: Option<BTreeMap<String, String>>,
    ) -> PyResult<WhatIf> {
        let py = slf.py();
        let this = slf.get();
        let named = named(py, known_at, strict, accept, &readings)?;
        let options = this.options(known_at, strict, accept, readings)?;
        let at = this.instant(as_of)?;
        let comparison = Comparison::new(&this.engine, &other.get().engine, at, &options);
        let mut comparison = comparison.or_raise(py, Of::Asked)?;
        let (mut differing, mut kept) = (Differing::default(), Vec::new());
        for (index, case) in cases.try_iter()?.enumerate() {
            let case = Case::given(&case?)?;
            let core = &case.get().0;
            let of_case = py.detach(|| comparison.add(core));
            differing.append(
                of_case
                    .map_err(|error| error.in_file(&core.case))
                    .or_raise(py, Of::Case)?,
            );
            kept.push(case);
            if index % 256 == 255 {
                py.check_signals()?;
            }
        }
        let args = (other, PyTuple::new(py, kept)?, as_of).into_pyobject(py)?;
        Ok(WhatIf {
            value: comparison.finish(differing).or_raise(py, Of::Asked)?,
            origin: Origin::asked(&this.zone, slf.as_any(), "what_if", args, named),
        })
    }

    /// When one promise falls due that starts at a time: the answer for a case with that one
    /// event, at the moment it happened. Raises UnknownNameError, TimeError.
    ///
    /// >>> engine = dueby.Engine('landlords/customer-care-strategy')
    /// >>> answer = engine.due('landlords/customer-care-strategy', 'complaint-response', date(2025, 12, 19))
    /// >>> answer.clocks[0].due_date
    /// datetime.date(2026, 1, 7)
    #[pyo3(signature = (pack, clock, from_, *, attributes = None, accept = None, readings = None))]
    #[allow(clippy::too_many_arguments)]
    fn due<'py>(
        slf: &Bound<'py, Self>,
        pack: &str,
        clock: &str,
        from_: &Bound<'py, PyAny>,
        attributes: Option<&Bound<'py, PyAny>>,
        accept: Option<&Bound<'py, PyAny>>,
        readings: Option<BTreeMap<String, String>>,
    ) -> PyResult<Assessment> {
        let py = slf.py();
        let this = slf.get();
        let named = PyDict::new(py);
        named.set_item("attributes", attributes)?;
        named.set_item("accept", accept)?;
        named.set_item("readings", readings.clone())?;
        let options = this.options(None, false, accept, readings)?;
        let given = case::attributes(attributes)?;
        let given: Vec<(&str, Value)> = given
            .iter()
            .map(|(name, value)| (name.as_str(), value.clone()))
            .collect();
        let answer = this
            .engine
            .due(pack, clock, times::event_time(from_)?, &given, &options);
        let args = (pack, clock, from_).into_pyobject(py)?;
        Ok(Assessment {
            value: answer.or_raise(py, Of::Asked)?,
            origin: Origin::asked(&this.zone, slf.as_any(), "due", args, named),
        })
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let packs: Vec<String> = self
            .packs
            .iter()
            .map(|pack| Ok(pack.bind(py).repr()?.to_string()))
            .collect::<PyResult<_>>()?;
        Ok(format!("Engine([{}])", packs.join(", ")))
    }

    /// Only for what was pickled.
    #[staticmethod]
    fn _of(
        packs: &Bound<'_, PyAny>,
        calendars: &Bound<'_, PyAny>,
        parameters: BTreeMap<String, String>,
        directory: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        Engine::new(packs, Some(calendars), Some(parameters), directory)
    }

    fn __reduce__<'py>(
        slf: &Bound<'py, Self>,
    ) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = slf.py();
        let this = slf.get();
        let parts = (
            PyTuple::new(py, &this.packs)?,
            PyTuple::new(py, &this.calendars)?,
            this.parameters.clone(),
            this.directory.as_ref().map(|one| one.clone_ref(py)),
        );
        Ok((slf.getattr("_of")?, parts.into_pyobject(py)?))
    }
}
