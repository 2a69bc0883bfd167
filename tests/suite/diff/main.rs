//! What a new edition of a pack changes, against what a person would say of the two texts.

mod clocks;
mod several;
mod shipped;
mod whole;

use dueby::{Cases, Diff, Difference, Pack};

const OLD: &str = r#"
[pack]
id = "ours"
title = "Ours"
version = "one"
calendar = "england-and-wales"
basis = "code"
source = "The Code"

[pack.governs]
by = "complaint.received"
from = "2022-04-01"

[attribute.priority]
type = "text"
one-of = ["urgent", "routine"]

[attribute.vulnerable]
type = "flag"

[condition.ours]
vulnerable = true

[parameter.apology]
type = "allowance"
question = "How long?"

[[clock]]
id = "acknowledge"
promise = "Acknowledge a complaint"
kind = "complaint"
starts = "complaint.received"
stops = ["complaint.acknowledged", "complaint.answered"]
within = "2 working days"
source = "4.1"
escalation = "ladder"

[[clock]]
id = "repair"
promise = "Repair"
kind = "repair"
when = { priority = ["urgent", "routine"] }
starts = "repair.reported"
stops = "repair.done"
within = { by = "priority", urgent = "3 working days", routine = "20 working days" }
source = "5"

[[clock]]
id = "apology"
promise = "Apologise"
kind = "complaint"
starts = { clock = "acknowledge" }
stops = "apology.sent"
within = { parameter = "apology" }
source = "6"

[[right]]
id = "stage-2"
title = "Ask for stage 2"
to = "us"
kind = "complaint"
starts = "complaint.answered"
used = "stage-2.requested"
within = "6 months"
source = "7"

[escalation.ladder]
steps = [
  { at = "1 working day before due", notify = "handler" },
  { at = "due", notify = "manager" },
]
"#;

fn pack(text: &str) -> Pack {
    Pack::from_toml(text, "ours.toml").unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// `of id field [at]: was -> now (effect)`
fn told(one: &Difference) -> String {
    let of = format!("{:?}", one.of).to_lowercase();
    let id = one.id.as_deref().unwrap_or("-");
    let at = one
        .at
        .as_deref()
        .map_or(String::new(), |at| format!(" [{at}]"));
    let says = |text: &Option<String>| text.clone().unwrap_or_else(|| "nothing".to_owned());
    let mut effect = Vec::new();
    for (name, value) in [("later", one.later), ("earlier", one.earlier)] {
        match value {
            Some(true) => effect.push(name.to_owned()),
            Some(false) => effect.push(format!("not {name}")),
            None => {}
        }
    }
    effect.extend(one.cases.map(|cases| match cases {
        Cases::More => "more cases".to_owned(),
        _ => "fewer cases".to_owned(),
    }));
    if !one.computes {
        effect.push("for people".to_owned());
    }
    let effect = match effect.is_empty() {
        true => String::new(),
        false => format!(" ({})", effect.join(", ")),
    };
    format!(
        "{of} {id} {}{at}: {} -> {}{effect}",
        one.field,
        says(&one.was),
        says(&one.now)
    )
}

#[track_caller]
fn changes(edits: &[(&str, &str)], expected: &[&str]) {
    let mut new = OLD.to_owned();
    for (from, to) in edits {
        assert!(new.contains(from), "{from}");
        new = new.replace(from, to);
    }
    let diff = Diff::between(&[pack(OLD)], &[pack(&new)]);
    assert_eq!(diff.compared.len(), 1);
    let found: Vec<String> = diff.compared[0].differences.iter().map(told).collect();
    assert_eq!(found, expected, "{edits:?}");
    let computes = expected.iter().any(|line| !line.ends_with("for people)"));
    assert_eq!(diff.computes, computes);
}
