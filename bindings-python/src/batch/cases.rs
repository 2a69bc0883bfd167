//! One row a case, with a column for each event: as housing systems export.

use dueby::{Code, Names, TimeSort};

use super::Gathered;
use super::read::{Attributes, Frame, Owned, Sorts, Texts, Times, Trouble};

/// How such a table is read.
pub(crate) struct Cases<'a> {
    pub(crate) frame: &'a Frame,
    /// The column of the host's references.
    pub(crate) case: &'a str,
    /// Columns with the types of the events whose times they hold.
    pub(crate) events: &'a [(String, String)],
    pub(crate) attributes: Option<&'a [String]>,
    pub(crate) kind: Option<&'a str>,
    pub(crate) day_first: bool,
}

impl Cases<'_> {
    pub(crate) fn gather(&self) -> Result<Gathered, String> {
        let frame = self.frame;
        let mut names: Vec<String> = Vec::new();
        let mut columns = Vec::new();
        for (column, event) in self.events {
            let known = names.iter().position(|name| name == event);
            let code = known.unwrap_or_else(|| {
                names.push(event.clone());
                names.len() - 1
            });
            let times = Times::read(&frame.column(column)?, column, self.day_first)?;
            columns.push(Column {
                name: column,
                code: code as u32,
                times,
            });
        }
        let mut gathered = Gathered {
            keys: frame.column(self.case)?,
            count: frame.rows,
            kinds: kinds(frame, self.kind, frame.rows)?,
            attributes: self.attributes(frame)?,
            ..Gathered::default()
        };
        let codes = match columns.iter().all(Column::is_whole) {
            true => all(&columns, &mut gathered),
            false => some(&columns, &mut gathered),
        };
        gathered.types = Texts {
            names,
            codes: codes.into(),
        };
        without_a_name(&mut gathered);
        Ok(gathered)
    }

    fn attributes(&self, frame: &Frame) -> Result<Vec<Attributes>, String> {
        let given: Vec<&String> = match self.attributes {
            Some(names) => names.iter().collect(),
            None => frame
                .names
                .iter()
                .filter(|name| {
                    *name != self.case
                        && *name != "kind"
                        && !self.events.iter().any(|(column, _)| column == *name)
                })
                .collect(),
        };
        given
            .into_iter()
            .map(|name| {
                let values = Owned::read(&frame.column(name)?, name)?;
                Ok(Attributes {
                    name: name.clone(),
                    values,
                })
            })
            .collect()
    }
}

/// A column of times, with the code of the event that they are of.
struct Column<'a> {
    name: &'a str,
    code: u32,
    times: Times,
}

impl Column<'_> {
    /// Whether there is an instant in every row.
    fn is_whole(&self) -> bool {
        self.are_instants() && self.times.missing.is_empty() && self.times.wrong.is_empty()
    }

    fn are_instants(&self) -> bool {
        matches!(self.times.sorts, Sorts::All(TimeSort::Instant))
    }
}

/// The events of cases of which each has all. Gives the codes of their types.
fn all(columns: &[Column<'_>], gathered: &mut Gathered) -> Vec<u32> {
    let rows = gathered.count;
    let mut codes = Vec::with_capacity(rows * columns.len());
    let mut times = Vec::with_capacity(rows * columns.len());
    let of_columns: Vec<&[i64]> = columns.iter().map(|one| &one.times.millis[..]).collect();
    let each: Vec<u32> = columns.iter().map(|column| column.code).collect();
    for row in 0..rows {
        times.extend(of_columns.iter().map(|column| column[row]));
        codes.extend_from_slice(&each);
    }
    gathered.first_event = (0..=rows).map(|row| row * columns.len()).collect();
    gathered.times = times.into();
    codes
}

/// The events of cases of which some have not happened, or cannot be read, or need to be told
/// apart by what their times are. Gives the codes of their types.
fn some(columns: &[Column<'_>], gathered: &mut Gathered) -> Vec<u32> {
    let all_instants = columns.iter().all(Column::are_instants);
    let most = gathered.count * columns.len();
    let (mut codes, mut times) = (Vec::with_capacity(most), Vec::with_capacity(most));
    let mut sorts = Vec::new();
    // Where in what is missing and wrong of each column the rows have come.
    let mut next: Vec<(usize, usize)> = vec![(0, 0); columns.len()];
    gathered.first_event.reserve(gathered.count + 1);
    for row in 0..gathered.count {
        gathered.first_event.push(times.len());
        for (column, next) in columns.iter().zip(&mut next) {
            let Times { missing, wrong, .. } = &column.times;
            if missing.get(next.0) == Some(&(row as u32)) {
                next.0 += 1;
                continue;
            }
            if let Some((_, trouble)) = wrong.get(next.1).filter(|(at, _)| *at == row as u32) {
                next.1 += 1;
                let told = gathered.troubles.last();
                if told.is_none_or(|(case, _)| *case != row as u32) {
                    let message = format!("{}, in the column \"{}\"", trouble.message, column.name);
                    let code = trouble.code;
                    gathered
                        .troubles
                        .push((row as u32, Trouble { code, message }));
                }
                continue;
            }
            codes.push(column.code);
            times.push(column.times.millis[row]);
            if !all_instants {
                sorts.push(column.times.sorts.of(row));
            }
        }
    }
    gathered.first_event.push(times.len());
    gathered.times = times.into();
    gathered.sorts = (!all_instants).then_some(sorts);
    codes
}

/// What each case is about: the column "kind" where there is one, else one word for all.
pub(crate) fn kinds(
    frame: &Frame,
    kind: Option<&str>,
    count: usize,
) -> Result<Option<Texts>, String> {
    if frame.has("kind") {
        return Texts::read(&frame.column("kind")?, "kind").map(Some);
    }
    Ok(kind.map(|kind| Texts {
        names: vec![kind.to_owned()],
        codes: vec![0; count].into(),
    }))
}

/// A case without a reference cannot be told from others.
pub(crate) fn without_a_name(gathered: &mut Gathered) {
    let mut first = 0;
    for chunk in &gathered.keys {
        if chunk.null_count() > 0 {
            for row in (0..chunk.len()).filter(|row| chunk.is_null(*row)) {
                let case = (first + row) as u32;
                match gathered
                    .troubles
                    .binary_search_by_key(&case, |(case, _)| *case)
                {
                    Ok(_) => {}
                    Err(place) => {
                        let message = "the case has no reference".to_owned();
                        let trouble = Trouble {
                            code: Code::MissingField,
                            message,
                        };
                        gathered.troubles.insert(place, (case, trouble));
                    }
                }
            }
        }
        first += chunk.len();
    }
}

/// The code of a row without a text.
pub(crate) const NONE: u32 = Names::NONE;
