//! The shipped rules, read and checked while this is built, so that the package carries what
//! they mean and not the means to read them.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let packs = dueby_rules::PACKS.iter().map(|pack| pack.read());
    let mut packs = packs.collect::<Result<Vec<_>, _>>()?;
    if env::var_os("CARGO_FEATURE_REPORT").is_none() {
        let packs_of_clocks = packs.into_iter().map(dueby::Pack::without_words_of_targets);
        packs = packs_of_clocks.collect();
    }
    let archive = dueby::Archive::write(&dueby_rules::calendars()?, &packs);
    fs::write(Path::new(&env::var("OUT_DIR")?).join("rules"), archive)?;
    Ok(())
}
