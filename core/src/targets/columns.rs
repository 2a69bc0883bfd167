//! Cases in columns → counts.

use super::fold::{Fold, mark};
use crate::batch::{BatchError, CaseColumns, Prepared};
use crate::error::Code;

/// What became of cases in columns, by their numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnsAdded {
    /// How many were counted.
    pub counted: usize,
    /// Those whose reference was counted before.
    pub twice: Vec<usize>,
    /// Those that cannot be read, each with the code of what [`Fold::add`] would refuse it for.
    pub unread: Vec<(usize, Code)>,
}

impl Fold<'_> {
    /// Counts cases from columns, each as [`Fold::add`] counts it, by the
    /// [`references`](CaseColumns::references) that they have to have. All columns are looked
    /// through before anything is counted.
    ///
    /// ```
    /// # let calendar = dueby::Calendar::from_toml(r#"
    /// # [calendar]
    /// # id = "office"
    /// # title = "An office"
    /// # zone = "Europe/London"
    /// # from = "2025-01-01"
    /// # to = "2026-12-31"
    /// # [hours]
    /// # mon-fri = "09:00-17:00"
    /// # "#, "office.toml")?;
    /// # let pack = dueby::Pack::from_toml(r#"
    /// # [pack]
    /// # id = "example"
    /// # title = "An example"
    /// # calendar = "office"
    /// # basis = "promise"
    /// # [[target]]
    /// # id = "complaints"
    /// # promise = "Few complaints"
    /// # figure = "count"
    /// # event = "complaint.received"
    /// # period = "financial year"
    /// # "#, "example.toml")?;
    /// # let engine = dueby::Engine::builder().calendar(calendar).pack(pack).build()?;
    /// use dueby::{CaseColumns, EventColumns, Fold, Names, TargetOptions};
    ///
    /// // Two complaints, received at one instant.
    /// let cases = CaseColumns {
    ///     references: Some(&["C-1", "C-2"]),
    ///     first_event: &[0, 1, 2],
    ///     events: EventColumns {
    ///         types: Names { names: &["complaint.received"], codes: &[0, 0] },
    ///         times: &[1_766_162_520_000, 1_766_162_520_000],
    ///         ..EventColumns::default()
    ///     },
    ///     ..CaseColumns::default()
    /// };
    /// let options = TargetOptions::of("2025-26".parse()?);
    /// let mut fold = Fold::new(&engine, "2026-03-31T22:59:59.999Z".parse().unwrap(), &options)?;
    /// let added = fold.add_columns(&cases)?;
    /// assert_eq!(added.counted, 2);
    /// assert_eq!(fold.answer().targets[0].figure.as_ref().unwrap().numerator, 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`BatchError`] where columns do not fit together, or cases have no references; nothing is
    /// counted then.
    pub fn add_columns(&mut self, cases: &CaseColumns<'_>) -> Result<ColumnsAdded, BatchError> {
        let prepared = Prepared::new(self.engine, cases)?;
        let references = prepared.references()?;
        let (engine, as_of, options) = (self.engine, self.as_of, self.options);
        let mut added = ColumnsAdded::default();
        for (case, reference) in references.iter().enumerate() {
            let mark = mark(reference);
            if self.kept.seen.has(mark) {
                self.again(reference);
                added.twice.push(case);
                continue;
            }
            prepared.read(engine, case, as_of, &options.assess, |read| match read {
                Ok((given, events)) => {
                    self.count(reference, given, events);
                    self.kept.seen.add(mark);
                    added.counted += 1;
                }
                Err(code) => added.unread.push((case, code)),
            });
        }
        Ok(added)
    }
}
