//! Words on the screen.

use crate::atlas::{Grip, Muscle, Point};
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

pub(crate) use crate::atlas::in_words as patches;

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
