//! How far the reading of many cases has come: on a terminal only.

use std::io::Read;
use std::path::PathBuf;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Below this many bytes it is done before a bar is seen.
const WORTH_A_BAR: u64 = 4 * 1024 * 1024;

/// A bar over the bytes of all files, on standard error; hidden when that is not a
/// terminal or there is little to read.
#[derive(Clone)]
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// A bar for these files.
    pub(crate) fn over(files: &[PathBuf]) -> Self {
        let bytes: u64 = files
            .iter()
            .filter_map(|file| std::fs::metadata(file).ok())
            .filter(std::fs::Metadata::is_file)
            .map(|file| file.len())
            .sum();
        if bytes < WORTH_A_BAR {
            return Progress(ProgressBar::hidden());
        }
        let bar = ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::stderr());
        let style =
            ProgressStyle::with_template("{msg} {wide_bar} {bytes} of {total_bytes}, {eta} to go");
        if let Ok(style) = style {
            bar.set_style(style.progress_chars("##-"));
        }
        bar.set_message("Reading and assessing");
        Progress(bar)
    }

    /// Counts the bytes that are read.
    pub(crate) fn watch<R: Read>(&self, read: R) -> impl Read + use<R> {
        self.0.wrap_read(read)
    }

    /// Takes the bar away while something else is written.
    pub(crate) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        self.0.suspend(write)
    }

    /// Takes the bar away.
    pub(crate) fn done(&self) {
        self.0.finish_and_clear();
    }
}
