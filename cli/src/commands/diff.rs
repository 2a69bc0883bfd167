//! `dueby diff`: what a new edition of rules changes, in words.

use std::path::PathBuf;

use dueby::{Calendar, Comparison, Diff, Differing, Engine, Options, Pack, WhatIf};
use serde::Serialize;

use crate::args::DiffArgs;
use dueby_cases::{self as cases, Sink};

use crate::input::{self, Given, Reading};
use crate::load::{self, accept};
use crate::output::{diff as words, print};
use crate::problems::{self, Stop, Trouble};
use crate::progress::Progress;
use crate::time;
use crate::together::{self, Together, is_a_path};

pub(crate) fn run(args: &DiffArgs) -> Result<(), Stop> {
    let (old, new) = (side(&args.old)?, side(&args.new)?);
    let diff = Diff::between(&old.packs, &new.packs).with_calendars(&old.calendars, &new.calendars);
    let what_if = match (args.cases.as_slice(), &args.as_of) {
        ([], _) | (_, None) => None,
        (_, Some(as_of)) => Some(with_cases(args, as_of, &old, &new)?),
    };
    if args.json {
        #[derive(Serialize)]
        struct Told<'d> {
            #[serde(flatten)]
            diff: &'d Diff,
            what_if: Option<&'d WhatIf>,
        }
        let told = Told {
            diff: &diff,
            what_if: what_if.as_ref(),
        };
        let mut line = serde_json::to_string(&told).map_err(std::io::Error::from)?;
        line.push('\n');
        print(&line)?;
    } else {
        print(&words::people(&diff, what_if.as_ref()))?;
    }
    let moved =
        what_if.is_some_and(|what_if| !(what_if.moved.is_empty() && what_if.rights.is_empty()));
    if diff.computes || moved {
        Err(Stop::Wrong)
    } else {
        Ok(())
    }
}

/// The packs and calendars that an argument means: built in, a file, or a folder.
fn side(name: &str) -> Result<Together, Stop> {
    if !is_a_path(name)
        && let Some(built_in) = dueby_rules::calendars()
            .map_err(|error| Trouble::all(&error, ""))?
            .into_iter()
            .find(|calendar| calendar.id() == name)
    {
        return Ok(Together {
            packs: Vec::new(),
            calendars: vec![built_in],
        });
    }
    if dueby_rules::pack(name).is_some() || !is_a_path(name) {
        return Ok(Together {
            packs: load::packs(name)?,
            calendars: Vec::new(),
        });
    }
    let side = together::of_paths(&[PathBuf::from(name)])?;
    if side.packs.is_empty() && side.calendars.is_empty() {
        return Err(
            Trouble::argument(name, "there is no pack and no calendar here")
                .help("name a pack, a calendar, or a folder that has some")
                .into(),
        );
    }
    Ok(side)
}

/// Assesses cases under the old and the new rules at one moment.
fn with_cases(
    args: &DiffArgs,
    as_of: &str,
    old: &Together,
    new: &Together,
) -> Result<WhatIf, Stop> {
    let known = load::calendars(&args.rules.calendars)?;
    let engine = |side: &Together| -> Result<Engine, Stop> {
        if side.packs.is_empty() {
            return Err(
                Trouble::argument("--cases", "calendars alone promise nothing")
                    .help("compare packs, or folders that have packs too")
                    .into(),
            );
        }
        built(&side.packs, &known, &side.calendars, &args.rules.parameters)
    };
    let (before, after) = (engine(old)?, engine(new)?);
    let as_of = time::instant(&after, as_of, "--as-of")?;
    let both = || before.packs().chain(after.packs());
    let options = Options::default().accept(accept(both, &args.accept)?);
    let mapping = args.map.as_deref().map(input::mapping).transpose()?;
    let comparison = Comparison::new(&before, &after, as_of, &options)
        .map_err(|error| Trouble::all(&error, "--accept"))?;
    let progress = Progress::over(&args.cases);
    let mut comparing = Comparing {
        comparison,
        progress: &progress,
        differing: Differing::default(),
        problems: 0,
    };
    let reading = Reading {
        engine: &after,
        mapping: mapping.as_ref(),
        progress: &progress,
    };
    for file in &args.cases {
        input::read(file, &reading, &mut comparing);
    }
    progress.done();
    if comparing.problems > 0 {
        return Err(Stop::BadInput(Vec::new()));
    }
    let what_if = comparing.comparison.finish(comparing.differing);
    Ok(what_if.map_err(|error| Trouble::all(&error, ""))?)
}

fn built(
    packs: &[Pack],
    known: &[Calendar],
    own: &[Calendar],
    parameters: &[String],
) -> Result<Engine, Stop> {
    let mut builder = Engine::builder();
    let is_own = |id: &str| own.iter().any(|calendar| calendar.id() == id);
    for calendar in known.iter().filter(|one| !is_own(one.id())).chain(own) {
        builder = builder.calendar(calendar.clone());
    }
    for pack in packs {
        builder = builder.pack(pack.clone());
    }
    load::finish(builder, parameters).map_err(Stop::from)
}

/// Compares each case as it is read.
struct Comparing<'a> {
    comparison: Comparison<'a>,
    progress: &'a Progress,
    differing: Differing,
    problems: usize,
}

impl Comparing<'_> {
    fn wrong(&mut self, trouble: Trouble) {
        self.problems += 1;
        self.progress.aside(|| problems::tell(&[trouble]));
    }
}

impl Sink for Comparing<'_> {
    fn case(&mut self, given: Given) {
        match self.comparison.add(&given.case) {
            Ok(differing) => self.differing.append(differing),
            Err(error) => {
                let place = given.origin.place(None);
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
