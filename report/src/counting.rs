//! Cases as they are found in files → counts, and what could not be counted.
//!
//! [`Counting`] does it all by itself. Who counts on several threads has a [`Once`] where cases
//! are found, a [`Counter`] on each thread, and [`ReadAnswer::take`] where what they tell is
//! put in the order of the files.

use std::collections::{BTreeMap, HashSet};

use dueby::{Code, Engine, Fold, References};
use dueby_cases::{Given, Part, Parts, Sink, Trouble};

use crate::{ReadAnswer, ReadProblem};

/// The most problems that are told one by one; the rest are counted.
const TOLD: usize = 1000;

/// The most unknown types of events that are kept.
const KEPT: usize = 100;

/// What is found, in the order of the files.
#[derive(Debug)]
pub enum Item {
    /// A case that is still to be read.
    Part(Part),
    /// A case.
    Given(Box<Given>),
    /// Something wrong.
    Trouble(Trouble),
    /// Something to know.
    Note(Trouble),
}

/// What is told of it.
#[derive(Debug, Clone)]
pub enum Told {
    /// Something wrong.
    Trouble(Trouble),
    /// Something to know.
    Note(Trouble),
    /// A case is left out.
    LeftOut,
}

/// Sees that a case is counted once, in files whose rows of a case follow one another.
#[derive(Debug, Clone)]
pub struct Once<'e> {
    seen: References,
    /// What came again.
    again: Fold<'e>,
}

impl<'e> Once<'e> {
    /// Nothing seen yet; what came again is noted in a count of nothing.
    pub fn new(nothing: Fold<'e>) -> Self {
        Once {
            seen: References::default(),
            again: nothing,
        }
    }

    /// Sees a case that has been found.
    ///
    /// # Errors
    ///
    /// `duplicate-name` where one of its reference was found before.
    pub fn part(&mut self, part: &Part) -> Result<(), Trouble> {
        match &part.reference {
            // That there is none is said when the case is read.
            Some(reference) if reference.trim().is_empty() => Ok(()),
            Some(reference) if !self.seen.insert(reference) => {
                Err(self.came_again(reference, &part.place(), part.of_events()))
            }
            _ => Ok(()),
        }
    }

    /// The same of a case that has been read.
    ///
    /// # Errors
    ///
    /// As [`Once::part`].
    pub fn given(&mut self, given: &Given) -> Result<(), Trouble> {
        let reference = &given.case.case;
        if self.seen.insert(reference) {
            Ok(())
        } else {
            Err(self.came_again(reference, &given.origin.place(None), false))
        }
    }

    fn came_again(&mut self, reference: &str, place: &str, of_events: bool) -> Trouble {
        self.again.again(reference);
        let shown = reference.escape_debug();
        let (message, help) = if of_events {
            (
                format!("case \"{shown}\" comes again after other cases"),
                "the rows of a case have to follow one another: sort the file by its cases, and \
                 give a case in one file; what comes again is not counted",
            )
        } else {
            (
                format!("case \"{shown}\" was given before"),
                "give a case once, with all its events; it is not counted again",
            )
        };
        Trouble::new(place, Code::DuplicateName, message).help(help)
    }

    /// What came again, as a count to put others into.
    pub fn again(self) -> Fold<'e> {
        self.again
    }
}

/// Reads and counts cases.
#[derive(Debug, Clone)]
pub struct Counter<'e> {
    fold: Fold<'e>,
    known: HashSet<&'e str>,
    unknown: BTreeMap<String, u64>,
}

impl<'e> Counter<'e> {
    /// Counts into a fold of the same engine.
    pub fn new(fold: Fold<'e>, engine: &'e Engine) -> Self {
        Counter {
            fold,
            known: engine.event_types().collect(),
            unknown: BTreeMap::new(),
        }
    }

