//! `dueby check`: everything that is wrong with packs and calendars.

use std::collections::HashMap;
use std::sync::Arc;

use dueby::{Checker, Code, Report, Severity, TextKind};
use serde::Serialize;

use crate::args::CheckArgs;
use crate::input::{files, text};
use crate::load::LARGEST;
use crate::output::{print, words};
use crate::problems::{Stop, Trouble};

pub(crate) fn run(args: &CheckArgs) -> Result<(), Stop> {
    let mut checker = Checker::new();
    for calendar in dueby_rules::calendars().map_err(|error| Trouble::all(&error, ""))? {
        checker = checker.calendar(calendar);
    }
    for shipped in dueby_rules::PACKS {
        let pack = shipped.read().map_err(|error| Trouble::all(&error, ""))?;
        checker = checker.pack(pack);
    }
    let mut texts: Vec<(String, Arc<str>)> = Vec::new();
    // What cannot even be read is a problem of the file.
    let mut unread: Vec<Trouble> = Vec::new();
    let mut passed_over = 0;
    for found in files(&args.paths, &["toml", "json"])? {
        let name = found.path.display().to_string();
        let read = match text(&found.path, LARGEST) {
            Ok(read) => read,
            Err(trouble) if trouble.code == "unreadable" => return Err(trouble.into()),
            Err(trouble) => {
                unread.push(trouble);
                continue;
            }
        };
        if TextKind::of(&read) == TextKind::Other {
            if found.named {
                unread.push(
                    Trouble::new(
                        name,
                        Code::MissingField,
                        "this is neither a pack nor a calendar",
                    )
                    .help("a pack begins with [pack], a calendar with [calendar]"),
                );
            } else {
                passed_over += 1;
            }
            continue;
        }
        checker = checker.text(name.clone(), read.clone());
        texts.push((name, Arc::from(read)));
    }
    let report = checker.check();
    if args.json {
        print(&json(&report, &unread)?)?;
    } else {
        print(&people(&report, &texts, &unread, passed_over))?;
    }
    if report.is_clean() && unread.is_empty() {
        Ok(())
    } else {
        Err(Stop::Wrong)
    }
}

/// Every problem drawn under its text, and how many there are.
fn people(
    report: &Report,
    texts: &[(String, Arc<str>)],
    unread: &[Trouble],
    passed_over: usize,
) -> String {
    let mut told = String::new();
    for trouble in unread {
        told.push_str(&trouble.write());
        told.push_str("\n\n");
    }
    let by_name: HashMap<&str, &Arc<str>> = texts
        .iter()
        .map(|(name, text)| (name.as_str(), text))
        .collect();
    for problem in report.problems() {
        let place = problem.place();
        let file = place.file.as_deref().unwrap_or_default();
        let trouble = Trouble::of(problem, file).rated(problem.severity());
        let text = by_name.get(file);
        let trouble = match (text, &place.span) {
            (Some(text), Some(span)) => trouble.under(file, text, span.clone()),
            _ => trouble,
        };
        told.push_str(&trouble.write());
        told.push_str("\n\n");
    }
    let counts = [
        (report.count(Severity::Error) + unread.len(), "error"),
        (report.count(Severity::Warning), "warning"),
        (report.count(Severity::Note), "note"),
    ];
    let counts: Vec<String> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| words::count(count, what))
        .collect();
    let files = words::count(report.files().len() + unread.len(), "file");
    let over = match passed_over {
        0 => String::new(),
        over => format!(
            " ({} neither a pack nor a calendar, passed over)",
            if over == 1 {
                "1 other is".to_owned()
            } else {
                format!("{over} others are")
            }
        ),
    };
    told.push_str(&match (counts.is_empty(), report.files().is_empty()) {
        (true, true) => format!("there is nothing to check{over}\n"),
        (true, false) => format!("{files}{over}: nothing is wrong\n"),
        (false, _) => format!("{files}{over}: {}\n", counts.join(", ")),
    });
    told
}

/// What is told to programs.
#[derive(Serialize)]
struct Told<'r> {
    schema: u32,
    files: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    problems: Vec<OneTold<'r>>,
}

#[derive(Serialize)]
struct OneTold<'r> {
    code: &'r str,
    severity: Severity,
    file: Option<&'r str>,
    line: Option<usize>,
    column: Option<usize>,
    span: Option<[usize; 2]>,
    message: &'r str,
    help: Option<&'r str>,
    examples: &'r [dueby::Example],
}

fn json(report: &Report, unread: &[Trouble]) -> std::io::Result<String> {
    let of_files = unread.iter().map(|trouble| OneTold {
        code: trouble.code,
        severity: Severity::Error,
        file: Some(&trouble.place),
        line: None,
        column: None,
        span: None,
        message: &trouble.message,
        help: trouble.help.as_deref(),
        examples: &[],
    });
    let of_texts = report.problems().iter().map(|problem| {
        let place = problem.place();
        OneTold {
            code: problem.code().as_str(),
            severity: problem.severity(),
            file: place.file.as_deref(),
            line: place.line,
            column: place.column,
            span: place.span.as_ref().map(|span| [span.start, span.end]),
            message: problem.message(),
            help: problem.remedy(),
            examples: problem.examples(),
        }
    });
    let told = Told {
        schema: 1,
        files: report.files().len() + unread.len(),
        errors: report.count(Severity::Error) + unread.len(),
        warnings: report.count(Severity::Warning),
        notes: report.count(Severity::Note),
        problems: of_files.chain(of_texts).collect(),
    };
    let mut line = serde_json::to_string(&told)?;
    line.push('\n');
    Ok(line)
}
