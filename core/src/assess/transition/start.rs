//! Start: opens an instance. While one is running, a further start belongs to it:
//! the clock counts from the oldest, as of several unanswered messages.

use crate::few::Few;

use super::super::findings::Findings;
use super::super::life::{Instance, Life, Move};
use super::super::{Occurrence, Start};
use super::Effect;

pub(in super::super) fn start<'e, 'c>(
    life: &mut Life<'e, 'c>,
    event: &'e Occurrence<'c>,
    findings: &mut Findings,
) -> Effect {
    if life.running().is_some() || life.next_run.is_some() {
        return Effect::Done;
    }
    let number = life.next_number();
    open(life, number, Start::by_event(event), findings);
    let opening = life.opening;
    if let Some(opened) = life.instances.last_mut() {
        opened.window = opening;
    }
    Effect::Done
}

/// Opens an instance beside those that are running.
pub(in super::super) fn open<'e, 'c>(
    life: &mut Life<'e, 'c>,
    number: usize,
    start: Start<'e, 'c>,
    findings: &mut Findings,
) {
    let mut moves = Few::new();
    if life.paused != 0 {
        // Started while paused: the trigger is the start, and nothing runs yet.
        // A pause written down by this very date came at some time of it; any other
        // holds the clock from the start.
        let of_this_day = |(_, pause): &(u32, &Occurrence<'_>)| {
            pause.when.is_date() && pause.when.day == start.when.day
        };
        moves.push(match life.waiting.last() {
            Some((_, pause)) if life.standing == 0 && life.waiting.iter().all(of_this_day) => {
                Move::Pause(pause)
            }
            _ => Move::Held,
        });
        for (_, pause) in life.waiting.drain(..) {
            findings.effect(pause.index);
        }
    }
    life.instances.push(Instance {
        number,
        start,
        moves,
        end: None,
        window: None,
        excuses: Vec::new(),
    });
}
