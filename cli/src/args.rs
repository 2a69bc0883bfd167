//! What can be asked for on the command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use dueby_cases::Dates;

use crate::input::Encoding;
use crate::question::Question;

/// When each promise of a case is due, what state it is in, who has to be told, and
/// why.
#[derive(Debug, Parser)]
#[command(
    name = "dueby",
    version,
    after_help = "A calculation, not legal advice.\n\
                  Exit codes: 0 done, 1 the answer could not be written, or \"check\",\n\
                  \"test\" or \"diff\" found something, 2 bad input."
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Assess(AssessArgs),
    Due(DueArgs),
    Calendar(CalendarArgs),
    Check(CheckArgs),
    Diff(DiffArgs),
    Explain(ExplainArgs),
    Packs(PacksArgs),
    Report(Box<ReportArgs>),
    Test(TestArgs),
}

/// Say what every promise of a case is at a moment.
///
/// A CASE is a file: .json holds one case, .jsonl or .ndjson a case on each line,
/// .csv a case or an event on each line. "-" is standard input, JSON or JSON Lines.
#[derive(Debug, clap::Args)]
#[command(after_long_help = ASSESS_HELP)]
pub(crate) struct AssessArgs {
    /// Files of cases; "-" for standard input
    #[arg(required = true, value_name = "CASE")]
    pub(crate) cases: Vec<PathBuf>,

    /// A rule pack: the id of one that is built in (see "dueby packs") or a TOML
    /// file. An id means every version of it, and the case decides which it goes by;
    /// ID@VERSION is one alone. Give it again for another
    #[arg(long = "pack", required = true, value_name = "PACK")]
    pub(crate) packs: Vec<String>,

    /// The moment the answer is for: "2025-12-22T09:00", "2025-12-22" or "now".
    /// Without an offset it is local to the first pack's calendar; a date alone
    /// means the start of that day
    #[arg(long, value_name = "TIME")]
    pub(crate) as_of: String,

    #[command(flatten)]
    pub(crate) rules: RuleArgs,

    /// Who has which role: a directory as a .toml or .json file. Steps then say who is
    /// told, and by which of its rules
    #[arg(long, value_name = "FILE")]
    pub(crate) directory: Option<PathBuf>,

    /// See only what was recorded by this moment, written as for --as-of
    #[arg(long, value_name = "TIME")]
    pub(crate) known_at: Option<String>,

    /// Let rules run that are not confirmed: all "unconfirmed" or "contested" ones,
    /// "all", a CLOCK by its id, or CLOCK=READING. Give it again for another
    #[arg(long, value_name = "WHICH", value_delimiter = ',')]
    pub(crate) accept: Vec<String>,

    /// Take anything odd about a case as an error
    #[arg(long)]
    pub(crate) strict: bool,

    /// For CSV files with a case on each line: a small TOML file that says what
    /// each column is
    #[arg(long, value_name = "FILE")]
    pub(crate) map: Option<PathBuf>,

    /// For many cases: tell the reasons of each deadline too
    #[arg(long)]
    pub(crate) why: bool,

    /// Write each case's answer as a line of JSON
    #[arg(long)]
    pub(crate) json: bool,

    /// Write the deadlines of running promises to an iCalendar file too, in the place
    /// of one of that name
    #[arg(long, value_name = "FILE")]
    pub(crate) ics: Option<PathBuf>,

    /// Draw the cases as a timeline in an SVG file too, in the place of one of that name
    #[arg(long, value_name = "FILE")]
    pub(crate) svg: Option<PathBuf>,
}

/// Say when one promise is due that starts at a time.
#[derive(Debug, clap::Args)]
pub(crate) struct DueArgs {
    /// The id of a built-in rule pack (see "dueby packs") or a TOML file. Of several
    /// versions the one for the date of --from answers
    pub(crate) pack: String,

    /// The clock's id (see "dueby packs PACK")
    pub(crate) clock: String,

    /// When it starts: "2025-12-19T16:42", "2025-12-19" or "now". Without an offset
    /// it is local to the clock's calendar. A date alone is some time on that day;
    /// a clock that counts hours then starts at the beginning of the day
    #[arg(long, value_name = "TIME")]
    pub(crate) from: String,

