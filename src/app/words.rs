//! Words on the screen.

use crate::atlas::{Atlas, Grip, Muscle, Patch, Point};
pub(crate) use crate::letters::{capitalised, in_sentence};

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

/// A trigger point's name with its muscle's: "Trapezius, TrP 1"; once where its label says the muscle already.
pub(crate) fn of_point(muscle: &Muscle, point: &Point) -> String {
    let (muscle, label) = (&muscle.names.english, &point.trigger.label);
    if label.to_ascii_lowercase().starts_with(&muscle.to_ascii_lowercase()) {
        return label.clone();
    }
    format!("{muscle}, {}", in_sentence(label))
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
