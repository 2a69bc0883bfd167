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
    nearest(written, &mut known.into_iter())
}

/// One function for every kind of list: it is long, and seldom asked.
fn nearest<'a>(written: &str, known: &mut dyn Iterator<Item = &'a str>) -> Option<&'a str> {
    let letters = written.chars().take(LONGEST + 1).count();
    if letters > LONGEST {
        return None;
    }
    known
        .filter(|name| name.len() <= 4 * LONGEST)
        // What differs more in length alone is another word.
        .filter(|name| {
            let long = name.chars().count();
            long.abs_diff(letters) <= long.max(3) / 3
        })
        .take(MOST_COMPARED)
        .map(|name| (strsim::damerau_levenshtein(written, name), name))
        // A third of the letters wrong is a slip; more is another word.
        .filter(|(distance, name)| *distance <= name.chars().count().max(3) / 3)
        .min()
        .map(|(_, name)| name)
}

/// Names as people list them: `"a", "b" or "c"`, at most twenty-four.
pub(crate) fn list_of<'a>(known: impl IntoIterator<Item = &'a str>) -> String {
    listed(&mut known.into_iter())
}

fn listed(known: &mut dyn Iterator<Item = &str>) -> String {
    const MOST: usize = 24;
    let names: Vec<String> = known.map(|name| format!("\"{name}\"")).collect();
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
