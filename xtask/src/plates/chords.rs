//! Sheets: fibres that run straight from one line of attachment to the other.

use palpate::anatomy::BodyPoint;

use super::config::Fibres;
use super::mesh::{Mesh, unit};

/// Sheets: straight lines from each place of one attachment to the same share of the other; a vertex takes the
/// direction of those that pass nearest to it, laid into the surface, and its share of the way along them.
pub(crate) fn chords(mesh: &Mesh, normals: &[BodyPoint], hint: &Fibres) -> (Vec<BodyPoint>, Vec<f64>) {
    const COUNT: usize = 40;
    let lines: Vec<(BodyPoint, BodyPoint)> = (0..=COUNT)
        .map(|i| i as f64 / COUNT as f64)
        .map(|t| (along(&hint.from, t), along(&hint.to, t)))
        .collect();
    let mut direction = Vec::with_capacity(mesh.vertices.len());
    let mut share = Vec::with_capacity(mesh.vertices.len());
    for (vertex, normal) in mesh.vertices.iter().zip(normals) {
        let (mut way, mut mean, mut total) = (BodyPoint::new(0.0, 0.0, 0.0), 0.0, 0.0);
        for &(from, to) in &lines {
            let chord = to - from;
            let part = ((*vertex - from).dot(chord) / chord.dot(chord).max(1e-9)).clamp(0.0, 1.0);
            let distance = vertex.distance_mm(from + chord * part);
            let weight = 1.0 / (distance * distance + 4.0).powi(2);
            way = way + unit(chord) * weight;
            mean += part * weight;
            total += weight;
        }
        direction.push(unit(way - *normal * way.dot(*normal)));
        share.push(mean / total);
    }
    (direction, share)
}

/// How long a line is, in millimetres.
pub(super) fn length(line: &[BodyPoint]) -> f64 {
    line.windows(2).map(|pair| pair[0].distance_mm(pair[1])).sum()
}

/// The place at a share of a line's length.
pub(super) fn along(line: &[BodyPoint], share: f64) -> BodyPoint {
    let mut rest = share * length(line);
    for pair in line.windows(2) {
        let part = pair[0].distance_mm(pair[1]);
        if rest <= part && part > 0.0 {
            return pair[0] + (pair[1] - pair[0]) * (rest / part);
        }
        rest -= part;
    }
    line[line.len() - 1]
}

/// Places along a line, no farther apart than a step.
pub(crate) fn dense(line: &[BodyPoint], step_mm: f64) -> Vec<BodyPoint> {
    let mut out: Vec<BodyPoint> = line.first().copied().into_iter().collect();
    for pair in line.windows(2) {
        let steps = (pair[0].distance_mm(pair[1]) / step_mm).ceil().max(1.0) as usize;
        out.extend((1..=steps).map(|i| pair[0] + (pair[1] - pair[0]) * (i as f64 / steps as f64)));
    }
    out
}
