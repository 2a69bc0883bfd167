//! The shipped rules, read and checked while this is built, so that the package carries what
//! they mean and not the means to read them.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);
    let mut list = String::from("pub(crate) const CALENDARS: &[(&str, &[u8])] = &[\n");
    for calendar in dueby_rules::calendars()? {
        let file = out.join(format!("{}.calendar", calendar.id()));
        fs::write(&file, calendar.to_precompiled()?)?;
        writeln!(list, "({:?}, include_bytes!({file:?})),", calendar.id())?;
    }
    list.push_str("];\n");
    let zones = out.join("zones");
    fs::write(&zones, dueby::Zone::all_to_precompiled()?)?;
    writeln!(list, "const ZONES: &[u8] = include_bytes!({zones:?});")?;
    list.push_str("pub(crate) const PACKS: &[(&str, &[u8])] = &[\n");
    for pack in dueby_rules::PACKS {
        let file = out.join(format!("{}.pack", pack.name().replace('/', ".")));
        fs::write(&file, pack.read()?.to_precompiled()?)?;
        writeln!(list, "({:?}, include_bytes!({file:?})),", pack.name())?;
    }
    list.push_str("];\n");
    fs::write(out.join("shipped.rs"), list)?;
    Ok(())
}