    /// What is known of the case: --set priority=urgent. true and false are flags,
    /// plain numbers are numbers, the rest is text. Give it again for another
    #[arg(long = "set", value_name = "ATTRIBUTE=VALUE")]
    pub(crate) attributes: Vec<String>,

    #[command(flatten)]
    pub(crate) rules: RuleArgs,

    /// Who has which role: a directory as a .toml or .json file. Steps then say who is
    /// told, and by which of its rules
    #[arg(long, value_name = "FILE")]
    pub(crate) directory: Option<PathBuf>,

    /// Write the answer as a line of JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Ask a calendar: sums of working days and opening times, forwards and backwards.
///
/// Times are local to the calendar unless they have an offset; one that comes twice,
/// when the clocks go back, is the first. "now" is a time too.
#[derive(Debug, clap::Args)]
#[command(
    after_long_help = CALENDAR_HELP,
    subcommand_value_name = "QUESTION",
    subcommand_help_heading = "Questions",
    disable_help_subcommand = true
)]
pub(crate) struct CalendarArgs {
    /// The id of a built-in calendar (see "dueby packs") or a TOML file
    pub(crate) calendar: String,

    /// Another calendar as a TOML file, that CALENDAR builds on; one with the same id
    /// takes the place of another. Give it again for another
    #[arg(long = "calendar", value_name = "FILE", global = true)]
    pub(crate) calendars: Vec<PathBuf>,

    /// The calendar for cases of this priority, where a closure binds some alone
    #[arg(long, value_name = "PRIORITY", global = true)]
    pub(crate) priority: Option<String>,

    /// Write the answer as a line of JSON
    #[arg(long, global = true)]
    pub(crate) json: bool,

    #[command(subcommand)]
    pub(crate) question: Option<Question>,
}

/// Say everything that is wrong with rule packs, calendars and directories.
///
/// A PATH is a TOML or JSON file, or a folder whose such files are checked with those in the
/// folders below it. All are checked together: packs may name the calendars among them,
/// and those that are built in. In folders, files that are none of these are passed over.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Exit codes: 0 nothing is wrong (notes are nothing wrong), 1 there are errors or warnings,
2 a PATH or an argument cannot be taken.")]
pub(crate) struct CheckArgs {
    /// Files and folders
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// Who has which role: a directory that has to find somebody for every role that a step
    /// names, whatever the case. Without it, a pack is held against the directory in its own
    /// folder, if one is checked with it there and no other
    #[arg(long, value_name = "FILE")]
    pub(crate) directory: Option<PathBuf>,

    /// Write the problems as a line of JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Run the stories that stand beside rule packs, and say where they differ.
///
/// A PATH is a TOML file, or a folder that is looked through with those below it. A story
/// gives a case and its events, and what is expected at moments; packs and calendars found
/// under the PATHs, and those that are built in, can be named by it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Exit codes: 0 everything is as told, 1 something differs, 2 a PATH, a pack or a story cannot be
taken.")]
pub(crate) struct TestArgs {
    /// Files and folders
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// Write the differences as a line of JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Say in words what a new edition of rules changes.
///
/// OLD and NEW are each a pack or a calendar that is built in, by its id (see "dueby
/// packs"), a file, or a folder, whose packs and calendars are matched by their ids.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Exit codes: 0 nothing that computes changes (titles, sources and notes may), 1 something does,
2 something cannot be read.")]
pub(crate) struct DiffArgs {
    /// The rules as they were
    pub(crate) old: String,

    /// The rules as they are to be
    pub(crate) new: String,

    /// Cases to decide by: say which of their deadlines and states the new rules move.
    /// A file as for "dueby assess". Give it again for another
    #[arg(long, value_name = "CASE", requires = "as_of")]
    pub(crate) cases: Vec<PathBuf>,

    /// The moment that the cases are looked at: "2025-12-22T09:00", "2025-12-22" or "now"
    #[arg(long, value_name = "TIME", requires = "cases")]
    pub(crate) as_of: Option<String>,

    /// Let rules run that are not confirmed, as for "dueby assess"
    #[arg(long, value_name = "WHICH", value_delimiter = ',', requires = "cases")]
    pub(crate) accept: Vec<String>,

