//! Cases as a picture in a file.

use std::path::Path;

use dueby::{Assessment, Engine};
use dueby_picture::Picture;

use super::whole::Whole;
use crate::problems::Stop;

/// The cases that are drawn, kept until all of them are there.
#[derive(Debug)]
pub(crate) struct Drawn {
    file: Whole,
    kept: Vec<Assessment>,
    /// Promises and rights of those kept, and of those that find no room.
    rows: usize,
    left_out: usize,
}

impl Drawn {
    /// Finds out whether the file can be written, before anything is worked out.
    pub(crate) fn to(file: &Path) -> Result<Self, Stop> {
        Ok(Drawn {
            file: Whole::at(file, "--svg", "timeline.svg")?,
            kept: Vec::new(),
            rows: 0,
            left_out: 0,
        })
    }

    /// Keeps a case, as long as there is room for it.
    pub(crate) fn add(&mut self, answer: &Assessment) {
        let rows = answer.clocks.len() + answer.rights.len();
        if self.rows < Picture::MOST_ROWS {
            self.rows += rows;
            self.kept.push(answer.clone());
        } else {
            self.left_out += rows;
        }
    }

    /// Writes the file: whole, or not at all.
    pub(crate) fn write(self, engine: &Engine) -> Result<(), Stop> {
        let picture = Picture::of(engine).on_paper().leaving_out(self.left_out);
        let mut svg = picture.draw_all(&self.kept);
        svg.push('\n');
        self.file.write(&svg)
    }
}
