//! Grids of values, a frame that lays them over a plate, and a blur.

use palpate::anatomy::{Bounds, PlatePoint};

/// A rectangle of values, row by row from the top left.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Grid<T> {
    /// Columns.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// `width * height` values.
    pub cells: Vec<T>,
}

impl<T: Clone> Grid<T> {
    /// A grid full of one value.
    pub(crate) fn filled(width: usize, height: usize, value: T) -> Self {
        Self { width, height, cells: vec![value; width * height] }
    }

    /// A grid of the same size with every value changed.
    pub(crate) fn map<U>(&self, change: impl FnMut(&T) -> U) -> Grid<U> {
        Grid { width: self.width, height: self.height, cells: self.cells.iter().map(change).collect() }
    }

    /// The value at a column and a row, `None` outside.
    pub(crate) fn get(&self, column: i64, row: i64) -> Option<&T> {
        self.index(column, row).map(|index| &self.cells[index])
    }

    /// The place in `cells` of a column and a row, `None` outside.
    pub(crate) fn index(&self, column: i64, row: i64) -> Option<usize> {
        let (column, row) = (usize::try_from(column).ok()?, usize::try_from(row).ok()?);
        (column < self.width && row < self.height).then_some(row * self.width + column)
    }
}

/// Where a grid lies on a plate. Cell (i, j) covers the square from `(left + i, top + j)` to one further, in pixels
/// of `1 / px_per_mm`; the pixels of all frames of one resolution therefore coincide.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Frame {
    /// Pixels from the plate's origin to the left edge.
    pub left: i64,
    /// Pixels from the plate's origin to the top edge.
    pub top: i64,
    /// Columns.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Resolution.
    pub px_per_mm: f64,
}

impl Frame {
    /// The smallest frame that covers these places with a margin.
    pub(crate) fn around(
        places: impl IntoIterator<Item = PlatePoint>,
        px_per_mm: f64,
        margin_mm: f64,
    ) -> Self {
        let (mut low, mut high) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
        for place in places {
            low = [low[0].min(place.x), low[1].min(place.y)];
            high = [high[0].max(place.x), high[1].max(place.y)];
        }
        let first = |mm: f64| ((mm - margin_mm) * px_per_mm).floor() as i64;
        let last = |mm: f64| ((mm + margin_mm) * px_per_mm).ceil() as i64;
        let (left, top) = (first(low[0]), first(low[1]));
        let size = |from: i64, to: i64| usize::try_from(to - from).unwrap_or(0).max(1);
        Self { left, top, width: size(left, last(high[0])), height: size(top, last(high[1])), px_per_mm }
    }

    /// What of this frame lies in a rectangle of the plate; at least one cell.
    pub(crate) fn within(self, bounds: Bounds) -> Self {
        let other = Self::around([bounds.min, bounds.max], self.px_per_mm, 0.0);
        let (left, top) = (self.left.max(other.left), self.top.max(other.top));
        let right = (self.left + self.width as i64).min(other.left + other.width as i64);
        let bottom = (self.top + self.height as i64).min(other.top + other.height as i64);
        let size = |from: i64, to: i64| usize::try_from(to - from).unwrap_or(0).max(1);
        Self { left, top, width: size(left, right), height: size(top, bottom), ..self }
    }

    /// A place on the plate in this grid's pixels: the centre of cell (0, 0) is (0.5, 0.5).
    pub(crate) fn to_pixels(self, at: PlatePoint) -> [f64; 2] {
        [at.x * self.px_per_mm - self.left as f64, at.y * self.px_per_mm - self.top as f64]
    }

    /// The place on the plate of a point in this grid's pixels.
    pub(crate) fn to_plate(self, [x, y]: [f64; 2]) -> PlatePoint {
        PlatePoint::new((x + self.left as f64) / self.px_per_mm, (y + self.top as f64) / self.px_per_mm)
    }

    /// The cell of another frame of the same resolution that covers cell (column, row) of this one.
    pub(crate) fn shift_to(self, other: Self, column: usize, row: usize) -> (i64, i64) {
        (column as i64 + self.left - other.left, row as i64 + self.top - other.top)
    }

    /// The frame of the mirror image (x -> -x).
    pub(crate) fn mirrored(self) -> Self {
        Self { left: -self.left - self.width as i64, ..self }
    }
}

/// Blurs values where `weight` says, as if nothing lay outside: the weighted mean under a Gaussian of the given
/// standard deviation in pixels. Cells without any weight nearby get `fallback`.
pub(crate) fn blur_within(values: &Grid<f32>, weight: &Grid<f32>, sigma_px: f64, fallback: f32) -> Grid<f32> {
    let mut product = values.clone();
    for (value, weight) in product.cells.iter_mut().zip(&weight.cells) {
        *value = if *weight > 0.0 { *value * weight } else { 0.0 };
    }
    let (product, total) = (blur(&product, sigma_px), blur(weight, sigma_px));
    let mut out = product;
    for (value, total) in out.cells.iter_mut().zip(&total.cells) {
        *value = if *total > 1e-6 { *value / total } else { fallback };
    }
    out
}

