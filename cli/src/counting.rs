//! Many cases → counts, on all cores.
//!
//! One thread finds the cases in the files, in blocks of whole cases; the others read and
//! count them, each for itself; at the end the counts are put together. What is wrong is told
//! in the order of the files, whoever found it first.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use dueby::{Engine, Error, Fold};
use dueby_cases::{self as cases, Given, Part, Parts, Sink};
use dueby_report::ReadAnswer;
use dueby_report::counting::{Counter, Item, Once, Told};

use crate::advice;
use crate::problems::{self, Trouble};
use crate::progress::Progress;

/// How many cases, and how many rows, go together.
const BLOCK: usize = 512;

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

struct Block {
    number: u64,
    items: Vec<Item>,
}

type Found = (u64, Vec<Told>);

impl<'e> Counting<'e> {
    /// Counts what `read` finds, from what `new` makes.
    pub(crate) fn run(
        &self,
        new: impl Fn() -> Result<Fold<'e>, Error>,
        read: impl FnOnce(&mut Finding<'_, 'e>),
    ) -> Result<Counted<'e>, Error> {
        let mut folds = Vec::new();
        for _ in 0..self.threads.max(1) {
            folds.push(new()?);
        }
        let stop = AtomicBool::new(false);
        let (send, blocks) = sync_channel::<Block>(2 * folds.len());
        let (tell, told) = channel::<Found>();
        let blocks = Mutex::new(blocks);
        thread::scope(|scope| {
            let workers: Vec<_> = folds
                .into_iter()
                .map(|fold| {
                    let (tell, blocks) = (tell.clone(), &blocks);
                    let counter = Counter::new(fold, self.engine);
                    scope.spawn(move || work(counter, blocks, &tell))
                })
                .collect();
            drop(tell);
            let mut finding = Finding {
                once: Once::new(new()?),
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
                once,
                send,
                mut desk,
                ..
            } = finding;
            drop(send);
            while let Ok(found) = desk.told.recv() {
                desk.take(found);
            }
            let mut read = desk.read;
            let mut whole = once.again();
            for worker in workers {
                // What a thread has panicked with is not for this one to hide.
                let done = worker
                    .join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
                // No case is in two: none was sent twice.
                let _ = whole.merge(done.done(&mut read));
            }
            Ok(Counted { fold: whole, read })
        })
    }
}

/// Finds the cases, and hands them on in blocks.
pub(crate) struct Finding<'a, 'e> {
    once: Once<'e>,
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
}

impl Sink for Finding<'_, '_> {
    fn case(&mut self, given: Given) {
        match self.once.given(&given) {
            Ok(()) => self.item(Item::Given(Box::new(given)), 1),
            Err(trouble) => self.problem(trouble),
        }
    }

    fn problem(&mut self, trouble: cases::Trouble) {
        self.item(Item::Trouble(trouble), 1);
    }

    fn note(&mut self, note: cases::Trouble) {
        self.item(Item::Note(note), 1);
    }
}

impl Parts for Finding<'_, '_> {
    fn part(&mut self, part: Part) {
        let size = part.rows();
        match self.once.part(&part) {
            Ok(()) => self.item(Item::Part(part), size),
            Err(trouble) => self.problem(trouble),
        }
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
        let told = match told {
            Told::Trouble(trouble) => Told::Trouble(here(trouble)),
            told => told,
        };
        let is_told = self.read.take(&told);
        match told {
            Told::LeftOut => {}
            Told::Note(note) => {
                let note = Trouble::from(note).write_note();
                self.progress.aside(|| problems::tell_text(&note));
            }
            Told::Trouble(trouble) => {
                if is_told {
                    self.progress.aside(|| problems::tell(&[trouble.into()]));
                }
                if self.strict {
                    self.stop.store(true, Ordering::Relaxed);
                }
            }
        }
    }
}

/// Reads and counts blocks.
fn work<'e>(
    mut counter: Counter<'e>,
    blocks: &Mutex<Receiver<Block>>,
    tell: &Sender<Found>,
) -> Counter<'e> {
    loop {
        let taken = blocks.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(block) = taken else { return counter };
        let mut told = Vec::new();
        for item in block.items {
            counter.item(item, &mut told);
        }
        // Nobody hears it only where the thread that reads has panicked.
        let _ = tell.send((block.number, told));
    }
}

/// What to do, as it is done here.
fn here(mut trouble: cases::Trouble) -> cases::Trouble {
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
    trouble.message = advice::here(&trouble.message);
    if let Some(help) = &mut trouble.help {
        *help = advice::here(help);
        for (said, here) in SAID {
            *help = help.replace(said, here);
        }
    }
    trouble
}