    /// For CSV files with a case on each line: what each column is
    #[arg(long, value_name = "FILE", requires = "cases")]
    pub(crate) map: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) rules: RuleArgs,

    /// Write the differences as a line of JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Say what a code means, with an example and what to do.
#[derive(Debug, clap::Args)]
pub(crate) struct ExplainArgs {
    /// The code, as it stands in brackets behind a message; all of them when it is left out
    pub(crate) code: Option<String>,
}

/// List the built-in rule packs and calendars, or what is in a pack.
///
/// Of a pack that has several versions each is listed, with the event whose date decides which
/// one a case goes by, and the first and the last date that it is for. PACK@VERSION is one
/// of them.
#[derive(Debug, clap::Args)]
pub(crate) struct PacksArgs {
    /// Show the clocks and parameters of this pack: an id or a TOML file
    pub(crate) pack: Option<String>,

    /// Only what is in force on a date, "2024-03-31": what a case goes by whose deciding
    /// event is of that date. Without it, everything there is
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<String>,
}

/// Say what the targets of rule packs come to over many cases.
///
/// A CASES is a file: .csv with a case or an event on each line, .jsonl or .ndjson the same in
/// JSON. "-" is standard input. Files of any length are read, on all cores. The lines of a
/// case have to follow one another.
#[derive(Debug, clap::Args)]
#[command(after_long_help = REPORT_HELP)]
pub(crate) struct ReportArgs {
    /// Files of cases; "-" for standard input
    #[arg(required = true, value_name = "CASES")]
    pub(crate) cases: Vec<PathBuf>,

    /// A rule pack: the id of one that is built in (see "dueby packs") or a TOML file.
    /// Give it again for another
    #[arg(long = "pack", required = true, value_name = "PACK")]
    pub(crate) packs: Vec<String>,

    /// What the report is about: the financial year "2025-26", the quarter "2025-Q4", the
    /// month "2025-11", the calendar year "2025", or "rolling 12 months"
    #[arg(long, value_name = "PERIOD")]
    pub(crate) period: String,

    /// The moment the report is for: "2025-12-22T09:00", "2025-12-22" (the start of that day)
    /// or "now". Without it, the last moment of the period
    #[arg(long, value_name = "TIME")]
    pub(crate) as_of: Option<String>,

    /// Count only what was recorded by this moment, written as for --as-of
    #[arg(long, value_name = "TIME")]
    pub(crate) known_at: Option<String>,

    /// The figures by the values of an attribute too: patch, team, priority
    #[arg(long, value_name = "ATTRIBUTE")]
    pub(crate) by: Option<String>,

    /// A number that rates are of: --number homes=20390, or of a group of --by: --number
    /// homes:Norton=1800. Give it again for another
    #[arg(long = "number", value_name = "NAME=NUMBER")]
    pub(crate) numbers: Vec<String>,

    #[command(flatten)]
    pub(crate) rules: RuleArgs,

    /// Let rules run that are not confirmed, as for "dueby assess"
    #[arg(long, value_name = "WHICH", value_delimiter = ',')]
    pub(crate) accept: Vec<String>,

    /// Stop at the first thing that cannot be read, and report nothing
    #[arg(long)]
    pub(crate) strict: bool,

    /// For CSV files with a case on each line: a small TOML file that says what each
    /// column is
    #[arg(long, value_name = "FILE")]
    pub(crate) map: Option<PathBuf>,

    /// How dates are written: 2025-12-19, or 19/12/2025. A mapping file says it itself
    #[arg(
        long,
        value_name = "HOW",
        value_enum,
        default_value_t,
        hide_possible_values = true,
        conflicts_with = "map"
    )]
    pub(crate) dates: Dates,

    /// What the bytes of files without a byte order mark are
    #[arg(long, value_name = "NAME", value_enum, default_value_t)]
    pub(crate) encoding: Encoding,

    /// How many threads count; as many as there are cores without it
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) threads: Option<u16>,

    /// Write the report as a line of JSON
    #[arg(long)]
    pub(crate) json: bool,

    /// Write it as one page too, for a screen or for paper, in the place of a file of that
    /// name. It needs nothing else: no script, no network
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
}

