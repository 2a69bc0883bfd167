//! Columns of texts → codes. A text is looked up only where it is not the one that is likely.

use std::collections::HashMap;

use ahash::RandomState;
use arrow_array::cast::AsArray;
use arrow_array::types::{Int32Type, UInt32Type};
use arrow_array::{Array, ArrayAccessor, ArrayRef};
use arrow_buffer::ScalarBuffer;
use arrow_cast::cast;
use arrow_schema::DataType;
use dueby::Names;

/// Texts as codes.
#[derive(Default)]
pub(crate) struct Texts {
    pub(crate) names: Vec<String>,
    pub(crate) codes: ScalarBuffer<u32>,
    /// Whether a row may have none.
    pub(crate) missing: bool,
}

impl Texts {
    /// One text in every row.
    pub(crate) fn of_all(text: &str, rows: usize) -> Self {
        Texts {
            names: vec![text.to_owned()],
            codes: vec![0; rows].into(),
            missing: false,
        }
    }

    /// The names, to be lent.
    pub(crate) fn lent(&self) -> Vec<&str> {
        self.names.iter().map(String::as_str).collect()
    }

    pub(crate) fn read(chunks: &[ArrayRef], name: &str) -> Result<Self, String> {
        if let [chunk] = chunks
            && let Some(texts) = Texts::lent_by(chunk, name)?
        {
            return Ok(texts);
        }
        let mut words = Words::default();
        let mut codes = Vec::with_capacity(chunks.iter().map(|chunk| chunk.len()).sum());
        for chunk in chunks {
            if let Some(dictionary) = chunk.as_any_dictionary_opt() {
                let values = as_texts(dictionary.values(), name)?;
                let mut of_values = Vec::with_capacity(values.len());
                words.read(&values, &mut of_values);
                let keys = cast(dictionary.keys(), &DataType::Int32).map_err(|e| e.to_string())?;
                let keys = keys.as_primitive::<Int32Type>();
                codes.extend(keys.iter().map(|key| {
                    let code = key.and_then(|key| of_values.get(key as usize));
                    code.copied().unwrap_or(Names::NONE)
                }));
                continue;
            }
            words.read(&as_texts(chunk, name)?, &mut codes);
        }
        Ok(Texts {
            names: words.names,
            missing: codes.contains(&Names::NONE),
            codes: codes.into(),
        })
    }

    /// A dictionary whose numbers are codes as they stand.
    fn lent_by(chunk: &ArrayRef, name: &str) -> Result<Option<Self>, String> {
        let Some(dictionary) = chunk.as_any_dictionary_opt() else {
            return Ok(None);
        };
        let (keys, values) = (dictionary.keys(), dictionary.values());
        if keys.null_count() > 0 || values.null_count() > 0 {
            return Ok(None);
        }
        let codes = match keys.data_type() {
            DataType::UInt32 => keys.as_primitive::<UInt32Type>().values().clone(),
            // None is negative where none is null.
            DataType::Int32 => {
                let keys = keys.as_primitive::<Int32Type>().values();
                ScalarBuffer::new(keys.inner().clone(), 0, keys.len())
            }
            _ => return Ok(None),
        };
        let values = cast(&as_texts(values, name)?, &DataType::LargeUtf8);
        let values = values.map_err(|error| error.to_string())?;
        let names = values.as_string::<i64>().iter().flatten();
        Ok(Some(Texts {
            names: names.map(str::to_owned).collect(),
            codes,
            missing: false,
        }))
    }

    /// As many rows, without a text where there are more than before.
    pub(crate) fn resize(&mut self, rows: usize) {
        let mut codes = Vec::from(std::mem::take(&mut self.codes));
        self.missing |= rows > codes.len();
        codes.resize(rows, Names::NONE);
        self.codes = codes.into();
    }
}

/// Texts as they are met.
#[derive(Default)]
struct Words {
    names: Vec<String>,
    known: HashMap<String, u32, RandomState>,
    /// What came after each text the last time: events and kinds come in the same order again
    /// and again.
    next: Vec<u32>,
    last: u32,
}

impl Words {
    /// Adds the codes of an array of texts of any of the three layouts.
    fn read(&mut self, texts: &ArrayRef, codes: &mut Vec<u32>) {
        match texts.data_type() {
            DataType::Utf8 => self.each(texts.as_string::<i32>(), codes),
            DataType::Utf8View => self.each(texts.as_string_view(), codes),
            _ => self.each(texts.as_string::<i64>(), codes),
        }
    }

    fn each<'a>(&mut self, texts: impl ArrayAccessor<Item = &'a str>, codes: &mut Vec<u32>) {
        let rows = 0..texts.len();
        if texts.null_count() == 0 {
            codes.extend(rows.map(|row| self.code(texts.value(row))));
            return;
        }
        codes.extend(rows.map(|row| match texts.is_valid(row) {
            true => self.code(texts.value(row)),
            false => Names::NONE,
        }));
    }

    #[inline]
    fn code(&mut self, text: &str) -> u32 {
        let likely = self.next.get(self.last as usize).copied().unwrap_or(0);
        let code = match self.names.get(likely as usize) {
            Some(name) if same(name, text) => likely,
            _ => self.look_up(text),
        };
        self.last = code;
        code
    }

    fn look_up(&mut self, text: &str) -> u32 {
        let code = match self.known.get(text) {
            Some(code) => *code,
            None => {
                let code = self.names.len() as u32;
                self.names.push(text.to_owned());
                self.known.insert(text.to_owned(), code);
                self.next.push(code);
                code
            }
        };
        if let Some(next) = self.next.get_mut(self.last as usize) {
            *next = code;
        }
        code
    }
}

/// Whether two texts are the same. References and names of events are short, and comparing their
/// first and last eight bytes is sooner done than a call that compares any length.
#[inline]
pub(crate) fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    match one.len() {
        0..4 => one == other,
        4..8 => ends::<4>(one) == ends::<4>(other),
        8..=16 => ends::<8>(one) == ends::<8>(other),
        17..=32 => ends::<16>(one) == ends::<16>(other),
        _ => one == other,
    }
}

#[inline]
fn ends<const N: usize>(text: &[u8]) -> (Option<&[u8; N]>, Option<&[u8; N]>) {
    (text.first_chunk(), text.last_chunk())
}

pub(crate) fn is_text(of: &DataType) -> bool {
    match of {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => true,
        DataType::Dictionary(_, values) => is_text(values),
        _ => false,
    }
}

/// Texts in one of their three layouts, without a dictionary.
pub(crate) fn as_texts(chunk: &ArrayRef, name: &str) -> Result<ArrayRef, String> {
    match chunk.data_type() {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => Ok(ArrayRef::clone(chunk)),
        of if is_text(of) => cast(chunk, &DataType::LargeUtf8)
            .map_err(|error| format!("the column \"{name}\": {error}")),
        of => Err(format!("the column \"{name}\" holds texts, not {of}")),
    }
}
