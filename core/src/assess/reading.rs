//! A clock whose words are contested: decided under each reading. Unless the caller has
//! chosen one, the earlier deadline governs a landlord's duty, the later a resident's right.

use chrono::{DateTime, FixedOffset};
use serde::Serialize;

use super::State;
use super::chain::{Led, Link};
use super::decide::{self, Asked, Decided, Decision};
use super::findings::Findings;
use super::next_change::NextChange;
use crate::checked::Reading;
use crate::count::Limit;
use crate::sorted::sort_by;
use crate::time::{Instant, Zone, serialize_optional_instant};

/// What one reading of contested words makes of an instance.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct ReadingAnswer {
    /// The name that a caller chooses it by.
    pub name: String,
    /// How it reads the words.
    pub says: String,
    /// The time allowed under it, extensions included.
    pub within: Option<Limit>,
    /// The last millisecond in time under it. Null while paused.
    #[serde(serialize_with = "serialize_optional_instant")]
    pub due: Option<DateTime<FixedOffset>>,
}

/// The reading that an instance is answered under, among the others.
#[derive(Clone)]
pub(super) struct Under<'e> {
    readings: &'e [Reading],
    /// Which of them governs.
    place: usize,
    /// What each of them makes of the instance.
    made: Vec<Made>,
}

/// What a reading makes of an instance.
#[derive(Clone, Copy, Default)]
struct Made {
    number: usize,
    undetermined: bool,
    /// Whether it has no deadline.
    open: bool,
    within: Option<Limit>,
    due: Option<Instant>,
    /// The deadline, or what it would be on resumption.
    standing: Option<Instant>,
}

impl Made {
    fn of(decided: &Decided<'_, '_, '_>) -> Self {
        let number = decided.number;
        match &decided.decision {
            Decision::Waiting(why) => Made {
                number,
                undetermined: why.is_some(),
                ..Made::default()
            },
            Decision::Undetermined(_) => Made {
                number,
                undetermined: true,
                ..Made::default()
            },
            Decision::Pending(projected) => Made {
                number,
                within: projected.as_ref().and_then(|one| one.ruled.extended()),
                standing: projected
                    .as_ref()
                    .and_then(|one| one.ruled.course.due)
                    .map(|due| due.last),
                ..Made::default()
            },
            Decision::NeverStarted(_) => Made {
                number,
                ..Made::default()
            },
            Decision::Open(_) => Made {
                number,
                open: true,
                ..Made::default()
            },
            Decision::Reckoned(reckoned) => {
                let due = reckoned.ruled.course.due.map(|due| due.last);
                let resumed = reckoned.if_resumed.map(|due| due.last);
                Made {
                    number,
                    undetermined: matches!(reckoned.state, Err(_) | Ok(State::Undetermined)),
                    open: false,
                    within: reckoned.ruled.extended(),
                    due,
                    standing: due.or(resumed),
                }
            }
        }
    }
}

impl Under<'_> {
    /// The name of the reading, and what each makes of the instance.
    pub(super) fn tell(&self, zone: &Zone) -> (Option<String>, Vec<ReadingAnswer>) {
        let name = self.readings.get(self.place).map(|one| one.name.clone());
        let mut answers = Vec::new();
        for (reading, made) in self.readings.iter().zip(&self.made) {
            answers.push(ReadingAnswer {
                name: reading.name.clone(),
                says: reading.says.clone(),
                within: made.within,
                due: made.due.map(|at| zone.write(at)),
            });
        }
        (name, answers)
    }
}

/// Every instance of a clock, each under the reading that governs it; how they stand for
/// those that follow it.
pub(super) fn decide<'e, 'c>(
    asked: &Asked<'e, 'c>,
    links: &[Link<'e, 'c>],
    findings: &mut Findings,
    next: &mut NextChange,
    each: &mut dyn FnMut(&Asked<'e, 'c>, Decided<'_, 'e, 'c>, &mut Findings),
) -> Vec<Led<'e, 'c>> {
    let ready = asked.ready;
    if ready.readings.is_empty() {
        return decide::decide(asked, links, findings, next, &mut |decided, findings| {
            each(asked, decided, findings);
        });
    }
    let mut under: Vec<Asked<'e, 'c>> = Vec::new();
    let mut made: Vec<Vec<Made>> = Vec::new();
    for ready in &ready.readings {
        let read = Asked {
            ready,
            ..asked.clone()
        };
        let mut own = Vec::new();
        let (mut unheard, mut unasked) = (Findings::unheard(), NextChange::after(asked.as_of));
        decide::decide(
            &read,
            links,
            &mut unheard,
            &mut unasked,
            &mut |decided, _| {
                own.push(Made::of(&decided));
            },
        );
        under.push(read);
        made.push(own);
    }
    let chosen = asked.options.accept.reading_of(&asked.clock.id);
    let chosen = chosen.and_then(|chosen| {
        let mut readings = asked.clock.readings.iter();
        readings.position(|reading| reading.name == chosen)
    });
    let mut numbers: Vec<usize> = Vec::new();
    for own in &made {
        numbers.extend(own.iter().map(|one| one.number));
    }
    sort_by(&mut numbers, Ord::cmp);
    numbers.dedup();
    let mut led = Vec::new();
    let mut heard = vec![false; under.len()];
    for number in numbers {
        let mut of_it = Vec::new();
        for own in &made {
            of_it.extend(own.iter().find(|one| one.number == number));
        }
        let made: Vec<Made> = of_it;
        let place = chosen.unwrap_or_else(|| governs(&made, asked.right.is_some()));
        let (Some(read), Some(heard)) = (under.get_mut(place), heard.get_mut(place)) else {
            continue;
        };
        read.under = Some(Under {
            readings: &asked.clock.readings,
            place,
            made,
        });
        let read = &*read;
        // What is odd under a reading is found once; what changes, of each instance.
        let (mut unheard, mut unasked) = (Findings::unheard(), NextChange::after(asked.as_of));
        let findings = if std::mem::replace(heard, true) {
            &mut unheard
        } else {
            &mut *findings
        };
        let own = decide::decide(
            read,
            links,
            findings,
            &mut unasked,
            &mut |decided, findings| {
                if decided.number == number {
                    if let Some(at) = decided.next {
                        next.moment(at);
                    }
                    each(read, decided, findings);
                }
            },
        );
        for one in own {
            if one.number == number {
                led.push(one);
            }
        }
    }
    led
}

/// Which reading governs an instance: one that leaves it undetermined does, because what it
/// would say might be the earlier or the later.
fn governs(made: &[Made], right: bool) -> usize {
    let unsaid = made.iter().position(|one| one.undetermined);
    // Without a number nothing is later.
    let endless = made.iter().position(|one| one.open).filter(|_| right);
    let mut best: Option<(usize, Instant)> = None;
    for (place, one) in made.iter().enumerate() {
        let Some(due) = one.standing else {
            continue;
        };
        if best.is_none_or(|(_, known)| if right { due > known } else { due < known }) {
            best = Some((place, due));
        }
    }
    let best = best.map(|(place, _)| place);
    unsaid.or(endless).or(best).unwrap_or(0)
}