/// What the rules count with.
#[derive(Debug, clap::Args)]
pub(crate) struct RuleArgs {
    /// A calendar as a TOML file, beside those that are built in; one with the same
    /// id takes the place of another. Give it again for another
    #[arg(long = "calendar", value_name = "FILE")]
    pub(crate) calendars: Vec<PathBuf>,

    /// Fill in what a pack leaves open: --param apology-time="2 working days". Give
    /// it again for another
    #[arg(long = "param", value_name = "NAME=VALUE")]
    pub(crate) parameters: Vec<String>,
}

const ASSESS_HELP: &str = "\
CSV files, by their first line:
  An event on each line: columns \"case\", \"event\" and \"at\", optional \"kind\",
  \"id\", \"recorded_at\", \"step\" and \"note\". Any other column is an attribute that
  the event sets. The lines of a case may stand anywhere in the file.
  A case on each line: column \"case\", optional \"kind\". A column named like an
  event of the packs holds when it happened; any other is an attribute.
  For columns with other names, or dates like 19/12/2025, write a mapping file
  and give it with --map:

    case = \"Case ref\"        # the column with the reference
    kind = \"repair\"          # or { column = \"Type\" }
    dates = \"uk\"             # 19/12/2025 or 19/12/2025 16:42; or \"iso\"
    [events]                 # column = event
    \"Date reported\" = \"repair.reported\"
    [attributes]             # column = attribute
    \"Patch\" = \"patch\"
    \"Vulnerable\" = { name = \"vulnerable\", yes = [\"Y\"], no = [\"N\"] }
    \"Priority\" = { name = \"priority\", values = { P1 = \"emergency\" } }

Nothing is written unless every case is good.";

const CALENDAR_HELP: &str = "\
Without a QUESTION, questions are read from standard input as JSON Lines, one a line,
and each is answered by a line of JSON, in the same order:

  {\"add\": {\"start\": \"2025-12-19\", \"amount\": \"5 working days\"}}
  {\"add\": {\"start\": \"2025-12-20\", \"amount\": \"5 working days\",
           \"received-off-day\": \"next working day\"}}      (on one line)
  {\"subtract\": {\"end\": \"2025-12-30T12:00\", \"amount\": \"8 working hours\",
                \"at-edge\": \"moves\"}}          (on one line)
  {\"between\": {\"from\": \"2025-12-19\", \"to\": \"2026-01-05\", \"in\": \"working days\"}}
  {\"is-open\": {\"at\": \"2025-12-24T16:00\"}}
  {\"is-working-day\": {\"date\": \"2025-12-26\"}}
  {\"next-open\": {\"at\": \"2025-12-24T17:00\"}}
  {\"previous-close\": {\"at\": \"2025-12-29T08:00\"}}

Nothing is written unless every question is good.

The options of \"add\" and \"subtract\" have the names and the words of a pack's \"counting\"
table: see \"dueby calendar england-and-wales add --help\".

An answer in JSON has \"calendar\", \"revision\", \"question\" as it was asked, and \"answer\":
a date, a time, true or false, or an amount. A sum of days that ends when its last day
does is a date. Sums have an \"explanation\" of what was counted and skipped, in the
steps of every other answer.";

const REPORT_HELP: &str = "\
Of each target: its figure and what was counted for it, its state, how many more may fail and
what the rest of the period has to be; of a clock's share both ways, of what was completed
alone and with what is open and overdue.

What cannot be read is told with its place; its case is left out, all others are counted. A
case that comes again is not counted again.

CSV files and mapping files are those of \"dueby assess\", whose --help shows them. The lines of
a case have to follow one another. JSON Lines have on each line a case with its events, an
event ({\"case\": \"R-1\", \"event\": \"repair.reported\", \"at\": \"2025-12-19\"}), or a case with
a field for each event ({\"case\": \"R-1\", \"repair.reported\": \"2025-12-19\"}).

Exit codes: 0 everything was counted, 1 the report is written and something was left out or
came again, 2 nothing is written: bad arguments, nothing could be counted, or --strict.";
