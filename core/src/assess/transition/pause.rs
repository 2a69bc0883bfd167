//! Pause: the clock does not run while any of its pauses is in force. Pauses that
//! overlap merge; a pause before the start holds the clock when it starts.

use super::super::Occurrence;
use super::super::life::{Life, Move};
use super::Effect;

pub(in super::super) fn pause<'e, 'c>(
    life: &mut Life<'e, 'c>,
    event: &'e Occurrence<'c>,
    pairs: u32,
) -> Effect {
    let before = life.paused;
    life.paused |= pairs;
    if life.running().is_none() {
        life.waiting.push((pairs, event));
        return Effect::Waiting;
    }
    if before == 0 {
        for instance in life.open() {
            instance.moves.push(Move::Pause(event));
        }
    }
    Effect::Done
}
