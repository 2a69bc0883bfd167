//! `dueby assess`: every promise of every case.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use dueby::{Code, Engine, Options};

use crate::args::AssessArgs;
use dueby_cases::{self as cases, Sink};

use crate::input::{self, Given, Reading};
use crate::output::{Deadlines, Drawn, Output, Setting};
use crate::problems::{self, Stop, Trouble};
use crate::progress::Progress;
use crate::{load, time};

/// Reads and assesses everything, and only then writes.
pub(crate) fn run(args: &AssessArgs) -> Result<(), Stop> {
    let engine = load::engine(&args.packs, &args.rules, args.directory.as_deref())?;
    let as_of = time::instant(&engine, &args.as_of, "--as-of")?;
    let options = options(&engine, args, as_of)?;
    let mapping = args.map.as_deref().map(input::mapping).transpose()?;
    input::check_files(&args.cases, args.map.as_deref())?;
    let setting = Setting::of(&engine);
    let deadlines = args
        .ics
        .as_deref()
        .map(|file| Deadlines::to(file, setting.clone()))
        .transpose()?;
    let drawn = args.svg.as_deref().map(Drawn::to).transpose()?;
    let progress = Progress::over(&args.cases);
    let mut assessing = Assessing {
        engine: &engine,
        as_of,
        options: &options,
        progress: &progress,
        seen: HashMap::new(),
        problems: 0,
        output: Output::new(args.json, args.why, setting),
        deadlines,
        drawn,
        broken: None,
    };
    let reading = Reading {
        engine: &engine,
        mapping: mapping.as_ref(),
        progress: &progress,
    };
    for file in &args.cases {
        input::read(file, &reading, &mut assessing);
    }
    progress.done();
    if let Some(error) = assessing.broken {
        return Err(Stop::Output(error));
    }
    if assessing.problems > 1 {
        problems::tell_text(&format!(
            "{} problems; nothing was written",
            assessing.problems
        ));
    }
    if assessing.problems > 0 {
        return Err(Stop::BadInput(Vec::new()));
    }
    if let Some(deadlines) = assessing.deadlines {
        deadlines.write()?;
    }
    if let Some(drawn) = assessing.drawn {
        drawn.write(&engine)?;
    }
    assessing.output.write()?;
    Ok(())
}

fn options(engine: &Engine, args: &AssessArgs, as_of: DateTime<Utc>) -> Result<Options, Stop> {
    let accept = load::accept(|| engine.packs(), &args.accept)?;
    let mut options = Options::default().accept(accept);
    if args.strict {
        options = options.strict();
    }
    if let Some(known_at) = &args.known_at {
        options = options.known_at(time::instant(engine, known_at, "--known-at")?);
    }
    // What is wrong with the options themselves would be wrong with every case.
    engine.check(as_of, &options).map_err(|error| {
        let mut troubles = Trouble::all(&error, "--accept");
        for trouble in &mut troubles {
            if trouble.code == Code::UnknownClock.as_str() {
                load::without_the_list(trouble, "PACK");
                trouble.and_help("write \"unconfirmed\", \"contested\" or \"all\"");
            }
        }
        troubles
    })?;
    Ok(options)
}

/// Assesses each case as it is read.
struct Assessing<'a> {
    engine: &'a Engine,
    as_of: DateTime<Utc>,
    options: &'a Options,
    progress: &'a Progress,
    /// Where each reference was given first.
    seen: HashMap<String, String>,
    problems: usize,
    output: Output,
    /// The iCalendar file, where one is asked for.
    deadlines: Option<Deadlines>,
    /// The picture, where one is asked for.
    drawn: Option<Drawn>,
    /// The answers could not be kept until all are there.
    broken: Option<std::io::Error>,
}

impl Assessing<'_> {
    fn wrong(&mut self, trouble: Trouble) {
        self.problems += 1;
        self.progress.aside(|| problems::tell(&[trouble]));
    }
}

impl Sink for Assessing<'_> {
    fn case(&mut self, given: Given) {
        let place = given.origin.place(None);
        if let Some(first) = self.seen.get(&given.case.case) {
            let message = format!(
                "case \"{}\" was given before, at {first}",
                given.case.case.escape_debug()
            );
            return self.wrong(
                Trouble::new(place, Code::DuplicateName, message).help(
                    "give a case once, with all its events: answers name it by its reference",
                ),
            );
        }
        self.seen.insert(given.case.case.clone(), place.clone());
        match self
            .engine
            .assess_with(&given.case, self.as_of, self.options)
        {
            Ok(assessment) if self.problems == 0 && self.broken.is_none() => {
                if let Some(deadlines) = &mut self.deadlines {
                    deadlines.add(&assessment);
                }
                if let Some(drawn) = &mut self.drawn {
                    drawn.add(&assessment);
                }
                self.broken = self.output.add(given, assessment).err();
            }
            Ok(_) => {}
            Err(error) => {
                for problem in error.problems() {
                    let mut trouble = Trouble::of(problem, &place);
                    trouble.place = given.origin.place(problem.place().event);
                    self.wrong(trouble);
                }
            }
        }
    }

    fn problem(&mut self, trouble: cases::Trouble) {
        self.wrong(trouble.into());
    }

    fn note(&mut self, note: cases::Trouble) {
        self.progress
            .aside(|| problems::tell_text(&Trouble::from(note).write_note()));
    }
}
