//! Extend: more time, if the rule allows it; that is decided in `grant.rs`.

use super::super::Occurrence;
use super::super::ask::Ask;
use super::super::life::{Life, Move};
use super::Effect;
use crate::error::Code;

pub(in super::super) fn extend<'e, 'c>(
    life: &mut Life<'e, 'c>,
    event: &'e Occurrence<'c>,
    ask: Ask,
) -> Effect {
    let Some(instance) = life.running() else {
        return Effect::Nothing(Some(Code::StopWithoutStart));
    };
    instance.moves.push(Move::Extend(event, ask));
    Effect::Done
}
