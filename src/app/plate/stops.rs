//! What can be named on a plate and walked to: each muscle that can be seen, and where it is seen best.

use web_sys::Element;

use super::body::Body;
use super::look::{Look, Under};
use super::seen::Seen;
use super::tags::NameOf;
use crate::anatomy::{Bounds, Depth, PlatePoint, Side};
use crate::atlas::Kind;

/// A muscle (or a bone, where the body is peeled to the bones) that can be seen and named.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stop {
    pub(super) under: Under,
    /// Where it can be seen best.
    pub(super) at: PlatePoint,
    pub(super) inside_mm: f64,
    /// The same of the other side.
    pub(super) twin: Option<(Under, PlatePoint)>,
    /// Whether it belongs to the layer that is looked at.
    pub(super) is_of_layer: bool,
    pub(super) id: String,
    pub(super) name: String,
}

impl Stop {
    pub(super) fn name_is(&self, words: &Element) -> bool {
        words.text_content().as_deref() == Some(&self.name)
    }
}

/// What of a window can be seen, of each muscle and side the part that shows most.
pub(super) fn stops(seen: &Seen, window: Bounds, body: &Body, look: &Look, name_of: &NameOf) -> Vec<Stop> {
    let mut stops: Vec<Stop> = Vec::new();
    for spot in seen.spots(window) {
        let Some((under, kind, depth)) = body.who(&spot) else { continue };
        let is_bones = look.peel == Depth::Bone;
        let is_bone = matches!(kind, Kind::Bone | Kind::Cartilage);
        if kind != Kind::Muscle && !(is_bones && is_bone) {
            continue;
        }
        let Some((id, name)) = name_of(&under.slug, look.names) else { continue };
        let name = look.told_of(&under.slug).to_owned() + &name;
        let is_of_layer = depth == look.peel.max(Depth::Superficial);
        let stop = Stop { under, at: spot.at, inside_mm: spot.inside_mm, twin: None, is_of_layer, id, name };
        // Of a muscle's parts the one that shows most stands for it.
        match stops.iter_mut().find(|known| known.id == stop.id && known.under.side == stop.under.side) {
            Some(known) if known.inside_mm < stop.inside_mm => *known = stop,
            Some(_) => {}
            None => stops.push(stop),
        }
    }
    stops
}

/// Of a pair: the chosen side of what is chosen, else the side that the name's letters say, so that it stays the same.
pub(super) fn prefers(stop: &Stop, look: &Look) -> bool {
    if look.chosen.iter().any(|slug| *slug == stop.under.slug) {
        return stop.under.side == look.side;
    }
    let is_left = stop.id.bytes().fold(0_u8, u8::wrapping_add) % 2 == 0;
    (stop.under.side == Side::Left) == is_left
}
