//! Referral patterns as sets of places, and how alike two of them are.

use std::collections::BTreeMap;

use crate::anatomy::Side;
use crate::atlas::{Atlas, Paired, Patch, TriggerPoint};

/// How many people feel it: the field's two tiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// Some people.
    Spillover,
    /// Nearly everyone.
    Essential,
}

/// On which side a place lies, seen from the point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whereabouts {
    /// On the point's own side.
    Same,
    /// On the other side.
    Opposite,
    /// Across the midline.
    Middle,
}

/// Where a point's pain is felt: each place once, in its stronger tier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern<'a> {
    places: BTreeMap<(&'a str, Whereabouts), Tier>,
}

/// From this likeness on, a learner cannot be expected to tell two patterns apart: with four regions each, three agree.
const TOO_ALIKE: f64 = 0.6;

impl<'a> Pattern<'a> {
    /// The pattern of a point, the sides told from the point.
    pub fn of(atlas: &Atlas, trigger: &'a TriggerPoint) -> Self {
        let mut places = BTreeMap::new();
        let tiers = [(Tier::Spillover, &trigger.spillover), (Tier::Essential, &trigger.essential)];
        for (tier, patches) in tiers {
            for patch in patches {
                places.insert((patch.region.as_str(), whereabouts(atlas, patch)), tier);
            }
        }
        Self { places }
    }

    /// The same pattern as a point on the other side would draw it on the body.
    pub fn mirrored(&self) -> Self {
        let mirror = |(&(region, place), &tier): (&(&'a str, Whereabouts), &Tier)| {
            let place = match place {
                Whereabouts::Same => Whereabouts::Opposite,
                Whereabouts::Opposite => Whereabouts::Same,
                Whereabouts::Middle => Whereabouts::Middle,
            };
            ((region, place), tier)
        };
        Self { places: self.places.iter().map(mirror).collect() }
    }

    /// Its places in one tier: region id and side.
    pub fn tier(&self, tier: Tier) -> impl Iterator<Item = (&'a str, Whereabouts)> + '_ {
        self.places.iter().filter(move |(_, held)| **held == tier).map(|(&place, _)| place)
    }

    /// How alike two patterns are, 0 (nothing in common) to 1 (equal): the weighted Jaccard index, an essential
    /// place counting twice a spillover one (S. Ioffe, "Improved consistent sampling, weighted minhash and L1
    /// sketching", 2010).
    pub fn likeness(&self, other: &Self) -> f64 {
        let (mut common, mut all) = (0, 0);
        for (place, &tier) in &self.places {
            let theirs = other.places.get(place).map_or(0, |&tier| weight(tier));
            common += weight(tier).min(theirs);
            all += weight(tier).max(theirs);
        }
        let only_theirs = other.places.iter().filter(|(place, _)| !self.places.contains_key(*place));
        all += only_theirs.map(|(_, &tier)| weight(tier)).sum::<u32>();
        if all == 0 { 0.0 } else { f64::from(common) / f64::from(all) }
    }

    /// Whether every essential place of `other` is essential here too: who feels this pattern feels at least that.
    pub fn covers(&self, other: &Self) -> bool {
        other.tier(Tier::Essential).all(|place| self.places.get(&place) == Some(&Tier::Essential))
    }

    /// Whether a point with this pattern, on either side, would be a right answer to the drawn one: it covers the
    /// drawn essential places, or is too alike to be told from it.
    pub fn passes_for(&self, drawn: &Self) -> bool {
        let passes = |own: &Self| own.covers(drawn) || own.likeness(drawn) >= TOO_ALIKE;
        // Most pairs have no region in common and are settled without a mirror.
        let mut regions = drawn.places.keys().map(|(region, _)| region);
        let is_kin = regions.any(|drawn| self.places.keys().any(|(own, _)| own == drawn));
        is_kin && (passes(self) || passes(&self.mirrored()))
    }
}

fn weight(tier: Tier) -> u32 {
    match tier {
        Tier::Spillover => 1,
        Tier::Essential => 2,
    }
}

fn whereabouts(atlas: &Atlas, patch: &Patch) -> Whereabouts {
    if atlas.region(&patch.region).is_some_and(|region| region.side == Paired::Midline) {
        Whereabouts::Middle
    } else if patch.side(Side::Right) == Side::Right {
        Whereabouts::Same
    } else {
        Whereabouts::Opposite
    }
}
