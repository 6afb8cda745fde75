//! The way a muscle's fibres run: a harmonic field over its surface from one end to the other, and from that the
//! direction, the distance along and the thickness at every corner of the mesh.

use palpate::anatomy::BodyPoint;

use super::chords::chords;
use super::clip::Mix;
use super::config::Fibres;
use super::harmonic::{harmonic, neighbours};
use super::mesh::{Mesh, cross, unit};

/// What is known about the fibres at every vertex.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    /// Unit vectors in the body frame.
    pub direction: Vec<BodyPoint>,
    /// Millimetres along the muscle from its first end.
    pub along_mm: Vec<f64>,
    /// Where the pale tendon at the first end gives way to the belly, and where the one at the other end begins.
    pub belly_mm: [f64; 2],
    /// From the first end to the other.
    pub length_mm: f64,
}

impl Field {
    /// The field of a part of the surface, by the corners of which its own are mixed.
    pub(crate) fn mixed(&self, mixes: &[Mix]) -> Self {
        let direction = mixes
            .iter()
            .map(|mix| {
                let [a, b] = mix.between.map(|at| self.direction[at]);
                // Fibres have no sense, only a way.
                let b = if a.dot(b) < 0.0 { b * -1.0 } else { b };
                unit(a * (1.0 - mix.share) + b * mix.share)
            })
            .collect();
        let along_mm = mixes
            .iter()
            .map(|mix| {
                let [a, b] = mix.between.map(|at| self.along_mm[at]);
                a + (b - a) * mix.share
            })
            .collect();
        Self { direction, along_mm, ..self.clone() }
    }

    /// The field of the left side.
    pub(crate) fn mirrored(&self) -> Self {
        Self { direction: self.direction.iter().map(|d| d.mirrored()).collect(), ..self.clone() }
    }
}

const BINS: usize = 48;

/// The field of one muscle.
/// `grain` is the way of the fibres at every corner, where it is known; else empty.
pub(crate) fn field(mesh: &Mesh, grain: &[BodyPoint], hint: &Fibres, thickness_mm: &[(usize, f64)]) -> Field {
    let normals = mesh.normals();
    if let Some(centre) = hint.around {
        return rings(mesh, &normals, centre);
    }
    let neighbours = neighbours(mesh);
    let (mut direction, share) = if hint.from.len() > 1 {
        chords(mesh, &normals, hint)
    } else {
        let share = harmonic(mesh, &neighbours, hint);
        (gradients(mesh, &share), share)
    };
    if grain.len() == direction.len() {
        direction = grain.to_vec();
    }
    for _ in 0..3 {
        direction = average(&direction, &neighbours);
    }
    let (along_mm, centres, length_mm) = arc_length(mesh, &share);
    if hint.bipennate_deg != 0.0 || hint.unipennate_deg != 0.0 {
        for (at, direction) in direction.iter_mut().enumerate() {
            let side = cross(normals[at], *direction);
            let centre = centres[bin(share[at])];
            let off = (mesh.vertices[at] - centre).dot(side).signum();
            let degrees = hint.unipennate_deg + hint.bipennate_deg * off;
            let (sin, cos) = degrees.to_radians().sin_cos();
            *direction = unit(*direction * cos + side * sin);
        }
    }
    let belly_mm = if hint.fleshy {
        [f64::NEG_INFINITY, f64::INFINITY]
    } else {
        belly(&share, thickness_mm, &along_mm, length_mm)
    };
    Field { direction, along_mm, belly_mm, length_mm }
}

fn rings(mesh: &Mesh, normals: &[BodyPoint], centre: BodyPoint) -> Field {
    let direction = mesh
        .vertices
        .iter()
        .zip(normals)
        .map(|(vertex, normal)| unit(cross(*normal, *vertex - centre)))
        .collect();
    let along_mm = vec![0.0; mesh.vertices.len()];
    Field { direction, along_mm, belly_mm: [f64::NEG_INFINITY, f64::INFINITY], length_mm: 0.0 }
}

fn gradients(mesh: &Mesh, share: &[f64]) -> Vec<BodyPoint> {
    let mut out = vec![BodyPoint::new(0.0, 0.0, 0.0); mesh.vertices.len()];
    for &triangle in &mesh.triangles {
        let [a, b, c] = mesh.corners(triangle);
        let [sa, sb, sc] = triangle.map(|corner| share[corner as usize]);
        let normal = unit(cross(b - a, c - a));
        let gradient = cross(normal, c - b) * sa + cross(normal, a - c) * sb + cross(normal, b - a) * sc;
        // Already weighted by twice the area; the lengths near the ends must not drown their neighbours.
        let area = cross(b - a, c - a).length_mm();
        for corner in triangle {
            out[corner as usize] = out[corner as usize] + unit(gradient) * area;
        }
    }
    out.into_iter().map(unit).collect()
}

fn average(direction: &[BodyPoint], neighbours: &[Vec<u32>]) -> Vec<BodyPoint> {
    neighbours
        .iter()
        .enumerate()
        .map(|(at, list)| {
            let sum = list.iter().fold(direction[at] * 2.0, |sum, next| sum + direction[*next as usize]);
            unit(sum)
        })
        .collect()
}

