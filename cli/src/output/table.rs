//! Columns side by side, without borders: what a screen reader and a narrow window
//! can both cope with.

use anstyle::Style;
use unicode_width::UnicodeWidthStr as _;

use super::words::shown;

/// The space between two columns.
const GAP: usize = 2;

/// A column's heading, and how narrow it may become.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    heading: &'static str,
    at_least: AtLeast,
}

#[derive(Debug, Clone, Copy)]
enum AtLeast {
    /// As wide as its widest line.
    Content,
    /// As wide as its longest word, or this wide where that is longer.
    Word(usize),
    /// This wide, or as its content where that is narrower.
    Width(usize),
}

impl Column {
    /// A column whose lines are never broken.
    pub(crate) fn fixed(heading: &'static str) -> Self {
        Column {
            heading,
            at_least: AtLeast::Content,
        }
    }

    /// A column that gives way, down to its longest word.
    pub(crate) fn free(heading: &'static str) -> Self {
        Column {
            heading,
            at_least: AtLeast::Word(24),
        }
    }

    /// A column that gives way, down to a width; longer words are broken.
    pub(crate) fn down_to(heading: &'static str, width: usize) -> Self {
        Column {
            heading,
            at_least: AtLeast::Width(width),
        }
    }
}

/// A cell, whose lines are broken at `\n` and where they are too long.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    lines: Vec<String>,
    style: Style,
}

impl Cell {
    pub(crate) fn plain(text: &str) -> Self {
        Cell::styled(text, Style::new())
    }

    pub(crate) fn styled(text: &str, style: Style) -> Self {
        Cell {
            lines: text.split('\n').map(shown).collect(),
            style,
        }
    }
}

/// Rows of cells.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    pub(crate) fn new<const N: usize>(columns: [Column; N]) -> Self {
        Table {
            columns: columns.into(),
            rows: Vec::new(),
        }
    }

    pub(crate) fn row<const N: usize>(&mut self, cells: [Cell; N]) {
        self.rows.push(cells.into());
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table as text, at most this wide where that is possible.
    pub(crate) fn write(&self, width: usize) -> String {
        let widths = self.widths(width);
        let headings: Vec<Cell> = self
            .columns
            .iter()
            .map(|column| Cell::styled(column.heading, Style::new().bold()))
            .collect();
        let mut text = String::new();
        for row in std::iter::once(&headings).chain(&self.rows) {
            write_row(row, &widths, &mut text);
        }
        text
    }

    /// How wide each column is: as its content wants it, the widest giving way
    /// first until the table fits.
    fn widths(&self, width: usize) -> Vec<usize> {
        let mut room: Vec<Room> = (0..self.columns.len())
            .filter_map(|index| self.room(index))
            .collect();
        let gaps = GAP * room.len().saturating_sub(1);
        while room.iter().map(|room| room.wide).sum::<usize>() + gaps > width {
            let widest = room
                .iter_mut()
                .filter(|room| room.wide > room.least)
                .max_by_key(|room| room.wide * room.gives);
            match widest {
                Some(room) => room.wide -= 1,
                None => break,
            }
        }
        room.into_iter().map(|room| room.wide).collect()
    }

    /// What a column wants and what it can do with.
    fn room(&self, index: usize) -> Option<Room> {
        let column = self.columns.get(index)?;
        let heading = column.heading.width();
        let (mut wide, mut word) = (heading, heading);
        for line in self
            .rows
            .iter()
            .filter_map(|row| row.get(index))
            .flat_map(|cell| &cell.lines)
        {
            wide = wide.max(line.width());
            let longest = line.split(' ').map(|word| word.width()).max();
            word = word.max(longest.unwrap_or(0));
        }
        let least = match column.at_least {
            AtLeast::Content => wide,
            AtLeast::Word(most) => (word + hang(index)).min(most).max(heading),
            AtLeast::Width(most) => wide.min(most).max(heading),
        };
        // Text gives way later than what is broken with less harm.
        let gives = if matches!(column.at_least, AtLeast::Word(_)) {
            2
        } else {
            3
        };
        Some(Room { wide, least, gives })
    }
}

/// How wide a column is, how narrow it may become, and how soon it gives way.
struct Room {
    wide: usize,
    least: usize,
    gives: usize,
}

/// A row begins where its first cell does: its further lines are set in.
fn hang(index: usize) -> usize {
    if index == 0 { 2 } else { 0 }
}

fn write_row(row: &[Cell], widths: &[usize], text: &mut String) {
    let cells: Vec<(Vec<String>, &Style)> = row
        .iter()
        .zip(widths)
        .enumerate()
        .map(|(index, (cell, width))| {
            let lines = cell
                .lines
                .iter()
                .flat_map(|line| wrap(line, *width, hang(index)))
                .collect();
            (lines, &cell.style)
        })
        .collect();
    let height = cells
        .iter()
        .map(|(lines, _)| lines.len())
        .max()
        .unwrap_or(0);
    for index in 0..height {
        let mut line = String::new();
        let mut owed = 0;
        for ((lines, style), width) in cells.iter().zip(widths) {
            let part = lines.get(index).map_or("", String::as_str);
            if !part.is_empty() {
                line.push_str(&" ".repeat(owed));
                owed = 0;
                line.push_str(&format!("{style}{part}{style:#}"));
            }
            owed += width - part.width().min(*width) + GAP;
        }
        text.push_str(&line);
        text.push('\n');
    }
}

/// A text in lines of at most a width, broken between words; lines after the first
/// begin with `hang` spaces.
pub(crate) fn wrap(text: &str, width: usize, hang: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let indent = " ".repeat(hang.min(width / 2));
    for word in text.split(' ') {
        let mut word = word.to_owned();
        let bare = line.trim_start().is_empty();
        if !bare && line.width() + 1 + word.width() > width {
            lines.push(std::mem::replace(&mut line, indent.clone()));
        } else if !bare {
            line.push(' ');
        }
        // A word that is longer than a line is broken.
        while line.width() + word.width() > width && word.width() > 1 {
            let room = width.saturating_sub(line.width()).max(1);
            let at = word
                .char_indices()
                .map(|(at, _)| at)
                .take_while(|at| word.get(..*at).is_some_and(|head| head.width() <= room))
                .filter(|at| *at > 0)
                .last();
            let Some(at) = at else { break };
            let rest = word.split_off(at);
            line.push_str(&word);
            lines.push(std::mem::replace(&mut line, indent.clone()));
            word = rest;
        }
        line.push_str(&word);
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_in_words_that_are_too_long() {
        assert_eq!(wrap("one two three", 7, 0), ["one two", "three"]);
        assert_eq!(wrap("one two three", 7, 2), ["one two", "  three"]);
        assert_eq!(wrap("abcdefgh ij", 5, 0), ["abcde", "fgh", "ij"]);
        assert_eq!(wrap("", 5, 0), [""]);
    }

    #[test]
    fn the_widest_free_column_gives_way_first() {
        let mut table = Table::new([Column::free("A"), Column::fixed("B")]);
        table.row([
            Cell::plain("a long text of many words"),
            Cell::plain("never broken"),
        ]);
        let text = anstream_free(&table.write(28));
        assert_eq!(
            text,
            "A               B\n\
             a long text of  never broken\n  \
               many words\n"
        );
    }

    #[test]
    fn what_cannot_fit_is_wider_than_asked() {
        let mut table = Table::new([Column::fixed("A")]);
        table.row([Cell::plain("never broken")]);
        assert!(table.write(5).contains("never broken"));
    }

    /// Without colours.
    fn anstream_free(text: &str) -> String {
        anstream::adapter::strip_str(text).to_string()
    }
}
