//! What of each structure can be seen on a plate: the silhouettes painted over each other on a coarse grid. It says where
//! a label's leader may end and where the keyboard's walk stops. Pure arithmetic, no browser.

use crate::anatomy::{Bounds, PlatePoint, Silhouette};

/// Cells along the longer edge of a plate.
const CELLS: f64 = 320.0;
/// Nothing is painted here.
const NOTHING: u16 = u16::MAX;

/// A silhouette to paint: who it is, its outline, and whether the outline's mirror image (x -> -x) is meant.
pub(super) struct Sheet<'a> {
    pub(super) who: u16,
    pub(super) outline: &'a Silhouette,
    pub(super) is_flipped: bool,
}

/// A place in a structure's visible part.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spot {
    /// Whose.
    pub(super) who: u16,
    /// Where.
    pub(super) at: PlatePoint,
    /// About how far from the edge of the visible part, in millimetres.
    pub(super) inside_mm: f64,
}

/// Who is seen where.
pub(super) struct Seen {
    frame: Bounds,
    cell_mm: f64,
    columns: usize,
    rows: usize,
    who: Vec<u16>,
    inside: Vec<u16>,
    /// Of each row the first and the last column that is painted.
    edges: Vec<Option<(u16, u16)>>,
}

impl Seen {
    /// Paints silhouettes, given back to front, over each other.
    pub(super) fn paint<'a>(frame: Bounds, sheets: impl IntoIterator<Item = Sheet<'a>>) -> Self {
        let cell_mm = frame.width_mm().max(frame.height_mm()).max(1.0) / CELLS;
        let columns = (frame.width_mm() / cell_mm).ceil().max(1.0) as usize;
        let rows = (frame.height_mm() / cell_mm).ceil().max(1.0) as usize;
        let mut who = vec![NOTHING; columns * rows];
        let column = |x: f64| ((x - frame.min.x) / cell_mm - 0.5).ceil().clamp(0.0, columns as f64) as usize;
        for sheet in sheets {
            let bounds = sheet.outline.bounds();
            let row = |y: f64| ((y - frame.min.y) / cell_mm).clamp(0.0, rows as f64);
            for row in row(bounds.min.y) as usize..row(bounds.max.y).ceil() as usize {
                let y = frame.min.y + (row as f64 + 0.5) * cell_mm;
                for (from, to) in sheet.outline.spans(y) {
                    let (from, to) = if sheet.is_flipped { (-to, -from) } else { (from, to) };
                    who[row * columns + column(from)..row * columns + column(to).max(column(from))]
                        .fill(sheet.who);
                }
            }
        }
        let inside = depths(&who, columns, rows);
        let edges = who.chunks(columns).map(|row| {
            let first = row.iter().position(|&who| who != NOTHING)?;
            let last = row.iter().rposition(|&who| who != NOTHING)?;
            Some((first as u16, last as u16))
        });
        let edges = edges.collect();
        Self { frame, cell_mm, columns, rows, who, inside, edges }
    }

    /// The spot farthest inside each structure's visible part within a window, each structure once; of many as far the
    /// middle one.
    pub(super) fn spots(&self, window: Bounds) -> Vec<Spot> {
        let cell =
            |at: f64, low: f64, most: usize| ((at - low) / self.cell_mm).clamp(0.0, most as f64) as usize;
        let (left, right) = (
            cell(window.min.x, self.frame.min.x, self.columns),
            cell(window.max.x, self.frame.min.x, self.columns),
        );
        let (top, bottom) = (
            cell(window.min.y, self.frame.min.y, self.rows),
            cell(window.max.y, self.frame.min.y, self.rows),
        );
        // Of each: the greatest depth and the sum of the cells that have it, so that their middle is known.
        let mut deepest: Vec<(u16, f64, PlatePoint)> = Vec::new();
        let mut chosen: Vec<Option<(f64, Spot)>> = Vec::new();
        for pass in 0..2 {
            for place in (top..bottom).flat_map(|row| row * self.columns + left..row * self.columns + right) {
                let (who, inside) = (usize::from(self.who[place]), self.inside[place]);
                if self.who[place] == NOTHING {
                    continue;
                }
                if who >= deepest.len() {
                    deepest.resize(who + 1, (0, 0.0, PlatePoint::new(0.0, 0.0)));
                    chosen.resize(who + 1, None);
                }
                let (most, count, sum) = &mut deepest[who];
                let at = self.middle(place);
                if pass == 0 {
                    if inside > *most {
                        (*most, *count, *sum) = (inside, 0.0, PlatePoint::new(0.0, 0.0));
                    }
                    if inside == *most {
                        *count += 1.0;
                        *sum = PlatePoint::new(sum.x + at.x, sum.y + at.y);
                    }
                } else if inside == *most {
                    let off = at.distance_mm(PlatePoint::new(sum.x / *count, sum.y / *count));
                    if chosen[who].is_none_or(|(least, _)| off < least) {
                        let inside_mm = f64::from(inside) * self.cell_mm;
                        chosen[who] = Some((off, Spot { who: who as u16, at, inside_mm }));
                    }
                }
            }
        }
        chosen.into_iter().flatten().map(|(_, spot)| spot).collect()
    }

    /// Where anything is painted between two heights: the left-most and right-most place.
    pub(super) fn edges(&self, top: f64, bottom: f64) -> Option<(f64, f64)> {
        let row = |y: f64| ((y - self.frame.min.y) / self.cell_mm).clamp(0.0, self.rows as f64) as usize;
        let mut edges: Option<(u16, u16)> = None;
        for (from, to) in self.edges[row(top)..row(bottom + self.cell_mm)].iter().flatten() {
            let (left, right) = edges.unwrap_or((*from, *to));
            edges = Some((left.min(*from), right.max(*to)));
        }
        let x = |column: u16| self.frame.min.x + f64::from(column) * self.cell_mm;
        edges.map(|(from, to)| (x(from), x(to + 1)))
    }

    /// Who is seen at a place.
    #[cfg(test)]
    fn at(&self, at: PlatePoint) -> Option<u16> {
        let (x, y) = ((at.x - self.frame.min.x) / self.cell_mm, (at.y - self.frame.min.y) / self.cell_mm);
        if x < 0.0 || y < 0.0 || x >= self.columns as f64 || y >= self.rows as f64 {
            return None;
        }
        Some(self.who[y as usize * self.columns + x as usize]).filter(|&who| who != NOTHING)
    }

    fn middle(&self, place: usize) -> PlatePoint {
        let (row, column) = (place / self.columns, place % self.columns);
        PlatePoint::new(
            self.frame.min.x + (column as f64 + 0.5) * self.cell_mm,
            self.frame.min.y + (row as f64 + 0.5) * self.cell_mm,
        )
    }
}

