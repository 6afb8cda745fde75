//! Structures that the reference lacks and that are sheets: laid between two lines over or under what it has.

mod between;
mod thick;

use anyhow::{Context, ensure};
use palpate::anatomy::BodyPoint;
use serde::Deserialize;

use super::chords::{along, length};
use super::mesh::{Mesh, unit};
use super::reference::{Kind, Structure};

pub(crate) use between::Between;
pub(crate) use thick::Grained;
use thick::thickened;

/// The distance between neighbouring corners of a sheet.
const STEP_MM: f64 = 4.0;
/// How often the height of a sheet over what carries it is evened out.
const ROUNDS: usize = 14;

/// A sheet between two lines. Places in the body frame, right side, millimetres.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Laid {
    /// As a file's name would be.
    pub slug: String,
    /// As in structures.csv; empty where it is not known.
    #[serde(default)]
    pub fma: String,
    /// As in structures.csv.
    pub name: String,
    /// As in structures.csv.
    pub kind: Kind,
    /// Whether what lies beneath shows through.
    #[serde(default)]
    pub sheer: bool,
    /// Whether it goes on over the midline, its mirror image joined on.
    #[serde(default)]
    pub across: bool,
    /// The line at which it begins.
    pub from: Vec<BodyPoint>,
    /// The line at which it ends, in the same order.
    pub to: Vec<BodyPoint>,
    /// What it lies on, by slug.
    pub over: Vec<String>,
    /// A place inside the body, on the axis from which the sheet is pushed outwards.
    pub centre: BodyPoint,
    /// Pushed outwards from the centre itself in every direction, not from a vertical axis through it.
    #[serde(default)]
    pub dome: bool,
    /// Under what carries it instead of over it.
    #[serde(default)]
    pub under: bool,
    /// Millimetres from what carries it.
    pub gap_mm: f64,
    /// Its thickness.
    pub thick_mm: f64,
    /// How the fibres turn from the way across (from the first line to the second) towards the lines' own way.
    #[serde(default)]
    pub fibre_deg: f64,
}

impl Laid {
    /// Builds it over the structures that carry it.
    ///
    /// # Errors
    /// In one sentence, if a structure is missing or a line too short.
    pub(crate) fn build(&self, structures: &[Structure]) -> anyhow::Result<Grained> {
        let slug = &self.slug;
        ensure!(
            self.from.len() >= 2 && self.to.len() >= 2,
            "plates.toml: the sheet {slug} needs at least two places in `from` and in `to`"
        );
        let carriers =
            self.over.iter().map(|over| named(structures, over, slug)).collect::<anyhow::Result<Vec<_>>>()?;
        let (from, to) = (smooth(&self.from), smooth(&self.to));
        let columns = (length(&from).max(length(&to)) / STEP_MM).ceil().max(2.0) as usize;
        let across: f64 = (0..=columns)
            .map(|i| along(&from, share(i, columns)).distance_mm(along(&to, share(i, columns))))
            .fold(0.0, f64::max);
        let rows = (across / STEP_MM).ceil().max(2.0) as usize;
        let flat: Vec<Vec<BodyPoint>> = (0..=rows)
            .map(|row| {
                (0..=columns)
                    .map(|column| {
                        let (a, b) =
                            (along(&from, share(column, columns)), along(&to, share(column, columns)));
                        a + (b - a) * share(row, rows)
                    })
                    .collect()
            })
            .collect();
        let hub = |p: BodyPoint| {
            if self.dome { self.centre } else { BodyPoint::new(self.centre.x, self.centre.y, p.z) }
        };
        let mut far: Vec<Vec<f64>> = flat
            .iter()
            .map(|line| {
                line.iter()
                    .map(|&p| {
                        let out = unit(p - hub(p));
                        let hits = carriers.iter().flat_map(|mesh| hits(mesh, hub(p), out));
                        let reach = if self.under {
                            hits.fold(f64::INFINITY, f64::min) - self.gap_mm
                        } else {
                            hits.fold(0.0, f64::max) + self.gap_mm
                        };
                        if reach.is_finite() && reach > self.gap_mm { reach } else { f64::NAN }
                    })
                    .collect()
            })
            .collect();
        fill(&mut far, &flat, &hub);
        let places: Vec<Vec<BodyPoint>> = flat
            .iter()
            .zip(&far)
            .map(|(line, far)| {
                line.iter().zip(far).map(|(&p, far)| hub(p) + unit(p - hub(p)) * *far).collect()
            })
            .collect();
        let mut out = thickened(&[places], &hub, self.thick_mm, self.fibre_deg);
        if self.across {
            out.mesh = out.mesh.both_sides();
            let mirror: Vec<BodyPoint> = out.grain.iter().map(|grain| grain.mirrored()).collect();
            out.grain.extend(mirror);
        }
        Ok(out)
    }
}

fn named<'a>(structures: &'a [Structure], slug: &str, by: &str) -> anyhow::Result<&'a Mesh> {
    let found = structures.iter().find(|structure| structure.slug == slug);
    found.map(|structure| &structure.mesh).with_context(|| {
        format!("plates.toml: {by} is built on {slug}, which structures.csv lacks; correct the name or add its mesh")
    })
}

