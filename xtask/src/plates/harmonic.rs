//! From one end of a muscle to the other: a harmonic function over its surface (Laplace's equation on the mesh).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use palpate::anatomy::BodyPoint;

use super::chords::dense;
use super::config::Fibres;
use super::mesh::Mesh;

/// The vertices next to each vertex, in order.
pub(crate) fn neighbours(mesh: &Mesh) -> Vec<Vec<u32>> {
    let mut out: Vec<Vec<u32>> = vec![Vec::new(); mesh.vertices.len()];
    for &[a, b, c] in &mesh.triangles {
        for (one, two) in [(a, b), (b, c), (c, a)] {
            out[one as usize].push(two);
            out[two as usize].push(one);
        }
    }
    for list in &mut out {
        list.sort_unstable();
        list.dedup();
    }
    out
}

/// 0 at one end, 1 at the other, harmonic between, on every connected piece.
pub(crate) fn harmonic(mesh: &Mesh, neighbours: &[Vec<u32>], hint: &Fibres) -> Vec<f64> {
    let (pieces, count) = mesh.pieces();
    let weights = weights(mesh, neighbours);
    let mut share = vec![0.5; mesh.vertices.len()];
    let mut of_piece = vec![Vec::new(); count];
    for (at, piece) in pieces.iter().enumerate() {
        of_piece[*piece as usize].push(at);
    }
    for members in of_piece {
        let ends = if hint.from.is_empty() {
            far_ends(mesh, neighbours, &members)
        } else {
            [nearest_to(mesh, &members, &hint.from), nearest_to(mesh, &members, &hint.to)]
        };
        solve(neighbours, &weights, &members, &ends, &mut share);
    }
    share
}

/// The two regions farthest apart along the surface.
fn far_ends(mesh: &Mesh, neighbours: &[Vec<u32>], members: &[usize]) -> [Vec<usize>; 2] {
    let farthest = |distance: &[f64]| {
        members
            .iter()
            .copied()
            .max_by(|a, b| distance[*a].total_cmp(&distance[*b]).then(b.cmp(a)))
            .unwrap_or(members[0])
    };
    let start = farthest(&distances(mesh, neighbours, members[0]));
    let from_start = distances(mesh, neighbours, start);
    let end = farthest(&from_start);
    let from_end = distances(mesh, neighbours, end);
    let reach = from_start[end] * 0.04;
    let within =
        |distance: &[f64]| members.iter().copied().filter(|at| distance[*at] <= reach).collect::<Vec<_>>();
    // From the upper end to the lower, whichever was found first.
    if mesh.vertices[start].z >= mesh.vertices[end].z {
        [within(&from_start), within(&from_end)]
    } else {
        [within(&from_end), within(&from_start)]
    }
}

fn distances(mesh: &Mesh, neighbours: &[Vec<u32>], start: usize) -> Vec<f64> {
    // Micrometres as integers order exactly and keep the queue simple.
    let mut best = vec![u64::MAX; mesh.vertices.len()];
    let mut queue = BinaryHeap::from([(Reverse(0_u64), start)]);
    best[start] = 0;
    while let Some((Reverse(so_far), at)) = queue.pop() {
        if so_far > best[at] {
            continue;
        }
        for &next in &neighbours[at] {
            let next = next as usize;
            let step = mesh.vertices[at].distance_mm(mesh.vertices[next]) * 1000.0;
            let total = so_far + step as u64 + 1;
            if total < best[next] {
                best[next] = total;
                queue.push((Reverse(total), next));
            }
        }
    }
    best.into_iter().map(|um| if um == u64::MAX { -1.0 } else { um as f64 / 1000.0 }).collect()
}

/// The vertices of a piece that lie nearest to a line of places: within a few millimetres more than the nearest one
/// of every stretch of it.
fn nearest_to(mesh: &Mesh, members: &[usize], line: &[BodyPoint]) -> Vec<usize> {
    let mut chosen = Vec::new();
    for place in dense(line, 6.0) {
        let distance = |at: usize| mesh.vertices[at].distance_mm(place);
        let least = members.iter().map(|at| distance(*at)).fold(f64::INFINITY, f64::min);
        chosen.extend(members.iter().copied().filter(|at| distance(*at) <= least + 3.0));
    }
    chosen.sort_unstable();
    chosen.dedup();
    chosen
}

fn weights(mesh: &Mesh, neighbours: &[Vec<u32>]) -> Vec<Vec<f64>> {
    let weight =
        |at: usize, next: u32| 1.0 / mesh.vertices[at].distance_mm(mesh.vertices[next as usize]).max(0.2);
    neighbours
        .iter()
        .enumerate()
        .map(|(at, list)| list.iter().map(|next| weight(at, *next)).collect())
        .collect()
}

/// 0 at one end, 1 at the other, harmonic between: successive over-relaxation.
fn solve(
    neighbours: &[Vec<u32>],
    weights: &[Vec<f64>],
    members: &[usize],
    ends: &[Vec<usize>; 2],
    share: &mut [f64],
) {
    let mut fixed = vec![false; share.len()];
    for (end, value) in [(&ends[0], 0.0), (&ends[1], 1.0)] {
        for &at in end {
            fixed[at] = true;
            share[at] = value;
        }
    }
    for round in 0..800 {
        let mut change: f64 = 0.0;
        for &at in members {
            if fixed[at] {
                continue;
            }
            let (mut sum, mut total) = (0.0, 0.0);
            for (next, weight) in neighbours[at].iter().zip(&weights[at]) {
                sum += share[*next as usize] * weight;
                total += weight;
            }
            if total > 0.0 {
                let by = (sum / total - share[at]) * 1.9;
                share[at] += by;
                change = change.max(by.abs());
            }
        }
        if round > 50 && change < 1e-5 {
            break;
        }
    }
    for &at in members {
        share[at] = share[at].clamp(0.0, 1.0);
    }
}
