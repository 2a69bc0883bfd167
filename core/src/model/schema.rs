//! The JSON Schema of a pack, made from the types that it is read into: what a text may
//! say, so that editors complete and check it. What it means is still checked by reading.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use super::appointment::Lead;
use super::condition::{Comparison, Condition, Edge, Test};
use super::names::{Name, Names, Under};
use super::pack::{Pause, Pauses, Times};
use super::repeats::Due;
use super::source::{Document, Source};
use super::transition::Turning;
use super::within::{Row, Starts, Within};
use super::{
    Appointment, At, Attribute, Clock, Escalation, Override, PackHead, Parameter, Right, Target,
};
use crate::checked;
use crate::count::{self, Word as _};

/// A rule pack of dueby: docs/rule-language.md says what each part means.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, rename_all = "kebab-case")]
#[expect(dead_code, reason = "only its shape is asked for")]
struct PackFile {
    /// For editors: where this schema is.
    #[schemars(rename = "$schema")]
    schema: Option<String>,
    /// What the pack is.
    pack: PackHead,
    /// One promise each.
    clock: Option<Vec<Clock>>,
    /// Windows that somebody was promised.
    appointment: Option<Vec<Appointment>>,
    /// What residents may do, and until when.
    right: Option<Vec<Right>>,
    /// Promises about many cases.
    target: Option<Vec<Target>>,
    /// What a case says of itself, by name.
    attribute: Option<BTreeMap<String, Attribute>>,
    /// Conditions that several rules need, by name.
    condition: Option<BTreeMap<String, Condition>>,
    /// What a landlord has to fill in, by name.
    parameter: Option<BTreeMap<String, Parameter>>,
    /// Who is told, and when, by name.
    escalation: Option<BTreeMap<String, Escalation>>,
    /// What this pack changes of the one that it extends.
    r#override: Option<Vec<Override>>,
    /// Values for the parameters of the pack that this one extends.
    fill_in: Option<BTreeMap<String, Value>>,
}

/// The schema of a pack.
pub(crate) fn pack() -> Value {
    let mut schema = SchemaGenerator::default().into_root_schema_for::<PackFile>();
    schema.insert("title".to_owned(), json!("A rule pack of dueby"));
    schema.to_value()
}

impl<T: JsonSchema> JsonSchema for At<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// A type whose text has several shapes.
macro_rules! shapes {
    ($($name:ident = |$generator:ident| $shape:expr;)+) => {
        $(impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema($generator: &mut SchemaGenerator) -> Schema {
                $shape
            }
        })+
    };
}

