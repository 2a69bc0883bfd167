//! The types of the npm package are those of the answers: made from the same Rust.

use std::fmt::Write as _;
use std::path::Path;

use dueby::{
    AppointmentAnswer, Assessment, Basis, Case, Change, ClockAnswer, Code, DeadlineAnswer,
    DirectoryRevision, Ends, Entry, EscalationAnswer, Event, EventTime, Finding, FollowsAnswer,
    Given, InstanceName, Moved, OnChange, Outcome, ReadingAnswer, Reason, ReasonCode,
    RecipientAnswer, Revisions, RightAnswer, RightState, Severity, Standing, StartsAt, State,
    StatesMoved, Status, StepReason, StepState, Summary, Timeline, TriggerAnswer, Unit,
    UnresolvedAnswer, UnresolvedCode, Value, Via, What, WhatIf,
};
use ts_rs::{Config, TS};

fn add<T: TS>(text: &mut String, config: &Config) {
    let docs = T::docs().unwrap_or_default();
    // A type's own words, and those of its fields, which ts-rs puts into the declaration.
    if let Some(docs) = Some(docs.trim_end()).filter(|docs| !docs.is_empty()) {
        writeln!(text, "{docs}").unwrap();
    }
    writeln!(text, "export {}\n", T::decl(config)).unwrap();
}

macro_rules! all {
    ($config:expr, $($of:ty),+ $(,)?) => {{
        let mut text = String::from(
            "// Made from the Rust types by `UPDATE_DOCS=1 cargo test -p dueby-tests --test typescript`.\n\n",
        );
        $(add::<$of>(&mut text, $config);)+
        text
    }};
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
    let config = Config::new().with_large_int("number");
    let made = all!(
        &config,
        Case,
        Event,
        EventTime,
        Value,
        Assessment,
        Revisions,
        DirectoryRevision,
        ClockAnswer,
        AppointmentAnswer,
        Outcome,
        Reason,
        ReasonCode,
        ReadingAnswer,
        FollowsAnswer,
        TriggerAnswer,
        EscalationAnswer,
        StepState,
        StepReason,
        RecipientAnswer,
        Via,
        UnresolvedAnswer,
        UnresolvedCode,
        RightAnswer,
        RightState,
        State,
        Basis,
        Status,
        Finding,
        Code,
        Severity,
        Entry,
        Given,
        Unit,
        Ends,
        StartsAt,
        OnChange,
        dueby::Allowance,
        dueby::Limit,
        dueby::Moment,
        Timeline,
        Change,
        What,
        WhatIf,
        Summary,
        StatesMoved,
        Moved,
        Standing,
        DeadlineAnswer,
        InstanceName,
        dueby::RightMoved,
        dueby::RightName,
        dueby::RightStanding,
        dueby::RightsSummary,
        dueby::RightStatesMoved,
    );
    let made = in_javascript(&made);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../bindings-wasm/ts/answers.ts");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &made).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == made,
        "refresh bindings-wasm/ts/answers.ts: UPDATE_DOCS=1 cargo test -p dueby-tests --test typescript"
    );
}
