//! Zones as bytes, for modules that carry rules and no time zone database: a tenth of its size.

use std::sync::OnceLock;

use super::{Changes, Zone};
#[cfg(feature = "zones")]
use crate::precompiled::Writer;
use crate::precompiled::{Precompiled, Reader};
use crate::time::SECOND;

/// When a zone's offset changes, in differences: those of zones with the same habits are the
/// same, and bytes that stand there again compress well.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Table {
    /// Seconds from one change to the next; the first since 1970.
    gaps: Vec<u32>,
    /// Seconds by which the offset changes: the first is the offset before any change.
    steps: Vec<i32>,
}

precompiled!(struct Table { gaps, steps });

/// The zones that were given.
#[derive(Debug)]
pub(crate) struct Given {
    /// The names, in order.
    names: Vec<String>,
    /// The table of each name.
    places: Vec<u16>,
    tables: Vec<Table>,
}

precompiled!(struct Given { names, places, tables });

static GIVEN: OnceLock<Given> = OnceLock::new();

impl Zone {
    /// Writes every zone that this build knows.
    #[cfg(feature = "zones")]
    pub(crate) fn write_all(to: &mut Writer) {
        let tables = super::database::names().into_iter().filter_map(|name| {
            let changes = super::database::changes(name)?;
            Some((Table::of(&changes)?, name))
        });
        let mut by_table = crate::sorted::Map::<Table, Vec<&str>>::new();
        for (table, name) in tables {
            by_table.get_or_insert(table, Vec::new).push(name);
        }
        let mut names: Vec<(&str, u16)> = Vec::new();
        for (place, of) in (0..).zip(by_table.values()) {
            names.extend(of.iter().map(|name| (*name, place)));
        }
        names.sort_unstable();
        let given = Given {
            places: names.iter().map(|(_, place)| *place).collect(),
            names: names.iter().map(|(name, _)| (*name).to_owned()).collect(),
            tables: by_table.into_keys().collect(),
        };
        given.write(to);
    }

    /// Reads what [`Zone::write_all`] wrote.
    pub(crate) fn read_all(from: &mut Reader<'_>) -> Given {
        Given::read(from)
    }

    /// A zone of no name and no offset, for bytes that are none.
    pub(crate) fn without_changes() -> Self {
        let (at, offsets) = (Vec::new(), vec![0]);
        Zone::of("", Changes { at, offsets })
    }
}

impl Table {
    #[cfg(feature = "zones")]
    fn of(changes: &Changes) -> Option<Self> {
        let mut last = 0;
        let gaps = changes.at.iter().map(|at| {
            let gap = u32::try_from((at - last) / SECOND);
            last = *at;
            gap
        });
        let gaps = gaps.collect::<Result<_, _>>().ok()?;
        let mut last = 0;
        let steps = changes.offsets.iter().map(|offset| {
            let step = i32::try_from((offset - last) / SECOND);
            last = *offset;
            step
        });
        let steps = steps.collect::<Result<_, _>>().ok()?;
        Some(Table { gaps, steps })
    }

    fn changes(&self) -> Changes {
        let (mut at, mut offset) = (0, 0);
        let gaps = self.gaps.iter().map(|gap| {
            at += i64::from(*gap) * SECOND;
            at
        });
        let steps = self.steps.iter().map(|step| {
            offset += i64::from(*step) * SECOND;
            offset
        });
        Changes {
            at: gaps.collect(),
            offsets: steps.collect(),
        }
    }
}

/// The changes of the zone of this name, where it was given.
pub(super) fn changes(name: &str) -> Option<Changes> {
    GIVEN.get()?.changes(name)
}

impl Given {
    /// Has [`Zone::named`] know these zones. What is given first holds.
    pub(crate) fn give(self) {
        GIVEN.get_or_init(|| self);
    }

    fn changes(&self, name: &str) -> Option<Changes> {
        let known = self
            .names
            .binary_search_by(|known| known.as_str().cmp(name));
        let place = self.places.get(known.ok()?)?;
        Some(self.tables.get(usize::from(*place))?.changes())
    }
}

#[cfg(all(test, feature = "zones"))]
mod tests {
    use super::super::database;
    use super::{Given, Precompiled as _, Reader, Writer, Zone};

    #[test]
    fn what_is_given_is_what_the_database_says() {
        let mut to = Writer::default();
        let (_, bytes) = to.section(Zone::write_all);
        let texts = to.into_texts();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let given = Given::read(&mut Reader::new(&bytes, &texts, 0));
        let names = database::names();
        assert!(names.contains(&"Europe/London") && names.len() >= 5);
        for name in names {
            assert!(given.changes(name).is_some(), "{name}");
            assert_eq!(given.changes(name), database::changes(name), "{name}");
        }
        assert_eq!(given.changes("Europe/Londn"), None);
    }
}
