//! Seeded chance that falls the same on every machine: a width of 32 or 64 bits makes no difference.

use fastrand::Rng;

/// A source of chance.
#[derive(Debug, Clone)]
pub(super) struct Chance(Rng);

impl Chance {
    /// The chance of a seed.
    pub(super) fn new(seed: u64) -> Self {
        Self(Rng::with_seed(seed))
    }

    /// Any number.
    pub(super) fn number(&mut self) -> u64 {
        self.0.u64(..)
    }

    /// A number below `count`; 0 where there is none.
    pub(super) fn below(&mut self, count: usize) -> usize {
        let below = self.0.u64(0..(count as u64).max(1));
        usize::try_from(below).unwrap_or_default()
    }

    /// A coin.
    pub(super) fn coin(&mut self) -> bool {
        self.0.bool()
    }

    /// A number from 0 up to 1.
    pub(super) fn share(&mut self) -> f64 {
        self.0.f64()
    }

    /// One of a list, or none of an empty one.
    pub(super) fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len()))
    }

    /// Puts a list into any order (R. Durstenfeld, "Algorithm 235", 1964).
    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_these_numbers_on_every_machine() {
        let mut chance = Chance::new(7);
        let mut items = [0, 1, 2, 3, 4, 5];
        chance.shuffle(&mut items);
        let drawn = [chance.below(10), chance.below(10), chance.below(1), chance.below(0)];
        assert_eq!((items, drawn), ([3, 0, 5, 2, 1, 4], [1, 7, 0, 0]));
    }
}
