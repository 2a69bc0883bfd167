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
        let mut columns = Vec::new();
        let mut types = Texts::default();
        for (column, event) in self.events {
            columns.push((
                column,
                Times::read(&frame.column(column)?, column, self.day_first)?,
            ));
            let known = types.names.iter().position(|name| name == event);
            let code = known.unwrap_or_else(|| {
                types.names.push(event.clone());
                types.names.len() - 1
            });
            // For now the code of each column.
            types.codes.push(code as u32);
        }
        let of_column = std::mem::take(&mut types.codes);
        let mut gathered = Gathered {
            keys: frame.column(self.case)?,
            count: frame.rows,
            kinds: kinds(frame, self.kind, frame.rows)?,
            attributes: self.attributes(frame)?,
            ..Gathered::default()
        };
        let all_instants = columns
            .iter()
            .all(|(_, times)| matches!(times.sorts, Sorts::All(TimeSort::Instant)));
        let mut sorts = Vec::new();
        // Where in what is missing and wrong of each column the rows have come.
        let mut next: Vec<(usize, usize)> = vec![(0, 0); columns.len()];
        gathered.first_event.reserve(frame.rows + 1);
        for row in 0..frame.rows {
            gathered.first_event.push(gathered.times.len());
            for ((place, (column, times)), next) in columns.iter().enumerate().zip(&mut next) {
                if times.missing.get(next.0) == Some(&(row as u32)) {
                    next.0 += 1;
                    continue;
                }
                if let Some((_, trouble)) = times
                    .wrong
                    .get(next.1)
                    .filter(|(wrong, _)| *wrong == row as u32)
                {
                    next.1 += 1;
                    if gathered
                        .troubles
                        .last()
                        .is_none_or(|(case, _)| *case != row as u32)
                    {
                        let message = format!("{}, in the column \"{column}\"", trouble.message);
                        let trouble = Trouble {
                            code: trouble.code,
                            message,
                        };
                        gathered.troubles.push((row as u32, trouble));
                    }
                    continue;
                }
                types.codes.push(of_column[place]);
                gathered.times.push(times.millis[row]);
                if !all_instants {
                    sorts.push(times.sorts.of(row));
                }
            }
        }
        gathered.first_event.push(gathered.times.len());
        gathered.types = types;
        gathered.sorts = (!all_instants).then_some(sorts);
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
        codes: vec![0; count],
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
