//! Bytes as text.

use dueby::Code;

use crate::trouble::Trouble;

/// Bytes as text, a byte order mark taken off; `line` is the one they begin on.
///
/// # Errors
///
/// `not-utf8` for what is not UTF-8, at the line of the first such byte.
pub fn utf8(bytes: Vec<u8>, name: &str, line: u64) -> Result<String, Trouble> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        }),
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let before = error.as_bytes().get(..good).unwrap_or_default();
            let lines = before.iter().filter(|byte| **byte == b'\n').count() as u64;
            Err(not_utf8(error.as_bytes(), name, line + lines))
        }
    }
}

/// The problem of bytes that are not text; `line` is where the first of them is.
pub(crate) fn not_utf8(bytes: &[u8], name: &str, line: u64) -> Trouble {
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    Trouble::new(
        format!("{name}:{line}"),
        Code::NotUtf8,
        if wide {
            "this is UTF-16 and not UTF-8"
        } else {
            "this is not UTF-8"
        },
    )
    .help(if name.to_lowercase().ends_with(".csv") {
        "save the file as UTF-8: in Excel, choose \"CSV UTF-8 (Comma delimited)\""
    } else {
        "save the file as UTF-8"
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_taken_off() {
        assert_eq!(utf8(b"\xef\xbb\xbf{}".to_vec(), "a", 1), Ok("{}".into()));
    }

    #[test]
    fn the_line_of_the_first_bad_byte_is_named() {
        let error = utf8(b"one\ntwo\n\xff".to_vec(), "a.json", 1).unwrap_err();
        assert_eq!((error.place.as_str(), error.code), ("a.json:3", "not-utf8"));
        // A line of a longer file counts from where it stands.
        let error = utf8(b"\xff".to_vec(), "a.jsonl", 7).unwrap_err();
        assert_eq!(error.place, "a.jsonl:7");
    }
}
