//! The shipped rules, read and checked while this is built, so that the package carries what
//! they mean and not the means to read them.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let packs = dueby_rules::PACKS.iter().map(|pack| pack.read());
    let packs = packs.collect::<Result<Vec<_>, _>>()?;
    let archive = dueby::Archive::write(&dueby_rules::calendars()?, &packs);
    fs::write(Path::new(&env::var("OUT_DIR")?).join("rules"), archive)?;
    Ok(())
}
