//! Which of four shades each structure gets, so that neighbours differ and their borders read.

use std::path::Path;

use super::known::Contacts;
use super::reference::Structure;

/// A shade from 0 to 3 for each index, from the lengths of the borders between them. Those with the longest borders
/// choose first; each takes the shade least met around it.
pub(crate) fn tints(count: usize, contacts: &Contacts) -> Vec<usize> {
    let mut around: Vec<Vec<(usize, f64)>> = vec![Vec::new(); count];
    for (&(one, two), &length) in contacts {
        if one != two {
            around[one].push((two, length));
            around[two].push((one, length));
        }
    }
    let total = |at: usize| around[at].iter().map(|(_, length)| length).sum::<f64>();
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| total(*b).total_cmp(&total(*a)).then(a.cmp(b)));
    let mut chosen: Vec<Option<usize>> = vec![None; count];
    let mut used = [0_usize; 4];
    for at in order {
        let mut met = [0.0_f64; 4];
        for &(other, length) in &around[at] {
            if let Some(tint) = chosen[other] {
                met[tint] += length;
            }
        }
        let best =
            (0..4).min_by(|a, b| met[*a].total_cmp(&met[*b]).then(used[*a].cmp(&used[*b]))).unwrap_or(0);
        used[best] += 1;
        chosen[at] = Some(best);
    }
    chosen.into_iter().map(|tint| tint.unwrap_or(0)).collect()
}

/// The shades that the plates on the disk have; the first where a structure is drawn on none.
pub(crate) fn drawn(structures: &[Structure], plates: &Path) -> Vec<usize> {
    let mut tints = vec![0; structures.len()];
    for file in std::fs::read_dir(plates).into_iter().flatten().flatten() {
        let text = std::fs::read_to_string(file.path()).unwrap_or_default();
        for group in text.split("<g data-structure=\"").skip(1) {
            let tag = group.split('>').next().unwrap_or_default();
            let slug = tag.split('"').next().unwrap_or_default();
            let tint = tag.split("data-tint=\"").nth(1).and_then(|rest| rest.split('"').next()?.parse().ok());
            if let (Some(tint), Some(at)) = (tint, structures.iter().position(|s| s.slug == slug)) {
                tints[at] = tint;
            }
        }
    }
    tints
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_differ() {
        let pairs = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3), (3, 4)];
        let contacts = pairs.into_iter().map(|pair| (pair, 10.0)).collect();
        let tints = tints(5, &contacts);
        for (one, two) in pairs {
            assert_ne!(tints[one], tints[two], "{one} and {two}: {tints:?}");
        }
    }
}
