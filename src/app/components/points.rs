//! Trigger points as marks and zones on a plate.

use crate::anatomy::{PlatePoint, Side};
use crate::app::plate::{Mark, MarkKind, Tier, Zone};
use crate::atlas::{Atlas, Muscle, PlateView, Point};

/// Where a point stands on a plate, on either side.
pub(crate) fn place(point: &Point, plate: &PlateView, side: Side) -> PlatePoint {
    let at = match side {
        Side::Right => point.trigger.at,
        Side::Left => point.trigger.at.mirrored(),
    };
    let (drawn, _) = plate.stand(point.trigger.at);
    if plate.view().is_symmetric() { plate.view().project(at).at } else { drawn }
}

/// The marks of a muscle's points that a plate shows, the chosen one told apart.
pub(crate) fn marks(muscle: &Muscle, plate: &PlateView, side: Side, chosen: Option<&str>) -> Vec<Mark> {
    let is_shown = |point: &&Point| point.sights.iter().any(|sight| sight.plate == plate.id);
    let mark = |point: &Point| {
        let is_chosen = chosen == Some(point.trigger.id.as_str());
        let kind = if is_chosen { MarkKind::ChosenPoint } else { MarkKind::Point };
        let label = point.trigger.id.rsplit('-').next().unwrap_or_default().to_owned();
        Mark { at: place(point, plate, side), kind, label: label.into() }
    };
    let mut marks: Vec<Mark> = muscle.points.iter().filter(is_shown).map(mark).collect();
    // The chosen one is painted last, over its neighbours.
    let is_chosen = |mark: &Mark| mark.kind == MarkKind::ChosenPoint;
    crate::order::sort_by(&mut marks, |one, other| is_chosen(one).cmp(&is_chosen(other)));
    marks
}

/// The stippled skin of a point's referral.
pub(crate) fn zones(point: &Point, side: Side) -> Vec<Zone> {
    let tiers = [(Tier::Spillover, &point.trigger.spillover), (Tier::Essential, &point.trigger.essential)];
    let zone = |tier| {
        move |patch: &crate::atlas::Patch| Zone {
            region: patch.region.clone().into(),
            side: patch.side(side),
            tier,
        }
    };
    tiers.into_iter().flat_map(|(tier, patches)| patches.iter().map(zone(tier))).collect()
}

/// The plates that show some of a pattern, the one that shows most first.
pub(crate) fn pattern_plates<'a>(atlas: &'a Atlas, point: &Point) -> Vec<&'a PlateView> {
    crate::quiz::pattern_plates(atlas, &point.trigger)
}
