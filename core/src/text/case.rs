//! Reading a case.

use super::json::{Json, Read};
use super::{LARGEST_CASE, MOST_EVENTS, within_limits};
use crate::case::{Case, Event};
use crate::error::{Code, Error, Place, Problem, Shown as _};
use crate::sorted::Map;

/// What a case looks like, for those who gave something else.
const LIKE: &str =
    "a case looks like {\"case\": \"C-1\", \"kind\": \"complaint\", \"events\": […]}";

/// Reads a case from JSON.
pub(crate) fn case(text: &str, file: &str) -> Result<Case, Error> {
    within_limits(text, file, "a case", LARGEST_CASE)?;
    if text.trim_start().starts_with('[') {
        return Err(Problem::new(Code::WrongType, "this is a list, and a case is one object")
            .hint("give one case, or many as JSON Lines: a case on each line, no brackets around them")
            .at(Place::in_text(file, text, 0..0))
            .into());
    }
    checked(read(text, file)?).map_err(|error| error.in_file(file))
}

fn read(text: &str, file: &str) -> Result<Case, Error> {
    // Files have a million of them: what serde makes of the type is read in half the time of a
    // walk, and is three times as much for a browser to load. Both read the same.
    #[cfg(not(small))]
    if let Ok(case) = serde_json::from_str(text) {
        return Ok(case);
    }
    walk(text, file)
}

/// Reads a case or says what is wrong with it, and where.
fn walk(text: &str, file: &str) -> Result<Case, Error> {
    let mut json = Json::of(text, file, LIKE)?;
    Ok(whole(&mut json).map_err(|wrong| wrong.in_text(text, file))?)
}

fn whole(json: &mut Json<'_>) -> Read<Case> {
    let (mut case, mut kind) = (None, None);
    let (mut attributes, mut events) = (Map::new(), Vec::new());
    json.object(
        "a case: {\"case\": …, \"events\": […]}",
        &["case", "kind", "attributes", "events"],
        &mut |json, field| {
            match field {
                "case" => case = Some(json.text()?),
                "kind" => kind = json.text_or_null()?,
                "attributes" => attributes = json.attributes()?,
                _ => json.list(&mut |json| {
                    events.push(event(json)?);
                    Ok(())
                })?,
            }
            Ok(())
        },
    )?;
    Ok(Case {
        case: case.ok_or_else(|| json.lacks("case"))?,
        kind,
        attributes,
        events,
    })
}

fn event(json: &mut Json<'_>) -> Read<Event> {
    let (mut event, mut at, mut id, mut set) = (None, None, None, Map::new());
    let (mut recorded_at, mut step, mut note) = (None, None, None);
    json.object(
        "an event: {\"event\": …, \"at\": …}",
        &["event", "at", "id", "set", "recorded_at", "step", "note"],
        &mut |json, field| {
            match field {
                "event" => event = Some(json.text()?),
                "at" => at = Some(json.text()?.parse()?),
                "id" => id = json.text_or_null()?,
                "set" => set = json.attributes()?,
                "recorded_at" => {
                    recorded_at = match json.text_or_null()? {
                        Some(time) => Some(time.parse()?),
                        None => None,
                    }
                }
                "step" => step = json.text_or_null()?,
                _ => note = json.text_or_null()?,
            }
            Ok(())
        },
    )?;
    Ok(Event {
        event: event.ok_or_else(|| json.lacks("event"))?,
        at: at.ok_or_else(|| json.lacks("at"))?,
        id,
        set,
        recorded_at,
        step,
        note,
    })
}

/// What the shape alone does not say: a reference, and not too many events.
pub(crate) fn checked(case: Case) -> Result<Case, Error> {
    if case.case.trim().is_empty() {
        return Err(
            Problem::new(Code::MissingField, "the case has no reference").hint(
                "give \"case\" the reference your system knows it by: escalation ids contain it",
            ).into(),
        );
    }
    if case.events.len() > MOST_EVENTS {
        return Err(Problem::new(
            Code::TooLarge,
            format!(
                "case \"{}\" has {} events; a case may have at most {MOST_EVENTS}",
                case.case.shown(),
                case.events.len()
            ),
        )
        .into());
    }
    Ok(case)
}

