//! Words in a text.

/// Where words begin in a text, the first time they come. The texts are a line long: what the
/// standard library finds words in long ones with takes a kilobyte of what browsers load.
pub(crate) fn place_of(words: &str, text: &str) -> Option<usize> {
    let begins = |at: &usize| text.get(*at..).is_some_and(|rest| rest.starts_with(words));
    (0..text.len()).find(begins)
}

/// What stands before words in a text, and what after them.
pub(crate) fn around<'t>(words: &str, text: &'t str) -> Option<(&'t str, &'t str)> {
    let place = place_of(words, text)?;
    Some((text.get(..place)?, text.get(place + words.len()..)?))
}
