//! Which case each row of events is of, and the rows case by case.
//!
//! Most tables come case by case, in some order of their references: then a reference that comes
//! after all others in that order is new, and nothing is looked up. References that come in no
//! order are numbered by a table of their hashes.

use std::cmp::Ordering;
use std::hash::Hash;

use ahash::RandomState;
use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{ArrayAccessor, ArrayRef};
use arrow_cast::cast;
use arrow_schema::DataType;
use hashbrown::HashTable;

use super::keys::{Keys, place, starts};
use super::texts::{is_text, same};

/// Rows of events put to cases: those of the table of cases first, then the others as they
/// come.
pub(crate) struct Groups {
    pub(crate) keys: Keys,
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
        let known = known.unwrap_or_default();
        let all = || known.iter().chain(rows);
        let of = |is: fn(&DataType) -> bool| all().all(|chunk| is(chunk.data_type()));
        let first = all().next().map(|chunk| chunk.data_type().clone());
        let to = match first {
            Some(DataType::Int64) if of(|of| *of == DataType::Int64) => DataType::Int64,
            Some(DataType::Utf8) if of(|of| *of == DataType::Utf8) => DataType::Utf8,
            Some(DataType::Utf8View) if of(|of| *of == DataType::Utf8View) => DataType::Utf8View,
            Some(_) if of(DataType::is_integer) => DataType::Int64,
            Some(_) if of(|of| is_text(of) || of.is_integer()) => DataType::LargeUtf8,
            Some(_) => {
                let odd = all().map(|chunk| chunk.data_type());
                let odd = odd.clone().find(|of| !is_text(of) && !of.is_integer());
                return Err(format!(
                    "the column \"{name}\" holds texts or whole numbers, not {}",
                    odd.unwrap_or(&DataType::Null)
                ));
            }
            None => DataType::Utf8,
        };
        let chunks = all().map(|chunk| match *chunk.data_type() == to {
            true => Ok(ArrayRef::clone(chunk)),
            false => cast(chunk, &to).map_err(|error| format!("the column \"{name}\": {error}")),
        });
        let chunks: Vec<ArrayRef> = chunks.collect::<Result<_, _>>()?;
        let known = known.iter().map(|chunk| chunk.len()).sum();
        Ok(match to {
            DataType::Int64 => Numbered::number(
                &chunks,
                chunks.iter().map(|chunk| chunk.as_primitive::<Int64Type>()),
                known,
            ),
            DataType::Utf8 => Numbered::number(
                &chunks,
                chunks.iter().map(|one| one.as_string::<i32>()),
                known,
            ),
            DataType::Utf8View => Numbered::number(
                &chunks,
                chunks.iter().map(|one| one.as_string_view()),
                known,
            ),
            _ => Numbered::number(
                &chunks,
                chunks.iter().map(|one| one.as_string::<i64>()),
                known,
            ),
        })
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

/// Something that cases are told apart by.
trait Key: Copy + Ord + Hash {
    fn same(self, other: Self) -> bool;

    /// In each of the orders that references are put in.
    fn compared(self, other: Self) -> [Ordering; 2];
}

impl Key for i64 {
    #[inline]
    fn same(self, other: Self) -> bool {
        self == other
    }

    #[inline]
    fn compared(self, other: Self) -> [Ordering; 2] {
        [self.cmp(&other); 2]
    }
}

impl Key for &str {
    #[inline]
    fn same(self, other: Self) -> bool {
        same(self, other)
    }

