//! What an attribute can be: as it is declared or, where it is not, as the pack speaks of
//! it.

use chrono::NaiveDate;

use super::regions::{Budget, OTHER, Picks};
use crate::case::Value;
use crate::checked::{
    Attribute, AttributeType, Clock, Condition, Edge, Pack, Pause, START_DATE, Within,
};
use crate::sorted::{Map, Set, sort_by};

/// The values that a pack's attributes can have.
#[derive(Debug, Default)]
pub(super) struct Domains<'p> {
    declared: Option<&'p Map<String, Attribute>>,
    /// By attribute, the texts that the pack names.
    texts: Map<&'p str, Set<&'p str>>,
}

/// Where the values of one attribute have to be split.
#[derive(Debug, Default)]
struct Edges<'p> {
    texts: Set<&'p str>,
    numbers: Vec<f64>,
    dates: Set<NaiveDate>,
    flags: bool,
    exists: bool,
}

impl<'p> Domains<'p> {
    pub(super) fn of(pack: &'p Pack) -> Self {
        let mut domains = Domains {
            declared: Some(&pack.attributes),
            ..Domains::default()
        };
        for clock in super::all_clocks(pack) {
            for condition in conditions(clock) {
                condition.texts(&mut |attribute, text| {
                    let known = domains.texts.get_or_insert(attribute, Set::new);
                    known.insert(text);
                });
            }
            if let Some(Within::By { attribute, rows }) = super::written_within(clock, pack) {
                let known = domains.texts.get_or_insert(attribute, Set::new);
                known.extend(rows.iter().map(|(name, _)| name.as_str()));
            }
        }
        domains
    }

    /// Whether the attribute's values are declared.
    pub(super) fn declares(&self, attribute: &str) -> bool {
        self.of_type(attribute).is_some()
    }

    fn of_type(&self, attribute: &str) -> Option<&'p AttributeType> {
        if attribute == START_DATE {
            return Some(&AttributeType::Date);
        }
        Some(self.declared?.get(attribute)?.of())
    }

    /// One value of each part in which all of these conditions and rows judge alike, by
    /// attribute. Nothing stands for an attribute that is missing, where that matters.
    pub(super) fn points(
        &self,
        region: &[&'p Condition],
        rows: &[Picks<'p>],
        budget: &Budget,
    ) -> Map<&'p str, Vec<Option<Value>>> {
        let mut edges: Map<&'p str, Edges<'p>> = Map::new();
        let mut note = |attribute: &'p str, edge: Edge<'p>| {
            budget.spend();
            let edges = edges.get_or_insert(attribute, Edges::default);
            match edge {
                Edge::Value(Value::Text(text)) => _ = edges.texts.insert(text),
                Edge::Value(Value::Number(number)) => edges.numbers.push(*number),
                Edge::Number(number) => edges.numbers.push(number),
                Edge::Value(Value::Flag(_)) => edges.flags = true,
                Edge::Date(date) => _ = edges.dates.insert(date),
                Edge::Exists => edges.exists = true,
            }
        };
        for condition in region {
            condition.edges(&mut note);
        }
        for row in rows {
            if let Picks::When(condition) = row {
                condition.edges(&mut note);
            }
        }
        for row in rows {
            if let Picks::Named { attribute, name } = row {
                let edges = edges.get_or_insert(attribute, Edges::default);
                edges.texts.insert(name);
            }
        }
        let points = |(attribute, edges): (&'p str, Edges<'p>)| {
            let points = match self.of_type(attribute) {
                Some(of) => edges.points_of(of),
                None => edges.points(self.texts.get(attribute)),
            };
            (attribute, points)
        };
        edges.into_iter().map(points).collect()
    }
}