#[cfg(test)]
mod tests {
    use super::super::serde_message;
    use super::{Case, LIKE, checked, walk};

    /// A case written in many ways, and wrong in many: pieces are put in the place of others.
    fn texts() -> Vec<String> {
        const WHOLE: &str = r#"{ "case": "C-1" , "kind":"repair",
            "attributes" :{"a\u00e9": 1, "b" : "text \"é\"", "c":null,"d":-2.50, "e":true},
            "events": [ {"event":"a.b", "at":"2025-12-19T16:42:00Z", "id": null, "note" : "n" },
            {"event":"a.c", "at":"2025-12-19","set": {"a":[], "b" : 18446744073709551616},"step":"s"
            , "recorded_at" :"2025-12-20 10:00"}]}"#;
        const PIECES: [&str; 46] = [
            "\"case\"",
            "\"kind\"",
            "\"attributes\"",
            "\"events\"",
            "\"event\"",
            "\"at\"",
            "\"id\"",
            "\"set\"",
            "\"recorded_at\"",
            "\"step\"",
            "\"note\"",
            "\"evnt\"",
            "\"a\"",
            "\"b\"",
            "\"C-1\"",
            "\"repair\"",
            "\"a.b\"",
            "\"2025-12-19\"",
            "\"19/12/2025\"",
            "\"2025-02-29\"",
            "\"2025-12-19T16:42:00Z\"",
            "\"\\u0041 \\ud83c\\udfe0\"",
            "\"\\ud83c\"",
            "1",
            "0",
            "-7",
            "1.5",
            "1e300",
            "1e999",
            "-0.0",
            "18446744073709551616",
            "true",
            "false",
            "null",
            "tru",
            "[]",
            "[ ]",
            "[1]",
            "{}",
            "{ }",
            "{\"a\": 1}",
            "{\"a\":1,\n\"b\":2, \"a\":3}",
            "\n",
            " \n  ",
            ",",
            ":",
        ];
        let mut texts = vec![WHOLE.replace("\"a\":[],", "")];
        let mut seed: u64 = 5;
        let mut next = |most: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 33) as usize % most
        };
        let pieces = |text: &str| -> Vec<(usize, usize)> {
            let found = PIECES.iter().flat_map(|piece| {
                text.match_indices(piece)
                    .map(|(at, _)| (at, at + piece.len()))
                    .collect::<Vec<_>>()
            });
            found.collect()
        };
        for _ in 0..60_000 {
            let mut text = texts[next(2) * next(texts.len().min(40))].clone();
            let found = pieces(&text);
            let (from, to) = found[next(found.len())];
            match next(6) {
                0 => text.truncate(to),
                1 => text.insert_str(from, PIECES[next(PIECES.len())]),
                _ => text.replace_range(from..to, PIECES[next(PIECES.len())]),
            }
            texts.push(text);
        }
        texts
    }

    /// The oracle is serde's own reading of the type, in whose messages the names stand.
    #[test]
    fn it_is_read_as_serde_reads_it() {
        let (mut right, mut wrong, mut not_json) = (0, 0, 0);
        for text in texts() {
            let ours = walk(&text, "case").and_then(checked);
            match serde_json::from_str::<Case>(&text) {
                Ok(theirs) if theirs.case.trim().is_empty() => assert!(ours.is_err(), "{text}"),
                Ok(theirs) => {
                    assert_eq!(ours.as_ref(), Ok(&theirs), "{text}");
                    right += 1;
                }
                Err(error) => {
                    let ours = ours.unwrap_err();
                    // What is not JSON is told before what else is wrong with it.
                    if error.is_data() && serde_json::from_str::<serde_json::Value>(&text).is_err()
                    {
                        not_json += 1;
                        continue;
                    }
                    let theirs = serde_message::of_json(&error, &text, "case", LIKE);
                    assert_eq!(ours.first(), &theirs, "{text}");
                    wrong += 1;
                }
            }
        }
        assert!(
            right > 1_000 && wrong > 1_000 && not_json > 100,
            "{right} {wrong} {not_json}"
        );
    }
}
