//! Words that go on below one another where a line of them is too long.

/// Lines of so many letters at most: they end after a space, after a hyphen in a word or, where a word alone
/// is wider than a line, anywhere in it.
pub(crate) fn wrapped(words: &str, letters: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut wide = 0;
    for part in parts(words, letters) {
        let word = part.trim_end_matches(' ');
        let of_word = word.chars().map(letters_of).sum::<usize>();
        if wide + of_word > letters && !line.is_empty() {
            lines.push(line.trim_end_matches(' ').to_owned());
            line.clear();
            wide = 0;
        }
        line.push_str(part);
        wide += of_word + part.len() - word.len();
    }
    lines.push(line.trim_end_matches(' ').to_owned());
    lines
}

/// What a line cannot end in: a word with the spaces after it, or a part of one.
fn parts(words: &str, letters: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut wide) = (0, 0);
    let (mut before, mut last) = (None, None);
    for (at, c) in words.char_indices() {
        let begins = match last {
            Some(' ') => c != ' ',
            Some('-') => before.is_some_and(is_letter) && is_letter(c),
            _ => false,
        };
        let is_full = c != ' ' && wide > 0 && wide + letters_of(c) > letters;
        if begins || is_full {
            parts.push(&words[start..at]);
            (start, wide) = (at, 0);
        }
        wide += letters_of(c);
        (before, last) = (last, Some(c));
    }
    parts.push(&words[start..]);
    parts
}

/// Whether a hyphen beside it is one within a word: letters as Welsh and Gaelic have them, and digits. A table
/// of all letters there are would be more for browsers to load than all else here.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, 'À'..='ɏ') && c != '×' && c != '÷'
}

/// How wide a character is: those of many scripts, and long dashes, are as two letters.
fn letters_of(c: char) -> usize {
    if c < '\u{1100}' { 1 } else { 2 }
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    /// Lines end where the library `textwrap` ends them, which is too much for a browser to load.
    #[test]
    fn lines_end_where_those_of_a_library_end() {
        let letters = [
            "a", "bc", "-", " ", "  ", "1", "—", "é", "ŵ", "×", "…", "£", "(", "\"", "longer", ", ",
        ];
        let mut seed = 5_u64;
        for round in 0..20_000 {
            let mut words = String::new();
            for _ in 0..round % 40 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                words.push_str(letters[(seed >> 33) as usize % letters.len()]);
            }
            for width in [8, 9, 13, 40] {
                assert_eq!(
                    wrapped(&words, width),
                    textwrap::wrap(&words, width),
                    "{words:?}"
                );
            }
        }
    }
}
