//! An assessment as a picture: a timeline as SVG, the same on the command line, in a
//! notebook and in a browser.
//!
//! Each promise is a bar from its start to its deadline, on the dates that its own
//! calendar works; dates that it does not work are shaded. What was used is filled, what
//! is too late is hatched, what was paused is left open. Escalation steps are marks below
//! the bar. Everything is said in words and shapes as well as in colour, so it can be read
//! in black and white, and text has the colour of the page that it stands in.
//!
//! ```
//! # let calendar = dueby::Calendar::from_toml(r#"
//! # [calendar]
//! # id = "office"
//! # title = "An office"
//! # zone = "Europe/London"
//! # from = "2025-01-01"
//! # to = "2026-12-31"
//! # [hours]
//! # mon-fri = "09:00-17:00"
//! # [holidays]
//! # 2025-12-25 = "Christmas Day"
//! # 2025-12-26 = "Boxing Day"
//! # "#, "office.toml")?;
//! # let pack = dueby::Pack::from_toml(r#"
//! # [pack]
//! # id = "example"
//! # title = "An example"
//! # calendar = "office"
//! # basis = "promise"
//! # [[clock]]
//! # id = "complaint-response"
//! # promise = "Answer a complaint"
//! # kind = "complaint"
//! # starts = "complaint.received"
//! # stops = "complaint.answered"
//! # within = "5 working days"
//! # "#, "example.toml")?;
//! # let engine = dueby::Engine::builder().calendar(calendar).pack(pack).build()?;
//! use dueby_picture::Picture;
//!
//! let case = dueby::Case::new("C-1042", "complaint").with_event("complaint.received", "2025-12-19T16:42")?;
//! let answer = engine.assess(&case, "2025-12-22T09:00:00Z".parse().unwrap())?;
//! let svg = Picture::of(&engine).draw(&answer);
//! assert!(svg.starts_with("<svg"));
//! # Ok::<(), dueby::Error>(())
//! ```

mod axis;
mod bar;
mod dates;
mod draw;
mod element;
mod marks;
mod pen;
mod row;
mod words;
mod wrap;

use dueby::{Assessment, Engine};

/// How assessments are drawn.
#[derive(Debug, Clone, Copy)]
pub struct Picture<'e> {
    engine: &'e Engine,
    width: u16,
    ground: Ground,
    left_out: usize,
}

/// What a picture stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ground {
    /// A page, whose own colours show through.
    Page,
    /// White paper.
    Paper,
}

impl<'e> Picture<'e> {
    /// The widths, in pixels, that a picture can have.
    pub const WIDTHS: std::ops::RangeInclusive<u16> = 280..=4000;
    /// The most rows that are drawn; how many more there are is said below them.
    pub const MOST_ROWS: usize = 200;

    /// A picture 760 pixels wide for a page: nothing behind it, text in the page's colour.
    /// The engine is that of the assessments: it knows the calendars.
    pub fn of(engine: &'e Engine) -> Self {
        Picture {
            engine,
            width: 760,
            ground: Ground::Page,
            left_out: 0,
        }
    }

    /// How many promises and rights there are beside those that will be given: the picture
    /// says that they are not on it.
    #[must_use]
    pub fn leaving_out(mut self, rows: usize) -> Self {
        self.left_out = rows;
        self
    }

    /// The width in pixels, brought within [`Picture::WIDTHS`]. The height follows from
    /// what there is to draw.
    #[must_use]
    pub fn width(mut self, pixels: u16) -> Self {
        self.width = pixels.clamp(*Self::WIDTHS.start(), *Self::WIDTHS.end());
        self
    }

    /// As a file of its own: dark on white.
    #[must_use]
    pub fn on_paper(mut self) -> Self {
        self.ground = Ground::Paper;
        self
    }

    /// One case as SVG text.
    pub fn draw(&self, assessment: &Assessment) -> String {
        self.draw_all([assessment])
    }

    /// Several cases on one axis, one below the other, as SVG text.
    pub fn draw_all<'a>(&self, assessments: impl IntoIterator<Item = &'a Assessment>) -> String {
        draw::draw(self, &assessments.into_iter().collect::<Vec<_>>())
    }
}
