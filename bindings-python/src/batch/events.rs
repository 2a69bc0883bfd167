//! A row an event: case, event, at, and the attributes that it set.

use std::collections::BTreeMap;

use dueby::{Code, NOTHING, Names, TimeSort};

use super::cases::kinds;
use super::groups::Groups;
use super::read::{Attributes, Frame, Owned, Sorts, Times, Trouble, in_order};
use super::texts::Texts;
use super::{Gathered, Happened, Rows};

/// How such a table is read.
pub(crate) struct EventRows<'a> {
    pub(crate) frame: &'a Frame,
    pub(crate) case: &'a str,
    pub(crate) event: &'a str,
    pub(crate) at: &'a str,
    pub(crate) recorded_at: Option<&'a str>,
    pub(crate) step: Option<&'a str>,
    pub(crate) attributes: Option<&'a [String]>,
    /// What is known of each case beside its events: its reference, kind and attributes.
    pub(crate) cases: Option<&'a Frame>,
    pub(crate) kind: Option<&'a str>,
    pub(crate) day_first: bool,
}

impl EventRows<'_> {
    pub(crate) fn gather(&self) -> Result<Gathered, String> {
        let frame = self.frame;
        let known = self
            .cases
            .map(|cases| cases.column(self.case))
            .transpose()?;
        let groups = Groups::of(&frame.column(self.case)?, known.as_deref(), self.case)?;
        let mut types = Texts::read(&frame.column(self.event)?, self.event)?;
        let times = Times::read(&frame.column(self.at)?, self.at, self.day_first)?;
        let mut troubles = BTreeMap::new();
        let mut note = |row: u32, trouble: Trouble| {
            troubles.entry(groups.case_of(row)).or_insert(trouble);
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
        if types.missing {
            let mut codes = Vec::from(types.codes);
            for (row, code) in codes.iter_mut().enumerate() {
                if *code == Names::NONE {
                    note(row as u32, missing(self.event, row as u32));
                    // Never looked at: its case is not assessed.
                    *code = 0;
                }
            }
            types.codes = codes.into();
        }
        if types.names.is_empty() {
            types.names.push(String::new());
        }
        let order = groups.order.as_deref();
        let sorts = match times.sorts {
            Sorts::All(TimeSort::Instant) => None,
            Sorts::All(sort) => Some(vec![sort; times.millis.len()]),
            Sorts::Each(sorts) => Some(match order {
                Some(order) => in_order(&sorts, order),
                None => sorts,
            }),
        };
        let (mut codes, mut millis) = (types.codes, times.millis);
        if let Some(order) = order {
            millis = in_order(&millis, order).into();
            codes = in_order(&codes, order).into();
        }
        let recorded = self.recorded(order)?;
        let sets = self.sets(order)?;
        let steps = self.steps(order)?;
        let mut troubles: Vec<(u32, Trouble)> = troubles.into_iter().collect();
        super::without_a_name(&groups.keys, groups.count, &mut troubles);
        let mut gathered = Gathered {
            keys: groups.keys,
            count: groups.count,
            kinds: None,
            attributes: Vec::new(),
            types: types.names,
            happened: Happened::Rows(Rows {
                first_event: groups.first_event,
                codes,
                times: millis,
                sorts,
                recorded,
                sets,
                steps,
            }),
            troubles,
        };
        match self.cases {
            Some(cases) => {
                gathered.kinds = kinds(cases, self.kind, gathered.count)?;
                self.known(cases, &mut gathered)?;
            }
            None => gathered.kinds = self.kind.map(|kind| Texts::of_all(kind, gathered.count)),
        }
        Ok(gathered)
    }

    fn recorded(&self, order: Option<&[u32]>) -> Result<Option<Vec<i64>>, String> {
        let Some(name) = self.recorded_at else {
            return Ok(None);
        };
        let times = Times::read(&self.frame.column(name)?, name, self.day_first)?;
        if !matches!(times.sorts, Sorts::All(TimeSort::Instant)) {
            return Err(format!(
                "the column \"{name}\" holds times with a zone: when something was recorded is an instant"
            ));
        }
        let mut millis = Vec::from(times.millis);
        for row in times.missing {
            millis[row as usize] = NOTHING;
        }
        Ok(Some(match order {
            Some(order) => in_order(&millis, order),
            None => millis,
        }))
    }

    /// The steps that reports are about.
    fn steps(&self, order: Option<&[u32]>) -> Result<Option<Texts>, String> {
        let Some(name) = self.step else {
            return Ok(None);
        };
        let mut steps = Texts::read(&self.frame.column(name)?, name)?;
        if let Some(order) = order {
            steps.codes = in_order(&steps.codes, order).into();
        }
        Ok(Some(steps))
    }

    /// The attributes that events set: the columns named, or all others.
    fn sets(&self, order: Option<&[u32]>) -> Result<Vec<Attributes>, String> {
        let own = [
            Some(self.case),
            Some(self.event),
            Some(self.at),
            self.recorded_at,
            self.step,
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
                Owned::Texts(texts) => texts.resize(gathered.count),
                Owned::Numbers(numbers) => numbers.resize(gathered.count, f64::NAN),
                Owned::Flags(flags) => flags.resize(gathered.count, 2),
            }
            gathered.attributes.push(Attributes {
                name: name.clone(),
                values,
            });
        }
        if let Some(kinds) = &mut gathered.kinds {
            kinds.resize(gathered.count);
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