shapes! {
    Names = |of| {
        let (name, list) = (of.subschema_for::<Name>(), of.subschema_for::<Vec<Name>>());
        json_schema!({
            "description": "an event's type, such as complaint.received, or a list of them",
            "anyOf": [name, list]
        })
    };
    Name = |of| {
        let under = of.subschema_for::<Under>();
        json_schema!({ "anyOf": [event(), under] })
    };
    Starts = |of| {
        let (names, parameter) = (of.subschema_for::<Names>(), by_parameter());
        json_schema!({
            "anyOf": [
                names,
                parameter,
                {
                    "description": "another clock's stop, or its due",
                    "type": "object",
                    "properties": {
                        "clock": { "type": "string" },
                        "at": words(count::StartsAt::WORDS),
                        "pack": { "type": "string" },
                        "if-cancelled": words(count::IfCancelled::WORDS)
                    },
                    "required": ["clock"],
                    "additionalProperties": false
                }
            ]
        })
    };
    Due = |_of| json_schema!({
        "description": "a date, that of an attribute or so long before or after it, that of a parameter, a day of every year, or a text that is no date",
        "anyOf": [
            { "type": "string", "format": "date" },
            {
                "type": "object",
                "properties": {
                    "attribute": { "type": "string" },
                    "before": { "type": "string" },
                    "after": { "type": "string" }
                },
                "required": ["attribute"],
                "not": { "required": ["before", "after"] },
                "additionalProperties": false
            },
            by_parameter(),
            {
                "type": "object",
                "properties": {
                    "every-year": { "type": "string" },
                    "from": { "type": "integer" },
                    "to": { "type": "integer" }
                },
                "required": ["every-year", "from"],
                "additionalProperties": false
            },
            {
                "type": "object",
                "properties": { "text": { "type": "string" } },
                "required": ["text"],
                "additionalProperties": false
            }
        ]
    });
    Within = |of| {
        let rows = of.subschema_for::<Vec<Row>>();
        json_schema!({
            "description": "10 working days, 24 hours, a table, a parameter, or the rule's own words where it gives no number",
            "anyOf": [
                { "type": "string" },
                by_parameter(),
                {
                    "type": "object",
                    "properties": { "open": { "type": "string" } },
                    "required": ["open"],
                    "additionalProperties": false
                },
                {
                    "type": "object",
                    "properties": { "by": { "type": "string" } },
                    "required": ["by"],
                    "additionalProperties": { "type": "string" }
                },
                rows
            ]
        })
    };
    Turning = |of| {
        let names = of.subschema_for::<Names>();
        json_schema!({
            "anyOf": [
                event(),
                { "type": "array", "items": names },
                {
                    "type": "object",
                    "properties": {
                        "on": names,
                        "in-time": words(count::InTime::WORDS),
                        "as": words(count::Reopens::WORDS)
                    },
                    "required": ["on"],
                    "additionalProperties": false
                }
            ]
        })
    };
    Pauses = |of| {
        let (pause, list) = (of.subschema_for::<Pause>(), of.subschema_for::<Vec<Pause>>());
        json_schema!({ "anyOf": [pause, list] })
    };
    Pause = |of| {
        let (names, holds) = (of.subschema_for::<Names>(), of.subschema_for::<Condition>());
        json_schema!({
            "anyOf": [
                {
                    "type": "object",
                    "properties": { "from": names, "until": names },
                    "required": ["from", "until"],
                    "additionalProperties": false
                },
                {
                    "type": "object",
                    "properties": { "while": holds },
                    "required": ["while"],
                    "additionalProperties": false
                }
            ]
        })
    };
    Source = |of| {
        let document = of.subschema_for::<Document>();
        json_schema!({ "anyOf": [{ "type": "string" }, document] })
    };
    Condition = |of| {
        let (own, test) = (of.subschema_for::<Condition>(), of.subschema_for::<Test>());
        json_schema!({
            "description": "attributes with what they must be: each must hold",
            "type": "object",
            "properties": {
                "all": { "type": "array", "items": own, "minItems": 1 },
                "any": { "type": "array", "items": own, "minItems": 1 },
                "not": own,
                "condition": { "type": "string" }
            },
            "additionalProperties": test,
            "minProperties": 1
        })
    };
    Test = |of| {
        let comparison = of.subschema_for::<Comparison>();
        json_schema!({
            "anyOf": [
                value(),
                { "type": "array", "items": value(), "minItems": 1 },
                by_parameter(),
                comparison
            ]
        })
    };
    Comparison = |of| {
        let edge = of.subschema_for::<Edge>();
        json_schema!({
            "type": "object",
            "properties": {
                "at-least": edge,
                "more-than": edge,
                "at-most": edge,
                "less-than": edge,
                "exists": { "type": "boolean" },
                "from": { "type": "string" },
                "until": { "type": "string" }
            },
            "minProperties": 1,
            "additionalProperties": false
        })
    };
    Edge = |_of| json_schema!({
        "anyOf": [{ "type": ["number", "string"] }, by_parameter()]
    });
    Times = |_of| json_schema!({ "anyOf": [{ "type": "integer" }, by_parameter()] });
    Lead = |_of| json_schema!({ "anyOf": [{ "type": "string" }, by_parameter()] });
}

fn event() -> Value {
    json!({ "type": "string", "pattern": "^[a-z0-9-]+(\\.[a-z0-9-]+)*$" })
}

fn value() -> Value {
    json!({ "type": ["string", "number", "boolean"] })
}

fn by_parameter() -> Value {
    json!({
        "type": "object",
        "properties": { "parameter": { "type": "string" } },
        "required": ["parameter"],
        "additionalProperties": false
    })
}

fn one_of<'w>(words: impl Iterator<Item = &'w str>) -> Schema {
    let words: Vec<&str> = words.collect();
    json_schema!({ "type": "string", "enum": words })
}

fn words<T>(words: &[(T, &'static str)]) -> Schema {
    one_of(words.iter().map(|(_, word)| *word))
}

/// What stands for a text of which not every one will do.
macro_rules! texts {
    ($($name:ident = $shape:expr;)+) => {
        $(pub(super) struct $name;

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $shape
            }
        })+
    };
}

texts! {
    Basis = words(checked::Basis::WORDS);
    Status = words(checked::Status::WORDS);
    Decides = words(checked::Decides::WORDS);
    Acknowledged = words(checked::Acknowledged::WORDS);
    WhilePaused = words(checked::WhilePaused::WORDS);
    OnChange = words(count::OnChange::WORDS);
    NextRun = words(count::NextRun::WORDS);
    EarlyOpens = words(count::EarlyOpens::WORDS);
    InTime = words(count::InTime::WORDS);
    BeyondCap = words(count::BeyondCap::WORDS);
    BeforeStart = words(count::BeforeStart::WORDS);
    CancelledLate = words(count::CancelledLate::WORDS);
    WhenOverdue = words(count::WhenOverdue::WORDS);
    Begins = words(count::Begins::WORDS);
    ReceivedOffDay = words(count::ReceivedOffDay::WORDS);
    Ends = words(count::Ends::WORDS);
    Roll = words(count::Roll::WORDS);
    PauseDays = words(count::PauseDays::WORDS);
    AttributeType = one_of(checked::TYPES.iter().copied());
    ParameterType = one_of(checked::PARAMETER_TYPES.iter().copied());
    Figure = words(checked::FIGURES);
    CountedOf = words(checked::CountedOf::WORDS);
    ChangeFrom = words(checked::ChangeFrom::WORDS);
    TargetMoment = words(checked::MOMENTS);
    Date = json_schema!({ "type": "string", "format": "date" });
}
