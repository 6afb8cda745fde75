//! What is painted, stroke by stroke: the state behind the form of painting. Pure.

use std::rc::Rc;

use yew::Reducible;

use crate::quiz::Spot;

/// What the hand does.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Paint {
    /// Taps a patch: paints it; erases it where it is painted.
    Tap(Spot),
    /// Draws over patches; whether the stroke begins here.
    Draw(Vec<Spot>, bool),
    /// What was drawn last was no stroke.
    Drop,
    /// Takes the last step back.
    Undo,
    /// Whether strokes erase from now on.
    Erase(bool),
}

/// What is painted, and how it came to be.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Painted {
    spots: Vec<Spot>,
    /// What was painted before each step.
    past: Vec<Vec<Spot>>,
    is_erasing: bool,
}

impl Painted {
    /// The painted patches.
    pub(super) fn spots(&self) -> &[Spot] {
        &self.spots
    }

    /// Whether strokes erase.
    pub(super) fn is_erasing(&self) -> bool {
        self.is_erasing
    }

    /// Whether there is a step to take back.
    pub(super) fn has_past(&self) -> bool {
        !self.past.is_empty()
    }

    fn after(&self, paint: Paint) -> Self {
        let mut next = self.clone();
        match paint {
            Paint::Tap(spot) => {
                next.past.push(self.spots.clone());
                match self.spots.iter().position(|known| *known == spot) {
                    Some(at) => drop(next.spots.remove(at)),
                    None if self.is_erasing => return self.clone(),
                    None => next.spots.push(spot),
                }
            }
            Paint::Draw(spots, is_first) => {
                if is_first {
                    next.past.push(self.spots.clone());
                }
                for spot in spots {
                    let at = next.spots.iter().position(|known| *known == spot);
                    match at {
                        Some(at) if self.is_erasing => drop(next.spots.remove(at)),
                        None if !self.is_erasing => next.spots.push(spot),
                        _ => {}
                    }
                }
            }
            Paint::Drop | Paint::Undo => {
                // A stroke that changed nothing is no step.
                while let Some(past) = next.past.pop() {
                    if past != self.spots {
                        next.spots = past;
                        break;
                    }
                    if paint == Paint::Drop {
                        break;
                    }
                }
            }
            Paint::Erase(is_erasing) => next.is_erasing = is_erasing,
        }
        next
    }
}

impl Reducible for Painted {
    type Action = Paint;

    fn reduce(self: Rc<Self>, paint: Paint) -> Rc<Self> {
        let next = self.after(paint);
        if next == *self { self } else { Rc::new(next) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spots(names: &str) -> Vec<Spot> {
        names.chars().map(|name| Spot { region: name.to_string(), is_left: false }).collect()
    }

    fn tap(name: &str) -> Paint {
        Paint::Tap(spots(name).remove(0))
    }

    fn check(steps: impl IntoIterator<Item = Paint>, expected: &str) {
        let painted = steps.into_iter().fold(Painted::default(), |painted, step| painted.after(step));
        assert_eq!(painted.spots(), spots(expected));
    }

    #[test]
    fn a_stroke_paints_what_it_crosses_and_is_one_step() {
        let stroke = || [Paint::Draw(spots("ab"), true), Paint::Draw(spots("bc"), false)];
        check(stroke(), "abc");
        check(stroke().into_iter().chain([Paint::Undo]), "");
        check([tap("x")].into_iter().chain(stroke()).chain([Paint::Drop]), "x");
        check([tap("x"), Paint::Draw(spots("x"), true), Paint::Drop], "x");
    }

    #[test]
    fn a_second_tap_erases_and_so_does_a_stroke_that_is_to() {
        check([tap("a"), tap("b"), tap("a")], "b");
        check([tap("a"), tap("b"), tap("a"), Paint::Undo, Paint::Undo], "a");
        let erase = [Paint::Erase(true), Paint::Draw(spots("ac"), true)];
        check([tap("a"), tap("b")].into_iter().chain(erase), "b");
        check([Paint::Erase(true), tap("a")], "");
        check([Paint::Undo], "");
    }
}
