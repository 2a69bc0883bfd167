//! A case out of its columns, as the rules see it.

use std::ops::Range;

use crate::few::Few;
use chrono::DateTime;

use super::columns::TimeSort;
use super::prepare::{Prepared, Type};
use super::rows::NOTHING;
use crate::assess::{Events, Given, Happened, Occurrence, Options, put_in_order, recorded_before};
use crate::case::{Event, Value};
use crate::checked::Known;
use crate::compiled::Engine;
use crate::count::Trigger;
use crate::error::{Code, Error};
use crate::time::{Day, EventTime, Instant, Zone, days_and_rest};

/// An event that changes attributes, or is a report of a step, made from its row.
struct Setting {
    row: usize,
    event: Event,
}

/// What has happened in a case whose rows are not in the order of time, put in order: memory that
/// is used again.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    rows: Vec<(Instant, usize)>,
    times: Vec<i64>,
    types: Vec<u32>,
    recorded: Vec<Option<Instant>>,
}

impl Sorted {
    /// As [`Prepared::happened`].
    fn sort(
        &mut self,
        prepared: &Prepared<'_>,
        all: Range<usize>,
        as_of: Instant,
        known_at: Option<Instant>,
    ) -> Option<Happened<'_>> {
        let Sorted {
            rows,
            times,
            types,
            recorded,
        } = self;
        rows.clear();
        let mut to_come: Option<Instant> = None;
        for (row, at) in all.clone().zip(prepared.events.times.get(all)?) {
            let at = Instant(*at);
            if let Some(recorded) = prepared.recorded(row) {
                if known_at.is_some_and(|known_at| recorded > known_at) {
                    continue;
                }
                Zone::covers_instant(recorded).then_some(())?;
            }
            Zone::covers_instant(at).then_some(())?;
            if at > as_of {
                to_come = Some(to_come.map_or(at, |earliest| earliest.min(at)));
            } else {
                rows.push((at, row));
            }
        }
        rows.sort_unstable_by_key(|(at, _)| *at);
        let codes = prepared.events.types.codes;
        times.clear();
        times.extend(rows.iter().map(|(at, _)| at.0));
        types.clear();
        types.extend(rows.iter().map_while(|(_, row)| codes.get(*row)));
        recorded.clear();
        if prepared.events.recorded.is_some() {
            recorded.extend(rows.iter().map(|(_, row)| prepared.recorded(*row)));
        }
        Some(Happened {
            together: times.array_windows().any(|[one, next]| one == next),
            times,
            types,
            recorded,
            to_come,
        })
    }
}

