//! Words on the screen.

use crate::atlas::{Atlas, Grip, Patch};
pub(crate) use crate::letters::capitalised;

/// "one, two and three".
pub(crate) fn listed<'a>(items: impl IntoIterator<Item = &'a str>) -> String {
    let items: Vec<&str> = items.into_iter().collect();
    match items.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// The names of patches of skin, those on the other side marked so. Names hold commas, so semicolons part them.
pub(crate) fn patches(atlas: &Atlas, patches: &[Patch]) -> String {
    let name = |patch: &Patch| {
        let name =
            atlas.region(&patch.region).map_or(patch.region.clone(), |region| in_sentence(&region.name));
        if patch.is_opposite { format!("{name} (other side)") } else { name }
    };
    patches.iter().map(name).collect::<Vec<_>>().join("; ")
}

/// A roster region's name: "neck-shoulder" is "Neck and shoulder".
pub(crate) fn region_name(region: &str) -> String {
    capitalised(&region.replace('-', " and "))
}

/// A grip in words.
pub(crate) fn grip(grip: Grip) -> &'static str {
    match grip {
        Grip::Flat => "Flat pressure",
        Grip::Pincer => "Pincer grip",
        Grip::FlatOrPincer => "Flat pressure or pincer grip",
    }
}

/// A name inside a sentence: its first letter in lower case, but for abbreviations.
pub(crate) fn in_sentence(name: &str) -> String {
    let is_abbreviation = name.chars().nth(1).is_some_and(|letter| letter.is_ascii_uppercase());
    let mut letters = name.chars();
    match letters.next() {
        Some(first) if !is_abbreviation => {
            std::iter::once(first.to_ascii_lowercase()).chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}
