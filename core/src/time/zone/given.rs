//! Zones as bytes, for modules that carry rules and no time zone database: a tenth of its size.

use std::sync::OnceLock;

use borsh::{BorshDeserialize, BorshSerialize};

use super::{Changes, Zone};
use crate::error::Error;
use crate::time::SECOND;

/// When a zone's offset changes, in differences: those of zones with the same habits are the
/// same, and bytes that stand there again compress well.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
struct Table {
    /// Seconds from one change to the next; the first since 1970.
    gaps: Vec<u32>,
    /// Seconds by which the offset changes: the first is the offset before any change.
    steps: Vec<i32>,
}

/// The zones that were given.
#[derive(Debug, BorshSerialize, BorshDeserialize)]
struct Given {
    /// The names, in order.
    names: Vec<String>,
    /// The table of each name.
    places: Vec<u16>,
    tables: Vec<Table>,
}

static GIVEN: OnceLock<Given> = OnceLock::new();

impl Zone {
    /// Every zone that this build knows, as bytes for [`Zone::give_precompiled`].
    ///
    /// # Errors
    ///
    /// As [`Pack::to_precompiled`](crate::Pack::to_precompiled).
    #[cfg(not(target_family = "wasm"))]
    pub fn all_to_precompiled() -> Result<Vec<u8>, Error> {
        let tables = super::database::names().into_iter().filter_map(|name| {
            let changes = super::database::changes(name)?;
            Some((Table::of(&changes)?, name))
        });
        let mut by_table = crate::sorted::Map::<Table, Vec<&str>>::new();
        for (table, name) in tables {
            match by_table.get_mut(&table) {
                Some(names) => names.push(name),
                None => {
                    by_table.insert(table, vec![name]);
                }
            }
        }
        let mut names: Vec<(&str, u16)> = Vec::new();
        for (place, of) in by_table.values().enumerate() {
            let place = u16::try_from(place).map_err(|_| crate::precompiled::too_large())?;
            names.extend(of.iter().map(|name| (*name, place)));
        }
        names.sort_unstable();
        let given = Given {
            places: names.iter().map(|(_, place)| *place).collect(),
            names: names.iter().map(|(name, _)| (*name).to_owned()).collect(),
            tables: by_table.into_keys().collect(),
        };
        borsh::to_vec(&given).map_err(|_| crate::precompiled::too_large())
    }

    /// Has [`Zone::named`] know the zones that [`Zone::all_to_precompiled`] wrote. What is given
    /// first holds.
    ///
    /// # Errors
    ///
    /// `syntax` for bytes of anything else.
    pub fn give_precompiled(bytes: &[u8]) -> Result<(), Error> {
        let given =
            Given::try_from_slice(bytes).map_err(|_| crate::precompiled::other_bytes("zones"))?;
        GIVEN.get_or_init(|| given);
        Ok(())
    }
}

impl Table {
    #[cfg(not(target_family = "wasm"))]
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
    fn changes(&self, name: &str) -> Option<Changes> {
        let known = self
            .names
            .binary_search_by(|known| known.as_str().cmp(name));
        let place = self.places.get(known.ok()?)?;
        Some(self.tables.get(usize::from(*place))?.changes())
    }
}

#[cfg(test)]
mod tests {
    use borsh::BorshDeserialize as _;

    use super::super::database;
    use super::{Given, Zone};

    #[test]
    fn what_is_given_is_what_the_database_says() {
        let bytes = Zone::all_to_precompiled();
        let given = bytes
            .ok()
            .and_then(|bytes| Given::try_from_slice(&bytes).ok());
        let changes = |name: &str| given.as_ref().and_then(|given| given.changes(name));
        let names = database::names();
        assert!(names.contains(&"Europe/London") && names.len() >= 5);
        for name in names {
            assert!(changes(name).is_some(), "{name}");
            assert_eq!(changes(name), database::changes(name), "{name}");
        }
        assert_eq!(changes("Europe/Londn"), None);
    }
}
