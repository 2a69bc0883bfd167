//! Packs that extend another wrongly.

use dueby::{Error, Pack, Problem};

use crate::packs::pack;
use crate::{CLOCK, HEAD, Tried};

const BASE: &str = r#"[pack]
id = "england/code"
title = "The Code"
calendar = "england-and-wales"
basis = "code"

[attribute.priority]
type = "text"
one-of = ["urgent", "routine"]

[[clock]]
id = "stage-1"
kind = "complaint"
starts = "complaint.received"
stops = "complaint.answered"
within = "10 working days"

[[clock]]
id = "works"
kind = "complaint"
starts = "complaint.received"
stops = "works.done"
within = { by = "priority", urgent = "5 working days", routine = "20 working days" }

[[right]]
id = "ombudsman"
title = "Go to the ombudsman"
to = "the ombudsman"
kind = "complaint"
starts = "complaint.answered"
used = "ombudsman.asked"
within = "12 months"

[parameter.apology-time]
type = "allowance"
question = "How soon is an apology made?"
"#;

fn read(rest: &str) -> Result<Pack, Error> {
    let head = "[pack]\nid = \"ours\"\ntitle = \"Ours\"\nextends = \"england/code\"\n\
                calendar = \"england-and-wales\"\nbasis = \"promise\"\n";
    let text = format!("{head}{rest}");
    Pack::from_toml_with(&text, "ours.toml", |_| Pack::from_toml(BASE, "code.toml"))
}

fn extending(rest: &str) -> Option<Error> {
    read(rest).err()
}

fn overriding(clock: &str, lines: &str) -> Option<Error> {
    extending(&format!("[[override]]\nclock = \"{clock}\"\n{lines}\n"))
}

/// What is worth a look in a pack whose override is not clearly tighter.
pub(crate) fn unsaid() -> Vec<Problem> {
    let text = "[[override]]\nclock = \"stage-1\"\nwithin = \"2 weeks\"\n";
    read(text).unwrap().remarks().to_vec()
}

pub(crate) fn extendings() -> Tried {
    vec![
        (
            "a pack that extends one that there is not",
            pack(&format!("{HEAD}extends = \"england/code\"\n{CLOCK}")),
        ),
        (
            "an override in a pack that extends none",
            pack(&format!(
                "{HEAD}{CLOCK}[[override]]\nclock = \"a\"\nwithin = \"1 day\"\n"
            )),
        ),
        (
            "an override by a parameter that is a number",
            extending(
                "[[override]]\nclock = \"stage-1\"\nwithin = { parameter = \"days\" }\n\
                 [parameter.days]\ntype = \"number\"\nquestion = \"How many?\"\n",
            ),
        ),
        (
            "an override of a misspelt clock",
            overriding("stage1", "within = \"1 working day\""),
        ),
        (
            "an override of a right",
            overriding("ombudsman", "within = \"6 months\""),
        ),
        (
            "an override that changes nothing",
            overriding("stage-1", ""),
        ),
        (
            "an override of what the law says of itself",
            overriding("stage-1", "promise = \"Answer when we can\""),
        ),
        (
            "a promise looser than the Code",
            overriding("stage-1", "within = \"11 working days\""),
        ),
        (
            "a promise looser than the Code in other units",
            overriding(
                "stage-1",
                "within = \"11 working days or 1 week, whichever is later\"",
            ),
        ),
        (
            "a table looser than the Code in one row",
            overriding(
                "works",
                "within = { by = \"priority\", urgent = \"6 working days\", routine = \"5 working days\" }",
            ),
        ),
        (
            "a table without a row of the Code's",
            overriding(
                "works",
                "within = { by = \"priority\", urgent = \"5 working days\" }",
            ),
        ),
        (
            "an override by a misspelt priority",
            overriding(
                "works",
                "within = { by = \"priority\", urgnt = \"5 working days\" }",
            ),
        ),
        (
            "an override with a misspelt path",
            overriding("stage-1", "escalation = \"complants\""),
        ),
        (
            "one clock overridden twice",
            extending(
                "[[override]]\nclock = \"stage-1\"\nwithin = \"9 working days\"\n\
                 [[override]]\nclock = \"stage-1\"\nwithin = \"8 working days\"\n",
            ),
        ),
        (
            "another parameter filled in",
            extending("[fill-in]\napology-tim = \"2 days\"\n"),
        ),
        (
            "a parameter filled in wrongly",
            extending("[fill-in]\napology-time = 2\n"),
        ),
        (
            "a right looked for by another field",
            overriding("stage-1", "wihtin = \"1 day\""),
        ),
    ]
}
