//! The shipped calendars, read and checked while this is built, so that the module carries what
//! they mean and not the means to read them. Its packs are `examples/packs.rs`.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let archive = dueby::Archive::write(&dueby_rules::calendars()?, &[]);
    fs::write(Path::new(&env::var("OUT_DIR")?).join("calendars"), archive)?;
    Ok(())
}
