//! Which muscle is painted over which on the plates, as far as the texts say that it lies over it.

use super::{Plate, Sources};
use crate::anatomy::Side;
use crate::atlas::{Atlas, Kind, Layering, Met, Muscle, Over, PlateView, Shape};

/// Outlines are compared on lines across the plate, so far from each other, in millimetres.
const STEP_MM: f64 = 1.5;
/// An overlap is visible from this share of the smaller muscle on ...
const LEAST_SHARE: f64 = 0.08;
/// ... and from this area on, in square millimetres: a finger's breadth squared is two hundred.
const LEAST_MM2: f64 = 60.0;
/// So much of the overlap is painted the same way round; else the one crosses the other.
const CLEAR: f64 = 0.95;
/// On so many plates at most each direction is asked of a muscle.
const PLATES: usize = 2;

/// How one muscle overlaps another on a plate, in square millimetres.
#[derive(Default, Clone, Copy)]
struct Overlap {
    over: f64,
    under: f64,
}

/// A muscle's part as a plate draws it for the side that is asked.
struct Part<'a> {
    /// Its place in the order of painting.
    order: usize,
    shape: &'a Shape,
    /// The muscles that it is a part of.
    owners: Vec<usize>,
    /// What of it the view frames, line by line.
    lines: Vec<Line>,
}

/// A line across the plate: its number, and where it lies in a part, from left to right.
type Line = (i32, Vec<[f64; 2]>);

/// The muscles of a plate.
struct Drawn<'a> {
    parts: Vec<Part<'a>>,
    /// How much there is of each muscle, in square millimetres.
    areas: Vec<f64>,
}

impl<'a> Drawn<'a> {
    fn new(view: &'a PlateView, plate: &'a Plate, muscles: &[Muscle]) -> Self {
        let asked = if view.view().is_symmetric() { Side::Right } else { Side::Left };
        let shapes = plate.scene.shapes().iter().enumerate();
        let is_asked =
            |shape: &Shape| shape.kind == Kind::Muscle && shape.side.is_none_or(|side| side == asked);
        let parts: Vec<Part<'a>> = shapes
            .filter(|(_, shape)| is_asked(shape))
            .map(|(order, shape)| {
                let is_owner = |at: &usize| muscles[*at].row.structures.contains(&shape.slug);
                let owners = (0..muscles.len()).filter(is_owner).collect();
                Part { order, shape, owners, lines: framed(view, shape) }
            })
            .collect();
        let mut areas = vec![0.0; muscles.len()];
        for part in &parts {
            part.owners.iter().for_each(|&owner| areas[owner] += part.shape.outline.area_mm2());
        }
        Self { parts, areas }
    }

    /// How a muscle overlaps each of the others; `None` where it is not drawn here.
    fn overlaps(&self, own: usize) -> Option<Vec<Overlap>> {
        if self.areas[own] <= 0.0 {
            return None;
        }
        let mut overlaps = vec![Overlap::default(); self.areas.len()];
        for part in self.parts.iter().filter(|part| part.owners.contains(&own)) {
            for other in self.parts.iter().filter(|other| !other.owners.contains(&own)) {
                let area = common_mm2(&part.lines, &other.lines);
                for &owner in &other.owners {
                    let overlap = &mut overlaps[owner];
                    *(if other.order > part.order { &mut overlap.over } else { &mut overlap.under }) += area;
                }
            }
        }
        Some(overlaps)
    }
}

/// What of a shape a view frames, line by line.
fn framed(view: &PlateView, shape: &Shape) -> Vec<Line> {
    let [left, top, width, height] = view.crop;
    let lines = shape.outline.scanned(STEP_MM).into_iter();
    let lines = lines.filter(|(line, _)| {
        let y = (f64::from(*line) + 0.5) * STEP_MM;
        (top..=top + height).contains(&y)
    });
    let cut = lines.map(|(line, spans)| {
        let cut = spans.into_iter().map(|[from, to]| [from.max(left), to.min(left + width)]);
        (line, cut.filter(|[from, to]| from < to).collect())
    });
    cut.collect()
}

