//! `dueby explain`: what a code means.

use dueby::Code;

use crate::args::ExplainArgs;
use crate::output::{print, table::wrap, width};
use crate::problems::{self, Stop, Trouble};

pub(crate) fn run(args: &ExplainArgs) -> Result<(), Stop> {
    let Some(name) = &args.code else {
        let mut text = String::new();
        for code in Code::ALL {
            let line = format!("{}: {}", code.as_str(), code.meaning().trim());
            for line in wrap(&line, width(), 2) {
                text.push_str(&line);
                text.push('\n');
            }
        }
        print(&text)?;
        return Ok(());
    };
    let known = || Code::ALL.iter().map(|code| code.as_str());
    let Some(code) = Code::ALL.iter().find(|code| code.as_str() == name) else {
        let trouble = Trouble::argument(
            "CODE",
            format!("there is no code \"{}\"", name.escape_debug()),
        );
        return Err(match problems::nearest(name, known()) {
            Some(near) => trouble.help(format!("did you mean \"{near}\"?")),
            None => trouble.help("\"dueby explain\" lists all of them"),
        }
        .into());
    };
    let explained = code.explained();
    let mut text = format!("{} ({})\n", code.as_str(), code.severity());
    for line in wrap(code.meaning().trim(), width(), 0) {
        text.push_str(&format!("{line}\n"));
    }
    text.push('\n');
    for line in explained.example.lines() {
        text.push_str(&format!("    {line}\n"));
    }
    text.push('\n');
    for line in wrap(explained.remedy, width(), 0) {
        text.push_str(&format!("{line}\n"));
    }
    print(&text)?;
    Ok(())
}