impl Edges<'_> {
    /// Of an attribute whose type is declared.
    fn points_of(self, of: &AttributeType) -> Vec<Option<Value>> {
        let named = || self.texts.iter().map(|text| of.value_of(text));
        let of_names = || {
            named().filter_map(|value| match value {
                Value::Number(number) => Some(number),
                _ => None,
            })
        };
        let mut points: Vec<Option<Value>> = match of {
            AttributeType::Text(one_of) if one_of.is_empty() => {
                named().chain([OTHER.into()]).map(Some).collect()
            }
            AttributeType::Text(one_of) => one_of
                .iter()
                .map(|text| Some(text.as_str().into()))
                .collect(),
            AttributeType::Flag => [true, false].map(|flag| Some(flag.into())).to_vec(),
            AttributeType::Number => {
                let all = of_names().chain(self.numbers.iter().copied()).collect();
                numbers(all).into_iter().map(|n| Some(n.into())).collect()
            }
            AttributeType::Money => {
                let all = of_names().chain(self.numbers.iter().copied());
                let pence = all.map(|pounds| (pounds * 100.0).round()).collect();
                let points = numbers(pence)
                    .into_iter()
                    .filter(|pence| pence.fract() == 0.0);
                points.map(|pence| Some((pence / 100.0).into())).collect()
            }
            AttributeType::Date => {
                let named = self
                    .texts
                    .iter()
                    .filter_map(|text| crate::time::iso_date(text));
                let all: Set<NaiveDate> = named.chain(self.dates.iter().copied()).collect();
                dates(&all)
                    .into_iter()
                    .map(|date| Some(date.into()))
                    .collect()
            }
        };
        if points.is_empty() {
            // Asked only whether there is one: any will do.
            points.push(Some(match of {
                AttributeType::Number | AttributeType::Money => 0.0.into(),
                AttributeType::Date => "2000-01-01".into(),
                _ => OTHER.into(),
            }));
        }
        if self.exists {
            points.push(None);
        }
        points
    }

    /// Of one that is not declared: what the pack says of it.
    fn points(self, named: Option<&Set<&str>>) -> Vec<Option<Value>> {
        let mut points: Vec<Option<Value>> = Vec::new();
        let texts: Set<&str> = self
            .texts
            .iter()
            .chain(named.into_iter().flat_map(Set::iter))
            .copied()
            .collect();
        // A text that nobody has thought of.
        if !texts.is_empty() {
            points.push(Some(OTHER.into()));
        }
        points.extend(texts.into_iter().map(|text| Some(Value::from(text))));
        points.extend(numbers(self.numbers).into_iter().map(|n| Some(n.into())));
        points.extend(dates(&self.dates).into_iter().map(|d| Some(d.into())));
        if self.flags {
            points.extend([true, false].map(|flag| Some(flag.into())));
        }
        if self.exists {
            if points.is_empty() {
                points.push(Some(OTHER.into()));
            }
            points.push(None);
        }
        points
    }
}

/// Each number named, and one in each span between them. Numbers below none are meant
/// only where one is named.
fn numbers(mut named: Vec<f64>) -> Vec<f64> {
    sort_by(&mut named, f64::total_cmp);
    named.dedup();
    let mut points = Vec::new();
    match named.first() {
        Some(first) if *first > 0.0 => points.push(between(0.0, *first).unwrap_or(0.0)),
        Some(first) if *first < 0.0 => points.push(first - 1.0),
        _ => {}
    }
    let next = named.iter().skip(1).map(Some).chain([None]);
    for (number, next) in named.iter().zip(next) {
        points.push(*number);
        points.extend(match next {
            Some(next) => between(*number, *next),
            None => Some(number + 1.0),
        });
    }
    points
}

/// A number between two others: a whole one, where there is one.
fn between(low: f64, high: f64) -> Option<f64> {
    let whole = low.floor() + 1.0;
    let point = if whole < high {
        whole
    } else {
        low + (high - low) / 2.0
    };
    (low < point && point < high).then_some(point)
}

/// Each date named, and one in each span between them.
fn dates(named: &Set<NaiveDate>) -> Vec<String> {
    let mut points = Set::new();
    for date in named.iter() {
        points.extend(
            [date.pred_opt(), Some(*date), date.succ_opt()]
                .into_iter()
                .flatten(),
        );
    }
    points.into_iter().map(|date| date.to_string()).collect()
}

/// Every condition of a clock.
pub(super) fn conditions(clock: &Clock) -> impl Iterator<Item = &Condition> {
    let whiles = clock.pauses.iter().filter_map(|pause| match pause {
        Pause::While(condition) => Some(condition),
        Pause::Between { .. } => None,
    });
    let events = super::awaited(clock).filter_map(|(_, awaited)| awaited.when.as_ref());
    std::iter::once(&clock.when).chain(whiles).chain(events)
}
