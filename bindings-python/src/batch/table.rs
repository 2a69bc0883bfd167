//! Tables and columns as Python has them: Arrow, until somebody asks for something else.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, RecordBatchIterator, RecordBatchReader};
use arrow_cast::display::array_value_to_string;
use arrow_ipc::reader::StreamReader;
use arrow_ipc::writer::StreamWriter;
use arrow_schema::{ArrowError, Field, FieldRef, Schema, SchemaRef};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule, PyDict, PyTuple};
use pyo3_arrow::ffi::{ArrayIterator, ArrayReader};
use pyo3_arrow::ffi::{to_array_pycapsules, to_schema_pycapsule, to_stream_pycapsule};

use crate::answers::{Assessment, Assessments};
use crate::case::Case;
use crate::engine::Engine;

/// A table, for whoever reads Arrow: `polars.DataFrame(table)`, `pyarrow.table(table)`,
/// `pandas.DataFrame.from_arrow(table)`, and a query of DuckDB that names it.
///
/// >>> import pyarrow
/// >>> events = pyarrow.table({'case': ['C-1'], 'event': ['complaint.received'], 'at': [date(2025, 12, 19)]})
/// >>> table = dueby.Engine('landlords/customer-care-strategy').assess_events(
/// ...     events, datetime(2025, 12, 22, 9), kind='complaint')
/// >>> len(table), table.column_names[:3]
/// (3, ('case', 'pack', 'clock'))
///
/// Two tables are equal where all their rows are. A table can be pickled, rows and all.
#[pyclass(frozen, eq, module = "dueby")]
pub(crate) struct Table {
    batches: Vec<RecordBatch>,
    schema: SchemaRef,
    unknown_events: Vec<String>,
    first: Option<First>,
}

/// Equal are tables of the same rows, however they are divided.
impl PartialEq for Table {
    fn eq(&self, other: &Self) -> bool {
        let whole =
            |table: &Table| arrow_select::concat::concat_batches(&table.schema, &table.batches);
        self.schema == other.schema
            && (self.batches == other.batches
                || matches!((whole(self), whole(other)), (Ok(one), Ok(other)) if one == other))
    }
}

/// Rows in Arrow's own form for streams.
fn written(schema: &SchemaRef, batches: &[RecordBatch]) -> Result<Vec<u8>, ArrowError> {
    let mut bytes = Vec::new();
    let mut writer = StreamWriter::try_new(&mut bytes, schema)?;
    for batch in batches {
        writer.write(batch)?;
    }
    writer.finish()?;
    drop(writer);
    Ok(bytes)
}

fn read(bytes: &[u8]) -> PyResult<(Vec<RecordBatch>, SchemaRef)> {
    let wrong = |error: ArrowError| PyValueError::new_err(format!("this is no table: {error}"));
    let reader = StreamReader::try_new(bytes, None).map_err(wrong)?;
    let schema = reader.schema();
    let batches = reader.collect::<Result<_, _>>().map_err(wrong)?;
    Ok((batches, schema))
}

/// What a table of clocks draws: the first of its cases, asked when it is shown.
pub(crate) struct First {
    pub(crate) engine: Py<Engine>,
    pub(crate) cases: Vec<Py<Case>>,
    pub(crate) as_of: Py<PyAny>,
    /// `known_at`, `accept` and `readings`, as `assess` takes them.
    pub(crate) named: Py<PyDict>,
}

impl First {
    /// A picture of those cases that have an answer.
    fn drawn(&self, py: Python<'_>) -> PyResult<String> {
        let engine = self.engine.bind(py).as_any();
        let ask = |case: &Py<Case>| {
            let asked = (case, &self.as_of);
            engine.call_method("assess", asked, Some(self.named.bind(py)))
        };
        let answers = self.cases.iter().filter_map(|case| ask(case).ok());
        let answers: Vec<Py<Assessment>> = answers
            .map(|answer| Ok(answer.cast_into::<Assessment>()?.unbind()))
            .collect::<PyResult<_>>()?;
        match answers.is_empty() {
            true => Ok(String::new()),
            false => Assessments(answers)._repr_html_(py),
        }
    }
}

