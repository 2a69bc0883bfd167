//! The tables of a directory.

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::{At, Condition};

/// `[directory]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct DirectoryHead {
    pub(crate) id: At<String>,
    pub(crate) title: At<String>,
    pub(crate) calendar: Option<At<String>>,
    #[serde(rename = "notes")]
    pub(crate) _notes: Option<At<String>>,
}

/// `[contact.NAME]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Contact {
    pub(crate) title: At<String>,
    pub(crate) address: Option<At<String>>,
    pub(crate) calendar: Option<At<String>>,
    pub(crate) manager: Option<At<String>>,
    pub(crate) deputy: Option<At<String>>,
    pub(crate) absent: Option<At<Vec<Absence>>>,
    pub(crate) members: Option<At<Vec<At<String>>>>,
    pub(crate) told: Option<At<String>>,
}

/// `{ from = "…", until = "…", reason = "…" }`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Absence {
    pub(crate) from: At<String>,
    pub(crate) until: At<String>,
    pub(crate) reason: Option<At<String>>,
}

/// `[[role]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Role {
    pub(crate) name: At<String>,
    pub(crate) when: Option<At<Condition>>,
    pub(crate) contact: Option<At<Whom>>,
    pub(crate) manager_of: Option<At<String>>,
    pub(crate) out_of_hours: Option<At<Whom>>,
    pub(crate) hours: Option<At<String>>,
}

/// `"a-contact"`, a list of them, or `{ by = "patch", Stockton = "a-contact", … }`.
#[derive(Debug)]
pub(crate) enum Whom {
    Named(Contacts),
    By {
        attribute: At<String>,
        rows: Vec<(At<String>, At<Contacts>)>,
    },
}

/// A contact, or a list of them. A single one has the place of the whole.
#[derive(Debug)]
pub(crate) enum Contacts {
    One(String),
    Many(Vec<At<String>>),
}

impl<'de> Deserialize<'de> for Contacts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ContactsVisitor)
    }
}

struct ContactsVisitor;

impl<'de> Visitor<'de> for ContactsVisitor {
    type Value = Contacts;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the name of a contact, or a list of them")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Contacts, E> {
        Ok(Contacts::One(name.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Contacts, A::Error> {
        let mut names = Vec::new();
        while let Some(name) = list.next_element()? {
            names.push(name);
        }
        Ok(Contacts::Many(names))
    }
}

impl<'de> Deserialize<'de> for Whom {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct WhomVisitor;
        impl<'de> Visitor<'de> for WhomVisitor {
            type Value = Whom;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(
                    "the name of a contact, a list of them, or a table { by = \"attribute\", \
                     value = \"contact\", … }",
                )
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<Whom, E> {
                ContactsVisitor.visit_str(name).map(Whom::Named)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Whom, A::Error> {
                ContactsVisitor.visit_seq(list).map(Whom::Named)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Whom, A::Error> {
                let mut attribute = None;
                let mut rows = Vec::new();
                while let Some(key) = map.next_key::<At<String>>()? {
                    if key.get_ref() == "by" {
                        attribute = Some(map.next_value()?);
                    } else {
                        rows.push((key, map.next_value()?));
                    }
                }
                match attribute {
                    Some(attribute) => Ok(Whom::By { attribute, rows }),
                    None => Err(A::Error::missing_field("by")),
                }
            }
        }
        deserializer.deserialize_any(WhomVisitor)
    }
}
