//! Characters that hide or turn what a text says: a promise that reads one way in a pack
//! and another way on a screen.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::error::{Code, Problem};
use crate::sorted::sort_by_key;

/// Whether a character shows something else than what stands there.
fn is_harmful(letter: char) -> bool {
    match letter {
        '\n' | '\r' | '\t' => false,
        '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' => true,
        '\u{2066}'..='\u{2069}' | '\u{feff}' => true,
        letter => letter.is_control(),
    }
}

/// The problem of each name and text with such a character, and of the first one in what
/// is left over, the comments.
pub(super) fn problems(text: &str, table: &DeTable<'_>) -> Vec<(Problem, Range<usize>)> {
    let mut found = Vec::new();
    of_table(table, &mut found);
    sort_by_key(&mut found, |(_, span)| span.start);
    let mut spans = found.iter().map(|(_, span)| span.clone()).peekable();
    let outside = text
        .char_indices()
        .filter(|(_, letter)| is_harmful(*letter))
        .find(|(at, _)| {
            while spans.next_if(|span| span.end <= *at).is_some() {}
            spans.peek().is_none_or(|span| !span.contains(at))
        });
    found.extend(outside.map(|(at, letter)| (problem(letter), at..at + letter.len_utf8())));
    found
}

fn of_table(table: &DeTable<'_>, found: &mut Vec<(Problem, Range<usize>)>) {
    for (name, value) in table.iter() {
        of_text(name.get_ref(), name.span(), found);
        of_value(value.get_ref(), value.span(), found);
    }
}

fn of_value(value: &DeValue<'_>, span: Range<usize>, found: &mut Vec<(Problem, Range<usize>)>) {
    match value {
        DeValue::String(text) => of_text(text, span, found),
        DeValue::Table(table) => of_table(table, found),
        DeValue::Array(values) => {
            for value in values.iter() {
                of_value(value.get_ref(), value.span(), found);
            }
        }
        _ => {}
    }
}

fn of_text(text: &str, span: Range<usize>, found: &mut Vec<(Problem, Range<usize>)>) {
    if let Some(letter) = text.chars().find(|letter| is_harmful(*letter)) {
        found.push((problem(letter), span));
    }
}

fn problem(letter: char) -> Problem {
    Problem::new(
        Code::UnsafeText,
        format!(
            "this holds the character {}, which hides or turns what is shown",
            letter.escape_unicode()
        ),
    )
    .hint("take the character out: type the text anew, without pasting it")
}
