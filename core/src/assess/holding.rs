//! `pauses = { while = … }`: a clock is held while a condition on attributes holds.
//!
//! What is set at one instant is set together, so that only what differs before and
//! after it holds or frees anything. An unknown condition does not hold.

use super::Occurrence;
use super::actions::{Act, Action, Acts};
use super::attributes::Attributes;
use super::findings::Findings;
use super::given::Given;
use crate::checked::{Known, Verdict};
use crate::compiled::CompiledClock;

/// The conditions that hold before anything has happened, a bit for each.
pub(super) fn at_first(clock: &CompiledClock, case: &Given<'_>) -> u32 {
    if clock.whiles.is_empty() {
        return 0;
    }
    holding(clock, &Attributes::of(case, &[]).values)
}

/// What events do to a clock by what they set.
pub(super) fn acts<'e, 'c>(
    clock: &'e CompiledClock,
    case: &'e Given<'c>,
    events: &'e [Occurrence<'c>],
    findings: &mut Findings,
    acts: &mut Acts<'e, 'c>,
) {
    if clock.whiles.is_empty() {
        return;
    }
    let mut known = Attributes::of(case, events);
    let mut held = holding(clock, &known.values);
    report(clock, &known.values, findings);
    for instant in events.chunk_by(|one, next| one.when.at == next.when.at) {
        let before = held;
        let mut turns = Vec::new();
        for event in instant {
            known.step(event.when.at);
            if event.event.set.is_empty() {
                continue;
            }
            let now = holding(clock, &known.values);
            turns.push((now ^ held, event));
            held = now;
        }
        if turns.is_empty() {
            continue;
        }
        report(clock, &known.values, findings);
        for (bit, _) in &clock.whiles {
            let turned = turns.iter().rfind(|(turned, _)| turned & bit != 0);
            let Some((_, event)) = turned.filter(|_| (before ^ held) & bit != 0) else {
                continue;
            };
            let mut add = |action| {
                acts.push(Act {
                    action,
                    event,
                    doubt: None,
                    window: None,
                });
            };
            add(Action::Holding(held));
            add(if held & bit != 0 {
                Action::Hold(*bit)
            } else {
                Action::Free(*bit)
            });
        }
    }
}

fn holding(clock: &CompiledClock, known: &Known<'_>) -> u32 {
    let holds = clock
        .whiles
        .iter()
        .filter(|(_, condition)| condition.judge(known) == Verdict::Holds);
    holds.fold(0, |bits, (bit, _)| bits | bit)
}

fn report(clock: &CompiledClock, known: &Known<'_>, findings: &mut Findings) {
    for (_, condition) in &clock.whiles {
        findings.judged(condition, known);
    }
}
