//! Bringing a calendar's published holidays up to date.

use chrono::{Datelike, NaiveDate};

use super::{Calendar, Holiday};
use crate::error::{Code, Error, Problem};
use crate::text;
use crate::time::Day;

impl Calendar {
    /// The calendar with its holidays as GOV.UK publishes them, for the years that the
    /// list covers: `json` is <https://www.gov.uk/bank-holidays.json> as it was fetched,
    /// `division` one of its parts, `england-and-wales`, `scotland` or
    /// `northern-ireland`. In those years the list is taken to be complete, whatever the
    /// calendar said before; other years, hours, rules and closures stay. The revision
    /// changes with the list.
    ///
    /// GOV.UK lists some days before they are proclaimed: from this list they count as
    /// holidays and are not called projected.
    ///
    /// # Errors
    ///
    /// `syntax`, `missing-field` or `wrong-type` for what is not that file,
    /// `unknown-word` for a division it does not have, `nothing-listed` for an empty
    /// one; `pointless-option` for a calendar made of others, each of which can be
    /// refreshed instead.
    ///
    /// ```
    /// # let calendar = dueby::Calendar::from_toml(r#"
    /// # [calendar]
    /// # id = "scotland"
    /// # title = "Scotland"
    /// # zone = "Europe/London"
    /// # from = "2025-01-01"
    /// # to = "2027-12-31"
    /// # [hours]
    /// # mon-fri = "09:00-17:00"
    /// # "#, "scotland.toml")?;
    /// let json = r#"{"scotland": {"division": "scotland", "events": [
    ///     {"title": "World Cup bank holiday", "date": "2026-06-15", "notes": "", "bunting": true}
    /// ]}}"#;
    /// let calendar = calendar.with_govuk(json, "bank-holidays.json", "scotland")?;
    /// let day = chrono::NaiveDate::from_ymd_opt(2026, 6, 15).unwrap();
    /// assert_eq!(calendar.why_off(day).as_deref(), Some("World Cup bank holiday"));
    /// # Ok::<(), dueby::Error>(())
    /// ```
    pub fn with_govuk(&self, json: &str, file: &str, division: &str) -> Result<Self, Error> {
        if self.spec().parts.is_some() {
            return Err(Problem::new(
                Code::PointlessOption,
                format!("calendar \"{}\" is made of others", self.id()),
            )
            .hint("refresh those, and make it of them again")
            .into());
        }
        let listed = text::govuk(json, file, division)?;
        let mut spec = (**self.spec()).clone();
        let year = |day: Option<&Day>| day.map_or(0, |day| day.date().year());
        let edge = |date: Option<NaiveDate>| date.map_or(spec.to, Day::of);
        let first = edge(NaiveDate::from_ymd_opt(year(listed.keys().next()), 1, 1));
        let last = edge(NaiveDate::from_ymd_opt(
            year(listed.keys().next_back()),
            12,
            31,
        ));
        let covered = first.max(spec.from)..=last.min(spec.to);
        spec.holidays.retain(|day, _| !covered.contains(day));
        spec.cancelled.retain(|day| !covered.contains(day));
        let listed = listed.into_iter().filter(|(day, _)| covered.contains(day));
        spec.holidays.extend(listed.map(|(day, name)| {
            (
                day,
                Holiday {
                    name,
                    projected: false,
                },
            )
        }));
        // Rules are silent up to here, unless that would leave years to nobody.
        let joined = spec.published.map_or(spec.from, Day::next);
        if *covered.start() <= joined {
            spec.published = spec.published.max(Some(*covered.end()));
        }
        spec.revision = text::revision(json, [spec.revision.as_str()]);
        Ok(Calendar::compile(spec, std::slice::from_ref(self)))
    }
}
