//! What is no mistake in a pack but worth a look.

use dueby::{Pack, Problem};

use crate::{CLOCK, HEAD};

pub(crate) fn remarks() -> Vec<Problem> {
    let packs = [format!(
        "{HEAD}{CLOCK}when = {{ any = [{{ urgent = true }}, {{ rooms = 2 }}] }}\n\n\
             [parameter.time]\ntype = \"allowance\"\nquestion = \"How soon?\"\n"
    )];
    packs
        .iter()
        .flat_map(|text| {
            let pack = Pack::from_toml(text, "pack.toml").unwrap();
            pack.remarks().to_vec()
        })
        .chain(crate::extending::unsaid())
        .collect()
}
