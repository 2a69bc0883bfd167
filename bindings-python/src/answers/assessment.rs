//! What a case is at a moment.

use dueby_picture::Picture;
use pyo3::prelude::*;

use super::answer;

answer! {
    /// What every promise of a case is at a moment.
    ///
    /// Iterating gives its clocks; `answer["complaint-response"]` gives the last instance of
    /// a clock by its id.
    ///
    /// >>> engine = dueby.Engine(['landlords/customer-care-strategy'])
    /// >>> case = dueby.Case('C-1042', 'complaint')
    /// >>> case = case.with_event('complaint.received', datetime(2025, 12, 19, 16, 42))
    /// >>> answer = engine.assess(case, datetime(2025, 12, 22, 9))
    /// >>> [(clock.clock, clock.state) for clock in answer][0]
    /// ('complaint-acknowledgement', 'on-track')
    /// >>> answer.next_change
    /// datetime.datetime(2025, 12, 24, 0, 0, tzinfo=zoneinfo.ZoneInfo(key='Europe/London'))
    Assessment, shown by case, as_of, next_change;
    /// The version of the shape of answers.
    schema,
    /// The host's reference of the case.
    case,
    /// The moment the answer is for.
    as_of,
    /// The earliest moment after `as_of` at which anything but what passes with time would
    /// differ without a new event; None if never.
    next_change,
    /// What it was made with.
    revisions,
    /// The clocks, in the order of the packs.
    clocks,
    /// What a resident may do beside that, and until when.
    rights,
    /// What is odd about the case.
    findings,
    /// That this is a calculation, not legal advice.
    notice,
    {
        /// A picture of the case as SVG text: a timeline with its promises as bars, escalation
        /// steps as marks and holidays shaded, `width` pixels wide.
        ///
        /// >>> engine = dueby.Engine('landlords/customer-care-strategy')
        /// >>> engine.assess(dueby.Case('C-1', 'complaint'), date(2026, 1, 5)).to_svg()[:4]
        /// '<svg'
        #[pyo3(signature = (*, width = 760))]
        fn to_svg(&self, py: Python<'_>, width: u16) -> PyResult<String> {
            draw(py, &[self], width)
        }

        /// What a notebook shows.
        fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
            draw(py, &[self], 760)
        }

        fn __len__(&self) -> usize {
            self.value.clocks.len()
        }

        fn __iter__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
            super::iterate(slf.as_any(), "clocks")
        }

        /// Whether it has that clock, by its id or itself.
        fn __contains__(slf: &Bound<'_, Self>, clock: &Bound<'_, PyAny>) -> PyResult<bool> {
            match clock.extract::<String>() {
                Ok(id) => Ok(slf.get().value.clocks.iter().any(|one| one.clock == id)),
                Err(_) => Assessment::clocks(slf)?.contains(clock),
            }
        }

        fn __getitem__<'py>(slf: &Bound<'py, Self>, clock: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
            let clocks = Assessment::clocks(slf)?;
            let Ok(id) = clock.extract::<String>() else {
                return clocks.get_item(clock);
            };
            match slf.get().value.clocks.iter().rposition(|one| one.clock == id) {
                Some(index) => clocks.get_item(index),
                None => Err(pyo3::exceptions::PyKeyError::new_err(id)),
            }
        }
    }
}

/// Draws assessments that one engine answered, one below the other.
pub(crate) fn draw(py: Python<'_>, all: &[&Assessment], width: u16) -> PyResult<String> {
    let engine = all.first().and_then(|first| first.origin.engine(py));
    let Some(engine) = engine else {
        return Ok(String::new());
    };
    let picture = Picture::of(&engine.get().engine).width(width);
    Ok(picture.draw_all(all.iter().map(|one| &one.value)))
}

answer! {
    /// The editions of everything an answer rests on.
    ///
    /// >>> engine = dueby.Engine('landlords/customer-care-strategy')
    /// >>> case = dueby.Case('C-1', 'complaint', events=[('complaint.received', date(2025, 12, 19))])
    /// >>> revisions = engine.assess(case, date(2025, 12, 22)).revisions
    /// >>> sorted(revisions.packs), sorted(revisions.calendars)
    /// (['landlords/customer-care-strategy'], ['england-and-wales'])
    Revisions, shown by engine, zones;
    /// The engine's version.
    engine,
    /// The edition of the time zone database.
    zones,
    /// The packs given, by id.
    packs,
    /// The calendars used, by id.
    calendars,
    /// The directory, where one was given.
    directory,
}

answer! {
    /// The edition of a directory.
    ///
    /// >>> north = {'directory': {'id': 'north', 'title': 'North Homes'}}
    /// >>> engine = dueby.Engine('landlords/customer-care-strategy', directory=north)
    /// >>> engine.assess(dueby.Case('C-1', 'complaint'), date(2025, 12, 22)).revisions.directory.id
    /// 'north'
    DirectoryRevision, shown by id, revision;
    /// Its id.
    id,
    /// Its revision.
    revision,
}

answer! {
    /// Something odd about a case.
    ///
    /// >>> engine = dueby.Engine('landlords/customer-care-strategy')
    /// >>> case = dueby.Case('C-1', 'complaint', events=[('complaint.recieved', date(2025, 12, 19))])
    /// >>> finding = engine.assess(case, date(2025, 12, 22)).findings[0]
    /// >>> finding.code, finding.event, finding.hint
    /// ('unknown-event', 0, 'did you mean "complaint.received"?')
    Finding, shown by code, event, message;
    /// The stable code.
    code,
    /// The event of the case that it is about, from 0.
    event,
    /// What is odd.
    message,
    /// What would be right, where that can be said.
    hint,
}
