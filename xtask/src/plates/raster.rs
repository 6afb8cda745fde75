//! Meshes as a view sees them: depth, triangle and interpolated values at every pixel.

use palpate::anatomy::{BodyPoint, Bounds, PlatePoint, View};

use super::grid::{Frame, Grid};
use super::mesh::{Mesh, cross, unit};

/// What no triangle covers.
pub(crate) const NOTHING: u32 = u32::MAX;

/// One mesh seen from the front of a view, pixel by pixel.
#[derive(Debug, Clone)]
pub(crate) struct Layer {
    /// Where the grids lie on the plate.
    pub frame: Frame,
    /// Millimetres away from the viewer (`View::project`), infinite where the mesh is not.
    pub away_mm: Grid<f32>,
    /// The nearest triangle, or [`NOTHING`].
    pub triangle: Grid<u32>,
    /// The share of that triangle's first and second corner.
    pub share: Grid<[f32; 2]>,
}

impl Layer {
    /// Rasterises a mesh into a frame of its own, with a margin.
    pub(crate) fn of(mesh: &Mesh, view: View, px_per_mm: f64, margin_mm: f64) -> Self {
        let places = mesh.vertices.iter().map(|v| view.project(*v).at);
        Self::within(mesh, view, Frame::around(places, px_per_mm, margin_mm))
    }

    /// The same, and nothing beyond the edge of a cut.
    pub(crate) fn cut(mesh: &Mesh, view: View, px_per_mm: f64, margin_mm: f64, cut: Option<Bounds>) -> Self {
        let Some(cut) = cut else { return Self::of(mesh, view, px_per_mm, margin_mm) };
        let places = mesh.vertices.iter().map(|v| view.project(*v).at);
        let frame = Frame::around(places, px_per_mm, margin_mm);
        let mut layer = Self::within(mesh, view, frame.within(cut.grown(margin_mm)));
        for index in 0..layer.triangle.cells.len() {
            let cell = [index % layer.frame.width, index / layer.frame.width].map(|at| at as f64 + 0.5);
            let at = layer.frame.to_plate(cell);
            if !(cut.min.x..=cut.max.x).contains(&at.x) || !(cut.min.y..=cut.max.y).contains(&at.y) {
                layer.triangle.cells[index] = NOTHING;
                layer.away_mm.cells[index] = f32::INFINITY;
            }
        }
        layer
    }

    /// Whether the mesh is nowhere in the frame.
    pub(crate) fn is_empty(&self) -> bool {
        self.triangle.cells.iter().all(|triangle| *triangle == NOTHING)
    }

    /// Rasterises the part of a mesh that lies in a frame.
    pub(crate) fn within(mesh: &Mesh, view: View, frame: Frame) -> Self {
        let mut layer = Self {
            frame,
            away_mm: Grid::filled(frame.width, frame.height, f32::INFINITY),
            triangle: Grid::filled(frame.width, frame.height, NOTHING),
            share: Grid::filled(frame.width, frame.height, [0.0; 2]),
        };
        let corners: Vec<([f64; 2], f64)> = mesh
            .vertices
            .iter()
            .map(|v| view.project(*v))
            .map(|seen| (frame.to_pixels(seen.at), seen.away_mm))
            .collect();
        for (number, triangle) in mesh.triangles.iter().enumerate() {
            layer.draw(number as u32, triangle.map(|corner| corners[corner as usize]));
        }
        layer
    }

    fn draw(&mut self, number: u32, [(a, a_away), (b, b_away), (c, c_away)]: [([f64; 2], f64); 3]) {
        let double_area = (b[1] - c[1]) * (a[0] - c[0]) + (c[0] - b[0]) * (a[1] - c[1]);
        if double_area.abs() < 1e-12 {
            return;
        }
        let span = |axis: usize, cells: usize| {
            let low = a[axis].min(b[axis]).min(c[axis]) - 0.5;
            let high = a[axis].max(b[axis]).max(c[axis]) - 0.5;
            (low.ceil().max(0.0) as usize)..((high.floor() + 1.0).clamp(0.0, cells as f64) as usize)
        };
        let columns = span(0, self.frame.width);
        for row in span(1, self.frame.height) {
            let y = row as f64 + 0.5 - c[1];
            for column in columns.clone() {
                let x = column as f64 + 0.5 - c[0];
                let first = ((b[1] - c[1]) * x + (c[0] - b[0]) * y) / double_area;
                let second = ((c[1] - a[1]) * x + (a[0] - c[0]) * y) / double_area;
                let third = 1.0 - first - second;
                if first < -1e-9 || second < -1e-9 || third < -1e-9 {
                    continue;
                }
                let away = (first * a_away + second * b_away + third * c_away) as f32;
                let index = row * self.frame.width + column;
                if away < self.away_mm.cells[index] {
                    self.away_mm.cells[index] = away;
                    self.triangle.cells[index] = number;
                    self.share.cells[index] = [first as f32, second as f32];
                }
            }
        }
    }

    /// 1 where the mesh is, 0 where it is not.
    pub(crate) fn mask(&self) -> Grid<f32> {
        self.triangle.map(|triangle| if *triangle == NOTHING { 0.0 } else { 1.0 })
    }

