//! Elements of SVG, each written as soon as all that is in it is there.
//!
//! A library for it keeps trees of elements and maps of attributes until the end: that was more of what a
//! browser loads to draw than the drawing.

use std::fmt;

/// An element, being written: a pointer, for it is handed on with each attribute that it gets.
pub(crate) struct Element(Box<Parts>);

struct Parts {
    name: &'static str,
    /// In the order of their names.
    attributes: Vec<(&'static str, String)>,
    /// What is in it, as it is written; nothing where there is nothing.
    inside: Option<String>,
}

impl Element {
    pub(crate) fn new(name: &'static str) -> Self {
        Element::with(name, None)
    }

    fn with(name: &'static str, inside: Option<String>) -> Self {
        Element(Box::new(Parts {
            name,
            attributes: Vec::new(),
            inside,
        }))
    }

    /// An element of words on the line that it stands on.
    pub(crate) fn of_words(name: &'static str, words: &str) -> Self {
        let mut inside = String::new();
        escape(words, false, &mut inside);
        Element::with(name, Some(inside))
    }

    /// An element of words on a line of their own.
    pub(crate) fn of_line(name: &'static str, words: &str) -> Self {
        let mut inside = "\n".to_owned();
        escape(words, false, &mut inside);
        inside.push('\n');
        Element::with(name, Some(inside))
    }

    /// Gives it an attribute that it has not yet.
    pub(crate) fn set(mut self, name: &'static str, value: impl Written) -> Self {
        self.attribute(name, value.written());
        self
    }

    fn attribute(&mut self, name: &'static str, value: String) {
        let attributes = &mut self.0.attributes;
        let place = attributes.partition_point(|(one, _)| *one < name);
        attributes.insert(place, (name, value));
    }

    /// Puts an element into it, below what is there.
    pub(crate) fn push(&mut self, element: Element) {
        let inside = self.0.inside.get_or_insert_with(|| "\n".to_owned());
        element.write(inside);
        inside.push('\n');
    }

    /// The same, handed on.
    pub(crate) fn add(mut self, element: Element) -> Self {
        self.push(element);
        self
    }

    pub(crate) fn write(self, to: &mut String) {
        let Parts {
            name,
            attributes,
            inside,
        } = *self.0;
        to.push('<');
        to.push_str(name);
        for (attribute, value) in attributes {
            to.push(' ');
            to.push_str(attribute);
            to.push_str("=\"");
            escape(&value, true, to);
            to.push('"');
        }
        let Some(inside) = inside else {
            to.push_str("/>");
            return;
        };
        to.push('>');
        to.push_str(&inside);
        to.push_str("</");
        to.push_str(name);
        to.push('>');
    }
}

/// Text as XML has it.
fn escape(text: &str, in_quotes: bool, to: &mut String) {
    for c in text.chars() {
        match c {
            '&' => to.push_str("&amp;"),
            '<' => to.push_str("&lt;"),
            '>' => to.push_str("&gt;"),
            '"' if in_quotes => to.push_str("&quot;"),
            c => to.push(c),
        }
    }
}

/// What an attribute can be.
pub(crate) trait Written {
    fn written(self) -> String;
}

impl Written for &str {
    fn written(self) -> String {
        self.to_owned()
    }
}

impl Written for fmt::Arguments<'_> {
    fn written(self) -> String {
        self.to_string()
    }
}

impl Written for u16 {
    fn written(self) -> String {
        self.to_string()
    }
}

/// To the hundredth of a point, for which browsers need none of the tables that tell every
/// number there is.
impl Written for f64 {
    fn written(self) -> String {
        let hundredths = (self * 100.0).round_ties_even() as i64;
        let sign = if hundredths < 0 { "-" } else { "" };
        let (whole, part) = (hundredths.abs() / 100, hundredths.abs() % 100);
        match (part / 10, part % 10) {
            (0, 0) => format!("{sign}{whole}"),
            (tenths, 0) => format!("{sign}{whole}.{tenths}"),
            (tenths, rest) => format!("{sign}{whole}.{tenths}{rest}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Element, Written as _};

    #[test]
    fn numbers_are_written_to_the_hundredth() {
        for (number, written) in [
            (0.0, "0"),
            (-0.0, "0"),
            (12.0, "12"),
            (11.5, "11.5"),
            (0.15, "0.15"),
            (0.05, "0.05"),
            (-3.25, "-3.25"),
            (-0.5, "-0.5"),
            (0.1 + 0.2, "0.3"),
            (4000.0, "4000"),
        ] {
            assert_eq!(number.written(), written);
        }
    }

    #[test]
    fn elements_are_written_as_they_stand_in_one_another() {
        let words = Element::of_line("text", "\"1 < 2\" & more")
            .set("y", "\"2\"")
            .set("x", 1.5);
        let group = Element::new("g")
            .add(Element::of_words("title", ""))
            .add(words)
            .add(Element::new("g"));
        let mut drawn = String::new();
        group.write(&mut drawn);
        assert_eq!(
            drawn,
            "<g>\n<title></title>\n<text x=\"1.5\" y=\"&quot;2&quot;\">\n\"1 &lt; 2\" &amp; more\n</text>\n<g/>\n</g>"
        );
    }
}
