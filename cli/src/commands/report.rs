//! `dueby report`: what targets come to over many cases.

use std::num::NonZero;
use std::thread::available_parallelism;

use chrono::{DateTime, Utc};
use dueby::{Engine, Fold, Options, Span, TargetOptions};
use dueby_report::Report;

use crate::args::ReportArgs;
use crate::counting::Counting;
use crate::input::{self, Reader};
use crate::output::{Whole, print, report as words};
use crate::problems::{self, Stop, Trouble};
use crate::progress::Progress;
use crate::{load, time};

pub(crate) fn run(args: &ReportArgs) -> Result<(), Stop> {
    let engine = load::engine(&args.packs, &args.rules, None)?;
    if engine.packs().all(|pack| pack.targets().is_empty()) {
        return Err(Trouble::argument("--pack", "these packs have no target")
            .help("\"dueby assess\" says what their clocks are; a pack with a [[target]] has a report")
            .into());
    }
    let (span, as_of) = period(&engine, args)?;
    let options = options(&engine, args, span)?;
    let mapping = args.map.as_deref().map(input::mapping).transpose()?;
    input::check_files(&args.cases, args.map.as_deref())?;
    let page = args
        .html
        .as_deref()
        .map(|file| Whole::at(file, "--html", "report.html"))
        .transpose()?;
    let progress = Progress::over(&args.cases);
    let reader = Reader {
        engine: &engine,
        mapping: mapping.as_ref(),
        dates: args.dates,
        encoding: args.encoding,
        progress: &progress,
    };
    let counting = Counting {
        engine: &engine,
        progress: &progress,
        threads: match args.threads {
            Some(threads) => usize::from(threads),
            None => available_parallelism().map_or(1, NonZero::get),
        },
        strict: args.strict,
    };
    let counted = counting.run(
        || Fold::new(&engine, as_of, &options),
        |found| {
            for file in &args.cases {
                input::read_parts(file, &reader, found);
            }
        },
    );
    progress.done();
    let counted = counted.map_err(|error| Trouble::all(&error, "--as-of"))?;
    let mut report = Report {
        answer: counted.fold.answer(),
        read: counted.read,
    };
    report.read.files = args
        .cases
        .iter()
        .map(|file| file.display().to_string())
        .collect();
    let wrong = report.read.problems > 0;
    if wrong && args.strict {
        problems::tell_text("stopped there; nothing was written");
        return Err(Stop::BadInput(Vec::new()));
    }
    let more = report.read.problems - report.read.first.len() as u64;
    if more > 0 {
        problems::tell_text(&format!(
            "{} more problems are not told one by one",
            dueby_report::words::number(more)
        ));
    }
    if report.answer.cases == 0 {
        let told = if wrong {
            "no case could be counted; nothing was written"
        } else {
            "there are no cases; nothing was written"
        };
        problems::tell_text(told);
        return Err(Stop::BadInput(Vec::new()));
    }
    words::notes(&report, &engine);
    if let Some(page) = page {
        page.write(&dueby_report::html(&report))?;
    }
    if args.json {
        let mut line = serde_json::to_string(&report).map_err(std::io::Error::from)?;
        line.push('\n');
        print_plain(&line)?;
    } else {
        print(&words::people(&report))?;
    }
    if wrong { Err(Stop::Wrong) } else { Ok(()) }
}

/// JSON as it is: what is in a text is not for the terminal.
fn print_plain(line: &str) -> Result<(), Stop> {
    use std::io::Write as _;
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(line.as_bytes())?;
    Ok(stdout.flush()?)
}

/// What the report is about, and the moment it is for.
fn period(engine: &Engine, args: &ReportArgs) -> Result<(Span, DateTime<Utc>), Stop> {
    let as_of = args.as_of.as_deref();
    let as_of = as_of.map(|as_of| time::instant(engine, as_of, "--as-of"));
    let span = engine.span(&args.period, as_of.transpose()?);
    span.map_err(|error| Trouble::all(&error, "--period").into())
}

fn options(engine: &Engine, args: &ReportArgs, span: Span) -> Result<TargetOptions, Stop> {
    let accept = load::accept(|| engine.packs(), &args.accept)?;
    let mut assess = Options::default().accept(accept);
    if let Some(known_at) = &args.known_at {
        assess = assess.known_at(time::instant(engine, known_at, "--known-at")?);
    }
    let mut options = TargetOptions::of(span).assess(assess);
    if let Some(by) = &args.by {
        options = options.by(by);
    }
    for given in &args.numbers {
        let (name, value) = load::pair(given, "--number", "NAME=NUMBER", "homes=20390")?;
        let number = value.replace(',', "").parse::<u64>().ok();
        let Some(number) = number.filter(|number| *number > 0) else {
            let message = format!("\"{}\" is not a whole number", value.escape_debug());
            return Err(Trouble::argument("--number", message)
                .help("write it in digits: --number homes=20390")
                .into());
        };
        options = options.number(name, number);
    }
    let checked = options.check(engine);
    checked.map_err(|error| Trouble::all(&error, "--number"))?;
    Ok(options)
}