    /// One number a vertex, interpolated at every pixel; zero where the mesh is not.
    pub(crate) fn interpolate(&self, mesh: &Mesh, of_vertex: impl Fn(usize) -> f64) -> Grid<f32> {
        let mut out = Grid::filled(self.frame.width, self.frame.height, 0.0);
        for (index, cell) in out.cells.iter_mut().enumerate() {
            let number = self.triangle.cells[index];
            if number != NOTHING {
                let [a, b, c] = mesh.triangles[number as usize].map(|corner| of_vertex(corner as usize));
                let [first, second] = self.share.cells[index].map(f64::from);
                *cell = (a * first + b * second + c * (1.0 - first - second)) as f32;
            }
        }
        out
    }

    /// The surface's place in the body frame at a cell, `None` where the mesh is not.
    pub(crate) fn place(&self, mesh: &Mesh, index: usize) -> Option<BodyPoint> {
        let number = self.triangle.cells[index];
        (number != NOTHING).then(|| {
            let [a, b, c] = mesh.corners(mesh.triangles[number as usize]);
            let [first, second] = self.share.cells[index].map(f64::from);
            a * first + b * second + c * (1.0 - first - second)
        })
    }

    /// The surface's place in the body frame at a place of the plate, `None` where the mesh is not. The layer must be whole.
    pub(crate) fn at(&self, view: View, at: PlatePoint) -> Option<BodyPoint> {
        let [x, y] = self.frame.to_pixels(at);
        let index = self.away_mm.index(x.floor() as i64, y.floor() as i64)?;
        let away = f64::from(self.away_mm.cells[index]);
        let axes = Axes::of(view);
        away.is_finite().then(|| axes.right * at.x + axes.up * -at.y + axes.near * -away)
    }

    /// The outward normals in the view's own axes (right, up, towards the viewer), blurred within the mesh's own
    /// silhouette by a Gaussian of the given standard deviation; not of unit length after that.
    pub(crate) fn normals(&self, mesh: &Mesh, view: View, blur_mm: f64) -> [Grid<f32>; 3] {
        let axes = Axes::of(view);
        let normals: Vec<[f64; 3]> = mesh.normals().into_iter().map(|n| axes.turn(n)).collect();
        let weight = self.mask();
        let sigma = blur_mm * self.frame.px_per_mm;
        let blurred = |axis: usize| {
            let raw = self.interpolate(mesh, |vertex| normals[vertex][axis]);
            super::grid::blur_within(&raw, &weight, sigma, 0.0)
        };
        [blurred(0), blurred(1), blurred(2)]
    }
}

/// The directions of a view in the body frame.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Axes {
    /// To the viewer's right.
    pub right: BodyPoint,
    /// Up on the plate.
    pub up: BodyPoint,
    /// Towards the viewer.
    pub near: BodyPoint,
}

impl Axes {
    /// The axes of a view, from what it does to the body's own.
    pub(crate) fn of(view: View) -> Self {
        let seen = [(1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)]
            .map(|(x, y, z)| view.project(BodyPoint::new(x, y, z)));
        let right = BodyPoint::new(seen[0].at.x, seen[1].at.x, seen[2].at.x);
        let up = BodyPoint::new(-seen[0].at.y, -seen[1].at.y, -seen[2].at.y);
        let near = unit(cross(right, up));
        let away = BodyPoint::new(seen[0].away_mm, seen[1].away_mm, seen[2].away_mm);
        Self { right, up, near: if near.dot(away) > 0.0 { near * -1.0 } else { near } }
    }

    /// A direction of the body frame as (right, up, towards the viewer).
    pub(crate) fn turn(self, v: BodyPoint) -> [f64; 3] {
        [v.dot(self.right), v.dot(self.up), v.dot(self.near)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plates::mesh::tests::ball;

    fn check(view: View, centre: [f64; 3]) {
        let mesh = ball(centre.into(), 10.0, 24);
        let layer = Layer::of(&mesh, view, 4.0, 1.0);
        let seen = view.project(centre.into());
        let area = layer.mask().cells.iter().map(|v| f64::from(*v)).sum::<f64>() / 16.0;
        assert!((area / 314.0 - 1.0).abs() < 0.02, "{view:?}: {area} square millimetres");
        let [x, y] = layer.frame.to_pixels(seen.at);
        let middle = layer.away_mm.index(x as i64, y as i64).expect("the centre is in the frame");
        let nearest = f64::from(layer.away_mm.cells[middle]);
        assert!((nearest - (seen.away_mm - 10.0)).abs() < 0.3, "{view:?}: {nearest}");
        let normals = layer.normals(&mesh, view, 0.0);
        assert!(normals[2].cells[middle] > 0.95, "{view:?}: the middle faces the viewer");
        let top = layer.frame.width * 6 + x as usize;
        assert!(normals[1].cells[top] > 0.8, "{view:?}: the top faces up");
        let place = layer.place(&mesh, middle).expect("the mesh is in its middle");
        assert!((view.project(place).away_mm - nearest).abs() < 1e-3);
    }

    #[test]
    fn a_ball_is_a_disc_whose_middle_is_nearest() {
        check(View::ANTERIOR, [-30.0, 5.0, 100.0]);
        check(View::POSTERIOR, [-30.0, 5.0, 100.0]);
        check(View { azimuth_deg: 45.0, elevation_deg: -30.0 }, [-30.0, 5.0, 100.0]);
    }
}
