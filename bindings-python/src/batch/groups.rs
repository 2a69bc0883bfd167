//! Which case each row of events is of, and the rows case by case.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, ArrayRef, Int64Array, LargeStringArray};
use arrow_cast::cast;
use arrow_schema::DataType;

/// Rows of events put to cases: those of the table of cases first, then the others as they
/// come.
pub(crate) struct Groups {
    /// The reference of each case.
    pub(crate) keys: ArrayRef,
    pub(crate) count: usize,
    /// For each case its first row, and one past the last at the end: of the rows as they are,
    /// or of `order`.
    pub(crate) first_event: Vec<usize>,
    /// The rows case by case; nothing where they are so.
    pub(crate) order: Option<Vec<u32>>,
    /// The case of each row, where rows are not case by case.
    of_row: Vec<u32>,
}

impl Groups {
    pub(crate) fn of(
        rows: &[ArrayRef],
        known: Option<&[ArrayRef]>,
        name: &str,
    ) -> Result<Self, String> {
        let integers =
            |chunks: &[ArrayRef]| chunks.iter().all(|chunk| chunk.data_type().is_integer());
        let cast_all = |chunks: &[ArrayRef], to: &DataType| {
            let cast = chunks.iter().map(|chunk| cast(chunk, to));
            cast.collect::<Result<Vec<_>, _>>()
                .map_err(|error| format!("the column \"{name}\": {error}"))
        };
        let known = known.unwrap_or_default();
        if !rows.is_empty() && integers(rows) && integers(known) {
            let (rows, known) = (
                cast_all(rows, &DataType::Int64)?,
                cast_all(known, &DataType::Int64)?,
            );
            let mut numbered = Numbered::new(&rows);
            for chunk in &known {
                numbered.own(chunk.as_primitive::<Int64Type>().iter());
            }
            numbered.all_known();
            for chunk in &rows {
                let chunk = chunk.as_primitive::<Int64Type>();
                match chunk.null_count() {
                    0 => numbered.rows(chunk.values().iter().map(|key| Some(*key))),
                    _ => numbered.rows(chunk.iter()),
                }
            }
            let keys = Arc::new(Int64Array::from(std::mem::take(&mut numbered.keys)));
            return Ok(numbered.done(keys));
        }
        let (rows, known) = (
            cast_all(rows, &DataType::LargeUtf8)?,
            cast_all(known, &DataType::LargeUtf8)?,
        );
        let mut numbered = Numbered::new(&rows);
        for chunk in &known {
            numbered.own(chunk.as_string::<i64>().iter());
        }
        numbered.all_known();
        for chunk in &rows {
            numbered.rows(chunk.as_string::<i64>().iter());
        }
        let keys = Arc::new(LargeStringArray::from(std::mem::take(&mut numbered.keys)));
        Ok(numbered.done(keys))
    }

    /// The case of a row, as it was given.
    pub(crate) fn case_of(&self, row: u32) -> u32 {
        match self.of_row.get(row as usize) {
            Some(case) => *case,
            None => {
                let row = row as usize;
                self.first_event.partition_point(|first| *first <= row) as u32 - 1
            }
        }
    }
}

/// Cases, numbered as they come.
struct Numbered<K> {
    keys: Vec<Option<K>>,
    /// As long as each key is greater than those before, none of them has to be looked for.
    ascending: bool,
    numbers: HashMap<Option<K>, u32>,
    /// As long as rows come case by case, where each case begins.
    first_event: Vec<usize>,
    /// The case of each row from then on.
    of_row: Option<Vec<u32>>,
    last: Option<(Option<K>, u32)>,
    row: usize,
    rows: usize,
}

impl<K: Copy + Eq + Hash + Ord> Numbered<K> {
    fn new(rows: &[ArrayRef]) -> Self {
        Numbered {
            keys: Vec::new(),
            ascending: true,
            numbers: HashMap::new(),
            first_event: Vec::new(),
            of_row: None,
            last: None,
            row: 0,
            rows: rows.iter().map(|chunk| chunk.len()).sum(),
        }
    }

    /// Rows of the table of cases, each a case; of two with one reference, events are the
    /// last one's.
    fn own(&mut self, keys: impl Iterator<Item = Option<K>>) {
        for key in keys {
            self.ascending &= self.keys.last().is_none_or(|last| *last < key);
            self.keys.push(key);
        }
    }

    fn all_known(&mut self) {
        if !self.ascending {
            self.look_up();
        }
    }

    fn rows(&mut self, keys: impl Iterator<Item = Option<K>>) {
        for key in keys {
            match &self.last {
                Some((last, case)) if *last == key => {
                    if let Some(of_row) = &mut self.of_row {
                        of_row.push(*case);
                    }
                }
                _ => self.begin(key),
            }
            self.row += 1;
        }
    }

    /// A row of another case than the one before.
    #[inline]
    fn begin(&mut self, key: Option<K>) {
        let before = self.last.map(|(_, case)| case);
        let case = self.number(key, before);
        self.last = Some((key, case));
        match &mut self.of_row {
            Some(of_row) => of_row.push(case),
            None if before.is_none_or(|before| before < case) => {
                // Cases between the two have no events.
                self.first_event.resize(case as usize + 1, self.row);
            }
            None => self.come_back(case),
        }
    }

    /// A case comes again after others: rows have to be ordered.
    #[cold]
    fn come_back(&mut self, case: u32) {
        let mut of_row = Vec::with_capacity(self.rows);
        for case in 0..self.first_event.len() {
            let next = self.first_event.get(case + 1).copied();
            of_row.resize(next.unwrap_or(self.row), case as u32);
        }
        of_row.push(case);
        self.of_row = Some(of_row);
    }

    #[inline]
    fn number(&mut self, key: Option<K>, before: Option<u32>) -> u32 {
        let next = self.keys.len() as u32;
        if self.ascending {
            // The case after the one before, as in a table of cases in the same order.
            let likely = before.map_or(0, |before| before + 1);
            match self.keys.get(likely as usize) {
                Some(known) if *known == key => return likely,
                None if self.keys.last().is_none_or(|last| *last < key) => {
                    self.keys.push(key);
                    return next;
                }
                _ => {}
            }
            if let Ok(known) = self.keys.binary_search(&key) {
                return known as u32;
            }
            if self.keys.last().is_none_or(|last| *last < key) {
                self.keys.push(key);
                return next;
            }
            self.look_up();
        }
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.keys.push(key);
        }
        number
    }

    #[cold]
    fn look_up(&mut self) {
        self.ascending = false;
        let keys = self.keys.iter().zip(0..);
        self.numbers = keys.map(|(key, number)| (*key, number)).collect();
    }

    fn done(mut self, keys: ArrayRef) -> Groups {
        let count = keys.len();
        let Some(of_row) = self.of_row else {
            self.first_event.resize(count + 1, self.row);
            return Groups {
                keys,
                count,
                first_event: self.first_event,
                order: None,
                of_row: Vec::new(),
            };
        };
        let mut first_event = vec![0_usize; count + 1];
        for case in &of_row {
            first_event[*case as usize + 1] += 1;
        }
        for case in 0..count {
            first_event[case + 1] += first_event[case];
        }
        let mut next = first_event.clone();
        let mut order = vec![0_u32; of_row.len()];
        for (row, case) in of_row.iter().enumerate() {
            let place = &mut next[*case as usize];
            order[*place] = row as u32;
            *place += 1;
        }
        Groups {
            keys,
            count,
            first_event,
            order: Some(order),
            of_row,
        }
    }
}
