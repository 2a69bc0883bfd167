//! `dueby due`: when one promise is due.

use std::slice;

use dueby::{Code, Options, Value};

use crate::args::DueArgs;
use crate::input::value;
use crate::output::{self, Setting};
use crate::problems::{Stop, Trouble};
use crate::{load, time};

pub(crate) fn run(args: &DueArgs) -> Result<(), Stop> {
    let engine = load::engine(
        slice::from_ref(&args.pack),
        &args.rules,
        args.directory.as_deref(),
    )?;
    let from = time::given(&args.from, "--from")?;
    let mut attributes: Vec<(&str, Value)> = Vec::new();
    let mut troubles = Vec::new();
    for given in &args.attributes {
        match load::pair(given, "--set", "ATTRIBUTE=VALUE", "priority=urgent") {
            Ok((name, text)) => attributes.push((name, value(text))),
            Err(trouble) => troubles.push(trouble),
        }
    }
    if !troubles.is_empty() {
        return Err(troubles.into());
    }
    // A pack from a file has the id that the file gives it.
    let pack = engine
        .packs()
        .next()
        .map(dueby::Pack::id)
        .unwrap_or_default();
    let answer = engine
        .due(pack, &args.clock, from, &attributes, &Options::default())
        .map_err(|error| {
            let mut troubles = Trouble::all(&error, "");
            for trouble in &mut troubles {
                // Anything else is wrong with the one event there is.
                if trouble.code == Code::UnknownClock.as_str() {
                    load::without_the_list(trouble, &args.pack);
                } else {
                    trouble.place = "--from".to_owned();
                }
            }
            troubles
        })?;
    if args.json {
        output::json_line(&answer)?;
    } else {
        let version = engine.version_for(pack, from);
        let clocks = version.iter().flat_map(|pack| pack.clocks());
        for clock in clocks.filter(|clock| clock.id() == args.clock) {
            output::due(&answer, clock, &Setting::of(&engine))?;
        }
    }
    Ok(())
}
