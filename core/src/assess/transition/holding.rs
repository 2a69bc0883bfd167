//! Holding: which conditions hold the clock from now on. What runs is paused and
//! resumed in its turn; what has not started is let go of at once, so that a start at
//! the very instant is not held by what has just ceased.

use super::super::life::Life;

pub(in super::super) fn holding(life: &mut Life<'_, '_>, now: u32) {
    let ceased = life.holding & !now;
    life.holding = now;
    life.standing &= now;
    if life.running().is_none() {
        life.paused &= !ceased;
        let paused = life.paused;
        life.waiting.retain(|(pairs, _)| pairs & paused != 0);
    }
}
