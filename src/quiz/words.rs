//! Names inside sentences.

use super::Content;
use crate::anatomy::Side;
use crate::atlas::{AreaSide, Atlas, Attachment, Muscle, Patch, TriggerPoint, areas};
pub(super) use crate::letters::in_sentence as lower_first;

/// A muscle's name inside a sentence.
pub(super) fn name(muscle: &Muscle) -> String {
    lower_first(&muscle.names.english)
}

/// "right levator scapulae", or the name alone for what stands once.
pub(super) fn sided(muscle: &Muscle, side: Option<Side>) -> String {
    side.map_or(String::new(), |side| format!("{} ", side.name())) + &name(muscle)
}

/// "Levator scapulae, TrP 1".
pub(super) fn point_name(muscle: &Muscle, trigger: &TriggerPoint) -> String {
    format!("{}, {}", muscle.names.english, lower_first(&trigger.label))
}

/// Whether a book numbers the point, so that its label is a name and no description.
pub(super) fn is_numbered(trigger: &TriggerPoint) -> bool {
    trigger.label.starts_with("TrP")
}

/// "Scapula: medial border", without what follows a semicolon: that is a remark.
pub(super) fn attachment(attachment: &Attachment) -> String {
    let landmark = attachment.landmark.split(';').next().unwrap_or_default();
    format!("{}: {}", attachment.bone, lower_first(landmark))
}

/// With a full stop.
pub(super) fn closed(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

/// The names of muscles by id, parted by commas.
pub(super) fn muscles(content: &Content<'_>, ids: &[String]) -> String {
    let known = ids.iter().filter_map(|id| content.atlas.muscle(id));
    known.map(name).collect::<Vec<_>>().join(", ")
}

/// Skin regions in words that people use; those across the body from the point with their side.
pub(super) fn places(atlas: &Atlas, patches: &[Patch], side: Side) -> String {
    let told = areas(atlas, patches).into_iter().map(|area| match area.side {
        AreaSide::Own => area.name,
        AreaSide::Other => format!("{} ({})", area.name, side.opposite().name()),
        AreaSide::Both => format!("{} (both sides)", area.name),
    });
    told.collect::<Vec<_>>().join("; ")
}

/// The two tiers of a point's pattern, a line each.
pub(super) fn tiers(atlas: &Atlas, trigger: &TriggerPoint, side: Side) -> Vec<String> {
    let essential = places(atlas, &trigger.essential, side);
    let mut lines = vec![format!("Essential, felt by nearly everyone: {essential}.")];
    if !trigger.spillover.is_empty() {
        lines.push(format!("Spillover, felt by some: {}.", places(atlas, &trigger.spillover, side)));
    }
    lines
}
