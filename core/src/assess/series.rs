//! Clocks that run again by themselves, and deadlines that are dates.

use crate::few::Few;

use super::attributes::Attributes;
use super::choosing::choose;
use super::decide::Asked;
use super::findings::Findings;
use super::life::Instance;
use super::ruled::{self, Ruled};
use super::start::{By, Start};
use super::{Course, EndKind, State, Why};
use crate::case::Value;
use crate::checked::{DueDate, Known, Verdict, Within};
use crate::compiled::CompiledClock;
use crate::count::{Allowance, EarlyOpens, Kind, NextRun, Term};
use crate::explain::Chosen;
use crate::time::{Day, iso_date};

/// How the runs of a clock follow one another.
pub(super) struct Series<'r, 'e, 'c> {
    asked: &'r Asked<'e, 'c>,
}

/// The window in which a stop keeps the anniversary.
#[derive(Debug, Clone, Copy)]
pub(super) struct Early {
    /// The first date of it.
    pub(super) from: Day,
    /// The date that a stop in the window counts as: the next run is counted from it.
    pub(super) deemed: Option<Day>,
}

impl<'r, 'e, 'c> Series<'r, 'e, 'c> {
    /// The most runs that time alone begins; the next is said to be one too many.
    pub(super) const MOST: usize = 200;

    pub(super) fn of(asked: &'r Asked<'e, 'c>) -> Self {
        Series { asked }
    }

    /// Whether time alone begins its runs, so that several may be open.
    pub(super) fn by_time(&self) -> bool {
        let repeats = self.asked.ready.repeats;
        repeats.is_some_and(|repeats| repeats.next == NextRun::AtDue)
            || matches!(
                self.asked.ready.within,
                Some(Within::Date(DueDate::EveryYear { .. }))
            )
    }

    /// Whether a stop begins the next run.
    pub(super) fn at_stop(&self) -> bool {
        let repeats = self.asked.ready.repeats;
        repeats.is_some_and(|repeats| repeats.next == NextRun::AtStop)
    }

    pub(super) fn not_before(&self) -> Option<Allowance> {
        self.asked.clock.not_before
    }

    /// The start of the run after one, where time begins it: at its due.
    pub(super) fn after(&self, last: &Instance<'e, 'c>) -> Option<Start<'e, 'c>> {
        if !self.by_time() {
            return None;
        }
        let asked = self.asked;
        let attributes = now(asked, &last.start);
        let known = &*attributes.values;
        if let Some(Within::Date(due)) = &asked.ready.within {
            // The last year has no next.
            date(asked, due, last.number + 2 - asked.first, known).ok()?;
        }
        let (term, _) = choose(asked, last.number, &attributes).ok()?;
        let instance = Instance {
            number: last.number,
            start: last.start,
            moves: Few::new(),
            end: None,
            window: None,
            excuses: Vec::new(),
        };
        let case = ruled::Case {
            clock: asked.clock,
            counting: &asked.ready.counting,
            calendar: calendar(asked.ready, known),
            instance: &instance,
        };
        let ruled = Ruled::run(case, term, &[], &mut Findings::unheard()).ok()?;
        let due = ruled.course.due?;
        Some(Start {
            when: ruled.course.next_from(&due).ok()?,
            recorded: last.start.recorded,
            by: By::Due {
                pack: &asked.pack.id,
                clock: &asked.clock.id,
                instance: last.number,
            },
        })
    }
}

/// The attributes as they are at the moment asked for, of a run with this start.
fn now<'e, 'c>(asked: &Asked<'e, 'c>, start: &Start<'e, 'c>) -> Attributes<'e, 'c> {
    let mut known = Attributes::of(asked.case, asked.events);
    known.advance(asked.as_of);
    if asked.ready.asks_start && start.is_known() {
        known.values.to_mut().started_on(start.when.day.date());
    }
    known
}

