//! "Did you mean": the nearest known name, and lists of names for people.

/// Nobody means a known name by a longer text than this, in characters.
const LONGEST: usize = 100;

/// The most names that are compared letter by letter.
const MOST_COMPARED: usize = 400;

/// The known name nearest to what was written, if one is near enough.
pub(crate) fn closest<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    nearest(written, &gathered(known))
}

/// Whether two texts differ in capitals, spaces and punctuation alone. Capitals are those of the
/// languages of these islands: a table of all there are takes five kilobytes of what a browser
/// loads.
pub(crate) fn same_letters(one: &str, other: &str) -> bool {
    letters(one).eq(letters(other))
}

/// Whether a text is a name with a slip in it: other capitals or punctuation, or one letter wrong.
pub(crate) fn is_a_slip(text: &str, name: &str) -> bool {
    let one_wrong = || {
        name.len() > 3
            && text.len().abs_diff(name.len()) < 4
            && Letters::of(text).apart(&Letters::of(name)) < 2
            && strsim::damerau_levenshtein(text, name) == 1
    };
    same_letters(text, name) || one_wrong()
}

fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter_map(|letter| match letter {
        '0'..='9' | 'a'..='z' => Some(letter),
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' => char::from_u32(u32::from(letter) + 32),
        // Ŵ, ŵ, Ŷ, ŷ: the capital is even, the small letter the odd one after it.
        'Ŋ'..='ŷ' => char::from_u32(u32::from(letter) | 1),
        // The rest of Latin 1 that is no letter, and the punctuation of all scripts.
        '\0'..='\u{bf}' | '×' | '÷' | '\u{2000}'..='\u{206f}' => None,
        letter => Some(letter),
    })
}

/// Names as a list, which serves the functions here whatever they were gathered from.
pub(crate) fn gathered<'a>(known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut names = Vec::new();
    for name in known {
        names.push(name);
    }
    names
}

/// One function for every kind of list: it is long, and seldom asked.
fn nearest<'a>(written: &str, known: &[&'a str]) -> Option<&'a str> {
    let letters = written.chars().take(LONGEST + 1).count();
    if letters > LONGEST {
        return None;
    }
    let of_written = Letters::of(written);
    let mut best: Option<(usize, &str)> = None;
    let mut compared = 0;
    for name in known {
        let long = if name.len() > 4 * LONGEST {
            continue;
        } else {
            name.chars().count()
        };
        // What differs more in length alone is another word.
        let wrong = long.max(3) / 3;
        if long.abs_diff(letters) > wrong || of_written.apart(&Letters::of(name)) > wrong {
            continue;
        }
        compared += 1;
        if compared > MOST_COMPARED {
            break;
        }
        // A third of the letters wrong is a slip; more is another word.
        let distance = strsim::damerau_levenshtein(written, name);
        if distance <= wrong && best.is_none_or(|best| (distance, *name) < best) {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

/// How often each letter stands in a text, letters that are equal in their last bits as one.
struct Letters([u16; 32]);

impl Letters {
    fn of(text: &str) -> Self {
        let mut often = [0_u16; 32];
        for letter in text.chars() {
            if let Some(often) = often.get_mut(letter as usize & 31) {
                *often = often.saturating_add(1);
            }
        }
        Letters(often)
    }

    /// At least so many letters have to be changed to make one text of the other, wherever they
    /// stand: seen in a moment, where comparing takes a time that grows with both lengths.
    fn apart(&self, other: &Letters) -> usize {
        let (mut more, mut less) = (0_usize, 0_usize);
        for (one, other) in self.0.iter().zip(&other.0) {
            more += usize::from(one.saturating_sub(*other));
            less += usize::from(other.saturating_sub(*one));
        }
        more.max(less)
    }
}

/// Names as people list them: `"a", "b" or "c"`, at most twenty-four.
pub(crate) fn list_of<'a>(known: impl IntoIterator<Item = &'a str>) -> String {
    listed(&gathered(known))
}

fn listed(known: &[&str]) -> String {
    const MOST: usize = 24;
    let names: Vec<String> = known.iter().map(|name| format!("\"{name}\"")).collect();
    if names.len() > MOST {
        let shown = names.get(..MOST).unwrap_or(&names).join(", ");
        return format!("{shown} and {} more", names.len() - MOST);
    }
    match names.split_last() {
        None => "none".to_owned(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{Letters, nearest, same_letters};

    /// What is apart by letters alone is at least as far apart when compared, so that no name
    /// is passed over that is near.
    #[test]
    fn letters_tell_no_more_than_comparing() {
        let names = [
            "",
            "repair",
            "repiar",
            "complaint.received",
            "complaint.recieved",
            "tŷ",
            "TŶ",
            "gas-record.given",
            "aaaa",
            "bbbbaa",
            "hazard.reported",
            "reported.hazard",
        ];
        for one in names {
            for other in names {
                let apart = Letters::of(one).apart(&Letters::of(other));
                assert!(
                    apart <= strsim::damerau_levenshtein(one, other),
                    "{one}, {other}"
                );
            }
        }
        // More letters than are counted, which a stranger's texts may have.
        let long = "a".repeat(1 << 17);
        assert_eq!(Letters::of(&long).apart(&Letters::of(&long)), 0);
        assert_eq!(
            nearest("complaint.recieved", &names[..4]),
            Some("complaint.received")
        );
    }

    #[test]
    fn capitals_spaces_and_punctuation_make_no_other_text() {
        for (one, other) in [
            ("Urgent", "urgent"),
            ("no-heating", "No heating"),
            ("gas–leak ", "gas leak"),
            ("TŶ ŴY", "tŷ ŵy"),
            ("SÒNRAICHTE", "sònraichte"),
            ("", "-"),
        ] {
            assert!(same_letters(one, other), "{one}, {other}");
        }
        for (one, other) in [
            ("urgent", "urgent2"),
            ("tŷ", "ty"),
            ("a×b", "axb"),
            ("修理", "修"),
        ] {
            assert!(!same_letters(one, other), "{one}, {other}");
        }
    }
}
