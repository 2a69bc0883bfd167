//! A row an event: case, event, at, and the attributes that it set.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, ArrayRef, Int64Array, LargeStringArray};
use arrow_cast::cast;
use arrow_schema::DataType;
use dueby::{Code, NOTHING, TimeSort};

use super::Gathered;
use super::cases::{NONE, kinds};
use super::read::{Attributes, Frame, Owned, Sorts, Texts, Times, Trouble, in_order};

/// How such a table is read.
pub(crate) struct Rows<'a> {
    pub(crate) frame: &'a Frame,
    pub(crate) case: &'a str,
    pub(crate) event: &'a str,
    pub(crate) at: &'a str,
    pub(crate) recorded_at: Option<&'a str>,
    pub(crate) attributes: Option<&'a [String]>,
    /// What is known of each case beside its events: its reference, kind and attributes.
    pub(crate) cases: Option<&'a Frame>,
    pub(crate) kind: Option<&'a str>,
    pub(crate) day_first: bool,
}

/// Which case each row is of.
struct Grouped {
    /// The case's number for each row.
    of_row: Vec<u32>,
    /// The reference of each case.
    keys: ArrayRef,
    count: usize,
}

impl Rows<'_> {
    pub(crate) fn gather(&self) -> Result<Gathered, String> {
        let frame = self.frame;
        let known = self
            .cases
            .map(|cases| cases.column(self.case))
            .transpose()?;
        let grouped = group(&frame.column(self.case)?, known.as_deref(), self.case)?;
        let mut types = Texts::read(&frame.column(self.event)?, self.event)?;
        let times = Times::read(&frame.column(self.at)?, self.at, self.day_first)?;
        let (mut bad, mut troubles) = (Vec::new(), HashMap::new());
        let mut note = |row: u32, trouble: Trouble| {
            bad.push(row);
            troubles
                .entry(grouped.of_row[row as usize])
                .or_insert(trouble);
        };
        for row in &times.missing {
            note(*row, missing(self.at, *row));
        }
        for (row, trouble) in &times.wrong {
            let message = format!("{}, in row {row}", trouble.message);
            note(
                *row,
                Trouble {
                    code: trouble.code,
                    message,
                },
            );
        }
        for (row, code) in types.codes.iter_mut().enumerate() {
            if *code == NONE {
                note(row as u32, missing(self.event, row as u32));
                // Never looked at: its case is not assessed.
                *code = 0;
            }
        }
        if types.names.is_empty() {
            types.names.push(String::new());
        }
        let (first_event, order) = order(&grouped);
        let sort = |codes: Vec<u32>| match &order {
            Some(order) => in_order(&codes, order),
            None => codes,
        };
        let sorts = match times.sorts {
            Sorts::All(TimeSort::Instant) => None,
            Sorts::All(sort) => Some(vec![sort; times.millis.len()]),
            Sorts::Each(sorts) => Some(match &order {
                Some(order) => in_order(&sorts, order),
                None => sorts,
            }),
        };
        let millis = match &order {
            Some(order) => in_order(&times.millis, order),
            None => times.millis,
        };
        let recorded = self.recorded(order.as_deref())?;
        let sets = self.sets(order.as_deref())?;
        types.codes = sort(types.codes);
        let mut gathered = Gathered {
            count: grouped.count,
            kinds: None,
            attributes: Vec::new(),
            first_event,
            types,
            times: millis,
            sorts,
            recorded,
            sets,
            troubles: Vec::new(),
            keys: vec![grouped.keys],
        };
        let mut troubles: Vec<(u32, Trouble)> = troubles.into_iter().collect();
        troubles.sort_by_key(|(case, _)| *case);
        gathered.troubles = troubles;
        super::cases::without_a_name(&mut gathered);
        match self.cases {
            Some(cases) => {
                gathered.kinds = kinds(cases, self.kind, gathered.count)?;
                self.known(cases, &mut gathered)?;
            }
            None => {
                let codes = vec![0; gathered.count];
                gathered.kinds = self.kind.map(|kind| Texts {
                    names: vec![kind.to_owned()],
                    codes,
                });
            }
        }
        Ok(gathered)
    }

    fn recorded(&self, order: Option<&[u32]>) -> Result<Option<Vec<i64>>, String> {
        let Some(name) = self.recorded_at else {
            return Ok(None);
        };
        let mut times = Times::read(&self.frame.column(name)?, name, self.day_first)?;
        if !matches!(times.sorts, Sorts::All(TimeSort::Instant)) {
            return Err(format!(
                "the column \"{name}\" holds times with a zone: when something was recorded is an instant"
            ));
        }
        for row in times.missing {
            times.millis[row as usize] = NOTHING;
        }
        Ok(Some(match order {
            Some(order) => in_order(&times.millis, order),
            None => times.millis,
        }))
    }

    /// The attributes that events set: the columns named, or all others.
    fn sets(&self, order: Option<&[u32]>) -> Result<Vec<Attributes>, String> {
        let own = [
            Some(self.case),
            Some(self.event),
            Some(self.at),
            self.recorded_at,
        ];
        let given: Vec<&String> = match self.attributes {
            Some(names) => names.iter().collect(),
            None => self
                .frame
                .names
                .iter()
                .filter(|name| !own.contains(&Some(name.as_str())))
                .collect(),
        };
        let mut sets = Vec::new();
        for name in given {
            let values = Owned::read(&self.frame.column(name)?, name)?;
            let values = match order {
                Some(order) => values.in_order(order),
                None => values,
            };
            sets.push(Attributes {
                name: name.clone(),
                values,
            });
        }
        Ok(sets)
    }

    /// The attributes of the table of cases; a case that has events alone has none.
    fn known(&self, cases: &Frame, gathered: &mut Gathered) -> Result<(), String> {
        for name in cases
            .names
            .iter()
            .filter(|name| *name != self.case && *name != "kind")
        {
            let mut values = Owned::read(&cases.column(name)?, name)?;
            match &mut values {
                Owned::Texts(texts) => texts.codes.resize(gathered.count, NONE),
                Owned::Numbers(numbers) => numbers.resize(gathered.count, f64::NAN),
                Owned::Flags(flags) => flags.resize(gathered.count, 2),
            }
            gathered.attributes.push(Attributes {
                name: name.clone(),
                values,
            });
        }
        if let Some(kinds) = &mut gathered.kinds {
            kinds.codes.resize(gathered.count, NONE);
        }
        Ok(())
    }
}

