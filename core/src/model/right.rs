//! `[[right]]`: what a resident may do, and until when.

use super::{At, Clock, Condition, Counting, Names, Reading, Source, Starts, Within};

table! {
    in schema,
    /// `[[right]]`
    #[derive(Debug)]
    pub(crate) struct Right {
        pub(crate) id: At<String>,
        pub(crate) title: At<String>,
        pub(crate) to: At<String>,
        pub(crate) nation: Option<At<String>>,
        kind: At<String>,
        when: Option<At<Condition>>,
        pub(crate) starts: At<Starts>,
        used: At<Names>,
        ends: Option<At<Names>>,
        within: At<Within>,
        reading: Option<At<Vec<At<Reading>>>>,
        counting: Option<At<Counting>>,
        calendar: Option<At<String>>,
        #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::Basis>"))]
        basis: Option<At<String>>,
        #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::Status>"))]
        status: Option<At<String>>,
        #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::Date>"))]
        checked: Option<At<String>>,
        source: Option<At<Source>>,
        link: Option<At<String>>,
        notes: Option<At<String>>,
    }
}

/// What a right is beside its clock.
pub(crate) struct RightHead {
    pub(crate) title: At<String>,
    pub(crate) to: At<String>,
    pub(crate) nation: Option<At<String>>,
}

impl Right {
    /// The clock that tells how long it is open.
    pub(crate) fn split(self) -> (RightHead, Clock) {
        let head = RightHead {
            title: self.title.clone(),
            to: self.to,
            nation: self.nation,
        };
        let clock = Clock {
            id: self.id,
            promise: Some(self.title),
            kind: self.kind,
            when: self.when,
            starts: Some(self.starts),
            stops: self.used,
            cancels: self.ends,
            within: Some(self.within),
            reading: self.reading,
            counting: self.counting,
            calendar: self.calendar,
            basis: self.basis,
            status: self.status,
            checked: self.checked,
            source: self.source,
            link: self.link,
            notes: self.notes,
            ..Clock::default()
        };
        (head, clock)
    }
}
