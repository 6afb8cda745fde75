//! Thin closed bodies around sheets of places.

use palpate::anatomy::BodyPoint;

use crate::plates::mesh::{Mesh, cross, unit};

/// A surface and the direction of the fibres at each of its corners.
pub(crate) struct Grained {
    /// The surface.
    pub mesh: Mesh,
    /// Unit vectors.
    pub grain: Vec<BodyPoint>,
}

/// Closed thin bodies around sheets of places.
pub(super) fn thickened(
    patches: &[Vec<Vec<BodyPoint>>],
    hub: &dyn Fn(BodyPoint) -> BodyPoint,
    thick_mm: f64,
    fibre_deg: f64,
) -> Grained {
    let mut out = Grained { mesh: Mesh::default(), grain: Vec::new() };
    let (sin, cos) = fibre_deg.to_radians().sin_cos();
    for places in patches {
        let (rows, columns) = (places.len(), places[0].len());
        let normal = |row: usize, column: usize| {
            let p = places[row][column];
            let down = places[(row + 1).min(rows - 1)][column] - places[row.saturating_sub(1)][column];
            let along = places[row][(column + 1).min(columns - 1)] - places[row][column.saturating_sub(1)];
            let n = unit(cross(down, along));
            let outwards = if n.dot(p - hub(p)) < 0.0 { n * -1.0 } else { n };
            let grain = unit(unit(down) * cos + unit(along) * sin);
            (outwards, grain)
        };
        let first = out.mesh.vertices.len() as u32;
        for side in [0.5, -0.5] {
            for (row, line) in places.iter().enumerate() {
                for (column, place) in line.iter().enumerate() {
                    let (n, grain) = normal(row, column);
                    // Thin at the rim, so that it lies flat on what it meets.
                    let rim = row.min(rows - 1 - row).min(column.min(columns - 1 - column));
                    let thick = thick_mm * if rim == 0 { 0.35 } else { 1.0 };
                    out.mesh.vertices.push(*place + n * (side * thick));
                    out.grain.push(grain);
                }
            }
        }
        let back = (rows * columns) as u32;
        let at = |row: usize, column: usize| first + (row * columns + column) as u32;
        let (n, _) = normal(rows / 2, columns / 2);
        let [a, b, c] =
            [at(rows / 2, columns / 2), at(rows / 2 - 1, columns / 2), at(rows / 2, columns / 2 - 1)]
                .map(|corner| out.mesh.vertices[corner as usize]);
        // Up and back of the middle: that triangle runs the other way round than those below.
        let flip = cross(b - a, c - a).dot(n) > 0.0;
        let mut add = |t: [u32; 3]| out.mesh.triangles.push(if flip { [t[0], t[2], t[1]] } else { t });
        for row in 0..rows - 1 {
            for column in 0..columns - 1 {
                let [p, q, r, s] =
                    [at(row, column), at(row, column + 1), at(row + 1, column + 1), at(row + 1, column)];
                add([p, q, r]);
                add([p, r, s]);
                add([p + back, r + back, q + back]);
                add([p + back, s + back, r + back]);
            }
        }
        let mut wall = |p: u32, q: u32| {
            add([p, p + back, q + back]);
            add([p, q + back, q]);
        };
        for column in 0..columns - 1 {
            wall(at(0, column), at(0, column + 1));
            wall(at(rows - 1, column + 1), at(rows - 1, column));
        }
        for row in 0..rows - 1 {
            wall(at(row + 1, 0), at(row, 0));
            wall(at(row, columns - 1), at(row + 1, columns - 1));
        }
    }
    out
}
