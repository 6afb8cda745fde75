//! Words on the screen.

use crate::atlas::{Atlas, Grip, Patch};

/// The text with its first letter in upper case.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// "one, two and three".
pub(crate) fn listed<'a>(items: impl IntoIterator<Item = &'a str>) -> String {
    let items: Vec<&str> = items.into_iter().collect();
    match items.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// The names of patches of skin, those on the other side marked so.
pub(crate) fn patches(atlas: &Atlas, patches: &[Patch]) -> String {
    let name = |patch: &Patch| {
        let name =
            atlas.region(&patch.region).map_or(patch.region.clone(), |region| region.name.to_lowercase());
        if patch.is_opposite { format!("{name} of the other side") } else { name }
    };
    let names: Vec<String> = patches.iter().map(name).collect();
    listed(names.iter().map(String::as_str))
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

/// A muscle's name inside a sentence: lower case but for what is always written large.
pub(crate) fn in_sentence(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
