//! The references of cases: rows of the columns that they were given in.

use arrow_array::{Array, ArrayRef, UInt32Array};
use arrow_cast::display::array_value_to_string;

/// Columns of references, and which rows of them are those of cases.
#[derive(Default)]
pub(crate) struct Keys {
    chunks: Vec<ArrayRef>,
    /// The first row of each chunk.
    starts: Vec<usize>,
    /// The row of each case; without it, case `i` is in row `i`.
    rows: Option<Vec<u32>>,
}

impl Keys {
    pub(crate) fn new(chunks: Vec<ArrayRef>, rows: Option<Vec<u32>>) -> Self {
        let starts = starts(&chunks);
        Keys {
            chunks,
            starts,
            rows,
        }
    }

    fn place(&self, case: usize) -> (usize, usize) {
        let row = match &self.rows {
            Some(rows) => rows.get(case).map_or(usize::MAX, |row| *row as usize),
            None => case,
        };
        place(&self.starts, row)
    }

    /// The references of cases, as they were given.
    pub(crate) fn of(&self, cases: &[u32]) -> Result<ArrayRef, String> {
        let text = |error: arrow_schema::ArrowError| error.to_string();
        let [chunk] = self.chunks.as_slice() else {
            if self.chunks.is_empty() {
                return Ok(arrow_array::new_empty_array(&arrow_schema::DataType::Utf8));
            }
            let chunks: Vec<&dyn Array> = self.chunks.iter().map(AsRef::as_ref).collect();
            let places: Vec<_> = cases
                .iter()
                .map(|case| self.place(*case as usize))
                .collect();
            return arrow_select::interleave::interleave(&chunks, &places).map_err(text);
        };
        if let Some(rows) = &self.rows {
            let rows = UInt32Array::from_iter_values(cases.iter().map(|case| rows[*case as usize]));
            return arrow_select::take::take(chunk, &rows, None).map_err(text);
        }
        // One row a case: they are there already.
        match cases.first() {
            Some(first) if cases.iter().zip(*first..).all(|(case, row)| *case == row) => {
                Ok(chunk.slice(*first as usize, cases.len()))
            }
            _ => {
                let cases = UInt32Array::from(cases.to_vec());
                arrow_select::take::take(chunk, &cases, None).map_err(text)
            }
        }
    }

    /// The reference of a case, in words.
    pub(crate) fn name(&self, case: usize) -> String {
        let (chunk, row) = self.place(case);
        let chunk = self.chunks.get(chunk);
        chunk
            .and_then(|chunk| array_value_to_string(chunk, row).ok())
            .unwrap_or_default()
    }

    /// The cases, of so many, that have none, in order.
    pub(crate) fn without(&self, count: usize) -> Vec<u32> {
        if self.chunks.iter().all(|chunk| chunk.null_count() == 0) {
            return Vec::new();
        }
        let is_none = |case: &u32| {
            let (chunk, row) = self.place(*case as usize);
            self.chunks
                .get(chunk)
                .is_some_and(|chunk| chunk.is_null(row))
        };
        (0..count as u32).filter(is_none).collect()
    }
}

/// The first row of each chunk.
pub(crate) fn starts(chunks: &[ArrayRef]) -> Vec<usize> {
    let mut next = 0;
    let starts = chunks.iter().map(|chunk| {
        let start = next;
        next += chunk.len();
        start
    });
    starts.collect()
}

/// The chunk of a row, and the row in it.
#[inline]
pub(crate) fn place(starts: &[usize], row: usize) -> (usize, usize) {
    if starts.len() < 2 {
        return (0, row);
    }
    let chunk = starts
        .partition_point(|start| *start <= row)
        .saturating_sub(1);
    (chunk, row - starts[chunk])
}
