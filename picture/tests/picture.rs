//! Pictures, read by an independent reader of XML. Where a bar begins and ends was reckoned
//! by hand.

use dueby::{Calendar, Case, Engine, Pack};
use dueby_picture::Picture;
use roxmltree::{Document, Node};

/// An office that is open day and night but for one holiday, so that hours are easy.
const CALENDAR: &str = r#"
    [calendar]
    id = "office"
    title = "An office"
    zone = "Europe/London"
    from = "2025-01-01"
    to = "2026-12-31"
    [hours]
    mon-fri = "09:00-17:00"
    [holidays]
    2025-12-25 = "Christmas Day <b>&amp;</b>"
"#;

const PACK: &str = r#"
    [pack]
    id = "example"
    title = "An example"
    calendar = "office"
    basis = "promise"

    [[clock]]
    id = "hours"
    promise = "Make it safe <script>alert(1)</script> & \"soon\""
    kind = "repair"
    starts = "reported"
    stops = "made-safe"
    pauses = { from = "no-access", until = "access" }
    within = "10 hours"

    [[clock]]
    id = "days"
    promise = "Answer"
    kind = "letter"
    starts = "received"
    stops = "answered"
    within = "3 working days"
"#;

fn engine() -> Engine {
    let calendar = Calendar::from_toml(CALENDAR, "office.toml").unwrap();
    let pack = Pack::from_toml(PACK, "example.toml").unwrap();
    Engine::builder()
        .calendar(calendar)
        .pack(pack)
        .build()
        .unwrap()
}

fn draw(kind: &str, events: &[(&str, &str)], as_of: &str) -> String {
    let engine = engine();
    let mut case = Case::new("C <1>", kind);
    for (event, at) in events {
        case = case.with_event(*event, at).unwrap();
    }
    let answer = engine.assess(&case, as_of.parse().unwrap()).unwrap();
    Picture::of(&engine).draw(&answer)
}

fn group<'a, 'i>(svg: &'a Document<'i>, class: &str) -> Option<Node<'a, 'i>> {
    svg.descendants()
        .find(|node| node.attribute("class") == Some(class))
}

fn number(node: Node<'_, '_>, attribute: &str) -> f64 {
    node.attribute(attribute).unwrap().parse().unwrap()
}

/// The left and right edges of the rectangles of a group.
fn edges(group: Node<'_, '_>) -> Vec<(f64, f64)> {
    group
        .children()
        .filter(|node| node.has_tag_name("rect"))
        .map(|rect| {
            let x = number(rect, "x");
            (x, x + number(rect, "width"))
        })
        .collect()
}

fn near(edges: &[(f64, f64)], expected: &[(f64, f64)]) {
    assert_eq!(edges.len(), expected.len(), "{edges:?}");
    for ((left, right), (x, y)) in edges.iter().zip(expected) {
        assert!(
            (left - x).abs() <= 0.1 && (right - y).abs() <= 0.15,
            "{edges:?}"
        );
    }
}

#[test]
fn a_bar_is_where_its_times_are() {
    // 08:00 to 18:00, as of 13:00. The picture begins and ends a fortieth of these ten hours
    // sooner and later, 15 minutes: 630 minutes on 736 pixels from 12 to 748. So 08:00 is at
    // 12 + 736 * 15 / 630 = 29.5, 13:00 at 12 + 736 * 315 / 630 = 380 and 18:00 at
    // 12 + 736 * 615 / 630 = 730.5.
    let svg = draw(
        "repair",
        &[("reported", "2025-12-10T08:00")],
        "2025-12-10T13:00:00Z",
    );
    let svg = Document::parse(&svg).unwrap();
    let bar = group(&svg, "dueby-bar").unwrap();
    near(&edges(bar), &[(29.5, 730.5), (29.5, 380.0)]);
    let due = group(&svg, "dueby-due").unwrap();
    assert!((number(due.first_element_child().unwrap(), "x1") - 730.5).abs() <= 0.1);
    let now = group(&svg, "dueby-as-of").unwrap();
    assert!((number(now.last_element_child().unwrap(), "x1") - 380.0).abs() <= 0.1);
}

#[test]
fn what_is_too_late_is_drawn_beyond_the_deadline() {
    // Due at 18:00, as of 20:00: twelve hours and 18 minutes on either side are 756 minutes.
    // 08:00 is at 12 + 736 * 18 / 756 = 29.5, 18:00 at 12 + 736 * 618 / 756 = 613.7 and 20:00
    // at 12 + 736 * 738 / 756 = 730.5.
    let svg = draw(
        "repair",
        &[("reported", "2025-12-10T08:00")],
        "2025-12-10T20:00:00Z",
    );
    let svg = Document::parse(&svg).unwrap();
    let bar = group(&svg, "dueby-bar").unwrap();
    near(&edges(bar), &[(29.5, 613.7), (29.5, 613.7), (613.7, 730.5)]);
    assert!(group(&svg, "dueby-missed").is_none());
}