/// For each cell how many steps (up, down, left, right) lead to another structure's cell: a two-pass distance transform
/// (Rosenfeld and Pfaltz, 1966).
fn depths(who: &[u16], columns: usize, rows: usize) -> Vec<u16> {
    let mut inside = vec![0_u16; who.len()];
    let from = |inside: &[u16], here: usize, there: Option<usize>| match there {
        Some(there) if who[there] == who[here] => inside[there],
        _ => 0,
    };
    for place in 0..who.len() {
        let left = (place % columns > 0).then(|| place - 1);
        let up = (place >= columns).then(|| place - columns);
        inside[place] = 1 + from(&inside, place, left).min(from(&inside, place, up));
    }
    for place in (0..who.len()).rev() {
        let right = (place % columns + 1 < columns).then_some(place + 1);
        let down = (place / columns + 1 < rows).then_some(place + columns);
        let back = 1 + from(&inside, place, right).min(from(&inside, place, down));
        inside[place] = inside[place].min(back);
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame() -> Bounds {
        Bounds { min: PlatePoint::new(-100.0, 0.0), max: PlatePoint::new(100.0, 200.0) }
    }

    /// A wide sheet, a smaller one over its right end, and the mirror image of that one over the left.
    fn seen() -> Seen {
        let wide = Silhouette::from_path_data("M-80,50h160v60h-160z").expect("path data");
        let small = Silhouette::from_path_data("M30,40h60v80h-60z").expect("path data");
        let sheet = |who, outline, is_flipped| Sheet { who, outline, is_flipped };
        Seen::paint(frame(), [sheet(0, &wide, false), sheet(1, &small, false), sheet(2, &small, true)])
    }

    #[test]
    fn the_front_hides_the_back() {
        let seen = seen();
        let at = |x, y| seen.at(PlatePoint::new(x, y));
        assert_eq!([at(0.0, 80.0), at(60.0, 80.0), at(-60.0, 80.0)], [Some(0), Some(1), Some(2)]);
        assert_eq!([at(0.0, 20.0), at(0.0, 900.0)], [None, None]);
    }

    #[test]
    fn the_edges_of_what_is_seen_are_known_at_every_height() {
        let seen = seen();
        let near = |edges: Option<(f64, f64)>, [left, right]: [f64; 2]| {
            edges.is_some_and(|(from, to)| (from - left).abs() < 1.0 && (to - right).abs() < 1.0)
        };
        assert!(near(seen.edges(60.0, 100.0), [-90.0, 90.0]));
        assert!(near(seen.edges(112.0, 116.0), [-90.0, 90.0]));
        assert_eq!(seen.edges(150.0, 190.0), None);
    }

    #[test]
    fn a_spot_lies_well_inside_what_is_seen() {
        let spots = seen().spots(frame());
        assert_eq!(spots.iter().map(|spot| spot.who).collect::<Vec<_>>(), [0, 1, 2]);
        let middle = PlatePoint::new(0.0, 80.0);
        assert!(spots[0].at.distance_mm(middle) < 3.0 && spots[0].inside_mm > 25.0, "{:?}", spots[0]);
        assert!(spots[1].at.distance_mm(PlatePoint::new(60.0, 80.0)) < 3.0, "{:?}", spots[1]);
        // Of the window's share alone where only a part is in the window.
        let corner = Bounds { min: PlatePoint::new(60.0, 0.0), max: PlatePoint::new(100.0, 200.0) };
        let spots = seen().spots(corner);
        assert!(matches!(spots[..], [Spot { who: 1, .. }]), "{spots:?}");
        assert!(spots[0].at.x > 60.0);
    }
}
