//! Resume: the clock runs again once no pause is left in force.

use super::super::Occurrence;
use super::super::life::{Life, Move};
use super::Effect;
use crate::error::Code;

pub(in super::super) fn resume<'e, 'c>(
    life: &mut Life<'e, 'c>,
    event: &'e Occurrence<'c>,
    pairs: u32,
) -> Effect {
    if life.paused & pairs == 0 {
        return Effect::Nothing(Some(Code::ResumeWithoutPause));
    }
    life.paused &= !pairs;
    if life.paused == 0 {
        match life.running() {
            Some(instance) => instance.moves.push(Move::Resume(event)),
            // Over before anything started: it held nothing.
            None => life.waiting.clear(),
        }
    }
    Effect::Done
}
