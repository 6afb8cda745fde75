//! Muscles that are stretched from each rib to the next.

use std::collections::BTreeMap;

use palpate::anatomy::BodyPoint;
use serde::Deserialize;

use super::thick::{Grained, thickened};
use super::{STEP_MM, named, share};
use crate::plates::mesh::{Mesh, unit};
use crate::plates::reference::Structure;

/// It begins so far inside a rib's edge, so that no gap shows.
const TUCK_MM: f64 = 1.0;

/// A muscle that fills the spaces between the ribs.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Between {
    /// As a file's name would be.
    pub slug: String,
    /// As in structures.csv; empty where it is not known.
    #[serde(default)]
    pub fma: String,
    /// As in structures.csv.
    pub name: String,
    /// The bones of each row from above: a rib, and its cartilage where the muscle reaches as far.
    pub rows: Vec<Vec<String>>,
    /// A place inside the chest; angles are counted about the vertical through it, from the back over the right side.
    pub centre: BodyPoint,
    /// Where it begins and ends.
    pub degrees: [f64; 2],
    /// Millimetres farther out than the middle of the ribs' edges.
    pub out_mm: f64,
    /// Its thickness.
    pub thick_mm: f64,
    /// How the fibres turn from the way down towards the front.
    pub fibre_deg: f64,
}

impl Between {
    /// Builds it from the edges of the ribs.
    ///
    /// # Errors
    /// In one sentence, if a rib is missing.
    pub(crate) fn build(&self, structures: &[Structure]) -> anyhow::Result<Grained> {
        let mut edges = Vec::new();
        for row in &self.rows {
            let bones = row
                .iter()
                .map(|bone| named(structures, bone, &self.slug))
                .collect::<anyhow::Result<Vec<_>>>()?;
            edges.push(self.edges(&bones));
        }
        let mut patches = Vec::new();
        for pair in edges.windows(2) {
            let shared: Vec<i64> =
                pair[0].keys().filter(|angle| pair[1].contains_key(angle)).copied().collect();
            let (above, below): (Vec<_>, Vec<_>) =
                shared.iter().map(|angle| (pair[0][angle][1], pair[1][angle][0])).unzip();
            if above.len() < 3 {
                continue;
            }
            let (above, below) = (evened(above), evened(below));
            let rows = (above[above.len() / 2].distance_mm(below[below.len() / 2]) / STEP_MM).ceil().max(2.0)
                as usize;
            patches.push(
                (0..=rows)
                    .map(|row| {
                        above.iter().zip(&below).map(|(a, b)| *a + (*b - *a) * share(row, rows)).collect()
                    })
                    .collect::<Vec<Vec<BodyPoint>>>(),
            );
        }
        let hub = |p: BodyPoint| BodyPoint::new(self.centre.x, self.centre.y, p.z);
        Ok(thickened(&patches, &hub, self.thick_mm, self.fibre_deg))
    }

    /// The upper and the lower edge of a rib by angle, in steps of a few degrees.
    fn edges(&self, bones: &[&Mesh]) -> BTreeMap<i64, [BodyPoint; 2]> {
        const STEP_DEG: f64 = 4.0;
        let mut cells: BTreeMap<i64, Vec<BodyPoint>> = BTreeMap::new();
        for place in bones.iter().flat_map(|mesh| &mesh.vertices) {
            let off = *place - self.centre;
            let degrees = (-off.x).atan2(off.y).to_degrees();
            if (self.degrees[0]..=self.degrees[1]).contains(&degrees) {
                cells.entry((degrees / STEP_DEG).round() as i64).or_default().push(*place);
            }
        }
        let middle = |cell: &[BodyPoint]| {
            let sum = cell.iter().fold(BodyPoint::new(0.0, 0.0, 0.0), |sum, p| sum + *p);
            sum * (1.0 / cell.len() as f64)
        };
        cells.retain(|_, cell| cell.len() >= 3);
        let middles: BTreeMap<i64, BodyPoint> =
            cells.iter().map(|(angle, cell)| (*angle, middle(cell))).collect();
        cells
            .into_iter()
            .map(|(angle, mut cell)| {
                let centre = middles[&angle];
                // Within a cell a sloping rib falls by more than its height: that is taken out.
                let before = middles.get(&(angle - 1)).copied().unwrap_or(centre);
                let after = middles.get(&(angle + 1)).copied().unwrap_or(centre);
                let along = BodyPoint::new(after.x - before.x, after.y - before.y, 0.0);
                let fall = (after.z - before.z) / along.dot(along).max(1.0);
                for place in &mut cell {
                    let off = *place - centre;
                    place.z -= fall * BodyPoint::new(off.x, off.y, 0.0).dot(along);
                }
                let hub = BodyPoint::new(self.centre.x, self.centre.y, centre.z);
                let out = unit(BodyPoint::new(centre.x - hub.x, centre.y - hub.y, 0.0));
                let (low, high) = cell
                    .iter()
                    .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), p| (low.min(p.z), high.max(p.z)));
                let edge = |z: f64| BodyPoint::new(centre.x, centre.y, z) + out * self.out_mm;
                (angle, [edge(high - TUCK_MM), edge(low + TUCK_MM)])
            })
            .collect()
    }
}

/// A line without the steps of the cells it was read from.
fn evened(mut line: Vec<BodyPoint>) -> Vec<BodyPoint> {
    for _ in 0..3 {
        let before = line.clone();
        for at in 1..line.len() - 1 {
            line[at] = (before[at - 1] + before[at] * 2.0 + before[at + 1]) * 0.25;
        }
    }
    line
}
