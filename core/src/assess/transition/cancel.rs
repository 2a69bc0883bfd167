//! Cancel: the promise no longer applies.

use super::super::Occurrence;
use super::super::life::{EndKind, Life};
use super::Effect;
use super::stop::end;

pub(in super::super) fn cancel<'e, 'c>(
    life: &mut Life<'e, 'c>,
    event: &'e Occurrence<'c>,
) -> Effect {
    end(life, event, EndKind::Cancelled)
}
