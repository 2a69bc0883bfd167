//! Many cases → counts, on all cores.
//!
//! One thread finds the cases in the files, in blocks of whole cases; the others read and
//! count them, each for itself; at the end the counts are put together. What is wrong is told
//! in the order of the files, whoever found it first.

use std::collections::{BTreeMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use dueby::{Code, Engine, Error, Fold, References};
use dueby_report::{ReadAnswer, ReadProblem};

use crate::input::{Given, Part, Parts, Sink};
use crate::problems::{self, Trouble};
use crate::progress::Progress;

/// How many cases, and how many rows, go together.
const BLOCK: usize = 512;

/// The most problems that are told one by one; the rest are counted.
const TOLD: usize = 1000;

/// The most unknown types of events that are kept.
const KEPT: usize = 100;

/// What is counted, and how.
pub(crate) struct Counting<'a> {
    pub(crate) engine: &'a Engine,
    pub(crate) progress: &'a Progress,
    /// How many threads count.
    pub(crate) threads: usize,
    /// Whether to stop at the first thing that is wrong.
    pub(crate) strict: bool,
}

/// What came of it.
pub(crate) struct Counted<'e> {
    pub(crate) fold: Fold<'e>,
    pub(crate) read: ReadAnswer,
}

/// What a block holds, in the order of the files.
enum Item {
    Part(Part),
    Given(Box<Given>),
    Trouble(Trouble),
    Note(Trouble),
}

/// What is told of a block.
enum Told {
    Trouble(Trouble),
    Note(Trouble),
    LeftOut,
}

struct Block {
    number: u64,
    items: Vec<Item>,
}

type Found = (u64, Vec<Told>);

impl<'a> Counting<'a> {
    /// Counts what `read` finds, from what `new` makes.
    pub(crate) fn run<'e>(
        &self,
        new: impl Fn() -> Result<Fold<'e>, Error>,
        read: impl FnOnce(&mut Finding<'_, 'e>),
    ) -> Result<Counted<'e>, Error> {
        let mut folds = Vec::new();
        for _ in 0..self.threads.max(1) {
            folds.push(new()?);
        }
        let known: HashSet<&str> = self.engine.event_types().collect();
        let stop = AtomicBool::new(false);
        let (send, blocks) = sync_channel::<Block>(2 * folds.len());
        let (tell, told) = channel::<Found>();
        let blocks = Mutex::new(blocks);
        thread::scope(|scope| {
            let workers: Vec<_> = folds
                .into_iter()
                .map(|fold| {
                    let tell = tell.clone();
                    let (blocks, known) = (&blocks, &known);
                    scope.spawn(move || Worker::new(fold, known).run(blocks, &tell))
                })
                .collect();
            drop(tell);
            let mut finding = Finding {
                seen: References::default(),
                again: new()?,
                items: Vec::new(),
                size: 0,
                number: 0,
                send,
                desk: Desk {
                    told,
                    early: BTreeMap::new(),
                    next: 0,
                    strict: self.strict,
                    stop: &stop,
                    progress: self.progress,
                    read: ReadAnswer::default(),
                },
            };
            read(&mut finding);
            finding.send();
            let Finding {
                again: mut whole,
                send,
                mut desk,
                ..
            } = finding;
            drop(send);
            while let Ok(found) = desk.told.recv() {
                desk.take(found);
            }
            let mut read = desk.read;
            for worker in workers {
                // What a thread has panicked with is not for this one to hide.
                let done = worker
                    .join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
                for (event, times) in done.unknown {
                    *read.unknown_events.entry(event).or_default() += times;
                }
                // No case is in two: none was sent twice.
                let _ = whole.merge(done.fold);
            }
            while read.unknown_events.len() > KEPT {
                read.unknown_events.pop_last();
            }
            Ok(Counted { fold: whole, read })
        })
    }
}

/// Finds the cases, and hands them on in blocks.
pub(crate) struct Finding<'a, 'e> {
    seen: References,
    /// What came again.
    again: Fold<'e>,
    items: Vec<Item>,
    /// The rows in them.
    size: usize,
    number: u64,
    send: SyncSender<Block>,
    desk: Desk<'a>,
}

impl Finding<'_, '_> {
    fn item(&mut self, item: Item, size: usize) {
        self.items.push(item);
        self.size += size;
        if self.size >= BLOCK {
            self.send();
        }
    }

    fn send(&mut self) {
        self.size = 0;
        if self.items.is_empty() {
            return;
        }
        let items = std::mem::take(&mut self.items);
        // Nobody takes it only where a thread has panicked, which is told when it is joined.
        let _ = self.send.send(Block {
            number: self.number,
            items,
        });
        self.number += 1;
        while let Ok(found) = self.desk.told.try_recv() {
            self.desk.take(found);
        }
    }

    /// Whether a case of this reference is a new one.
    fn is_new(&mut self, reference: &str, place: &str, of_events: bool) -> bool {
        if self.seen.insert(reference) {
            return true;
        }
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
        self.problem(Trouble::new(place, Code::DuplicateName, message).help(help));
        false
    }
}