fn share(at: usize, of: usize) -> f64 {
    at as f64 / of as f64
}

/// A Catmull-Rom curve through the places.
fn smooth(line: &[BodyPoint]) -> Vec<BodyPoint> {
    const STEPS: usize = 8;
    let last = line.len() - 1;
    let mut out = Vec::new();
    for stretch in 0..last {
        let near =
            [stretch.saturating_sub(1), stretch, stretch + 1, (stretch + 2).min(last)].map(|i| line[i]);
        out.extend((0..STEPS).map(|step| super::sweep::catmull_rom(near, share(step, STEPS))));
    }
    out.push(line[last]);
    out
}

/// How far out along a ray a mesh is met.
fn hits(mesh: &Mesh, from: BodyPoint, way: BodyPoint) -> impl Iterator<Item = f64> + '_ {
    mesh.triangles.iter().filter_map(move |triangle| {
        let [a, b, c] = mesh.corners(*triangle);
        super::thickness::hit([a, b - a, c - a], from, way)
    })
}

/// Where nothing carries the sheet, the height comes from its neighbours and at last from its own lines; then all is
/// evened out.
fn fill(far: &mut [Vec<f64>], flat: &[Vec<BodyPoint>], hub: &dyn Fn(BodyPoint) -> BodyPoint) {
    let own: Vec<Vec<f64>> =
        flat.iter().map(|line| line.iter().map(|p| p.distance_mm(hub(*p))).collect()).collect();
    let (rows, columns) = (far.len(), far[0].len());
    let known: Vec<Vec<bool>> = far.iter().map(|line| line.iter().map(|f| f.is_finite()).collect()).collect();
    for (line, own) in far.iter_mut().zip(&own) {
        line.iter_mut().zip(own).filter(|(f, _)| !f.is_finite()).for_each(|(f, own)| *f = *own);
    }
    for round in 0..ROUNDS * 10 {
        let before = far.to_vec();
        for row in 0..rows {
            for column in 0..columns {
                let (mut sum, mut count) = (0.0, 0.0);
                for (y, x) in [
                    (row.wrapping_sub(1), column),
                    (row + 1, column),
                    (row, column.wrapping_sub(1)),
                    (row, column + 1),
                ] {
                    if let Some(next) = before.get(y).and_then(|line| line.get(x)) {
                        sum += next;
                        count += 1.0;
                    }
                }
                // What is carried is only evened out; what hangs free settles between its neighbours.
                let is_last = round >= ROUNDS * 9;
                if !known[row][column] || is_last {
                    far[row][column] = (before[row][column] + sum / count) / 2.0;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plates::mesh::cross;
    use crate::plates::mesh::tests::ball;

    fn carrier() -> Structure {
        Structure {
            slug: "ball".to_owned(),
            fma: String::new(),
            name: "ball".to_owned(),
            kind: Kind::Bone,
            midline: false,
            depth: palpate::anatomy::Depth::Bone,
            part: crate::plates::config::Part::Trunk,
            sheer: false,
            grain: Vec::new(),
            mesh: ball(BodyPoint::new(0.0, 0.0, 0.0), 50.0, 40),
        }
    }

    fn laid(under: bool) -> Laid {
        Laid {
            slug: "sheet".to_owned(),
            fma: String::new(),
            name: "sheet".to_owned(),
            kind: Kind::Muscle,
            sheer: false,
            across: false,
            from: vec![BodyPoint::new(-30.0, -30.0, 20.0), BodyPoint::new(-30.0, 30.0, 20.0)],
            to: vec![BodyPoint::new(-30.0, -30.0, -20.0), BodyPoint::new(-30.0, 30.0, -20.0)],
            over: vec!["ball".to_owned()],
            centre: BodyPoint::new(0.0, 0.0, 0.0),
            dome: true,
            under,
            gap_mm: 3.0,
            thick_mm: 2.0,
            fibre_deg: 0.0,
        }
    }

    fn check(under: bool, expected_mm: f64) {
        let built = laid(under).build(&[carrier()]).expect("a sheet");
        let far: Vec<f64> = built.mesh.vertices.iter().map(|v| v.length_mm()).collect();
        let mean = far.iter().sum::<f64>() / far.len() as f64;
        assert!((mean - expected_mm).abs() < 0.7, "under {under}: {mean}");
        let mut volume = 0.0;
        for triangle in &built.mesh.triangles {
            let [a, b, c] = built.mesh.corners(*triangle);
            volume += a.dot(cross(b, c)) / 6.0;
        }
        assert!(volume > 1000.0, "it faces outwards: {volume}");
        assert!(
            built.grain.iter().all(|grain| grain.z < -0.5),
            "fibres run from the first line to the second"
        );
    }

    #[test]
    fn a_sheet_lies_on_or_under_what_carries_it() {
        check(false, 53.0);
        check(true, 47.0);
    }

    #[test]
    fn a_missing_carrier_is_named() {
        let error = laid(false).build(&[]).err().map(|error| format!("{error:#}")).unwrap_or_default();
        assert!(error.contains("ball, which structures.csv lacks"), "{error}");
    }
}
