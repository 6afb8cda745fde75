//! Where strokes already are, to keep new ones at a distance.

use kurbo::Point;

use super::grid::{Frame, Grid};

/// Points that are already on a stroke, by square of the spacing.
pub(crate) struct Taken {
    frame: Frame,
    cell_mm: f64,
    cells: Grid<Vec<Point>>,
}

impl Taken {
    /// Nothing yet; squares of this size.
    pub(crate) fn new(frame: Frame, cell_mm: f64) -> Self {
        let cells = |px: usize| (px as f64 / frame.px_per_mm / cell_mm).ceil() as usize + 1;
        Self { frame, cell_mm, cells: Grid::filled(cells(frame.width), cells(frame.height), Vec::new()) }
    }

    fn cell(&self, at: Point) -> (i64, i64) {
        let corner = self.frame.to_plate([0.0, 0.0]);
        let index = |mm: f64| (mm / self.cell_mm).floor() as i64;
        (index(at.x - corner.x), index(at.y - corner.y))
    }

    /// Whether a stroke passes nearer than this, which must not exceed the size of the squares.
    pub(crate) fn is_near(&self, at: Point, distance_mm: f64) -> bool {
        let (column, row) = self.cell(at);
        (-1..=1).flat_map(|y| (-1..=1).map(move |x| (x, y))).any(|(x, y)| {
            self.cells
                .get(column + x, row + y)
                .is_some_and(|points| points.iter().any(|p| p.distance(at) < distance_mm))
        })
    }

    /// Puts a stroke down.
    pub(crate) fn add(&mut self, line: &[Point]) {
        for point in line {
            let (column, row) = self.cell(*point);
            if let Some(at) = self.cells.index(column, row) {
                self.cells.cells[at].push(*point);
            }
        }
    }
}
