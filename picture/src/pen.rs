//! The few shapes that the picture is made of.
//!
//! Text from packs and cases goes into text nodes alone, which are escaped for XML: what
//! an attribute says is written here. Colours are attributes and not styles, so that a
//! page with a strict content security policy shows them.

use crate::element::{Element, Written as _};

/// The page's own text colour.
pub(crate) const INK: &str = "currentColor";
/// In time. All three have a contrast of 3 to 1 and more on white and on black.
pub(crate) const CALM: &str = "#1d70b8";
/// Too late.
pub(crate) const LATE: &str = "#d4351c";
/// Kept.
pub(crate) const KEPT: &str = "#2f8132";

pub(crate) fn group(class: &str) -> Element {
    Element::new("g").set("class", class)
}

/// What a pointer that rests on a shape is told.
pub(crate) fn told(group: Element, words: &str) -> Element {
    group.add(Element::of_words("title", words))
}

pub(crate) fn text(x: f64, y: f64, size: f64, words: &str) -> Element {
    Element::of_line("text", words)
        .set("x", x)
        .set("y", y)
        .set("font-size", size)
        .set("fill", INK)
}

pub(crate) fn line(from: (f64, f64), to: (f64, f64), width: f64) -> Element {
    Element::new("line")
        .set("x1", from.0)
        .set("y1", from.1)
        .set("x2", to.0)
        .set("y2", to.1)
        .set("stroke", INK)
        .set("stroke-width", width)
}

pub(crate) fn rectangle(x: (f64, f64), y: f64, height: f64) -> Element {
    Element::new("rect")
        .set("x", x.0)
        .set("y", y)
        .set("width", crate::axis::tenth((x.1 - x.0).max(0.0)))
        .set("height", height)
}

pub(crate) fn circle(x: f64, y: f64, radius: f64) -> Element {
    Element::new("circle")
        .set("cx", x)
        .set("cy", y)
        .set("r", radius)
}

/// A closed shape through points.
pub(crate) fn shape(points: &[(f64, f64)]) -> Element {
    let mut d = String::new();
    for (index, (x, y)) in points.iter().enumerate() {
        let letter = if index == 0 { 'M' } else { 'L' };
        d.push_str(&format!(
            "{letter}{} {}",
            crate::axis::tenth(*x).written(),
            crate::axis::tenth(*y).written()
        ));
    }
    d.push('Z');
    Element::new("path").set("d", d.as_str())
}
