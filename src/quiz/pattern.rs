//! Referral patterns as sets of places, and how alike two of them are.

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

/// A region's id and the side.
type Place<'a> = (&'a str, Whereabouts);

/// Where a point's pain is felt: each place once, in its stronger tier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern<'a> {
    /// In order, so that a place is found by halves.
    places: Vec<(Place<'a>, Tier)>,
}

/// From this likeness on, a learner cannot be expected to tell two patterns apart: with four regions each, three agree.
const TOO_ALIKE: f64 = 0.6;

impl<'a> Pattern<'a> {
    /// The pattern of a point, the sides told from the point.
    pub fn of(atlas: &Atlas, trigger: &'a TriggerPoint) -> Self {
        let mut pattern = Self { places: Vec::new() };
        let tiers = [(Tier::Spillover, &trigger.spillover), (Tier::Essential, &trigger.essential)];
        for (tier, patches) in tiers {
            for patch in patches {
                pattern.add((patch.region.as_str(), whereabouts(atlas, patch)), tier);
            }
        }
        pattern
    }

    fn at(&self, place: &Place<'_>) -> Result<usize, usize> {
        self.places.binary_search_by(|(known, _)| known.cmp(place))
    }

    fn add(&mut self, place: Place<'a>, tier: Tier) {
        match self.at(&place) {
            Ok(at) => self.places[at].1 = tier,
            Err(at) => self.places.insert(at, (place, tier)),
        }
    }

    fn get(&self, place: &Place<'_>) -> Option<Tier> {
        self.at(place).ok().map(|at| self.places[at].1)
    }

    /// The same pattern as a point on the other side would draw it on the body.
    pub fn mirrored(&self) -> Self {
        let mut mirrored = Self { places: Vec::new() };
        for &((region, place), tier) in &self.places {
            let place = match place {
                Whereabouts::Same => Whereabouts::Opposite,
                Whereabouts::Opposite => Whereabouts::Same,
                Whereabouts::Middle => Whereabouts::Middle,
            };
            mirrored.add((region, place), tier);
        }
        mirrored
    }

    /// Its places in one tier: region id and side.
    pub fn tier(&self, tier: Tier) -> impl Iterator<Item = (&'a str, Whereabouts)> + '_ {
        self.places.iter().filter(move |(_, held)| *held == tier).map(|(place, _)| *place)
    }

    /// How alike two patterns are, 0 (nothing in common) to 1 (equal): the weighted Jaccard index, an essential
    /// place counting twice a spillover one (S. Ioffe, "Improved consistent sampling, weighted minhash and L1
    /// sketching", 2010).
    pub fn likeness(&self, other: &Self) -> f64 {
        let (mut common, mut all) = (0, 0);
        for &(place, tier) in &self.places {
            let theirs = other.get(&place).map_or(0, weight);
            common += weight(tier).min(theirs);
            all += weight(tier).max(theirs);
        }
        let only_theirs = other.places.iter().filter(|(place, _)| self.get(place).is_none());
        all += only_theirs.map(|(_, tier)| weight(*tier)).sum::<u32>();
        if all == 0 { 0.0 } else { f64::from(common) / f64::from(all) }
    }

    /// Whether every essential place of `other` is essential here too: who feels this pattern feels at least that.
    pub fn covers(&self, other: &Self) -> bool {
        other.tier(Tier::Essential).all(|place| self.get(&place) == Some(Tier::Essential))
    }

    /// Whether two patterns drawn side by side look alike: more than a third of the places of the smaller one, of either tier,
    /// are the other's too, or one passes for the other.
    pub fn looks_like(&self, other: &Self) -> bool {
        let common = self.places.iter().filter(|(place, _)| other.get(place).is_some()).count();
        3 * common > self.places.len().min(other.places.len())
            || self.passes_for(other)
            || other.passes_for(self)
    }

    /// Whether a point with this pattern, on either side, would be a right answer to the drawn one: it covers the
    /// drawn essential places, or is too alike to be told from it.
    pub fn passes_for(&self, drawn: &Self) -> bool {
        let passes = |own: &Self| own.covers(drawn) || own.likeness(drawn) >= TOO_ALIKE;
        // Most pairs have no region in common and are settled without a mirror.
        let mut regions = drawn.places.iter().map(|((region, _), _)| region);
        let is_kin = regions.any(|drawn| self.places.iter().any(|((own, _), _)| own == drawn));
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
