//! Files of many cases, counted as their bytes come, and the report on them.

use dueby_cases::{Dates, Form, Mapping, Reading, Streamed, Trouble};
use dueby_report::counting::Counting;
use dueby_report::{Report, html};
use self_cell::self_cell;
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::engine::Engine;
use crate::targets::Asked;
use crate::thrown::{Thrown, json};

/// What is asked, and how the files are read.
struct Question {
    asked: Asked,
    mapping: Option<Mapping>,
    dates: Dates,
}

/// What was read so far.
struct Reads<'a> {
    counting: Counting<'a>,
    files: Vec<String>,
    /// The file that is being read.
    open: Option<Streamed<'a>>,
}

type InFiles<'a> = Reads<'a>;

self_cell! {
    struct Counted {
        owner: Question,
        #[not_covariant]
        dependent: InFiles,
    }
}

/// Targets counted over the cases of files.
#[wasm_bindgen]
#[allow(missing_debug_implementations, reason = "it holds counts only")]
pub struct FileCount(Counted);

/// Something that is wrong with what was read, or odd.
#[derive(Serialize)]
struct Told {
    place: String,
    code: &'static str,
    message: String,
    help: Option<String>,
}

impl Told {
    fn of(trouble: Trouble) -> Self {
        Told {
            place: trouble.place,
            code: trouble.code,
            message: trouble.message,
            help: trouble.help,
        }
    }
}

fn mapping(text: &str, file: &str) -> Result<Mapping, Thrown> {
    Mapping::parse(text, file).map_err(|troubles| {
        let told = troubles.into_iter().map(|trouble| {
            let span = trouble.under.as_ref().map(|under| under.span.clone());
            let line = span.as_ref().map(|span| {
                let before = text.get(..span.start).unwrap_or_default();
                before.matches('\n').count() + 1
            });
            let span = span.map(|span| [span.start, span.end]);
            (trouble, line, span)
        });
        Thrown::of_text(file, told)
    })
}

#[wasm_bindgen]
impl FileCount {
    /// Of nothing so far; `uk_dates` where the day comes first.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::too_many_arguments, reason = "an option each")]
    pub fn new(
        engine: &Engine,
        period: &str,
        as_of: Option<String>,
        by: Option<String>,
        names: Vec<String>,
        numbers: &[f64],
        accept: &str,
        uk_dates: bool,
        map: Option<String>,
        map_file: &str,
    ) -> Result<FileCount, Thrown> {
        let question = Question {
            asked: Asked::new(engine, period, as_of, by, names, numbers, accept)?,
            mapping: map.map(|text| mapping(&text, map_file)).transpose()?,
            dates: if uk_dates { Dates::Uk } else { Dates::Iso },
        };
        let counted = Counted::try_new(question, |question| {
            let fold = question.asked.fold()?;
            Ok::<_, dueby::Error>(Reads {
                counting: Counting::new(fold, &question.asked.engine),
                files: Vec::new(),
                open: None,
            })
        })?;
        Ok(FileCount(counted))
    }

    /// Begins a file; whether its name says what it holds, or `form` does: `csv`, `jsonl` or
    /// `json`.
    pub fn begin(&mut self, name: &str, form: Option<String>) -> bool {
        let form = match form {
            Some(form) => Form::of(&format!(".{form}")),
            None => Form::of(name),
        };
        self.0.with_dependent_mut(|question, reads| {
            let Some(form) = form else { return false };
            let reading = Reading {
                engine: &question.asked.engine,
                mapping: question.mapping.as_ref(),
                dates: question.dates,
            };
            reads.files.push(name.to_owned());
            reads.open = Some(Streamed::new(name, form, reading));
            true
        })
    }

    /// Bytes of that file, as UTF-8.
    pub fn push(&mut self, bytes: &[u8]) {
        self.0.with_dependent_mut(|_, reads| {
            if let Some(open) = &mut reads.open {
                open.push(bytes, &mut reads.counting);
            }
        });
    }

    /// That file has ended.
    pub fn end(&mut self) {
        self.0.with_dependent_mut(|_, reads| {
            if let Some(open) = reads.open.take() {
                open.end(&mut reads.counting);
            }
        });
    }

    /// How many cases were counted so far.
    pub fn cases(&self) -> f64 {
        let cases = |_: &Question, reads: &Reads<'_>| reads.counting.cases();
        self.0.with_dependent(cases) as f64
    }

    /// How many things were wrong so far.
    pub fn problems(&self) -> f64 {
        let problems = |_: &Question, reads: &Reads<'_>| reads.counting.read().problems;
        self.0.with_dependent(problems) as f64
    }

    fn told(&self) -> (Report, Vec<Trouble>) {
        self.0.with_dependent(|_, reads| {
            let (fold, mut read, notes) = reads.counting.clone().done();
            read.files.clone_from(&reads.files);
            let answer = fold.answer();
            (Report { answer, read }, notes)
        })
    }

    /// The report as JSON.
    pub fn report(&self) -> String {
        json(&self.told().0)
    }

    /// The same as a page.
    pub fn html(&self) -> String {
        html(&self.told().0)
    }

    /// What is odd about the files, as JSON.
    pub fn notes(&self) -> String {
        let notes = self.told().1.into_iter().map(Told::of);
        json(&notes.collect::<Vec<_>>())
    }
}