impl Table {
    /// The same, drawing cases.
    pub(crate) fn drawn_as(self, first: First) -> Self {
        Table {
            first: Some(first),
            ..self
        }
    }

    pub(crate) fn new(
        batches: Vec<RecordBatch>,
        schema: SchemaRef,
        unknown_events: Vec<String>,
    ) -> Self {
        Table {
            batches,
            schema,
            unknown_events,
            first: None,
        }
    }
}

#[pymethods]
impl Table {
    /// The names of the columns.
    #[getter]
    fn column_names<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(
            py,
            self.schema
                .fields()
                .iter()
                .map(|field| field.name())
                .collect::<Vec<_>>(),
        )
    }

    /// The types of events in what was given that no clock knows: slips, or events of
    /// other systems.
    #[getter]
    fn unknown_events<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.unknown_events)
    }

    /// The rows as a pandas data frame, which needs pandas and pyarrow.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Table::to_pyarrow(slf)?.call_method0("to_pandas")
    }

    /// The rows as a Polars data frame, which needs polars.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py()
            .import("polars")?
            .getattr("DataFrame")?
            .call1((slf,))
    }

    /// The rows as a table of pyarrow, which needs it.
    fn to_pyarrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("pyarrow")?.getattr("table")?.call1((slf,))
    }

    /// What a notebook shows: of a table of clocks a picture of its first cases on one axis, and
    /// the first rows.
    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        const MOST: usize = 20;
        let cell = |tag: &str, text: &str| {
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            format!("<{tag}>{text}</{tag}>")
        };
        let names = self
            .schema
            .fields()
            .iter()
            .map(|field| cell("th", field.name()));
        let mut html = format!(
            "<table><thead><tr>{}</tr></thead><tbody>",
            names.collect::<String>()
        );
        let mut left = MOST;
        for batch in &self.batches {
            for row in 0..batch.num_rows().min(left) {
                let cells = batch.columns().iter().map(|column| {
                    cell(
                        "td",
                        &array_value_to_string(column, row).unwrap_or_default(),
                    )
                });
                html.push_str(&format!("<tr>{}</tr>", cells.collect::<String>()));
            }
            left -= batch.num_rows().min(left);
        }
        let rows = self.__len__();
        let more = if rows > MOST {
            format!("<p>{MOST} of {rows} rows</p>")
        } else {
            String::new()
        };
        let picture = match &self.first {
            Some(first) => first.drawn(py)?,
            None => String::new(),
        };
        Ok(format!("{picture}{html}</tbody></table>{more}"))
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    fn __repr__(&self) -> String {
        let names: Vec<&str> = self
            .schema
            .fields()
            .iter()
            .map(|field| field.name().as_str())
            .collect();
        format!("<Table: {} rows of {}>", self.__len__(), names.join(", "))
    }

    /// Only for what was pickled.
    #[staticmethod]
    #[allow(clippy::type_complexity)]
    fn _of(
        bytes: &[u8],
        unknown_events: Vec<String>,
        first: Option<(Py<Engine>, Vec<Py<Case>>, Py<PyAny>, Py<PyDict>)>,
    ) -> PyResult<Self> {
        let (batches, schema) = read(bytes)?;
        Ok(Table {
            first: first.map(|(engine, cases, as_of, named)| First {
                engine,
                cases,
                as_of,
                named,
            }),
            ..Table::new(batches, schema, unknown_events)
        })
    }

    fn __reduce__<'py>(
        slf: &Bound<'py, Self>,
    ) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let (py, this) = (slf.py(), slf.get());
        let bytes = py.detach(|| written(&this.schema, &this.batches));
        let bytes = bytes.map_err(|error| PyValueError::new_err(error.to_string()))?;
        let first = this.first.as_ref().map(|first| {
            (
                first.engine.bind(py),
                PyTuple::new(py, &first.cases),
                first.as_of.bind(py),
                first.named.bind(py),
            )
        });
        let first = match first {
            Some((engine, cases, as_of, named)) => {
                Some((engine, cases?, as_of, named).into_pyobject(py)?)
            }
            None => None,
        };
        let parts = (PyBytes::new(py, &bytes), &this.unknown_events, first);
        Ok((slf.getattr("_of")?, parts.into_pyobject(py)?))
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Ok(to_schema_pycapsule(py, self.schema.as_ref())?)
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let batches = self.batches.clone();
        let reader =
            RecordBatchIterator::new(batches.into_iter().map(Ok), Arc::clone(&self.schema));
        let reader: Box<dyn RecordBatchReader + Send> = Box::new(reader);
        let field: FieldRef = Arc::new(Field::new_struct("", self.schema.fields().clone(), false));
        let arrays = reader.map(|batch| {
            batch.map(|batch| Arc::new(arrow_array::StructArray::from(batch)) as ArrayRef)
        });
        let arrays: Box<dyn ArrayReader + Send> = Box::new(ArrayIterator::new(arrays, field));
        Ok(to_stream_pycapsule(py, arrays, requested_schema)?)
    }
}

