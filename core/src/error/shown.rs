//! Texts of others in messages, so that they show what is in them.

use std::fmt::{self, Write as _};

/// How a text stands between the quotation marks of a message: marks and backslashes after a
/// backslash, and characters that nobody would see as their numbers.
///
/// What is shown of a text is decided here and not by [`str::escape_debug`], whose tables of
/// all characters take several kilobytes of what a browser loads.
pub(crate) trait Shown {
    fn shown(&self) -> ShownText<'_>;
}

/// See [`Shown`].
pub(crate) struct ShownText<'t>(&'t str);

impl Shown for str {
    fn shown(&self) -> ShownText<'_> {
        ShownText(self)
    }
}

impl fmt::Display for ShownText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for letter in self.0.chars() {
            match letter {
                '"' | '\\' => write!(f, "\\{letter}")?,
                '\n' => f.write_str("\\n")?,
                '\r' => f.write_str("\\r")?,
                '\t' => f.write_str("\\t")?,
                letter if is_hidden(letter) => write!(f, "\\u{{{:x}}}", u32::from(letter))?,
                letter => f.write_char(letter)?,
            }
        }
        Ok(())
    }
}

/// Whether a character is seen as nothing, as a space that it is not, or turns what stands
/// beside it: controls, spaces but the usual one, joiners and marks of direction, tags, and
/// what everybody may use for anything.
fn is_hidden(letter: char) -> bool {
    matches!(letter,
        '\0'..='\x1f' | '\x7f'..='\u{a0}' | '\u{ad}' | '\u{61c}' | '\u{1680}' | '\u{180e}'
        | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{205f}'..='\u{206f}'
        | '\u{3000}' | '\u{e000}'..='\u{f8ff}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}'
        | '\u{e0000}'..)
}

#[cfg(test)]
mod tests {
    use super::Shown as _;

    #[test]
    fn what_nobody_would_see_is_told() {
        for (text, shown) in [
            ("St Andrew's Day, 2nd", "St Andrew's Day, 2nd"),
            (
                "Ŵyl, gàidhlig, 修理, £5 – \u{1f3e0}",
                "Ŵyl, gàidhlig, 修理, £5 – \u{1f3e0}",
            ),
            ("say \"no\"", r#"say \"no\""#),
            (r"a\b", r"a\\b"),
            ("a\tb\r\nc\0", r"a\tb\r\nc\u{0}"),
            ("urgent\u{a0}", r"urgent\u{a0}"),
            ("\u{202e}tnegru\u{2069}", r"\u{202e}tnegru\u{2069}"),
            (
                "a\u{200b}b\u{feff}\u{e0041}",
                r"a\u{200b}b\u{feff}\u{e0041}",
            ),
        ] {
            assert_eq!(text.shown().to_string(), shown);
        }
    }
}
