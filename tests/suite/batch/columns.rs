//! Cases written into columns, as a host's export would have them.

use chrono::Timelike;
use dueby::{
    AttributeColumn, Case, CaseColumns, EventColumns, EventTime, NOTHING, Names, TimeSort, Value,
    Values,
};

/// Texts with their codes.
#[derive(Default)]
struct Texts {
    names: Vec<String>,
    codes: Vec<u32>,
}

impl Texts {
    fn push(&mut self, text: Option<&str>) {
        let code = text.map(|text| {
            let known = self.names.iter().position(|name| name == text);
            known.unwrap_or_else(|| {
                self.names.push(text.to_owned());
                self.names.len() - 1
            })
        });
        self.codes
            .push(code.map_or(Names::NONE, |code| code as u32));
    }
}

/// One attribute: a column for each sort of value.
struct Attribute {
    name: &'static str,
    texts: Texts,
    numbers: Vec<f64>,
    flags: Vec<u8>,
}

impl Attribute {
    fn new(name: &'static str) -> Self {
        Attribute {
            name,
            texts: Texts::default(),
            numbers: Vec::new(),
            flags: Vec::new(),
        }
    }

    fn push(&mut self, value: Option<&Value>) {
        self.texts.push(match value {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        });
        self.numbers.push(match value {
            Some(Value::Number(number)) => *number,
            _ => f64::NAN,
        });
        self.flags.push(match value {
            Some(Value::Flag(flag)) => u8::from(*flag),
            _ => 2,
        });
    }
}

const ATTRIBUTES: [&str; 6] = ["priority", "by", "rooms", "vulnerable", "visit", "patch"];

pub(crate) struct Columns {
    cases: Vec<String>,
    steps: Texts,
    kinds: Texts,
    attributes: Vec<Attribute>,
    first_event: Vec<usize>,
    types: Texts,
    times: Vec<i64>,
    sorts: Vec<TimeSort>,
    recorded: Vec<i64>,
    references: Vec<u64>,
    sets: Vec<Attribute>,
}

impl Columns {
    pub(crate) fn of(cases: &[Case]) -> Self {
        let attributes = || ATTRIBUTES.into_iter().map(Attribute::new).collect();
        let mut columns = Columns {
            cases: Vec::new(),
            steps: Texts::default(),
            kinds: Texts::default(),
            attributes: attributes(),
            first_event: vec![0],
            types: Texts::default(),
            times: Vec::new(),
            sorts: Vec::new(),
            recorded: Vec::new(),
            references: Vec::new(),
            sets: attributes(),
        };
        for case in cases {
            columns.cases.push(case.case.clone());
            columns.kinds.push(case.kind.as_deref());
            for attribute in &mut columns.attributes {
                attribute.push(case.attributes.get(attribute.name));
            }
            for event in &case.events {
                columns.types.push(Some(&event.event));
                columns.steps.push(event.step.as_deref());
                let (time, sort) = match event.at {
                    EventTime::Instant(at) => (at.timestamp_millis(), TimeSort::Instant),
                    EventTime::Local(at) => (at.and_utc().timestamp_millis(), TimeSort::Local),
                    // Any time of the date will do.
                    EventTime::Date(date) => {
                        let noon = date.and_hms_opt(12, 0, 0).unwrap().with_nanosecond(0);
                        (noon.unwrap().and_utc().timestamp_millis(), TimeSort::Date)
                    }
                };
                columns.times.push(time);
                columns.sorts.push(sort);
                columns.recorded.push(match event.recorded_at {
                    Some(EventTime::Instant(at)) => at.timestamp_millis(),
                    _ => NOTHING,
                });
                let id = event.id.as_ref().map(|id| id.parse::<u64>().unwrap() + 1);
                columns.references.push(id.unwrap_or_default());
                for attribute in &mut columns.sets {
                    attribute.push(event.set.get(attribute.name));
                }
            }
            columns.first_event.push(columns.times.len());
        }
        columns
    }

    pub(crate) fn ask<T>(&self, ask: impl FnOnce(&CaseColumns<'_>) -> T) -> T {
        let names = |texts: &'_ Texts| -> Vec<String> { texts.names.clone() };
        let own = [&self.kinds, &self.types, &self.steps].map(names);
        let [kinds, types, steps] = own.each_ref().map(|names| strs(names));
        let texts = |attributes: &'_ [Attribute]| -> Vec<Vec<String>> {
            attributes
                .iter()
                .map(|one| one.texts.names.clone())
                .collect()
        };
        let (of_cases, of_events) = (texts(&self.attributes), texts(&self.sets));
        let of_cases: Vec<_> = of_cases.iter().map(|names| strs(names)).collect();
        let of_events: Vec<_> = of_events.iter().map(|names| strs(names)).collect();
        let attributes = values(&self.attributes, &of_cases);
        let sets = values(&self.sets, &of_events);
        // Without reports, neither column is needed.
        let reports = !self.steps.names.is_empty();
        let references = strs(&self.cases);
        ask(&CaseColumns {
            references: reports.then_some(&references),
            kinds: Some(Names {
                names: &kinds,
                codes: &self.kinds.codes,
            }),
            attributes: &attributes,
            first_event: &self.first_event,
            events: EventColumns {
                types: Names {
                    names: &types,
                    codes: &self.types.codes,
                },
                times: &self.times,
                sorts: Some(&self.sorts),
                recorded: Some(&self.recorded),
                references: Some(&self.references),
                steps: reports.then_some(Names {
                    names: &steps,
                    codes: &self.steps.codes,
                }),
                sets: &sets,
            },
        })
    }
}

fn strs(names: &[String]) -> Vec<&str> {
    names.iter().map(String::as_str).collect()
}

fn values<'a>(attributes: &'a [Attribute], names: &'a [Vec<&'a str>]) -> Vec<AttributeColumn<'a>> {
    let columns = attributes.iter().zip(names).flat_map(|(attribute, names)| {
        let texts = Values::Texts(Names {
            names,
            codes: &attribute.texts.codes,
        });
        let numbers = Values::Numbers(&attribute.numbers);
        let flags = Values::Flags(&attribute.flags);
        [texts, numbers, flags].map(|values| AttributeColumn {
            name: attribute.name,
            values,
        })
    });
    columns.collect()
}
