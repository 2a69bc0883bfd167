//! One walk over what happened to a plain clock that has one instance: it starts, is held and
//! freed, and ends. The walk is the same whatever is counted (`Counted`); whatever else happens
//! is for the general way, and nothing is said here.

use crate::assess::EndKind;
use crate::compiled::PlainAct;
use crate::time::Instant;

/// What has happened in a case by a moment, in the order of time, as columns have it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Happened<'h> {
    pub(crate) times: &'h [i64],
    /// The codes of their types.
    pub(crate) types: &'h [u32],
    /// When each was recorded; empty where that is not known of any.
    pub(crate) recorded: &'h [Option<Instant>],
    /// Whether two of them may have come at one instant.
    pub(crate) together: bool,
    /// The first event that is still to come.
    pub(crate) to_come: Option<Instant>,
}

impl<'h> Happened<'h> {
    fn each(&self) -> impl Iterator<Item = (Instant, u32)> + 'h {
        let times = self.times.iter().map(|at| Instant(*at));
        times.zip(self.types.iter().copied())
    }

    /// Whether two that do something came at one instant: the rules have an order of their own
    /// for those.
    fn clash(&self, acts: &[PlainAct]) -> bool {
        let mut before = None;
        let mut acting = self.each().filter(|(_, of_type)| {
            let act = acts.get(*of_type as usize);
            act.is_some_and(|act| *act != PlainAct::Nothing)
        });
        self.together && acting.any(|(at, _)| before.replace(at) == Some(at))
    }
}

/// What is counted on the way.
pub(super) trait Counted {
    /// Holds it from then on, if that still takes time out of the count; nothing where that is
    /// for the general way to say.
    fn hold(&mut self, at: Instant) -> Option<()>;
    /// Ends the pause in force, if there is one.
    fn resume(&mut self, at: Instant) -> Option<()>;
}

/// What came of the walk.
pub(super) enum Walked<C> {
    /// It has not started.
    Waiting,
    Started {
        /// When what started it was recorded.
        recorded: Option<Instant>,
        count: C,
        end: Option<(EndKind, Instant)>,
    },
}

/// Walks over what happened; nothing where that is for the general way. `acts` is what each type
/// of event does, `begin` the count from a start on.
#[inline(always)]
pub(super) fn walk<C: Counted>(
    happened: &Happened<'_>,
    acts: &[PlainAct],
    begin: impl FnOnce(Instant) -> Option<C>,
) -> Option<Walked<C>> {
    if happened.together && happened.clash(acts) {
        return None;
    }
    let act = |of_type: u32| acts.get(of_type as usize).copied();
    let mut rest = happened.each();
    let (mut place, mut begin) = (0, Some(begin));
    let start = loop {
        let Some((at, of_type)) = rest.next() else {
            return Some(Walked::Waiting);
        };
        match act(of_type)? {
            PlainAct::Start => break at,
            // It may hold what starts later.
            PlainAct::Pause(_) => return None,
            // There is nothing to end.
            PlainAct::Stop | PlainAct::Cancel | PlainAct::Resume(_) | PlainAct::Nothing => {}
        }
        place += 1;
    };
    let mut count = begin.take()?(start)?;
    let mut paused = 0;
    let mut end = None;
    for (at, of_type) in rest.by_ref() {
        match act(of_type)? {
            PlainAct::Pause(pairs) => {
                if paused == 0 {
                    count.hold(at)?;
                }
                paused |= pairs;
            }
            PlainAct::Resume(pairs) if paused & pairs != 0 => {
                paused &= !pairs;
                if paused == 0 {
                    count.resume(at)?;
                }
            }
            PlainAct::Stop => {
                end = Some((EndKind::Stopped, at));
                break;
            }
            PlainAct::Cancel => {
                end = Some((EndKind::Cancelled, at));
                break;
            }
            // What runs already is not started again, nor freed when it is not held.
            PlainAct::Start | PlainAct::Resume(_) | PlainAct::Nothing => {}
        }
    }
    if let Some((_, at)) = end {
        count.resume(at)?;
        // A start would be that of the next instance; all else comes too late.
        for (_, of_type) in rest {
            if act(of_type)? == PlainAct::Start {
                return None;
            }
        }
    }
    Some(Walked::Started {
        recorded: happened.recorded.get(place).copied().flatten(),
        count,
        end,
    })
}