/// The calendar that counts: some closures bind only some priorities.
pub(super) fn calendar<'e>(ready: &'e CompiledClock, known: &Known<'_>) -> &'e crate::Calendar {
    match known.get("priority") {
        Some(Value::Text(priority)) => ready.calendar.for_priority(priority),
        _ => &ready.calendar,
    }
}

/// Whether another run would be listed if it began with this start.
pub(super) fn goes_on<'e, 'c>(asked: &Asked<'e, 'c>, start: &Start<'e, 'c>) -> bool {
    asked.clock.when.judge(&now(asked, start).values) != Verdict::Fails
}

/// Whether a stop may count as on another date than it was.
pub(super) fn has_anniversary(asked: &Asked<'_, '_>) -> bool {
    asked
        .ready
        .repeats
        .is_some_and(|repeats| repeats.early.is_some())
}

/// The window of an instance in which a stop keeps the anniversary: so much before the due,
/// ending with it. Two months ending with 10 February begin with 11 December (SI 1998/2451,
/// regulation 36A).
pub(super) fn early(asked: &Asked<'_, '_>, course: &Course<'_, '_>) -> Option<Early> {
    let repeats = asked.ready.repeats?;
    let span = repeats.early?;
    course.due?;
    let anniversary = course.running.reckoning.last_day().ok()?;
    let from = match repeats.early_opens {
        EarlyOpens::DayAfter => shifted(anniversary, span, -1)?.next(),
        EarlyOpens::SameDate => shifted(anniversary, span, -1)?,
    };
    let kept = course.end.filter(|end| end.kind == EndKind::Stopped);
    let kept = kept.filter(|_| matches!(course.state(asked.as_of), Ok(State::Met)));
    Some(Early {
        from,
        deemed: kept
            .filter(|end| end.by.when.day >= from && end.by.when.day != anniversary)
            .map(|_| anniversary),
    })
}

/// The first date on which a stop counts, of what may not be done sooner.
pub(super) fn earliest(start: &Start<'_, '_>, span: Allowance) -> Option<Day> {
    shifted(start.when.day, span, 1).filter(|_| start.is_known())
}

/// A date so many days or months later or earlier.
fn shifted(day: Day, span: Allowance, sign: i32) -> Option<Day> {
    let amount = sign * i32::try_from(span.amount()).ok()?;
    match span.kind() {
        Kind::CivilMonths => day.plus_months(amount),
        _ => Some(day.plus(amount)),
    }
}

/// The date that a run is due on, or why there is none.
pub(super) fn date<'e, 'c>(
    asked: &Asked<'e, 'c>,
    due: &'e DueDate,
    number: usize,
    known: &Known<'c>,
) -> Result<(Term, Chosen<'e>), Why<'e, 'c>> {
    let plain = |date| Ok((Term::Until(date), Chosen::default()));
    match due {
        DueDate::On(date) => plain(*date),
        DueDate::EveryYear { first, last } => match DueDate::of_run(*first, *last, number) {
            Some(date) => plain(date),
            None => Err(Why::TooManyRuns),
        },
        DueDate::Text(text) => Err(Why::NoDate(text)),
        DueDate::Attribute {
            name: attribute,
            lead,
        } => {
            let value = *known
                .get(attribute.as_str())
                .ok_or(Why::MissingAttribute(attribute))?;
            let date = match value {
                Value::Text(text) => iso_date(text),
                _ => None,
            };
            let given = date.ok_or(Why::NotADate { attribute, value })?;
            let mut chosen = Chosen {
                attribute: Some(attribute),
                ..Chosen::default()
            };
            let Some(lead) = lead else {
                return Ok((Term::Until(given), chosen));
            };
            chosen.given = Some((given, lead));
            let calendar = calendar(asked.ready, known);
            let reached = lead
                .from(Day::of(given), &asked.ready.counting, calendar)
                .and_then(|counted| counted.reached())
                .map_err(Why::OutOfRange)?;
            Ok((Term::Until(reached.date()), chosen))
        }
    }
}
