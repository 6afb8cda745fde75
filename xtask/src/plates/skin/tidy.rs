//! A label map without slivers and islands: what is too thin to tap goes to the neighbours.

use std::collections::VecDeque;

use crate::plates::grid::Grid;

/// A cell that waits for a neighbour's label.
const UNDECIDED: u32 = u32::MAX - 7;

/// Removes whatever is thinner than about twice `reach` cells, and pieces of less than `least` cells, and lets the
/// nearest remaining labels have their place. Labels for which `fixed` says so neither change nor spread.
pub(super) fn tidied(
    labels: &Grid<u32>,
    reach: usize,
    least: usize,
    fixed: impl Fn(u32) -> bool,
) -> Grid<u32> {
    let mut core: Vec<bool> = labels.cells.iter().map(|label| !fixed(*label)).collect();
    for step in 0..reach {
        core = eroded(labels, &core, step % 2 == 1);
    }
    for step in 0..reach {
        core = dilated(labels, &core, step % 2 == 1);
    }
    let mut out = labels.clone();
    for (cell, core) in out.cells.iter_mut().zip(&core) {
        if !core && !fixed(*cell) {
            *cell = UNDECIDED;
        }
    }
    drop_small(&mut out, least, &fixed);
    spread(&mut out, &fixed);
    // What nothing could reach (a lone finger tip, say) keeps the label it had.
    for (cell, before) in out.cells.iter_mut().zip(&labels.cells) {
        if *cell == UNDECIDED {
            *cell = *before;
        }
    }
    out
}

/// The neighbours of a cell: four, or eight if `diagonal`.
fn around(grid: &Grid<u32>, index: usize, diagonal: bool) -> impl Iterator<Item = Option<usize>> + '_ {
    const STEPS: [(i64, i64); 8] = [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1)];
    let (column, row) = ((index % grid.width) as i64, (index / grid.width) as i64);
    STEPS[..if diagonal { 8 } else { 4 }].iter().map(move |(x, y)| grid.index(column + x, row + y))
}

fn eroded(labels: &Grid<u32>, core: &[bool], diagonal: bool) -> Vec<bool> {
    let stays = |at: usize| {
        around(labels, at, diagonal)
            .all(|next| next.is_some_and(|next| core[next] && labels.cells[next] == labels.cells[at]))
    };
    (0..core.len()).map(|at| core[at] && stays(at)).collect()
}

fn dilated(labels: &Grid<u32>, core: &[bool], diagonal: bool) -> Vec<bool> {
    let joins = |at: usize| {
        around(labels, at, diagonal)
            .flatten()
            .any(|next| core[next] && labels.cells[next] == labels.cells[at])
    };
    (0..core.len()).map(|at| core[at] || joins(at)).collect()
}

fn drop_small(labels: &mut Grid<u32>, least: usize, fixed: &impl Fn(u32) -> bool) {
    let mut seen = vec![false; labels.cells.len()];
    for start in 0..seen.len() {
        let label = labels.cells[start];
        if seen[start] || label == UNDECIDED || fixed(label) {
            continue;
        }
        let mut piece = vec![start];
        seen[start] = true;
        let mut at = 0;
        while at < piece.len() {
            for next in around(labels, piece[at], false).flatten() {
                if !seen[next] && labels.cells[next] == label {
                    seen[next] = true;
                    piece.push(next);
                }
            }
            at += 1;
        }
        if piece.len() < least {
            for cell in piece {
                labels.cells[cell] = UNDECIDED;
            }
        }
    }
}

/// Breadth first, so that the nearest label wins.
fn spread(labels: &mut Grid<u32>, fixed: &impl Fn(u32) -> bool) {
    let decided = |label: u32| label != UNDECIDED && !fixed(label);
    let mut queue: VecDeque<usize> =
        (0..labels.cells.len()).filter(|at| decided(labels.cells[*at])).collect();
    while let Some(at) = queue.pop_front() {
        let label = labels.cells[at];
        let next: Vec<usize> =
            around(labels, at, false).flatten().filter(|n| labels.cells[*n] == UNDECIDED).collect();
        for next in next {
            labels.cells[next] = label;
            queue.push_back(next);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTSIDE: u32 = 9;

    fn check(before: &[&str], left: &[u32]) {
        let cells: Vec<u32> = before.concat().bytes().map(|b| u32::from(b - b'0')).collect();
        let labels = Grid { width: before[0].len(), height: before.len(), cells };
        let got = tidied(&labels, 1, 5, |label| label == OUTSIDE);
        for (was, is) in labels.cells.iter().zip(&got.cells) {
            assert_eq!(*was == OUTSIDE, *is == OUTSIDE, "{before:?} moved the outside");
            assert!(left.contains(is), "{before:?} kept {is}");
        }
    }

    #[test]
    fn an_island_goes_to_its_neighbours() {
        check(
            &["999999999", "911112229", "913112229", "911112229", "911112229", "999999999"],
            &[1, 2, OUTSIDE],
        );
    }

    #[test]
    fn a_sliver_along_the_edge_goes_to_its_neighbours() {
        check(&["99999999", "93333339", "91111119", "91111119", "91111119", "99999999"], &[1, OUTSIDE]);
    }

    #[test]
    fn what_has_no_neighbour_stays() {
        check(&["9999", "9119", "9999"], &[1, OUTSIDE]);
    }
}