fn bin(share: f64) -> usize {
    ((share * BINS as f64) as usize).min(BINS - 1)
}

/// Millimetres along the muscle for each vertex, the centre of each bin, and the whole length.
fn arc_length(mesh: &Mesh, share: &[f64]) -> (Vec<f64>, Vec<BodyPoint>, f64) {
    let mut sums = vec![(BodyPoint::new(0.0, 0.0, 0.0), 0.0); BINS];
    for (vertex, share) in mesh.vertices.iter().zip(share) {
        let (sum, count) = &mut sums[bin(*share)];
        *sum = *sum + *vertex;
        *count += 1.0;
    }
    let mut centres: Vec<BodyPoint> = Vec::with_capacity(BINS);
    for (sum, count) in &sums {
        let empty = centres.last().copied().unwrap_or(mesh.vertices[0]);
        centres.push(if *count > 0.0 { *sum * (1.0 / count) } else { empty });
    }
    let mut marks = vec![0.0];
    for pair in centres.windows(2) {
        marks.push(marks[marks.len() - 1] + pair[0].distance_mm(pair[1]));
    }
    let length = marks[BINS - 1];
    let along = share
        .iter()
        .map(|share| {
            let at = (share * BINS as f64 - 0.5).clamp(0.0, (BINS - 1) as f64);
            let low = (at as usize).min(BINS - 2);
            marks[low] + (marks[low + 1] - marks[low]) * (at - low as f64)
        })
        .collect();
    (along, centres, length)
}

/// Tendons: the stretches at either end where the muscle is thin against its belly.
fn belly(share: &[f64], thickness_mm: &[(usize, f64)], along_mm: &[f64], length_mm: f64) -> [f64; 2] {
    let none = [f64::NEG_INFINITY, f64::INFINITY];
    if thickness_mm.is_empty() || length_mm < 60.0 {
        return none;
    }
    let mut of_bin: Vec<Vec<f64>> = vec![Vec::new(); BINS];
    let mut end_of_bin = vec![0.0_f64; BINS];
    for &(vertex, thickness) in thickness_mm {
        of_bin[bin(share[vertex])].push(thickness);
    }
    for (share, along) in share.iter().zip(along_mm) {
        end_of_bin[bin(*share)] = end_of_bin[bin(*share)].max(*along);
    }
    let mut medians = Vec::with_capacity(BINS);
    for values in &mut of_bin {
        values.sort_by(f64::total_cmp);
        let before = medians.last().copied().unwrap_or(0.0);
        medians.push(values.get(values.len() / 2).copied().unwrap_or(before));
    }
    let mut sorted = medians.clone();
    sorted.sort_by(f64::total_cmp);
    let belly = sorted[BINS * 9 / 10];
    let thin = |at: usize| medians[at] < belly * 0.45;
    let first = (0..BINS).take_while(|at| thin(*at)).last();
    let last = (0..BINS).rev().take_while(|at| thin(*at)).last();
    let mut out = none;
    if let Some(mm) = first.map(|at| end_of_bin[at]).filter(|mm| *mm > 8.0 && *mm < length_mm * 0.7) {
        out[0] = mm;
    }
    if let Some(mm) = last
        .filter(|at| *at > 0)
        .map(|at| end_of_bin[at - 1])
        .filter(|mm| length_mm - mm > 8.0 && *mm > length_mm * 0.3 && *mm > out[0].max(0.0))
    {
        out[1] = mm;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plates::config::Station;
    use crate::plates::sweep::sweep;
    use crate::plates::thickness::samples;

    fn spindle() -> Mesh {
        let station = |z: f64, half: f64| Station { at: BodyPoint::new(0.0, 0.0, z), half_mm: [half, half] };
        sweep(&[
            station(200.0, 1.5),
            station(160.0, 2.0),
            station(120.0, 12.0),
            station(80.0, 12.0),
            station(40.0, 2.0),
            station(0.0, 1.5),
        ])
    }

    #[test]
    fn fibres_run_from_end_to_end_and_tendons_are_found() {
        let mesh = spindle();
        let field = field(&mesh, &[], &Fibres::default(), &samples(&mesh, 500));
        for (vertex, direction) in mesh.vertices.iter().zip(&field.direction) {
            if (20.0..180.0).contains(&vertex.z) {
                assert!(direction.z < -0.9, "{vertex:?}: {direction:?}");
            }
        }
        assert!((field.length_mm - 195.0).abs() < 15.0, "{}", field.length_mm);
        assert!((20.0..70.0).contains(&field.belly_mm[0]), "{:?}", field.belly_mm);
        assert!((130.0..180.0).contains(&field.belly_mm[1]), "{:?}", field.belly_mm);
    }

    #[test]
    fn fibres_can_run_in_rings() {
        let mesh = spindle();
        let hint = Fibres { around: Some(BodyPoint::new(0.0, 0.0, 100.0)), ..Fibres::default() };
        let field = field(&mesh, &[], &hint, &[]);
        let side = mesh.vertices.iter().position(|v| (v.z - 100.0).abs() < 1.0);
        assert!(side.is_some());
        assert!(field.direction.iter().all(|d| d.length_mm() < 1.001));
    }
}
