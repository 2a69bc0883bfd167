//! What is filled in, put where rules compare with it.

use std::sync::Arc;

use super::{
    Awaited, Clock, Condition, Escalation, Lead, Pack, Parameter, Pause, Starts, Window, Within,
};
use super::{escalation::Repeat, parameter::ParameterValue};
use crate::error::Problem;
use crate::sorted::Map;

impl Pack {
    /// Puts the values that its parameters have in the place of their names, as far as they
    /// have any; what is wrong with a value where it is used, by the parameter.
    pub(crate) fn settle(&mut self) -> Vec<(String, Problem)> {
        let Pack {
            parameters,
            clocks,
            rights,
            conditions,
            escalations,
            ..
        } = self;
        let unfit = settle_leads(clocks, parameters);
        // Rows of a table compare with other parameters: meanwhile it is not among them.
        let mut tables = Vec::new();
        for parameter in parameters.values_mut() {
            let is_table = matches!(parameter.value, Some(ParameterValue::Allowance(_)));
            tables.push(parameter.value.take_if(|_| is_table));
        }
        let mut wrong: Vec<(String, Problem)> = Vec::new();
        let value_of = |name: &str| parameters.get(name).and_then(Parameter::value);
        let mut fill = |condition: &mut Condition| {
            if condition.asks_parameter() {
                *condition = condition.filled(&value_of, &mut |name, problem| {
                    let same = |(known, _): &(String, Problem)| known == name;
                    if !wrong.iter().any(same) {
                        wrong.push((name.to_owned(), problem));
                    }
                });
            }
        };
        for clock in clocks {
            clock.each_condition(&mut fill);
        }
        for right in rights {
            right.clock.each_condition(&mut fill);
        }
        for condition in conditions.values_mut() {
            fill(Arc::make_mut(condition));
        }
        for path in escalations.values_mut() {
            path.each_condition(&mut fill);
        }
        for table in &mut tables {
            if let Some(ParameterValue::Allowance(within)) = table {
                within.each_condition(&mut fill);
            }
        }
        for path in escalations.values_mut() {
            for step in &mut path.steps {
                let Some(repeat) = &mut step.repeat else {
                    continue;
                };
                let said = repeat.parameter.as_ref();
                let said = said.and_then(|name| Some((name, parameters.get(name)?.times()?)));
                if let Some((name, number)) = said {
                    match Repeat::times(number) {
                        Ok(times) => repeat.at_most = times,
                        Err(error) => wrong.push((name.clone(), error.first().clone())),
                    }
                }
            }
        }
        for (parameter, table) in parameters.values_mut().zip(tables) {
            parameter.value = table.or(parameter.value.take());
        }
        for (name, problem) in unfit {
            if !wrong.iter().any(|(known, _)| *known == name) {
                wrong.push((name, problem));
            }
        }
        wrong
    }

    /// The parameters without a value that a clock with this limit compares with, or that say how
    /// often a step of its path comes again.
    pub(crate) fn lacking<'p>(&'p self, clock: &'p Clock, within: &Within) -> Vec<&'p str> {
        let path = clock.escalation.as_ref();
        let path = path.and_then(|name| self.escalations.get(name));
        let mut in_tables = Vec::new();
        if let Within::Parameter(name) = within
            && let Some(Within::Table(rows)) =
                self.parameters.get(name).and_then(Parameter::allowance)
        {
            for when in rows.iter().filter_map(|row| row.when.as_ref()) {
                when.parameters(&mut |name| in_tables.push(name));
            }
        }
        let mut names: Vec<&str> = clock.asked.iter().map(String::as_str).collect();
        if let Some(path) = path {
            names.extend(path.asks());
        }
        for name in self.parameters.keys() {
            if in_tables.contains(&name.as_str()) {
                names.push(name);
            }
        }
        names.retain(|name| {
            let parameter = self.parameters.get(*name);
            parameter.is_none_or(|parameter| !parameter.is_filled_in())
        });
        names.dedup();
        names
    }
}

