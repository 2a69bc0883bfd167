//! Parameters that are wrong, or that are compared with what they cannot be.

use dueby::{Engine, Error, Pack};

use crate::packs::pack;
use crate::{CLOCK, HEAD, Tried};

const ATTRIBUTES: &str = "[attribute.priority]\ntype = \"text\"\none-of = [\"urgent\", \"routine\"]\n\
                          [attribute.cost]\ntype = \"money\"\n[attribute.built]\ntype = \"date\"\n";

/// A pack whose clock is under a condition, with parameters of these types; of a value behind
/// a colon.
fn with(when: &str, parameters: &[(&str, &str)]) -> String {
    let mut text = format!("{HEAD}{CLOCK}when = {when}\n{ATTRIBUTES}");
    for (name, lines) in parameters {
        text.push_str(&format!(
            "[parameter.{name}]\nquestion = \"Which?\"\n{lines}\n"
        ));
    }
    text
}

fn filled(text: &str, name: &str, value: &str) -> Option<Error> {
    let mut builder = Engine::builder();
    for calendar in dueby_rules::calendars().unwrap() {
        builder = builder.calendar(calendar);
    }
    let read = Pack::from_toml(text, "pack.toml").unwrap();
    builder.pack(read).parameter(name, value).build().err()
}

pub(crate) fn parameters() -> Tried {
    let number = [("limit", "type = \"number\"")];
    let word = [("word", "type = \"text\"")];
    let up_to = "{ cost = { at-most = { parameter = \"limit\" } } }";
    let is_word = "{ priority = { parameter = \"word\" } }";
    let rows = |value: &str| {
        let text = with(
            "{ cost = 1 }",
            &[("time", &format!("type = \"allowance\"\nvalue = {value}"))],
        );
        text.replace("\"2 working days\"", "{ parameter = \"time\" }")
    };
    vec![
        ("a parameter of no type", pack(&with("{ cost = 1 }", &[("a", "type = \"text list\"")]))),
        ("a list of texts of an allowance", pack(&with("{ cost = 1 }", &[("a", "type = \"allowance\"\none-of = [\"a\"]")]))),
        ("a number as a text", pack(&with(up_to, &[("limit", "type = \"number\"\nvalue = \"250\"")]))),
        ("a value that is not listed", pack(&with(is_word, &[("word", "type = \"text\"\none-of = [\"urgent\"]\nvalue = \"Urgent\"")]))),
        ("a date without quotation marks", pack(&with("{ built = { parameter = \"day\" } }", &[("day", "type = \"date\"\nvalue = 2026-01-01")]))),
        ("a value that is a table", pack(&with(up_to, &[("limit", "type = \"number\"\nvalue = { a = 1 }")]))),
        ("a comparison with no such parameter", pack(&with("{ cost = { at-most = { parameter = \"limits\" } } }", &number))),
        ("a comparison with an allowance", pack(&with(up_to, &[("limit", "type = \"allowance\"")]))),
        ("an amount compared with a date", pack(&with(up_to, &[("limit", "type = \"date\"")]))),
        ("an end of a span that is a text", pack(&with("{ priority = { at-most = { parameter = \"word\" } } }", &word))),
        ("a span of a number and of a date to fill in", pack(&format!("{HEAD}{CLOCK}when = {{ built = {{ at-least = 1970, at-most = {{ parameter = \"day\" }} }} }}\n[parameter.day]\ntype = \"date\"\nquestion = \"Which?\"\n"))),
        ("a parameter beside a comparison", pack(&with("{ cost = { parameter = \"limit\", at-least = 1 } }", &number))),
        ("an end with another field", pack(&with("{ cost = { at-most = { param = \"limit\" } } }", &number))),
        ("a listed value that the attribute cannot have", pack(&with(is_word, &[("word", "type = \"text\"\none-of = [\"urgent\", \"emergency\"]")]))),
        ("a value that the attribute cannot have", pack(&with(is_word, &[("word", "type = \"text\"\nvalue = \"emergency\"")]))),
        ("a span that a value leaves empty", pack(&with("{ cost = { at-least = 5, at-most = { parameter = \"limit\" } } }", &[("limit", "type = \"number\"\nvalue = 2")]))),
        ("a due by a number", pack(&with("{ cost = 1 }", &number).replace("within = \"2 working days\"", "due = { parameter = \"limit\" }"))),
        ("a due by a parameter and an attribute", pack(&with("{ cost = 1 }", &number).replace("within = \"2 working days\"", "due = { parameter = \"limit\", attribute = \"built\" }"))),
        ("repeats by a text", pack(&format!("{}[escalation.x]\nsteps = [{{ at = \"due\", notify = \"r\", repeat = {{ every = \"1 day\", at-most = {{ parameter = \"word\" }} }} }}]\n", with("{ cost = 1 }", &word)))),
        ("half a repeat", pack(&format!("{}[escalation.x]\nsteps = [{{ at = \"due\", notify = \"r\", repeat = {{ every = \"1 day\", at-most = {{ parameter = \"limit\" }} }} }}]\n", with("{ cost = 1 }", &[("limit", "type = \"number\"\nvalue = 1.5")])))),
        ("repeats that are a list", pack(&format!("{}[escalation.x]\nsteps = [{{ at = \"due\", notify = \"r\", repeat = {{ every = \"1 day\", at-most = [1] }} }}]\n", with("{ cost = 1 }", &word)))),
        ("a version that hangs on a parameter", pack(&with("{ cost = 1 }", &number).replace("[[clock]]", "version = \"1\"\n[pack.governs]\nby = \"k.begun\"\nwhen = { cost = { parameter = \"limit\" } }\n[[clock]]"))),
        ("a row of a parameter with a value that the attribute cannot have", pack(&rows("[{ when = { priority = \"urgnt\" }, is = \"1 day\" }, { is = \"2 days\" }]"))),
        ("a row of a parameter with no such attribute", pack(&rows("[{ when = { prority = \"urgent\" }, is = \"1 day\" }, { is = \"2 days\" }]"))),
        ("a table of a parameter with a value that the attribute cannot have", pack(&rows("{ by = \"priority\", urgnt = \"1 day\", routine = \"2 days\" }"))),
        ("a table of a parameter by no such attribute", pack(&rows("{ by = \"prority\", urgent = \"1 day\" }"))),
        ("a number filled in with a word", filled(&with(up_to, &number), "limit", "much")),
        ("a text filled in that the attribute cannot be", filled(&with(is_word, &word), "word", "emergency")),
        ("repeats filled in too often", {
            let text = format!("{}[escalation.x]\nsteps = [{{ at = \"due\", notify = \"r\", repeat = {{ every = \"1 day\", at-most = {{ parameter = \"limit\" }} }} }}]\n", with("{ cost = 1 }", &number));
            filled(&text, "limit", "101")
        }),
    ]
}
