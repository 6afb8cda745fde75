//! Trigger points as marks and zones on a plate.

use yew::AttrValue;

use crate::anatomy::{PlatePoint, Side};
use crate::app::plate::{Mark, MarkKind, Tier, Zone};
use crate::app::views::View;
use crate::atlas::{Muscle, Pain, PlateView, Point};
use crate::order::sort_by;

/// Where a point of a side stands on a plate as shown.
pub(crate) fn place(point: &Point, plate: &PlateView, side: Side) -> PlatePoint {
    let at = match side {
        Side::Right => point.trigger.at,
        Side::Left => point.trigger.at.mirrored(),
    };
    plate.view().project(at).at
}

/// The marks of a muscle's points of a side, each with the part in which it lies, the chosen one told apart; none where
/// the view shows the other side alone.
pub(crate) fn marks(
    muscle: &Muscle,
    view: &View,
    side: Side,
    chosen: Option<&str>,
) -> Vec<(AttrValue, Mark)> {
    let mark = |point: &Point| {
        let is_chosen = chosen == Some(point.trigger.id.as_str());
        let kind = if is_chosen { MarkKind::ChosenPoint } else { MarkKind::Point };
        let label = point.trigger.id.rsplit('-').next().unwrap_or_default().to_owned();
        let at = place(point, &view.plate, side);
        let mark = Mark { at, kind, label: label.into(), point: point.trigger.id.clone().into() };
        (point.trigger.part.clone().into(), mark)
    };
    let points = muscle.points.iter().filter(|_| view.shows(side));
    let mut marks: Vec<(AttrValue, Mark)> = points.map(mark).collect();
    // The chosen one is painted last, over its neighbours.
    let is_chosen = |(_, mark): &(AttrValue, Mark)| mark.kind == MarkKind::ChosenPoint;
    sort_by(&mut marks, |a, b| is_chosen(a).cmp(&is_chosen(b)));
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

/// The lit skin where it hurts.
pub(crate) fn lit(pain: &Pain) -> impl Iterator<Item = Zone> {
    let zone = |region: &String| Zone { region: region.clone().into(), side: pain.side, tier: Tier::Asked };
    pain.regions.iter().map(zone)
}
