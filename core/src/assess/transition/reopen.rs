//! Reopen: what has ended is taken up again, as the next instance or as the same one.
//! While an instance runs there is nothing to reopen.

use super::super::Occurrence;
use super::super::findings::Findings;
use super::super::life::{Life, Move};
use super::Effect;
use super::start::start;
use crate::count::Reopens;
use crate::error::Code;

pub(in super::super) fn reopen<'e, 'c>(
    life: &mut Life<'e, 'c>,
    event: &'e Occurrence<'c>,
    how: Reopens,
    findings: &mut Findings,
) -> Effect {
    if life.running().is_some() {
        return Effect::Done;
    }
    let Some(last) = life.instances.last_mut() else {
        return Effect::Nothing(Some(Code::ReopenWithoutStop));
    };
    if how == Reopens::NewInstance {
        return start(life, event, findings);
    }
    if let Some(end) = last.end.take() {
        last.moves.push(Move::Close(end, event));
    }
    last.moves.push(Move::Resume(event));
    if how == Reopens::Restart {
        last.moves.push(Move::Anew(event));
    }
    life.reopened();
    let Some(last) = life.instances.last_mut() else {
        return Effect::Done;
    };
    if life.paused != 0 {
        last.moves.push(Move::Pause(event));
        for (_, pause) in life.waiting.drain(..) {
            findings.effect(pause.index);
        }
    }
    Effect::Done
}
