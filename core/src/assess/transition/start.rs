//! Start: opens an instance. While one is running, a further start belongs to it:
//! the clock counts from the oldest, as of several unanswered messages.

use smallvec::SmallVec;

use super::super::Occurrence;
use super::super::findings::Findings;
use super::super::life::{Instance, Life, Move};
use super::Effect;

pub(in super::super) fn start<'e, 'c>(
    life: &mut Life<'e, 'c>,
    event: &'e Occurrence<'c>,
    findings: &mut Findings,
) -> Effect {
    if life.running().is_some() {
        return Effect::Done;
    }
    let mut moves = SmallVec::new();
    if life.paused != 0 {
        // Started while paused: the trigger is the start, and nothing runs yet.
        // A pause written down by this very date came at some time of it; any other
        // holds the clock from the start.
        let of_this_day = |pause: &&Occurrence<'_>| {
            pause.when.is_date() && pause.when.day == event.when.day
        };
        let held_by = match life.waiting.last() {
            Some(pause) if life.standing == 0 && life.waiting.iter().all(of_this_day) => pause,
            _ => event,
        };
        moves.push(Move::Pause(held_by));
        for pause in life.waiting.drain(..) {
            findings.effect(pause.index);
        }
    }
    life.instances.push(Instance {
        start: event,
        moves,
        end: None,
        window: life.opening,
    });
    Effect::Done
}