/// A Gaussian blur by three box blurs, of the given standard deviation in pixels; outside counts as zero.
pub(crate) fn blur(values: &Grid<f32>, sigma_px: f64) -> Grid<f32> {
    let mut out = values.clone();
    if sigma_px < 0.3 {
        return out;
    }
    if sigma_px < 1.5 {
        let kernel = gaussian(sigma_px);
        convolve(&mut out, &kernel);
        return out;
    }
    let radius = (((4.0 * sigma_px * sigma_px + 1.0).sqrt() - 1.0) / 2.0).round().max(1.0) as usize;
    let mut line = Vec::new();
    for _ in 0..3 {
        for row in out.cells.chunks_exact_mut(values.width) {
            box_blur(row, radius, &mut line);
        }
        let mut column = vec![0.0; values.height];
        for x in 0..values.width {
            for (y, cell) in column.iter_mut().enumerate() {
                *cell = out.cells[y * values.width + x];
            }
            box_blur(&mut column, radius, &mut line);
            for (y, cell) in column.iter().enumerate() {
                out.cells[y * values.width + x] = *cell;
            }
        }
    }
    out
}

fn gaussian(sigma: f64) -> Vec<f32> {
    let radius = (3.0 * sigma).ceil() as i64;
    let raw: Vec<f64> = (-radius..=radius).map(|i| (-(i as f64 / sigma).powi(2) / 2.0).exp()).collect();
    let total: f64 = raw.iter().sum();
    raw.iter().map(|weight| (weight / total) as f32).collect()
}

fn convolve(grid: &mut Grid<f32>, kernel: &[f32]) {
    let radius = kernel.len() / 2;
    let (width, height) = (grid.width, grid.height);
    let mut across = vec![0.0_f32; width * height];
    for y in 0..height {
        let row = &grid.cells[y * width..(y + 1) * width];
        for x in 0..width {
            let mut sum = 0.0;
            for (k, weight) in kernel.iter().enumerate() {
                if let Some(value) = (x + k).checked_sub(radius).and_then(|at| row.get(at)) {
                    sum += weight * value;
                }
            }
            across[y * width + x] = sum;
        }
    }
    for y in 0..height {
        let out = &mut grid.cells[y * width..(y + 1) * width];
        out.fill(0.0);
        for (k, weight) in kernel.iter().enumerate() {
            if let Some(from) = (y + k).checked_sub(radius).filter(|from| *from < height) {
                for (cell, value) in out.iter_mut().zip(&across[from * width..(from + 1) * width]) {
                    *cell += weight * value;
                }
            }
        }
    }
}

/// One running-mean pass; `scratch` spares an allocation for every line.
fn box_blur(line: &mut [f32], radius: usize, scratch: &mut Vec<f32>) {
    scratch.clear();
    scratch.extend_from_slice(line);
    let scale = 1.0 / (2 * radius + 1) as f64;
    let mut sum: f64 = scratch.iter().take(radius).map(|v| f64::from(*v)).sum();
    for (at, mean) in line.iter_mut().enumerate() {
        sum += scratch.get(at + radius).map_or(0.0, |v| f64::from(*v));
        if let Some(gone) = at.checked_sub(radius + 1) {
            sum -= f64::from(scratch[gone]);
        }
        *mean = (sum * scale) as f32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blur_keeps_the_sum_and_spreads_by_its_sigma() {
        for sigma in [1.0, 4.0] {
            let mut grid = Grid::filled(81, 81, 0.0_f32);
            grid.cells[40 * 81 + 40] = 1.0;
            let blurred = blur(&grid, sigma);
            let (mut sum, mut variance) = (0.0, 0.0);
            for (index, value) in blurred.cells.iter().enumerate() {
                sum += f64::from(*value);
                variance += f64::from(*value) * ((index % 81) as f64 - 40.0).powi(2);
            }
            assert!((sum - 1.0).abs() < 1e-3, "sigma {sigma}: sum {sum}");
            assert!((variance.sqrt() / sigma - 1.0).abs() < 0.15, "sigma {sigma}: {}", variance.sqrt());
        }
    }

    #[test]
    fn a_blur_within_a_shape_does_not_see_the_outside() {
        let weight = Grid { width: 4, height: 1, cells: vec![1.0, 1.0, 0.0, 0.0] };
        let values = Grid { width: 4, height: 1, cells: vec![3.0, 3.0, 99.0, 99.0] };
        let blurred = blur_within(&values, &weight, 1.0, 0.0);
        assert!(blurred.cells.iter().take(2).all(|value| (value - 3.0).abs() < 1e-4));
    }

    #[test]
    fn frames_of_one_resolution_share_their_pixels() {
        let frame = Frame::around([PlatePoint::new(-3.3, 1.1), PlatePoint::new(2.0, 4.0)], 4.0, 1.0);
        let back = frame.to_plate(frame.to_pixels(PlatePoint::new(0.7, 2.2)));
        assert!(back.distance_mm(PlatePoint::new(0.7, 2.2)) < 1e-9);
        let mirror = frame.mirrored();
        let left = frame.to_plate([0.0, 0.0]).x;
        assert!((mirror.to_plate([mirror.width as f64, 0.0]).x + left).abs() < 1e-9);
        assert_eq!(frame.shift_to(frame, 2, 3), (2, 3));
    }
}
