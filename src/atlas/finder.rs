//! The finder: from places where it hurts to the muscles whose trigger points send pain there, likeliest first. Comes with
//! the second half of the app.

use super::{Atlas, Muscle, Pain, Paired, Patch, Point};
use crate::anatomy::Side;
use crate::order::sort_by;

/// How surely a point sends pain to a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// The place is in its essential zone.
    Essential,
    /// The place is in its spillover zone alone.
    Spillover,
}

/// A trigger point that sends pain to a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Source<'a> {
    /// The point.
    pub point: &'a Point,
    /// How surely.
    pub reach: Reach,
    /// How many of the place's regions its essential zone covers, and how many its spillover zone.
    covers: [usize; 2],
    /// How much of its whole pattern the place is, 0 to 1.
    share: f64,
}

/// A muscle of a side whose points send pain to a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Sender<'a> {
    /// The muscle.
    pub muscle: &'a Muscle,
    /// Its side: the other one than the pain's where its points refer across.
    pub side: Side,
    /// Its points that do so, the surest first; never empty.
    pub sources: Vec<Source<'a>>,
}

/// The muscles whose points send pain to a place, likeliest first: those whose essential zone it is before those that only
/// spill over; among these, those that cover more of it, then those of which more points do, then those of whose
/// pattern it is the greater part, and last those that are met more often, as `common` tells of a muscle's id.
pub fn senders<'a>(atlas: &'a Atlas, pain: &Pain, common: impl Fn(&str) -> usize) -> Vec<Sender<'a>> {
    let mut senders: Vec<Sender<'a>> = Vec::new();
    for muscle in atlas.muscles() {
        for side in [pain.side, pain.side.opposite()] {
            let source = |point: &'a Point| source(atlas, pain, point, side);
            let mut sources: Vec<Source<'a>> = muscle.points.iter().filter_map(source).collect();
            sort_by(&mut sources, |a, b| b.covers.cmp(&a.covers).then(b.share.total_cmp(&a.share)));
            if !sources.is_empty() {
                senders.push(Sender { muscle, side, sources });
            }
        }
    }
    let rank = |sender: &Sender<'_>| {
        let best = sender.sources[0].covers;
        let essential = sender.sources.iter().filter(|source| source.reach == Reach::Essential).count();
        (best, essential, sender.sources.len())
    };
    let share = |sender: &Sender<'_>| sender.sources[0].share;
    sort_by(&mut senders, |a, b| {
        let often = common(&b.muscle.row.id).cmp(&common(&a.muscle.row.id));
        rank(b).cmp(&rank(a)).then(share(b).total_cmp(&share(a))).then(often)
    });
    senders
}

fn source<'a>(atlas: &Atlas, pain: &Pain, point: &'a Point, side: Side) -> Option<Source<'a>> {
    let trigger = &point.trigger;
    let is_felt = |patch: &Patch| {
        let is_midline = atlas.region(&patch.region).is_some_and(|region| region.side == Paired::Midline);
        // The midline is as much the one side's as the other's: the point of the pain's side stands for both.
        let felt_on = if is_midline { side } else { patch.side(side) };
        felt_on == pain.side && pain.regions.contains(&patch.region)
    };
    let count = |patches: &[Patch]| patches.iter().filter(|patch| is_felt(patch)).count();
    let covers = [count(&trigger.essential), count(&trigger.spillover)];
    let reach = match covers {
        [0, 0] => return None,
        [0, _] => Reach::Spillover,
        _ => Reach::Essential,
    };
    // A spillover patch is felt by some alone.
    let weigh = |essential: usize, spillover: usize| essential as f64 + 0.3 * spillover as f64;
    let whole = weigh(trigger.essential.len(), trigger.spillover.len());
    Some(Source { point, reach, covers, share: weigh(covers[0], covers[1]) / whole })
}
