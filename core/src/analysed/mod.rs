//! Checking rules before they run: what a text that can be read still gets wrong, and
//! what several texts get wrong together. One analysis a file; all of them see checked
//! packs, and find the places of what they say in the text (`places`).

mod calendars;
mod conditions;
mod directories;
mod domains;
mod escalation;
mod events;
mod extension;
mod names;
mod places;
mod reach;
mod regions;
mod report;
mod roles;
mod sources;
mod tables;

use crate::calendar::Calendar;
use crate::checked::{Awaited, Clock, Pack, Pause, Starts, Within};
use crate::error::{Lines, Problem};
use directories::Directories;
use domains::Domains;
use places::{Places, Step};
use regions::Budget;

pub use report::{Checker, Report, TextKind};

/// A pack that could be read, with its text.
struct Source<'t> {
    file: &'t str,
    lines: Lines<'t>,
    places: Places<'t>,
    pack: Pack,
}

/// What the analyses have found so far.
#[derive(Debug, Default)]
struct Found {
    problems: Vec<Problem>,
}

impl Found {
    /// Notes a problem with the value at a path.
    fn at(&mut self, source: &Source<'_>, path: &[Step<'_>], problem: Problem) {
        let span = source.places.value(path);
        self.problems
            .push(problem.at(source.lines.place(source.file, span)));
    }

    /// Notes a problem with the name at a path.
    fn at_name(&mut self, source: &Source<'_>, path: &[Step<'_>], problem: Problem) {
        let span = source.places.name(path);
        self.problems
            .push(problem.at(source.lines.place(source.file, span)));
    }
}

/// A clock of a pack or of one of its rights, and how to find it in the text.
#[derive(Clone, Copy)]
struct Written<'p> {
    clock: &'p Clock,
    is_right: bool,
    index: usize,
}

impl<'p> Written<'p> {
    /// The path to one of its fields, or to what is in that.
    fn path<'s>(&self, field: &'s str, more: &[Step<'s>]) -> Vec<Step<'s>> {
        let (table, field) = match (self.is_right, field) {
            (true, "stops") => ("right", "used"),
            (true, "cancels") => ("right", "ends"),
            (true, "promise") => ("right", "title"),
            (true, field) => ("right", field),
            (false, field) => ("clock", field),
        };
        let mut path = vec![Step::Key(table), Step::Index(self.index), Step::Key(field)];
        path.extend(more);
        path
    }
}

/// The clocks that a text writes, then those of its rights, in its order. What a pack takes
/// over from one that it extends is looked at there.
fn written<'s>(source: &'s Source<'_>) -> impl Iterator<Item = Written<'s>> {
    let here = |table: &'static str, id: &str| source.places.entry(table, id);
    let clocks = source.pack.clocks.iter().filter_map(move |clock| {
        Some(Written {
            clock,
            is_right: false,
            index: here("clock", &clock.id)?,
        })
    });
    let rights = source.pack.rights.iter().filter_map(move |right| {
        Some(Written {
            clock: &right.clock,
            is_right: true,
            index: here("right", right.id())?,
        })
    });
    clocks.chain(rights)
}

fn all_clocks(pack: &Pack) -> impl Iterator<Item = &Clock> {
    let rights = pack.rights.iter().map(|right| &right.clock);
    pack.clocks.iter().chain(rights)
}

/// What a clock waits for, and where that stands.
fn awaited(clock: &Clock) -> impl Iterator<Item = (Vec<Step<'static>>, &Awaited)> {
    let mut all: Vec<(Vec<Step<'static>>, &Awaited)> = Vec::new();
    if let Starts::On(events) = &clock.starts {
        push(&mut all, &[Step::Key("starts")], events);
    }
    push(&mut all, &[Step::Key("stops")], &clock.stops);
    push(&mut all, &[Step::Key("cancels")], &clock.cancels);
    push(&mut all, &[Step::Key("excuses")], &clock.excuses);
    if let Some(extension) = &clock.extension {
        push(
            &mut all,
            &[Step::Key("extension"), Step::Key("on")],
            &extension.on,
        );
    }
    push(&mut all, &[Step::Key("resets")], &clock.resets.on);
    push(&mut all, &[Step::Key("reopens")], &clock.reopens.on);
    for (index, pause) in clock.pauses.iter().enumerate() {
        if let Pause::Between { from, until } = pause {
            for (field, events) in [("from", from), ("until", until)] {
                let path = [Step::Key("pauses"), Step::Index(index), Step::Key(field)];
                push(&mut all, &path, events);
            }
        }
    }
    all.into_iter()
}

fn push<'c>(
    all: &mut Vec<(Vec<Step<'static>>, &'c Awaited)>,
    path: &[Step<'static>],
    events: &'c [Awaited],
) {
    for (index, event) in events.iter().enumerate() {
        let mut path = path.to_vec();
        path.push(Step::Index(index));
        all.push((path, event));
    }
}

/// The allowance that a pack gives a clock, where it is not left open.
fn written_within<'p>(clock: &'p Clock, pack: &'p Pack) -> Option<&'p Within> {
    match &clock.within {
        Within::Parameter(name) => pack.parameters.get(name)?.allowance(),
        within => Some(within),
    }
}

/// Everything that is wrong with packs that can be read, with calendars and directories beside
/// them.
fn analyse(
    sources: &[Source<'_>],
    calendars: &[Calendar],
    directories: &Directories<'_>,
    budget: &Budget,
) -> Vec<Problem> {
    let mut found = Found::default();
    for source in sources {
        let domains = Domains::of(&source.pack);
        tables::check(source, &domains, budget, &mut found);
        conditions::check(source, &domains, budget, &mut found);
        events::check(source, &mut found);
        escalation::check(source, &mut found);
        extension::check(source, &mut found);
        sources::check(source, &mut found);
        names::check(source, &mut found);
        reach::check(source, calendars, &mut found);
        for directory in directories.of(source) {
            roles::check(source, sources, directory, &domains, budget, &mut found);
        }
    }
    directories.check(sources, calendars, budget, &mut found);
    found.problems
}
