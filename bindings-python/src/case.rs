//! Cases and events.

use dueby::{Map, Value};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyFloat, PyInt, PyMapping, PyString, PyTuple};

use crate::answers::{json, shown};
use crate::errors::{Of, OrRaise};
use crate::sources::{Source, to_json};
use crate::tell;
use crate::times;

/// The attributes of a dict; None means that there is none.
pub(crate) fn attributes(given: Option<&Bound<'_, PyAny>>) -> PyResult<Map<String, Value>> {
    let mut all = Map::default();
    let Some(given) = given else {
        return Ok(all);
    };
    for pair in given.cast::<PyMapping>()?.items()?.iter() {
        let (name, value): (String, Bound<'_, PyAny>) = pair.extract()?;
        if let Some(value) = attribute(&name, &value)? {
            all.insert(name, value);
        }
    }
    Ok(all)
}

fn attribute(name: &str, value: &Bound<'_, PyAny>) -> PyResult<Option<Value>> {
    if value.is_none() {
        return Ok(None);
    }
    if let Ok(flag) = value.cast::<PyBool>() {
        return Ok(Some(Value::Flag(flag.is_true())));
    }
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(Some(Value::Text(text.to_cow()?.into_owned())));
    }
    if value.is_instance_of::<PyInt>() || value.is_instance_of::<PyFloat>() {
        return Ok(Some(Value::Number(value.extract()?)));
    }
    if value.hasattr("isoformat")? {
        // A date of an appointment, say: rules read those as texts.
        return Ok(Some(Value::Text(
            value.call_method0("isoformat")?.extract()?,
        )));
    }
    let of = value.get_type().name()?;
    Err(PyTypeError::new_err(format!(
        "the attribute \"{name}\" is a text, a number, true or false, or a date, not a {of}"
    )))
}

/// Something that happened on a case.
///
/// `at` is a naive `datetime` (local to the clock's calendar), an aware one (an instant), a
/// `date` (some time on that day), or a text that says one of them; what is finer than a
/// millisecond is rounded down. `set` are attributes that it changed, `recorded_at` is when
/// it was recorded, where that is later; `step` is the id of an escalation step, for a
/// report of what was sent or acknowledged. Raises TimeError.
///
/// >>> dueby.Event('complaint.received', datetime(2025, 12, 19, 16, 42))
/// Event('complaint.received', datetime.datetime(2025, 12, 19, 16, 42))
/// >>> dueby.Event('complaint.received', date(2025, 12, 19)).at
/// datetime.date(2025, 12, 19)
#[pyclass(frozen, eq, module = "dueby")]
#[derive(PartialEq)]
pub(crate) struct Event(pub(crate) dueby::Event);

impl Event {
    /// An event however it is given: itself, a pair of its type and its time, or a dict.
    fn given(value: &Bound<'_, PyAny>) -> PyResult<dueby::Event> {
        if let Ok(event) = value.cast::<Event>() {
            return Ok(event.get().0.clone());
        }
        if let Ok((event, at)) = value.extract::<(String, Bound<'_, PyAny>)>() {
            return Ok(dueby::Event::new(event, times::event_time(&at)?));
        }
        let Ok(fields) = value.cast::<PyDict>() else {
            return Err(PyTypeError::new_err(
                "an event is a dueby.Event, a pair of its type and its time, or a dict",
            ));
        };
        let event = value.py().get_type::<Event>().call((), Some(fields))?;
        Ok(event.cast::<Event>()?.get().0.clone())
    }
}

#[pymethods]
impl Event {
    #[new]
    #[pyo3(signature = (event, at, *, id = None, set = None, recorded_at = None, step = None, note = None))]
    fn new(
        event: String,
        at: &Bound<'_, PyAny>,
        id: Option<String>,
        set: Option<&Bound<'_, PyAny>>,
        recorded_at: Option<&Bound<'_, PyAny>>,
        step: Option<String>,
        note: Option<String>,
    ) -> PyResult<Self> {
        let recorded_at = recorded_at.map(times::event_time).transpose()?;
        let set = attributes(set)?;
        let event = dueby::Event::new(event, times::event_time(at)?);
        Ok(Event(dueby::Event {
            id,
            set,
            recorded_at,
            step,
            note,
            ..event
        }))
    }

    /// Its type, as rules name it.
    #[getter]
    fn event(&self) -> &str {
        &self.0.event
    }

    /// When it happened.
    #[getter]
    fn at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        times::to_event_time(py, self.0.at)
    }

    /// The host's own reference for it.
    #[getter]
    fn id(&self) -> Option<&str> {
        self.0.id.as_deref()
    }

    /// The attributes that it changed.
    #[getter]
    fn set<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        tell::values(py, &self.0.set)
    }

    /// When it was recorded, where that is later.
    #[getter]
    fn recorded_at<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.0
            .recorded_at
            .map(|at| times::to_event_time(py, at))
            .transpose()
    }

    /// The id of the escalation step that it reports about.
    #[getter]
    fn step(&self) -> Option<&str> {
        self.0.step.as_deref()
    }

    /// Anything for people.
    #[getter]
    fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        let at = slf.getattr("at")?.repr()?;
        Ok(format!("Event('{}', {at})", slf.get().0.event))
    }

    /// Only for what was pickled.
    #[staticmethod]
    fn _of(py: Python<'_>, text: &str) -> PyResult<Self> {
        let case =
            dueby::Case::from_json(&format!("{{\"case\":\"-\",\"events\":[{text}]}}"), "pickle");
        let event = case.or_raise(py, Of::Case)?.events.pop();
        event
            .map(Event)
            .ok_or_else(|| PyTypeError::new_err("no event"))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((slf.getattr("_of")?, (json(&slf.get().0)?,)))
    }
}