    /// By letters, and as numbers are: R-9 before R-10.
    #[inline]
    fn compared(self, other: Self) -> [Ordering; 2] {
        let letters = self.cmp(other);
        [letters, self.len().cmp(&other.len()).then(letters)]
    }
}

/// The same of what may be missing, which comes before all else.
#[inline]
fn compared<K: Key>(one: Option<K>, other: Option<K>) -> [Ordering; 2] {
    match (one, other) {
        (Some(one), Some(other)) => one.compared(other),
        (one, other) => [one.is_some().cmp(&other.is_some()); 2],
    }
}

#[inline]
fn same_key<K: Key>(one: Option<K>, other: Option<K>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.same(other),
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// Cases, numbered as they come.
struct Numbered<A> {
    chunks: Vec<A>,
    starts: Vec<usize>,
    /// The first row of each case in these.
    rows: Vec<u32>,
    /// The orders in which every case so far comes after those before it: as long as there is one,
    /// none has to be looked for.
    ascending: [bool; 2],
    /// A part of each reference's hash, with the case's number.
    table: HashTable<(u32, u32)>,
    hasher: RandomState,
    /// As long as rows come case by case, where each case begins.
    first_event: Vec<usize>,
    /// The case of each row from then on.
    of_row: Option<Vec<u32>>,
    last_case: Option<u32>,
}

impl<A> Numbered<A>
where
    A: ArrayAccessor + Copy,
    A::Item: Key,
{
    /// Numbers the cases of rows, of which the first so many are those of the table of cases: each
    /// a case; of two with one reference, events are the last one's.
    fn number(all: &[ArrayRef], chunks: impl Iterator<Item = A>, known: usize) -> Groups {
        let mut numbered = Numbered {
            chunks: chunks.collect(),
            starts: starts(all),
            rows: Vec::new(),
            ascending: [true; 2],
            table: HashTable::new(),
            hasher: RandomState::new(),
            first_event: Vec::new(),
            of_row: None,
            last_case: None,
        };
        let rows = numbered
            .chunks
            .iter()
            .map(|chunk| chunk.len())
            .sum::<usize>()
            - known;
        numbered.own(known);
        let mut row = 0;
        let mut last = None;
        for place in 0..numbered.chunks.len() {
            let chunk = numbered.chunks[place];
            if numbered.starts[place] < known || chunk.is_empty() {
                continue;
            }
            let no_nulls = chunk.null_count() == 0;
            for within in 0..chunk.len() {
                let key = match no_nulls || chunk.is_valid(within) {
                    true => Some(chunk.value(within)),
                    false => None,
                };
                match last {
                    Some(last) if same_key(last, key) => {
                        if let (Some(of_row), Some(case)) =
                            (&mut numbered.of_row, numbered.last_case)
                        {
                            of_row.push(case);
                        }
                    }
                    _ => numbered.begin(key, row, known, rows),
                }
                last = Some(key);
                row += 1;
            }
        }
        numbered.done(all.to_vec(), row)
    }

    /// The reference of a case that has its number.
    #[inline]
    fn key(&self, case: u32) -> Option<A::Item> {
        self.key_at(self.rows[case as usize])
    }

    #[inline]
    fn key_at(&self, row: u32) -> Option<A::Item> {
        let (chunk, row) = place(&self.starts, row as usize);
        let chunk = self.chunks[chunk];
        chunk.is_valid(row).then(|| chunk.value(row))
    }

    /// Whether it comes after another, in an order that all did so far.
    #[inline]
    fn goes_on(&mut self, key: Option<A::Item>, after: Option<A::Item>) -> bool {
        let orders = compared(key, after);
        for (ascending, order) in self.ascending.iter_mut().zip(orders) {
            *ascending &= order == Ordering::Greater;
        }
        self.ascending != [false; 2]
    }

    /// The rows of the table of cases.
    fn own(&mut self, known: usize) {
        let mut before = None;
        for row in 0..known as u32 {
            let key = self.key_at(row);
            if let Some(before) = before
                && self.ascending != [false; 2]
            {
                self.goes_on(key, before);
            }
            before = Some(key);
            self.rows.push(row);
        }
        if self.ascending == [false; 2] {
            self.look_up();
        }
    }

    /// A row of another case than the one before.
    #[inline]
    fn begin(&mut self, key: Option<A::Item>, row: usize, known: usize, rows: usize) {
        let before = self.last_case;
        let case = self.case(key, before, (known + row) as u32);
        self.last_case = Some(case);
        match &mut self.of_row {
            Some(of_row) => of_row.push(case),
            None if before.is_none_or(|before| before < case) => {
                // Cases between the two have no events.
                self.first_event.resize(case as usize + 1, row);
            }
            None => self.come_back(case, row, rows),
        }
    }

    /// A case comes again after others: rows have to be ordered.
    #[cold]
    fn come_back(&mut self, case: u32, row: usize, rows: usize) {
        let mut of_row = Vec::with_capacity(rows);
        for case in 0..self.first_event.len() {
            let next = self.first_event.get(case + 1).copied();
            of_row.resize(next.unwrap_or(row), case as u32);
        }
        of_row.push(case);
        self.of_row = Some(of_row);
    }

    /// The number of a case, by its reference, which stands in a row.
    #[inline]
    fn case(&mut self, key: Option<A::Item>, before: Option<u32>, row: u32) -> u32 {
        let next = self.rows.len() as u32;
        if self.ascending != [false; 2] {
            // The case after the one before, as in a table of cases in the same order.
            let likely = before.map_or(0, |before| before + 1);
            if likely < next
                && let Some(case) = self.gallop(key, likely)
            {
                return case;
            }
            let is_new = match next.checked_sub(1) {
                Some(greatest) => {
                    let greatest = self.key(greatest);
                    self.goes_on(key, greatest)
                }
                None => true,
            };
            if is_new {
                self.rows.push(row);
                return next;
            }
            self.look_up();
        }
        let hash = self.hasher.hash_one(key);
        let found = self.table.find(spread(hash as u32), |(part, case)| {
            *part == hash as u32 && same_key(self.key(*case), key)
        });
        match found {
            Some((_, case)) => *case,
            None => {
                self.rows.push(row);
                self.insert(hash, next);
                next
            }
        }
    }

    /// A case that is known, at `likely` or some way after it.
    fn gallop(&self, key: Option<A::Item>, likely: u32) -> Option<u32> {
        let next = self.rows.len() as u32;
        let order = usize::from(!self.ascending[0]);
        let at = |case: u32| compared(self.key(case), key)[order];
        let (mut low, mut step) = (likely, 1);
        loop {
            match at(low) {
                Ordering::Equal => return Some(low),
                Ordering::Greater => return None,
                Ordering::Less => {}
            }
            let high = low.saturating_add(step).min(next - 1);
            if high == low {
                return None;
            }
            if at(high) == Ordering::Less {
                (low, step) = (high, step * 2);
                continue;
            }
            let (mut from, mut until) = (low + 1, high + 1);
            while from < until {
                let middle = from + (until - from) / 2;
                match at(middle) {
                    Ordering::Equal => return Some(middle),
                    Ordering::Less => from = middle + 1,
                    Ordering::Greater => until = middle,
                }
            }
            return None;
        }
    }

    /// From now on, cases are looked up. Of two with one reference the last is found.
    #[cold]
    fn look_up(&mut self) {
        self.ascending = [false; 2];
        self.table
            .reserve(self.rows.len() * 2, |(part, _)| spread(*part));
        for case in (0..self.rows.len() as u32).rev() {
            let key = self.key(case);
            let hash = self.hasher.hash_one(key);
            let again = self.table.find(spread(hash as u32), |(part, other)| {
                *part == hash as u32 && same_key(self.key(*other), key)
            });
            if again.is_none() {
                self.insert(hash, case);
            }
        }
    }

    fn insert(&mut self, hash: u64, case: u32) {
        let part = hash as u32;
        self.table
            .insert_unique(spread(part), (part, case), |(part, _)| spread(*part));
    }

    fn done(mut self, chunks: Vec<ArrayRef>, rows: usize) -> Groups {
        let count = self.rows.len();
        let keys = Keys::new(chunks, Some(self.rows));
        let Some(of_row) = self.of_row else {
            self.first_event.resize(count + 1, rows);
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

/// A part of a hash as one that fills all bits: only parts are kept.
#[inline]
fn spread(part: u32) -> u64 {
    u64::from(part).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}
