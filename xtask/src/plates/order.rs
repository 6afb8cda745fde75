//! Who lies before whom: pairwise depths -> one order from back to front.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// "Behind before front", with the evidence for it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Edge {
    /// Drawn earlier.
    pub behind: usize,
    /// Drawn later.
    pub front: usize,
    /// How much speaks for it: the weakest gives way where edges run in a circle.
    pub weight: f64,
}

/// All indices below `count` from back to front. Stronger edges are honoured first; one that would close a circle
/// with stronger ones is dropped. What the edges leave open follows `away`, the farthest first.
pub(crate) fn back_to_front(count: usize, mut edges: Vec<Edge>, away: &[f64]) -> Vec<usize> {
    edges.sort_by(|a, b| b.weight.total_cmp(&a.weight).then((a.behind, a.front).cmp(&(b.behind, b.front))));
    // after[i] holds a bit for every index that must come after i.
    let words = count.div_ceil(64);
    let mut after = vec![vec![0_u64; words]; count];
    let mut before = vec![vec![0_u64; words]; count];
    let has = |row: &[u64], at: usize| row[at / 64] >> (at % 64) & 1 == 1;
    let mut kept: Vec<Vec<usize>> = vec![Vec::new(); count];
    for edge in edges {
        let Edge { behind, front, .. } = edge;
        if behind == front || has(&after[front], behind) {
            continue;
        }
        kept[behind].push(front);
        if has(&after[behind], front) {
            continue;
        }
        let mut ahead = after[front].clone();
        ahead[front / 64] |= 1 << (front % 64);
        let mut back = before[behind].clone();
        back[behind / 64] |= 1 << (behind % 64);
        for at in 0..count {
            if has(&back, at) {
                after[at].iter_mut().zip(&ahead).for_each(|(row, more)| *row |= more);
            }
            if has(&ahead, at) {
                before[at].iter_mut().zip(&back).for_each(|(row, more)| *row |= more);
            }
        }
    }
    let mut waiting = vec![0_usize; count];
    for fronts in &kept {
        for &front in fronts {
            waiting[front] += 1;
        }
    }
    let rank = |at: usize| {
        let micrometres = away.get(at).map_or(0, |mm| (mm * 1000.0) as i64);
        (micrometres, Reverse(at))
    };
    let mut ready: BinaryHeap<((i64, Reverse<usize>), usize)> =
        (0..count).filter(|at| waiting[*at] == 0).map(|at| (rank(at), at)).collect();
    let mut out = Vec::with_capacity(count);
    while let Some((_, at)) = ready.pop() {
        out.push(at);
        for &front in &kept[at] {
            waiting[front] -= 1;
            if waiting[front] == 0 {
                ready.push((rank(front), front));
            }
        }
    }
    out
}

/// Moves single structures to better places until none gains by it: the sum of the weights of edges that an order breaks
/// shrinks with every move.
pub(crate) fn refined(order: Vec<usize>, edges: &[Edge]) -> Vec<usize> {
    const ROUNDS: usize = 40;
    let count = order.iter().copied().max().map_or(0, |last| last + 1);
    let mut around: Vec<Vec<(usize, f64)>> = vec![Vec::new(); count];
    for edge in edges.iter().filter(|edge| edge.behind.max(edge.front) < count) {
        // What it costs an index to stand after the other.
        around[edge.behind].push((edge.front, edge.weight));
        around[edge.front].push((edge.behind, -edge.weight));
    }
    let mut order = order;
    for _ in 0..ROUNDS {
        let mut gained = false;
        for item in order.clone() {
            let mut place = vec![usize::MAX; count];
            order.iter().enumerate().for_each(|(at, index)| place[*index] = at);
            let here = place[item];
            let mut others: Vec<(usize, f64)> = around[item]
                .iter()
                .filter(|(other, _)| place[*other] != usize::MAX)
                .map(|(other, cost)| (place[*other], *cost))
                .collect();
            others.sort_by_key(|(at, _)| *at);
            // The cost of standing right after each of the others, counted from standing before them all.
            let (mut cost, mut own) = (0.0, 0.0);
            let mut best = (0.0, None);
            for &(at, after) in &others {
                cost += after;
                if at < here {
                    own = cost;
                }
                if cost < best.0 - 1e-9 {
                    best = (cost, Some(at));
                }
            }
            if best.0 < own - 1e-6 {
                order.remove(here);
                let to = match best.1 {
                    None => others.first().map_or(0, |(at, _)| *at),
                    Some(at) => at + 1,
                };
                order.insert(if to > here { to - 1 } else { to }, item);
                gained = true;
            }
        }
        if !gained {
            break;
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(count: usize, edges: &[(usize, usize, f64)], expected: &[usize]) {
        let edges = edges.iter().map(|&(behind, front, weight)| Edge { behind, front, weight }).collect();
        assert_eq!(back_to_front(count, edges, &vec![0.0; count]), expected);
    }

    #[test]
    fn the_order_follows_the_edges() {
        check(3, &[(2, 1, 1.0), (1, 0, 1.0)], &[2, 1, 0]);
        check(4, &[(3, 0, 1.0)], &[1, 2, 3, 0]);
    }

    #[test]
    fn a_circle_breaks_at_its_weakest_edge() {
        check(3, &[(0, 1, 5.0), (1, 2, 0.5), (2, 0, 3.0)], &[2, 0, 1]);
        check(3, &[(0, 1, 0.1), (1, 2, 4.0), (2, 0, 3.0)], &[1, 2, 0]);
    }

    #[test]
    fn a_move_that_breaks_less_is_made() {
        let edge = |behind, front, weight| Edge { behind, front, weight };
        let edges = [edge(0, 1, 1.0), edge(1, 2, 1.0), edge(0, 2, 5.0)];
        assert_eq!(refined(vec![2, 1, 0], &edges), [0, 1, 2]);
        let circle = [edge(0, 1, 2.0), edge(1, 2, 2.0), edge(2, 0, 1.0)];
        assert_eq!(refined(vec![2, 0, 1], &circle), [0, 1, 2]);
    }

    #[test]
    fn without_edges_the_farthest_comes_first() {
        assert_eq!(back_to_front(3, Vec::new(), &[1.0, 9.0, 4.0]), [1, 2, 0]);
    }
}
