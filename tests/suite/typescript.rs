//! The types of the npm package are those of the answers: made from the same Rust.

use std::fmt::Write as _;
use std::path::Path;

use dueby::{
    AppointmentAnswer, Assessment, Basis, Case, Change, ClockAnswer, Code, DeadlineAnswer,
    DirectoryRevision, Ends, Entry, EscalationAnswer, Event, EventTime, Failed, FigureAnswer,
    Finding, FollowsAnswer, Given, GroupAnswer, InstanceName, Measure, MonthAnswer, Moved,
    OnChange, Outcome, PeriodAnswer, ReadingAnswer, Reason, ReasonCode, RecipientAnswer, Revisions,
    RightAnswer, RightState, Severity, Side, Standing, StartsAt, State, StatesMoved, Status,
    StepReason, StepState, Summary, TargetAnswer, TargetReason, TargetState, TargetTold,
    TargetsAnswer, Timeline, TriggerAnswer, Unit, UnresolvedAnswer, UnresolvedCode, Value, Via,
    What, WhatIf,
};
use dueby_report::{ReadAnswer, ReadProblem, Report};
use ts_rs::{Config, TS};

/// A type with its own words, and those of its fields, which ts-rs puts into the declaration.
fn declared<T: TS>(config: &Config) -> String {
    let mut text = String::new();
    let docs = T::docs().unwrap_or_default();
    if let Some(docs) = Some(docs.trim_end()).filter(|docs| !docs.is_empty()) {
        writeln!(text, "{docs}").unwrap();
    }
    writeln!(text, "export {}", T::decl(config)).unwrap();
    in_javascript(&text)
}

macro_rules! file {
    ($config:expr, $name:literal: $($of:ty),+ $(,)?) => {
        ($name, vec![$(declared::<$of>($config)),+])
    };
}

/// The name that a declaration gives.
fn name(declaration: &str) -> &str {
    let (_, after) = declaration.split_once("export type ").unwrap();
    after.split([' ', '<']).next().unwrap()
}

/// Whether a text names a type, but for its comments.
fn names(text: &str, name: &str) -> bool {
    let is_code = |line: &&str| !line.trim_start().starts_with(['*', '/']);
    let word = |one: char| !one.is_ascii_alphanumeric();
    let mut lines = text.lines().filter(is_code);
    lines.any(|line| line.split(word).any(|part| part == name))
}

/// Comments as JavaScript has them: without examples in Rust, names in camelCase.
fn in_javascript(text: &str) -> String {
    let mut kept = String::new();
    let mut example = false;
    for line in text.lines() {
        let comment = line.trim_start();
        if comment == "* ```" {
            example = !example;
        } else if !example && comment.starts_with('*') {
            let words = line.split('`').enumerate();
            let words = words.map(|(at, word)| match at % 2 {
                1 => camel(word),
                _ => word.to_owned(),
            });
            kept.push_str(&words.collect::<Vec<_>>().join("`"));
            kept.push('\n');
        } else if !example {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept.replace(" *\n */", " */")
}

fn camel(word: &str) -> String {
    let is_name = |part: &str| part.chars().all(|one| one.is_ascii_lowercase());
    if !word.split('_').all(is_name) {
        return word.to_owned();
    }
    let mut parts = word.split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |name, part| {
        let (head, tail) = part.split_at(1.min(part.len()));
        name + &head.to_uppercase() + tail
    })
}

#[test]
fn the_types_of_the_package_are_fresh() {
    let config = &Config::new().with_large_int("number");
    let files = [
        file!(config, "case": Case, Event, EventTime, Value),
        file!(config, "amount": dueby::Allowance, dueby::Limit, dueby::Moment, Unit),
        file!(config, "assessment": Assessment, Revisions, DirectoryRevision),
        file!(
            config,
            "clock": ClockAnswer, AppointmentAnswer, Outcome, Reason, ReasonCode, ReadingAnswer,
            FollowsAnswer, TriggerAnswer, State, Basis, Status,
        ),
        file!(
            config,
            "escalation": EscalationAnswer, StepState, StepReason, RecipientAnswer, Via,
            UnresolvedAnswer, UnresolvedCode,
        ),
        file!(config, "right": RightAnswer, RightState),
        file!(config, "finding": Finding, Code, Severity),
        file!(config, "explanation": Entry, Given, Ends, Side, StartsAt, OnChange),
        file!(config, "timeline": Timeline, Change, What),
        file!(
            config,
            "what-if": WhatIf, Summary, StatesMoved, Moved, Standing, DeadlineAnswer, InstanceName,
            dueby::RightMoved, dueby::RightName, dueby::RightStanding, dueby::RightsSummary,
            dueby::RightStatesMoved,
        ),
        file!(
            config,
            "target": TargetsAnswer, TargetAnswer, Measure, TargetState, TargetReason, FigureAnswer,
            PeriodAnswer, MonthAnswer, GroupAnswer, Failed, TargetTold,
        ),
        file!(config, "report": Report, ReadAnswer, ReadProblem),
    ];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../bindings-wasm/ts/answers");
    let mut made = Vec::new();
    for (file, types) in &files {
        let mut text = String::from(
            "// Made from the Rust types by `UPDATE_DOCS=1 cargo test -p dueby-tests --test typescript`.\n\n",
        );
        let all = types.join("\n");
        for (other, there) in files.iter().filter(|(other, _)| other != file) {
            let there = there.iter().map(|one| name(one));
            let used: Vec<&str> = there.filter(|name| names(&all, name)).collect();
            if !used.is_empty() {
                let used = used.join(", ");
                writeln!(text, "import type {{ {used} }} from \"./{other}.js\";").unwrap();
            }
        }
        writeln!(text, "\n{all}").unwrap();
        made.push((
            folder.join(format!("{file}.ts")),
            text.replace("\n\n\n", "\n\n"),
        ));
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::create_dir_all(&folder).unwrap();
        for (path, text) in &made {
            std::fs::write(path, text).unwrap();
        }
    }
    let mut kept = std::fs::read_dir(&folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    assert!(
        kept.all(|path| made.iter().any(|(known, _)| *known == path)),
        "a file of bindings-wasm/ts/answers is no longer made: remove it"
    );
    for (path, text) in &made {
        assert!(
            std::fs::read_to_string(path).unwrap_or_default() == *text,
            "refresh {}: UPDATE_DOCS=1 cargo test -p dueby-tests --test typescript",
            path.display()
        );
    }
}