/// How much two shapes share, in square millimetres: thin as it may be, a common strip that two lines meet is found.
fn common_mm2(one: &[Line], other: &[Line]) -> f64 {
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    let mut length = 0.0;
    while let (Some((line, spans)), Some((known, theirs))) = (one.peek(), other.peek()) {
        if line < known {
            one.next();
        } else if known < line {
            other.next();
        } else {
            for [from, to] in spans {
                length +=
                    theirs.iter().map(|[low, high]| (to.min(*high) - from.max(*low)).max(0.0)).sum::<f64>();
            }
            one.next();
            other.next();
        }
    }
    length * STEP_MM
}

impl Sources {
    /// What lies over what on the plates of the atlas.
    pub(super) fn layering(&self, atlas: &Atlas) -> Layering {
        let mut layering = Layering::default();
        let muscles = atlas.muscles();
        let drawn: Vec<Option<Drawn<'_>>> = atlas
            .plates()
            .iter()
            .map(|view| Some(Drawn::new(view, self.plates.get(&view.id)?, muscles)))
            .collect();
        for (own, muscle) in muscles.iter().enumerate() {
            // The plates that show it best first, then any other that shows it.
            let place = |id: &String| atlas.plates().iter().position(|plate| plate.id == *id);
            let mut plates: Vec<usize> = muscle.plates.iter().filter_map(place).collect();
            plates.extend((0..drawn.len()).filter(|at| !plates.contains(at)).collect::<Vec<_>>());
            let mut left = [PLATES, PLATES];
            for at in plates {
                let Some(drawn) = drawn[at].as_ref().filter(|_| left != [0, 0]) else { continue };
                let Some(overlaps) = drawn.overlaps(own) else { continue };
                let mut is_asked = false;
                for (is_under, room) in [true, false].into_iter().zip(&mut left) {
                    let pairs = pairs(muscles, own, drawn, &overlaps, is_under);
                    if pairs.is_empty() || *room == 0 {
                        continue;
                    }
                    (*room, is_asked) = (*room - 1, true);
                    for other in pairs {
                        let (upper, lower) = if is_under { (own, other) } else { (other, own) };
                        let pair = over(at, upper, lower).filter(|pair| !layering.pairs.contains(pair));
                        layering.pairs.extend(pair);
                    }
                }
                if is_asked {
                    let is_met = |overlap: &Overlap| overlap.over + overlap.under > 0.0;
                    let others = overlaps.iter().enumerate().filter(|(_, overlap)| is_met(overlap));
                    let others = others.filter_map(|(other, _)| u16::try_from(other).ok()).collect();
                    let numbers = u8::try_from(at).ok().zip(u16::try_from(own).ok());
                    layering.met.extend(numbers.map(|(plate, muscle)| Met { plate, muscle, others }));
                }
            }
        }
        layering
    }
}

fn over(plate: usize, upper: usize, lower: usize) -> Option<Over> {
    Some(Over {
        plate: u8::try_from(plate).ok()?,
        upper: u16::try_from(upper).ok()?,
        lower: u16::try_from(lower).ok()?,
    })
}

/// The muscles that the texts put under `own`, or over it, and the plate as well.
fn pairs(
    muscles: &[Muscle],
    own: usize,
    drawn: &Drawn<'_>,
    overlaps: &[Overlap],
    is_under: bool,
) -> Vec<usize> {
    let muscle = &muscles[own];
    let is_said = |other: &Muscle| {
        let (own, id) = (&muscle.row.id, &other.row.id);
        if is_under {
            muscle.under.contains(id) || other.over.contains(own)
        } else {
            muscle.over.contains(id) || other.under.contains(own)
        }
    };
    let is_clear = |at: &usize| {
        let Overlap { over, under } = overlaps[*at];
        // `under` is the area in which the other one is painted first.
        let (right, wrong) = if is_under { (under, over) } else { (over, under) };
        let least = drawn.areas[own].min(drawn.areas[*at]);
        right > 0.0
            && right >= CLEAR * (right + wrong)
            && right >= LEAST_MM2.min(0.5 * least)
            && right >= LEAST_SHARE * least
    };
    (0..muscles.len()).filter(|at| *at != own && is_said(&muscles[*at])).filter(is_clear).collect()
}