#[test]
fn pauses_are_left_open() {
    // Held from 10:00 to 12:00 and so due at 20:00; as of 13:00. 756 minutes again: 10:00 is at
    // 12 + 736 * 138 / 756 = 146.3, 12:00 at 12 + 736 * 258 / 756 = 263.2, 13:00 at
    // 12 + 736 * 318 / 756 = 321.6, 20:00 at 730.5.
    let events = [
        ("reported", "2025-12-10T08:00"),
        ("no-access", "2025-12-10T10:00"),
        ("access", "2025-12-10T12:00"),
    ];
    let svg = draw("repair", &events, "2025-12-10T13:00:00Z");
    let svg = Document::parse(&svg).unwrap();
    let bar = group(&svg, "dueby-bar").unwrap();
    near(&edges(bar), &[(29.5, 730.5), (29.5, 146.3), (263.2, 321.6)]);
}

#[test]
fn dates_that_are_not_worked_are_shaded_and_holidays_named() {
    // Received on Wednesday 24 December: Christmas Day is off, then Friday 26 is day 1 here,
    // Saturday and Sunday are off, and Tuesday 30 is day 3.
    let svg = draw(
        "letter",
        &[("received", "2025-12-24T09:00")],
        "2025-12-24T12:00:00Z",
    );
    let svg = Document::parse(&svg).unwrap();
    let holidays: Vec<&str> = svg
        .descendants()
        .filter(|node| node.attribute("class") == Some("dueby-holiday"))
        .filter_map(|node| node.first_element_child()?.text())
        .map(str::trim)
        .collect();
    assert_eq!(holidays, ["Thu 25 Dec 2025: Christmas Day <b>&amp;</b>"]);
    let closed = svg
        .descendants()
        .filter(|node| node.attribute("class") == Some("dueby-closed"))
        .count();
    assert_eq!(closed, 2, "one Saturday and one Sunday");
}

/// Over ten years a day is 0.2 pixels: nothing is shaded, and nothing is said to be.
#[test]
fn what_is_too_narrow_to_be_seen_is_not_said_to_be_shaded() {
    let calendar = CALENDAR.replace("2025-01-01", "2015-01-01");
    let calendar = Calendar::from_toml(&calendar, "office.toml").unwrap();
    let pack = Pack::from_toml(PACK, "example.toml").unwrap();
    let engine = Engine::builder().calendar(calendar).pack(pack).build();
    let engine = engine.unwrap();
    let case = Case::new("C-1", "letter").with_event("received", "2016-01-04");
    let answer = engine
        .assess(&case.unwrap(), "2026-01-05T09:00:00Z".parse().unwrap())
        .unwrap();
    let svg = Picture::of(&engine).draw(&answer);
    let svg = Document::parse(&svg).unwrap();
    assert!(group(&svg, "dueby-bar").is_some());
    assert!(group(&svg, "dueby-closed").is_none());
    let said = |node: Node<'_, '_>| node.text().is_some_and(|text| text.contains("Shaded"));
    assert!(!svg.descendants().any(said));
}

#[test]
fn hostile_words_stay_words() {
    let svg = draw(
        "repair",
        &[("reported", "2025-12-10T08:00")],
        "2025-12-10T13:00:00Z",
    );
    let read = Document::parse(&svg).unwrap();
    assert!(read.descendants().all(|node| !node.has_tag_name("script")));
    let title = read.root_element().first_element_child().unwrap();
    assert_eq!(
        title.text().map(str::trim),
        Some("Timeline of case C <1> as of Wed 10 Dec 2025 13:00")
    );
    // A strict page shows no styles and runs no handlers: there are none.
    for node in read.descendants() {
        for attribute in node.attributes() {
            assert!(attribute.name() != "style" && !attribute.name().starts_with("on"));
        }
    }
    let said = read
        .descendants()
        .find(|node| node.has_tag_name("desc"))
        .and_then(|node| node.text())
        .unwrap();
    assert!(
        said.contains("Make it safe <script>alert(1)</script> & \"soon\": on track"),
        "{said}"
    );
}

#[test]
fn every_width_can_be_drawn() {
    let engine = engine();
    let case = Case::new("C-1", "letter")
        .with_event("received", "2025-12-24")
        .unwrap();
    for as_of in [
        "2025-01-02T00:00:00Z",
        "2025-12-24T10:00:00Z",
        "2026-12-30T00:00:00Z",
    ] {
        let answer = engine.assess(&case, as_of.parse().unwrap()).unwrap();
        for width in [0, 280, 320, 1200, u16::MAX] {
            let svg = Picture::of(&engine)
                .width(width)
                .draw_all([&answer, &answer]);
            let svg = Document::parse(&svg).unwrap();
            let width = width.clamp(280, 4000);
            assert_eq!(number(svg.root_element(), "width"), f64::from(width));
        }
    }
    let none = Picture::of(&engine).draw_all([]);
    assert!(Document::parse(&none).is_ok());
}
