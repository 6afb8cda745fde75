//! The keyboard's walk over a plate: from one visible structure to the next in a direction. Pure arithmetic, no browser.

use crate::anatomy::PlatePoint;

/// Where an arrow key leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Left,
    Right,
    Up,
    Down,
}

impl Way {
    /// The way of an arrow key.
    pub(super) fn of_key(key: &str) -> Option<Self> {
        match key {
            "ArrowLeft" => Some(Self::Left),
            "ArrowRight" => Some(Self::Right),
            "ArrowUp" => Some(Self::Up),
            "ArrowDown" => Some(Self::Down),
            _ => None,
        }
    }

    /// One step this way: to the right, down.
    pub(super) fn step(self) -> (f64, f64) {
        match self {
            Self::Left => (-1.0, 0.0),
            Self::Right => (1.0, 0.0),
            Self::Up => (0.0, -1.0),
            Self::Down => (0.0, 1.0),
        }
    }
}

/// The index of the place that a walker at `from` meets first: near, and rather straight ahead than aside; what lies
/// farther aside than 60 degrees only where nothing else lies ahead.
pub(super) fn next(from: PlatePoint, way: Way, places: &[PlatePoint]) -> Option<usize> {
    let (right, down) = way.step();
    let mut best: Option<(bool, f64, usize)> = None;
    for (index, at) in places.iter().enumerate() {
        let (x, y) = (at.x - from.x, at.y - from.y);
        let ahead = x * right + y * down;
        let aside = (x * down - y * right).abs();
        if ahead <= 1e-6 {
            continue;
        }
        let (is_aside, effort) = (aside > ahead * 1.74, ahead + 2.0 * aside);
        if best.is_none_or(|(other, least, _)| (is_aside, effort) < (other, least)) {
            best = Some((is_aside, effort, index));
        }
    }
    best.map(|(.., index)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_walk_goes_straight_ahead_and_stops_at_the_edge() {
        let places = [[0.0, 0.0], [10.0, 1.0], [6.0, 8.0], [0.0, 30.0], [-20.0, -4.0]];
        let places: Vec<PlatePoint> = places.iter().map(|&[x, y]| PlatePoint::new(x, y)).collect();
        let from = |index: usize, way| next(places[index], way, &places);
        assert_eq!(from(0, Way::Right), Some(1));
        assert_eq!(from(0, Way::Down), Some(2));
        assert_eq!(from(0, Way::Left), Some(4));
        assert_eq!(from(3, Way::Down), None);
        assert_eq!(from(1, Way::Left), Some(0));
    }

    /// Whoever walks on and on comes to an end, and never stands still.
    #[test]
    fn no_walk_goes_in_circles() {
        let places: Vec<PlatePoint> =
            (0..40).map(|n| PlatePoint::new(f64::from(n * 37 % 101), f64::from(n * 53 % 97))).collect();
        for way in [Way::Left, Way::Right, Way::Up, Way::Down] {
            let mut here = 0;
            let mut steps = 0;
            while let Some(there) = next(places[here], way, &places) {
                assert_ne!(here, there);
                here = there;
                steps += 1;
                assert!(steps <= places.len(), "{way:?} never ends");
            }
        }
    }
}