fn missing(column: &str, row: u32) -> Trouble {
    Trouble {
        code: Code::MissingField,
        message: format!("the column \"{column}\" has nothing in row {row}"),
    }
}

/// Numbers cases: those of the table of cases first, then the others as they come.
fn group(rows: &[ArrayRef], known: Option<&[ArrayRef]>, name: &str) -> Result<Grouped, String> {
    let integers = |chunks: &[ArrayRef]| chunks.iter().all(|chunk| chunk.data_type().is_integer());
    let cast_all = |chunks: &[ArrayRef], to: &DataType| {
        let cast = chunks.iter().map(|chunk| cast(chunk, to));
        cast.collect::<Result<Vec<_>, _>>()
            .map_err(|error| format!("the column \"{name}\": {error}"))
    };
    if !rows.is_empty() && integers(rows) && known.is_none_or(integers) {
        let (rows, known) = (
            cast_all(rows, &DataType::Int64)?,
            cast_all(known.unwrap_or_default(), &DataType::Int64)?,
        );
        let each = |chunks: &[ArrayRef]| chunks.to_vec();
        let mut numbered = Numbered::new();
        for chunk in each(&known) {
            numbered.own(chunk.as_primitive::<Int64Type>().iter());
        }
        let of_row = rows
            .iter()
            .flat_map(|chunk| chunk.as_primitive::<Int64Type>().iter());
        let of_row: Vec<u32> = of_row.map(|key| numbered.number(key)).collect();
        let count = numbered.keys.len();
        let keys: ArrayRef = Arc::new(Int64Array::from(numbered.keys));
        return Ok(Grouped {
            of_row,
            keys,
            count,
        });
    }
    let (rows, known) = (
        cast_all(rows, &DataType::LargeUtf8)?,
        cast_all(known.unwrap_or_default(), &DataType::LargeUtf8)?,
    );
    let mut numbered = Numbered::new();
    for chunk in &known {
        numbered.own(chunk.as_string::<i64>().iter());
    }
    let mut of_row = Vec::with_capacity(rows.iter().map(|chunk| chunk.len()).sum());
    for chunk in &rows {
        of_row.extend(
            chunk
                .as_string::<i64>()
                .iter()
                .map(|key| numbered.number(key)),
        );
    }
    let count = numbered.keys.len();
    let keys: ArrayRef = Arc::new(LargeStringArray::from(numbered.keys));
    Ok(Grouped {
        of_row,
        keys,
        count,
    })
}

struct Numbered<K> {
    numbers: HashMap<Option<K>, u32>,
    keys: Vec<Option<K>>,
    last: Option<(Option<K>, u32)>,
}

impl<K: Copy + Eq + Hash> Numbered<K> {
    fn new() -> Self {
        Numbered {
            numbers: HashMap::new(),
            keys: Vec::new(),
            last: None,
        }
    }

    /// Rows of the table of cases, each a case.
    fn own(&mut self, keys: impl Iterator<Item = Option<K>>) {
        for key in keys {
            self.numbers.insert(key, self.keys.len() as u32);
            self.keys.push(key);
        }
    }

    #[inline]
    fn number(&mut self, key: Option<K>) -> u32 {
        if let Some((last, number)) = &self.last
            && *last == key
        {
            return *number;
        }
        let next = self.keys.len() as u32;
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.keys.push(key);
        }
        self.last = Some((key, number));
        number
    }
}

/// Where each case's events begin, and the rows case by case; nothing where they are so.
fn order(grouped: &Grouped) -> (Vec<usize>, Option<Vec<u32>>) {
    let mut first_event = vec![0_usize; grouped.count + 1];
    let mut in_order = true;
    let mut before = 0;
    for case in &grouped.of_row {
        first_event[*case as usize + 1] += 1;
        in_order &= *case >= before;
        before = *case;
    }
    for case in 0..grouped.count {
        first_event[case + 1] += first_event[case];
    }
    if in_order {
        return (first_event, None);
    }
    let mut next = first_event.clone();
    let mut order = vec![0_u32; grouped.of_row.len()];
    for (row, case) in grouped.of_row.iter().enumerate() {
        let place = &mut next[*case as usize];
        order[*place] = row as u32;
        *place += 1;
    }
    (first_event, Some(order))
}