/// Puts notices and reminders as long before their appointments as parameters say; those that
/// say what cannot be, and why.
fn settle_leads(
    clocks: &mut [Clock],
    parameters: &Map<String, Parameter>,
) -> Vec<(String, Problem)> {
    let mut unfit = Vec::new();
    for clock in clocks {
        let Within::Window(Window {
            lead: Some(lead), ..
        }) = &mut clock.within
        else {
            continue;
        };
        let name = lead.parameter.as_ref();
        let value = name.and_then(|name| Some((name, parameters.get(name)?.allowance()?)));
        if let Some((name, value)) = value {
            lead.of = Lead::by(value);
            if lead.of.is_none() {
                unfit.push((name.clone(), Lead::misfit()));
            }
        }
    }
    unfit
}

impl Clock {
    /// The clock, told which parameters its conditions compare with, and which says how long
    /// before an appointment it is due.
    pub(crate) fn knowing_what_it_asks(mut self) -> Self {
        let mut asked: Vec<String> = Vec::new();
        self.each_condition(&mut |condition| {
            condition.parameters(&mut |name| {
                if !asked.iter().any(|known| known == name) {
                    asked.push(name.to_owned());
                }
            });
        });
        if let Within::Window(Window {
            lead: Some(lead), ..
        }) = &self.within
        {
            let new = |name: &&String| !asked.contains(*name);
            asked.extend(lead.parameter.iter().find(new).cloned());
        }
        self.asked = asked;
        self
    }

    /// Every condition that stands in it.
    fn each_condition(&mut self, each: &mut dyn FnMut(&mut Condition)) {
        each(&mut self.when);
        if let Starts::On(events) = &mut self.starts {
            of_events(events, each);
        }
        for events in [
            &mut self.stops,
            &mut self.cancels,
            &mut self.excuses,
            &mut self.missed,
            &mut self.resets.on,
            &mut self.reopens.on,
        ] {
            of_events(events, each);
        }
        for pause in &mut self.pauses {
            match pause {
                Pause::Between { from, until } => {
                    of_events(from, each);
                    of_events(until, each);
                }
                Pause::While(condition) => each(condition),
            }
        }
        if let Some(extension) = &mut self.extension {
            of_events(&mut extension.on, each);
            extension.when.iter_mut().for_each(&mut *each);
        }
        self.within.each_condition(each);
        let of_readings = self.readings.iter_mut();
        for within in of_readings.filter_map(|reading| reading.within.as_mut()) {
            within.each_condition(each);
        }
    }
}

impl Within {
    fn each_condition(&mut self, each: &mut dyn FnMut(&mut Condition)) {
        match self {
            Within::Table(rows) => rows
                .iter_mut()
                .filter_map(|row| row.when.as_mut())
                .for_each(each),
            Within::Window(Window {
                kept,
                no_access,
                cancelled,
                ..
            }) => {
                for events in [kept, no_access, cancelled] {
                    of_events(events, each);
                }
            }
            Within::Fixed(_)
            | Within::By { .. }
            | Within::Parameter(_)
            | Within::Date(_)
            | Within::Open(_) => {}
        }
    }
}

impl Escalation {
    fn each_condition(&mut self, each: &mut dyn FnMut(&mut Condition)) {
        for step in &mut self.steps {
            of_events(&mut step.acknowledged_by, each);
        }
    }

    /// The parameters that say how often its steps come again, or that acknowledgements
    /// are compared with.
    pub(crate) fn asks(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for step in &self.steps {
            let repeat = step.repeat.as_ref();
            names.extend(repeat.and_then(|repeat| repeat.parameter.as_deref()));
            for when in step
                .acknowledged_by
                .iter()
                .filter_map(|one| one.when.as_ref())
            {
                when.parameters(&mut |name| names.push(name));
            }
        }
        names
    }
}

fn of_events(events: &mut [Awaited], each: &mut dyn FnMut(&mut Condition)) {
    events
        .iter_mut()
        .filter_map(|event| event.when.as_mut())
        .for_each(each);
}