    /// Counts what was found, of which no case was counted before.
    pub fn item(&mut self, item: Item, told: &mut Vec<Told>) {
        let read = match item {
            Item::Trouble(trouble) => return told.push(Told::Trouble(trouble)),
            Item::Note(note) => return told.push(Told::Note(note)),
            Item::Part(part) if part.spoiled => return told.push(Told::LeftOut),
            Item::Part(part) => part.read(),
            Item::Given(given) => Ok(*given),
        };
        let counted = read.and_then(|given| match self.fold.add_new(&given.case) {
            Ok(()) => Ok(given.case),
            Err(error) => Err(Trouble::of_case(&error, &given.origin)),
        });
        match counted {
            Ok(case) => {
                for event in &case.events {
                    let name = event.event.as_str();
                    if !self.known.contains(name) && !name.starts_with("step.") {
                        self.unknown(name);
                    }
                }
            }
            Err(troubles) => {
                told.extend(troubles.into_iter().map(Told::Trouble));
                told.push(Told::LeftOut);
            }
        }
    }

    fn unknown(&mut self, name: &str) {
        if let Some(times) = self.unknown.get_mut(name) {
            *times += 1;
        } else {
            self.unknown.insert(name.to_owned(), 1);
            // Those that come first in the alphabet stay, so that it is the same for any order.
            shorten(&mut self.unknown);
        }
    }

    /// The count; how many events were of types that no rule knows goes to what was read.
    pub fn done(self, read: &mut ReadAnswer) -> Fold<'e> {
        for (event, times) in self.unknown {
            *read.unknown_events.entry(event).or_default() += times;
        }
        shorten(&mut read.unknown_events);
        self.fold
    }
}

fn shorten(unknown: &mut BTreeMap<String, u64>) {
    while unknown.len() > KEPT {
        unknown.pop_last();
    }
}

impl ReadAnswer {
    /// Takes what is told, in the order of the files. Whether it is told one by one: of what
    /// is wrong the first thousand.
    pub fn take(&mut self, told: &Told) -> bool {
        match told {
            Told::LeftOut => self.left_out += 1,
            Told::Note(_) => return true,
            Told::Trouble(trouble) => {
                self.problems += 1;
                *self.by_code.entry(trouble.code.to_owned()).or_default() += 1;
                if self.first.len() < TOLD {
                    self.first.push(ReadProblem {
                        place: trouble.place.clone(),
                        code: trouble.code.to_owned(),
                        message: trouble.message.clone(),
                        help: trouble.help.clone(),
                    });
                    return true;
                }
            }
        }
        false
    }
}

/// Counts what is found in files, one case after another.
#[derive(Debug, Clone)]
pub struct Counting<'e> {
    once: Once<'e>,
    counter: Counter<'e>,
    read: ReadAnswer,
    notes: Vec<Trouble>,
    told: Vec<Told>,
}

impl<'e> Counting<'e> {
    /// Counts into a fold of the same engine, of nothing so far.
    pub fn new(fold: Fold<'e>, engine: &'e Engine) -> Self {
        Counting {
            once: Once::new(fold.clone()),
            counter: Counter::new(fold, engine),
            read: ReadAnswer::default(),
            notes: Vec::new(),
            told: Vec::new(),
        }
    }

    /// How many cases were counted so far.
    pub fn cases(&self) -> u64 {
        self.counter.fold.len()
    }

    /// What was read so far, and what could not be.
    pub fn read(&self) -> &ReadAnswer {
        &self.read
    }

    /// The count, what was read, and what there is to know of the files.
    pub fn done(self) -> (Fold<'e>, ReadAnswer, Vec<Trouble>) {
        let mut read = self.read;
        let mut whole = self.once.again();
        // Nothing is in both: one has counted no case.
        let _ = whole.merge(self.counter.done(&mut read));
        (whole, read, self.notes)
    }

    fn item(&mut self, item: Item) {
        self.counter.item(item, &mut self.told);
        for told in self.told.drain(..) {
            self.read.take(&told);
            if let Told::Note(note) = told {
                self.notes.push(note);
            }
        }
    }
}

impl Sink for Counting<'_> {
    fn case(&mut self, given: Given) {
        match self.once.given(&given) {
            Ok(()) => self.item(Item::Given(Box::new(given))),
            Err(trouble) => self.problem(trouble),
        }
    }

    fn problem(&mut self, trouble: Trouble) {
        self.item(Item::Trouble(trouble));
    }

    fn note(&mut self, note: Trouble) {
        self.item(Item::Note(note));
    }
}

impl Parts for Counting<'_> {
    fn part(&mut self, part: Part) {
        match self.once.part(&part) {
            Ok(()) => self.item(Item::Part(part)),
            Err(trouble) => self.problem(trouble),
        }
    }

    fn enough(&self) -> bool {
        false
    }
}
