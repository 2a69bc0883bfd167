//! Reset: the running instance counts anew. Whether that came in time is decided in
//! `course.rs`.

use super::super::Occurrence;
use super::super::life::{Life, Move};
use super::Effect;
use crate::error::Code;

pub(in super::super) fn reset<'e, 'c>(
    life: &mut Life<'e, 'c>,
    event: &'e Occurrence<'c>,
) -> Effect {
    let Some(instance) = life.running() else {
        return Effect::Nothing(Some(Code::StopWithoutStart));
    };
    instance.moves.push(Move::Reset(event));
    Effect::Done
}
