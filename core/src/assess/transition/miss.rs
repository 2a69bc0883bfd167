//! Miss: the promise is broken, whatever the time: nobody came to an appointment.

use super::super::Occurrence;
use super::super::life::{EndKind, Life};
use super::Effect;
use super::stop::end;

pub(in super::super) fn miss<'e, 'c>(life: &mut Life<'e, 'c>, event: &'e Occurrence<'c>) -> Effect {
    end(life, event, EndKind::Missed)
}