/// A column, for whoever reads Arrow: `polars.Series(column)`, `pyarrow.array(column)`.
///
/// >>> import pyarrow
/// >>> calendar = dueby.Calendar.named('england-and-wales')
/// >>> ends = calendar.columns.add_working_days(pyarrow.array([date(2025, 12, 19)]), 5)
/// >>> ends.to_pyarrow().to_pylist()
/// [datetime.date(2025, 12, 30)]
///
/// Two columns are equal where all their rows are. A column can be pickled.
#[pyclass(frozen, eq, module = "dueby")]
pub(crate) struct Column {
    array: ArrayRef,
    field: FieldRef,
}

impl PartialEq for Column {
    fn eq(&self, other: &Self) -> bool {
        self.field == other.field && *self.array == *other.array
    }
}

impl Column {
    pub(crate) fn new(array: ArrayRef) -> Self {
        let field = Arc::new(Field::new("", array.data_type().clone(), true));
        Column { array, field }
    }
}

#[pymethods]
impl Column {
    /// The rows as an array of pyarrow, which needs it.
    fn to_pyarrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("pyarrow")?.getattr("array")?.call1((slf,))
    }

    /// The rows as a pandas series, which needs pandas and pyarrow.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Column::to_pyarrow(slf)?.call_method0("to_pandas")
    }

    /// The rows as a Polars series, which needs polars.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("polars")?.getattr("Series")?.call1((slf,))
    }

    fn __len__(&self) -> usize {
        self.array.len()
    }

    fn __repr__(&self) -> String {
        format!(
            "<Column: {} rows of {}>",
            self.array.len(),
            self.array.data_type()
        )
    }

    /// Only for what was pickled.
    #[staticmethod]
    fn _of(bytes: &[u8]) -> PyResult<Self> {
        let (batches, _) = read(bytes)?;
        let array = batches.first().and_then(|batch| batch.columns().first());
        let array = array.ok_or_else(|| PyValueError::new_err("this is no column"))?;
        Ok(Column::new(Arc::clone(array)))
    }

    fn __reduce__<'py>(
        slf: &Bound<'py, Self>,
    ) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let (py, this) = (slf.py(), slf.get());
        let schema = Arc::new(Schema::new(vec![Arc::clone(&this.field)]));
        let batch = RecordBatch::try_new(Arc::clone(&schema), vec![Arc::clone(&this.array)]);
        let bytes = batch.and_then(|batch| written(&schema, &[batch]));
        let bytes = bytes.map_err(|error| PyValueError::new_err(error.to_string()))?;
        let parts = (PyBytes::new(py, &bytes),);
        Ok((slf.getattr("_of")?, parts.into_pyobject(py)?))
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Ok(to_schema_pycapsule(py, self.field.as_ref())?)
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        Ok(to_array_pycapsules(
            py,
            Arc::clone(&self.field),
            &self.array,
            requested_schema,
        )?)
    }
}