/// A case: what has happened, as the host's system recorded it.
///
/// `events` are Events, pairs of a type and a time, or dicts; their order never matters.
/// Iterating gives them. A case is never changed: `with_event` gives another.
///
/// >>> case = dueby.Case('C-1042', 'complaint', attributes={'patch': 'Stockton'}, events=[
/// ...     ('complaint.received', datetime(2025, 12, 19, 16, 42))])
/// >>> case
/// Case(case='C-1042', kind='complaint', events=(Event('complaint.received', datetime.datetime(2025, 12, 19, 16, 42)),))
#[pyclass(frozen, eq, module = "dueby")]
#[derive(PartialEq)]
pub(crate) struct Case(pub(crate) dueby::Case);

impl Case {
    /// A case however it is given: itself, or a dict.
    pub(crate) fn given<'py>(value: &Bound<'py, PyAny>) -> PyResult<Bound<'py, Case>> {
        if let Ok(case) = value.cast::<Case>() {
            return Ok(case.clone());
        }
        Bound::new(value.py(), Case::from_dict(value)?)
    }
}

#[pymethods]
impl Case {
    #[new]
    #[pyo3(signature = (case, kind = None, *, attributes = None, events = None))]
    fn new(
        case: String,
        kind: Option<String>,
        attributes: Option<&Bound<'_, PyAny>>,
        events: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let mut all = Vec::new();
        if let Some(events) = events {
            for event in events.try_iter()? {
                all.push(Event::given(&event?)?);
            }
        }
        let attributes = self::attributes(attributes)?;
        Ok(Case(dueby::Case {
            case,
            kind,
            attributes,
            events: all,
        }))
    }

    /// Reads a case from JSON. Raises CaseError and TimeError, with line and column.
    ///
    /// >>> dueby.Case.from_json('{"case": "C-1", "events": []}').case
    /// 'C-1'
    #[staticmethod]
    #[pyo3(signature = (text, *, file = "text"))]
    fn from_json(py: Python<'_>, text: &str, file: &str) -> PyResult<Self> {
        dueby::Case::from_json(text, file)
            .map(Case)
            .or_raise(py, Of::Case)
    }

    /// Reads a case from a dict of the same shape; its times may be Python's. Raises
    /// CaseError and TimeError.
    ///
    /// >>> dueby.Case.from_dict({'case': 'C-1', 'kind': 'complaint', 'events': [
    /// ...     {'event': 'complaint.received', 'at': date(2025, 12, 19)}]}).events[0].at
    /// datetime.date(2025, 12, 19)
    #[staticmethod]
    fn from_dict(case: &Bound<'_, PyAny>) -> PyResult<Self> {
        let source = Source {
            text: to_json(case)?,
            file: "dict".to_owned(),
            is_json: true,
        };
        match dueby::Case::from_json(&source.text, &source.file) {
            Ok(case) => Ok(Case(case)),
            Err(error) => Err(source.refused(case.py(), &error, Of::Case, true)),
        }
    }

    /// The host's reference.
    #[getter]
    fn case(&self) -> &str {
        &self.0.case
    }

    /// What the case is about.
    #[getter]
    fn kind(&self) -> Option<&str> {
        self.0.kind.as_deref()
    }

    /// What is known of the case when it is opened.
    #[getter]
    fn attributes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        tell::values(py, &self.0.attributes)
    }

    /// What happened.
    #[getter]
    fn events<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(
            py,
            self.0.events.iter().cloned().map(Event).collect::<Vec<_>>(),
        )
    }

    /// The case with an event added: its arguments are those of Event, or an Event.
    ///
    /// >>> case = dueby.Case('C-1', 'complaint').with_event('complaint.received', date(2025, 12, 19))
    /// >>> len(case)
    /// 1
    #[pyo3(signature = (event, at = None, **fields))]
    fn with_event(
        &self,
        event: &Bound<'_, PyAny>,
        at: Option<&Bound<'_, PyAny>>,
        fields: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Self> {
        let event = match at {
            Some(at) => event.py().get_type::<Event>().call((event, at), fields)?,
            None => event.clone(),
        };
        let mut case = self.0.clone();
        case.events.push(Event::given(&event)?);
        Ok(Case(case))
    }

    /// The case with an attribute set.
    ///
    /// >>> dueby.Case('C-1', 'complaint').with_attribute('patch', 'Stockton').attributes
    /// {'patch': 'Stockton'}
    fn with_attribute(&self, name: String, value: &Bound<'_, PyAny>) -> PyResult<Self> {
        let mut case = self.0.clone();
        match attribute(&name, value)? {
            Some(value) => case.attributes.insert(name, value),
            None => case.attributes.remove(&name),
        };
        Ok(Case(case))
    }

    /// The same as JSON.
    fn to_json(&self) -> PyResult<String> {
        json(&self.0)
    }

    /// The same as a dict of what JSON knows.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        py.import("json")?
            .getattr("loads")?
            .call1((json(&self.0)?,))
    }

    fn __len__(&self) -> usize {
        self.0.events.len()
    }

    /// A case without events is a case.
    fn __bool__(&self) -> bool {
        true
    }

    fn __iter__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        crate::answers::iterate(slf.as_any(), "events")
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        shown(slf.as_any(), &["case", "kind", "events"])
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((slf.getattr("from_json")?, (json(&slf.get().0)?,)))
    }
}