impl Prepared<'_> {
    /// What has happened in a case by a moment, in order; nothing where that takes more than to
    /// look at its times: for the general way.
    #[inline]
    pub(super) fn happened<'h>(
        &'h self,
        case: usize,
        as_of: Instant,
        known_at: Option<Instant>,
        sorted: &'h mut Sorted,
    ) -> Option<Happened<'h>> {
        let (first, end) = (
            *self.first_event.get(case)?,
            *self.first_event.get(case + 1)?,
        );
        let times = self.events.times.get(first..end)?;
        let types = self.events.types.codes.get(first..end)?;
        if let Some(sorts) = self.events.sorts
            && sorts
                .get(first..end)?
                .iter()
                .any(|sort| *sort != TimeSort::Instant)
        {
            return None;
        }
        if self.events.steps.is_some() && (first..end).any(|row| self.step(row).is_some()) {
            return None;
        }
        if self
            .sets
            .iter()
            .any(|column| (first..end).any(|row| column.has(row)))
        {
            return None;
        }
        let in_order = || times.array_windows().all(|[one, next]| one < next);
        if self.events.recorded.is_some() || !in_order() {
            return sorted.sort(self, first..end, as_of, known_at);
        }
        // As they are.
        let (Some(earliest), Some(latest)) = (times.first(), times.last()) else {
            return Some(Happened::default());
        };
        if !Zone::covers_instant(Instant(*earliest)) || !Zone::covers_instant(Instant(*latest)) {
            return None;
        }
        let come = if *latest <= as_of.0 {
            times.len()
        } else {
            times.partition_point(|at| *at <= as_of.0)
        };
        Some(Happened {
            times: times.get(..come)?,
            types: types.get(..come)?,
            recorded: &[],
            together: false,
            to_come: times.get(come).map(|at| Instant(*at)),
        })
    }

    /// Reads a case and hands it over; or the code of what is wrong with its events.
    pub(crate) fn read(
        &self,
        engine: &Engine,
        case: usize,
        as_of: Instant,
        options: &Options,
        use_it: impl for<'c> FnOnce(Result<(&Given<'c>, &Events<'c>), Code>),
    ) {
        let ends = (self.first_event.get(case), self.first_event.get(case + 1));
        let (Some(first), Some(end)) = ends else {
            return;
        };
        let settings = self.settings(*first..*end);
        let numbers: Few<Option<Value>, 4> = self
            .attributes
            .iter()
            .map(|column| column.number(case).map(Value::Number))
            .collect();
        let mut attributes = Known::default();
        for (column, number) in self.attributes.iter().zip(&numbers) {
            if let Some(value) = column.made(case).or(number.as_ref()) {
                attributes.insert(column.name, value);
            }
        }
        let given = Given {
            case: self.references.and_then(|all| all.get(case)).unwrap_or(&""),
            kind: self.kinds.and_then(|kinds| {
                let code = kinds.codes.get(case)?;
                kinds.names.get(*code as usize).copied()
            }),
            attributes,
        };
        let mut events = Events::for_zones(engine);
        let read = self.events(engine, *first..*end, &settings, as_of, options, &mut events);
        use_it(read.map(|()| (&given, &events)));
    }

    /// The events that change attributes, or are reports.
    fn settings(&self, rows: std::ops::Range<usize>) -> Vec<Setting> {
        let mut settings = Vec::new();
        if self.sets.is_empty() && self.events.steps.is_none() {
            return settings;
        }
        for row in rows {
            let values = self.sets.iter().filter_map(|column| {
                let number = || column.number(row).map(Value::Number);
                let value = column.made(row).cloned().or_else(number)?;
                Some((column.name.to_owned(), value))
            });
            let mut values = values.peekable();
            let step = self.step(row);
            let any = values.peek().is_some() || step.is_some();
            if let Some(of_type) = self.type_of(row).filter(|_| any) {
                let event = Event {
                    set: values.collect(),
                    step: step.map(str::to_owned),
                    ..of_type.plain.clone()
                };
                settings.push(Setting { row, event });
            }
        }
        settings
    }

    fn type_of(&self, row: usize) -> Option<&Type> {
        self.types.get(*self.events.types.codes.get(row)? as usize)
    }

    /// The events in order, those that are told twice once.
    fn events<'c>(
        &'c self,
        engine: &Engine,
        rows: std::ops::Range<usize>,
        settings: &'c [Setting],
        as_of: Instant,
        options: &Options,
        events: &mut Events<'c>,
    ) -> Result<(), Code> {
        let known_at = options.known_at.as_ref().map(Instant::of);
        let mut settings = settings.iter().peekable();
        for row in rows {
            let setting = settings.next_if(|setting| setting.row == row);
            let recorded = self.recorded(row);
            if let (Some(known_at), Some(recorded)) = (known_at, recorded)
                && recorded > known_at
            {
                continue;
            }
            let (Some(of_type), Some(time)) = (self.type_of(row), self.events.times.get(row))
            else {
                continue;
            };
            if let Some(recorded) = recorded {
                Zone::covered(recorded).map_err(|error| error.first().code())?;
            }
            for (place, zone) in engine.zones.iter().enumerate() {
                let when =
                    trigger(*time, self.sort(row), zone).map_err(|error| error.first().code())?;
                if when.at > as_of {
                    events.future.push(when.at);
                    continue;
                }
                let one = Occurrence {
                    event: setting.map_or(&of_type.plain, |setting| &setting.event),
                    index: row,
                    id: of_type.id,
                    when,
                    recorded,
                };
                events.add(place, one);
            }
        }
        let tie = |one: &Occurrence<'_>| {
            let reference = self.events.references.and_then(|all| all.get(one.index));
            (
                self.sort(one.index),
                self.events.times.get(one.index),
                reference,
            )
        };
        for list in events.lists() {
            if !put_in_order(list, tie) {
                continue;
            }
            list.dedup_by(|again, kept| {
                let same = again.when == kept.when
                    && again.event.event == kept.event.event
                    && tie(again) == tie(kept)
                    && again.event.set == kept.event.set
                    && again.event.step == kept.event.step;
                if same {
                    kept.index = kept.index.min(again.index);
                    if recorded_before(again.recorded, kept.recorded) {
                        kept.recorded = again.recorded;
                    }
                }
                same
            });
        }
        Ok(())
    }

    fn sort(&self, row: usize) -> TimeSort {
        let sorts = self.events.sorts.and_then(|sorts| sorts.get(row));
        sorts.copied().unwrap_or(TimeSort::Instant)
    }

    pub(super) fn recorded(&self, row: usize) -> Option<Instant> {
        let recorded = *self.events.recorded?.get(row)?;
        (recorded != NOTHING).then_some(Instant(recorded))
    }
}

/// When something happened, in a zone.
#[inline]
fn trigger(time: i64, sort: TimeSort, zone: &Zone) -> Result<Trigger, Error> {
    match sort {
        TimeSort::Instant => {
            Zone::covered(Instant(time))?;
            Ok(Trigger::instant(Instant(time), zone))
        }
        TimeSort::Local => match DateTime::from_timestamp_millis(time) {
            Some(time) => Trigger::of(EventTime::Local(time.naive_utc()), zone),
            None => Err(out_of_range(time)),
        },
        TimeSort::Date => match i32::try_from(days_and_rest(time).0) {
            Ok(day) => Trigger::of(EventTime::Date(Day(day).date()), zone),
            Err(_) => Err(out_of_range(time)),
        },
    }
}

/// The error of a time in a year that nobody writes.
#[cold]
fn out_of_range(time: i64) -> Error {
    match Zone::covered(Instant(time)) {
        Err(error) => error,
        Ok(()) => crate::error::Problem::new(Code::TimeRange, "a time out of range").into(),
    }
}
