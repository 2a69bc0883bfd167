//! The answers for several cases, which draw themselves together.

use pyo3::prelude::*;
use pyo3::types::{PyList, PyTuple};

use super::assessment::{Assessment, draw};

/// What several cases are at a moment: from `Engine.assess_all`.
///
/// A sequence of Assessments; in a notebook, one picture of them all.
///
/// >>> engine = dueby.Engine('landlords/customer-care-strategy')
/// >>> cases = [dueby.Case(name, 'complaint') for name in ('C-1', 'C-2')]
/// >>> [answer.case for answer in engine.assess_all(cases, date(2026, 1, 5))]
/// ['C-1', 'C-2']
#[pyclass(frozen, sequence, module = "dueby")]
pub(crate) struct Assessments(pub(crate) Vec<Py<Assessment>>);

#[pymethods]
impl Assessments {
    /// A picture of the cases on one axis as SVG text, `width` pixels wide.
    ///
    /// >>> engine = dueby.Engine('landlords/customer-care-strategy')
    /// >>> engine.assess_all([dueby.Case('C-1', 'complaint')], date(2026, 1, 5)).to_svg()[:4]
    /// '<svg'
    #[pyo3(signature = (*, width = 760))]
    fn to_svg(&self, py: Python<'_>, width: u16) -> PyResult<String> {
        let all: Vec<&Assessment> = self.0.iter().map(|one| one.get()).collect();
        draw(py, &all, width)
    }

    /// What a notebook shows.
    pub(crate) fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        self.to_svg(py, 760)
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }

    fn __getitem__<'py>(
        &self,
        py: Python<'py>,
        index: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        PyTuple::new(py, &self.0)?.as_any().get_item(index)
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(PyTuple::new(py, &self.0)?.try_iter()?.into_any())
    }

    fn __repr__(&self) -> String {
        format!("<Assessments of {} cases>", self.0.len())
    }

    /// Only for what was pickled.
    #[staticmethod]
    fn _of(all: Vec<Py<Assessment>>) -> Self {
        Assessments(all)
    }

    fn __reduce__<'py>(
        slf: &Bound<'py, Self>,
    ) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let all = PyList::new(slf.py(), &slf.get().0)?;
        Ok((slf.getattr("_of")?, PyTuple::new(slf.py(), [all])?))
    }
}
