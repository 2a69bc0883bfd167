//! `generate-cases`: writes the cases of a synthetic landlord.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::{Parser, ValueEnum};
use dueby_generator::{Dates, Form, Kind, Landlord, Settings, Shape, mapping, write};

/// Writes the cases of a synthetic landlord: the same bytes for the same options, on every
/// machine. Nobody's data is in it.
#[derive(Debug, Parser)]
#[command(name = "generate-cases")]
struct Args {
    /// What a line holds: an event, or a case with all of its events
    #[arg(long, default_value = "cases")]
    shape: ShapeName,
    /// How the file is written
    #[arg(long, default_value = "jsonl")]
    format: FormatName,
    /// How dates are written in CSV with a case on each line
    #[arg(long, default_value = "iso")]
    dates: DatesName,
    /// Where to write; standard output without it
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// For CSV with a case on each line: where to write its mapping, for "dueby --map"
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// How many cases; without it, as many as so many homes have in so many years
    #[arg(long, value_name = "NUMBER")]
    cases: Option<u64>,
    /// How many homes the landlord lets
    #[arg(long, value_name = "NUMBER", default_value_t = 20_390)]
    homes: u32,
    /// The first day, the first of a month
    #[arg(long, value_name = "DATE", default_value = "2021-04-01")]
    from: NaiveDate,
    /// How many years from then on; what is not done when they are over is open
    #[arg(long, value_name = "NUMBER", default_value_t = 5)]
    years: u32,
    /// What chance comes from
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
    /// Only cases of this kind. Give it again for another
    #[arg(long = "kind", value_name = "KIND", value_parser = kind)]
    kinds: Vec<Kind>,
    /// How many of a thousand lines have something wrong with them, to a thousandth: 2.5
    #[arg(long, value_name = "IN-A-THOUSAND", default_value = "0", value_parser = thousandths)]
    bad: u32,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ShapeName {
    Events,
    Cases,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FormatName {
    Csv,
    Jsonl,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum DatesName {
    Iso,
    Uk,
}

fn kind(text: &str) -> Result<Kind, String> {
    let all = Kind::ALL.iter();
    let found = all.clone().find(|kind| kind.names().1 == text).copied();
    found.ok_or_else(|| {
        let names: Vec<&str> = all.map(|kind| kind.names().1).collect();
        format!("the kinds are {}", names.join(", "))
    })
}

/// A number with at most three decimal places, times a thousand.
fn thousandths(text: &str) -> Result<u32, String> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = format!("{whole}{part:0<3}");
    match digits.parse() {
        Ok(number) if part.len() <= 3 && number <= 1_000_000 => Ok(number),
        _ => Err("give a number from 0 to 1000 with at most three decimal places".to_owned()),
    }
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(told) => {
            let _ = io::stderr().write_all(told.as_bytes());
            ExitCode::SUCCESS
        }
        Err(wrong) => {
            let _ = writeln!(io::stderr(), "error: {wrong}");
            ExitCode::from(2)
        }
    }
}

fn run(args: &Args) -> Result<String, String> {
    let shape = match args.shape {
        ShapeName::Events => Shape::Events,
        ShapeName::Cases => Shape::Cases,
    };
    let dates = match args.dates {
        DatesName::Iso => Dates::Iso,
        DatesName::Uk => Dates::Uk,
    };
    let form = match args.format {
        FormatName::Csv => Form::Csv(dates),
        FormatName::Jsonl => Form::JsonLines,
    };
    let wide = (shape, form) == (Shape::Cases, Form::Csv(dates));
    if !wide && (args.map.is_some() || dates == Dates::Uk) {
        return Err("--map and --dates uk are for --format csv --shape cases".to_owned());
    }
    let landlord = Landlord::new(&Settings {
        seed: args.seed,
        homes: args.homes,
        from: args.from,
        years: args.years,
        cases: args.cases,
        kinds: match args.kinds.is_empty() {
            true => Kind::ALL.to_vec(),
            false => args.kinds.clone(),
        },
    })?;
    let named = |path: &PathBuf, error: io::Error| format!("{}: {error}", path.display());
    if let Some(path) = &args.map {
        std::fs::write(path, mapping(&landlord, dates)).map_err(|error| named(path, error))?;
    }
    let written = match &args.out {
        Some(path) => File::create(path)
            .and_then(|file| {
                let to = BufWriter::with_capacity(1 << 20, file);
                write(&landlord, shape, form, args.bad, to)
            })
            .map_err(|error| named(path, error))?,
        None => {
            let to = BufWriter::with_capacity(1 << 20, io::stdout().lock());
            write(&landlord, shape, form, args.bad, to).map_err(|error| error.to_string())?
        }
    };
    Ok(format!(
        "{} cases on {} lines, {} of them with something wrong\n",
        written.cases,
        written.lines,
        written.bad.len()
    ))
}
