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
        for instance in life.open() {
            instance.moves.push(Move::Resume(event));
        }
        // What was over before anything started held nothing.
        life.waiting.clear();
    }
    Effect::Done
}