impl Sink for Finding<'_, '_> {
    fn case(&mut self, given: Given) {
        let place = given.origin.place(None);
        if self.is_new(&given.case.case, &place, false) {
            self.item(Item::Given(Box::new(given)), 1);
        }
    }

    fn problem(&mut self, trouble: Trouble) {
        self.item(Item::Trouble(trouble), 1);
    }

    fn note(&mut self, note: Trouble) {
        self.item(Item::Note(note), 1);
    }
}

impl Parts for Finding<'_, '_> {
    fn part(&mut self, part: Part) {
        if let Some(reference) = &part.reference {
            let (reference, place) = (reference.clone(), part.place());
            if !self.is_new(&reference, &place, part.of_events()) {
                return;
            }
        }
        let size = part.rows();
        self.item(Item::Part(part), size);
    }

    fn enough(&self) -> bool {
        self.desk.stop.load(Ordering::Relaxed)
    }
}

/// Tells what was found, in order.
struct Desk<'a> {
    told: Receiver<Found>,
    /// What was found of blocks whose turn has not come.
    early: BTreeMap<u64, Vec<Told>>,
    next: u64,
    strict: bool,
    stop: &'a AtomicBool,
    progress: &'a Progress,
    read: ReadAnswer,
}

impl Desk<'_> {
    fn take(&mut self, (number, told): Found) {
        self.early.insert(number, told);
        while let Some(told) = self.early.remove(&self.next) {
            self.next += 1;
            told.into_iter().for_each(|one| self.tell(one));
        }
    }

    fn tell(&mut self, told: Told) {
        if self.strict && self.read.problems > 0 {
            return;
        }
        match told {
            Told::LeftOut => self.read.left_out += 1,
            Told::Note(note) => self
                .progress
                .aside(|| problems::tell_text(&note.write_note())),
            Told::Trouble(trouble) => {
                let read = &mut self.read;
                read.problems += 1;
                *read.by_code.entry(trouble.code.to_owned()).or_default() += 1;
                if read.first.len() < TOLD {
                    read.first.push(ReadProblem {
                        place: trouble.place.clone(),
                        code: trouble.code.to_owned(),
                        message: trouble.message.clone(),
                        help: trouble.help.clone(),
                    });
                    self.progress.aside(|| problems::tell(&[trouble]));
                }
                if self.strict {
                    self.stop.store(true, Ordering::Relaxed);
                }
            }
        }
    }
}

/// Reads and counts blocks.
struct Worker<'e, 'k> {
    fold: Fold<'e>,
    known: &'k HashSet<&'k str>,
    unknown: BTreeMap<String, u64>,
}

impl<'e, 'k> Worker<'e, 'k> {
    fn new(fold: Fold<'e>, known: &'k HashSet<&'k str>) -> Self {
        Worker {
            fold,
            known,
            unknown: BTreeMap::new(),
        }
    }

    fn run(mut self, blocks: &Mutex<Receiver<Block>>, tell: &Sender<Found>) -> Self {
        loop {
            let taken = blocks.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(block) = taken else { return self };
            let mut told = Vec::new();
            for item in block.items {
                self.item(item, &mut told);
            }
            // Nobody hears it only where the thread that reads has panicked.
            let _ = tell.send((block.number, told));
        }
    }

    fn item(&mut self, item: Item, told: &mut Vec<Told>) {
        let read = match item {
            Item::Trouble(trouble) => {
                return told.extend(here(vec![trouble]).into_iter().map(Told::Trouble));
            }
            Item::Note(note) => return told.push(Told::Note(note)),
            Item::Part(part) if part.spoiled => return told.push(Told::LeftOut),
            Item::Part(part) => part.read().map_err(here),
            Item::Given(given) => Ok(*given),
        };
        let counted = read.and_then(|given| {
            let counted = self.fold.add_new(&given.case);
            counted.map(|()| given.case).map_err(|error| {
                let troubles = error.problems().map(|problem| {
                    let mut trouble = Trouble::of(problem, "");
                    trouble.place = given.origin.place(problem.place().event);
                    trouble
                });
                troubles.collect::<Vec<_>>()
            })
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
            while self.unknown.len() > KEPT {
                self.unknown.pop_last();
            }
        }
    }
}

/// What to do, as it is done here.
fn here(mut troubles: Vec<Trouble>) -> Vec<Trouble> {
    const SAID: [(&str, &str); 2] = [
        (
            "say dates = \"uk\" in the mapping file that --map gives",
            "give --dates uk, or say dates = \"uk\" in the mapping file",
        ),
        (
            "save the file as UTF-8",
            "give --encoding windows-1252 if the whole file is in that, or save it as UTF-8",
        ),
    ];
    for trouble in &mut troubles {
        if let Some(help) = &mut trouble.help {
            for (said, here) in SAID {
                *help = help.replace(said, here);
            }
        }
    }
    troubles
}
