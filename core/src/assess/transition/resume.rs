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
    // What was over before anything started held nothing.
    let paused = life.paused;
    life.waiting.retain(|(pairs, _)| pairs & paused != 0);
    if paused == 0 {
        for instance in life.open() {
            instance.moves.push(Move::Resume(event));
        }
    }
    Effect::Done
}
