//! Writes the shipped packs as the npm package carries them: TypeScript modules below the folder
//! that is named, each with the bytes of an archive as a text, a byte a letter. One for each
//! pack, so that a page loads those that it uses; one of all, for those that let people choose;
//! and `index.ts`, which knows them by name.
//!
//! Modules, and not files to be fetched: whatever takes a package apart knows how to find them.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use dueby::{Archive, Pack};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args_os().nth(1).ok_or("name a folder")?;
    let folder = PathBuf::from(folder);
    let packs = dueby_rules::PACKS.iter().map(|pack| pack.read());
    let packs = packs.collect::<Result<Vec<_>, _>>()?;
    let mut by_id = BTreeMap::<&str, Vec<Pack>>::new();
    for pack in &packs {
        by_id.entry(pack.id()).or_default().push(pack.clone());
    }
    for (id, versions) in &by_id {
        module(&folder, id, versions)?;
    }
    module(&folder, "all", &packs)?;
    let ids = || by_id.keys();
    let mut index = String::from("/** The id of a shipped pack. */\nexport type PackId =");
    for id in ids() {
        write!(index, "\n  | \"{id}\"")?;
    }
    index.push_str(
        ";\n\n/** Where each is, and all. */\n\
         export const FILES: Readonly<Record<PackId | \"all\", () => Promise<{ default: string }>>> = {\n",
    );
    for id in ids().chain([&"all"]) {
        writeln!(index, "  \"{id}\": () => import(\"./{id}.js\"),")?;
    }
    index.push_str("};\n");
    fs::write(folder.join("index.ts"), index)?;
    Ok(())
}

fn module(folder: &Path, name: &str, packs: &[Pack]) -> Result<(), Box<dyn Error>> {
    let mut text = String::from("const bytes: string = \"");
    for byte in Archive::write(&[], packs) {
        match byte {
            b'"' | b'\\' => write!(text, "\\{}", char::from(byte))?,
            b' '..=b'~' => text.push(char::from(byte)),
            _ => write!(text, "\\x{byte:02x}")?,
        }
    }
    text.push_str("\";\nexport default bytes;\n");
    let path = folder.join(format!("{name}.ts"));
    fs::create_dir_all(path.parent().unwrap_or(folder))?;
    fs::write(path, text)?;
    Ok(())
}
