//! What a person may set: assets/plates/plates.toml, and the muscles' depths from assets/roster.toml.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, ensure};
use palpate::anatomy::{BodyPoint, Depth};
use palpate::atlas::PlateView;
use serde::Deserialize;

/// assets/plates/plates.toml.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    /// The plates to draw.
    pub view: Vec<PlateView>,
    /// The depth of structures that no row of the roster names; by slug, else by kind.
    #[serde(default)]
    pub depth: BTreeMap<String, Depth>,
    /// What a structure is called, by slug, where the reference's own name is wrong.
    #[serde(default)]
    pub name: BTreeMap<String, String>,
    /// How the fibres of a muscle run, by slug, where the rule does not see it.
    #[serde(default)]
    pub fibres: BTreeMap<String, Fibres>,
    /// Structures that the reference lacks.
    #[serde(default)]
    pub drawn: Vec<Drawn>,
}

/// A hint about a muscle's fibres. Lines are given by places in the body frame, right side, millimetres.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Fibres {
    /// The line at which the fibres begin.
    pub from: Vec<BodyPoint>,
    /// The line at which they end.
    pub to: Vec<BodyPoint>,
    /// The fibres run in rings around this place instead.
    pub around: Option<BodyPoint>,
    /// How steeply the fibres meet the muscle's line: feathered on both sides of it.
    pub bipennate_deg: f64,
    /// How steeply the fibres meet the muscle's line, all to the same side.
    pub unipennate_deg: f64,
    /// Millimetres between neighbouring strokes, where the rule is not wanted.
    pub spacing_mm: Option<f64>,
    /// Aponeuroses and tendinous patches.
    pub pale: Vec<Pale>,
    /// No tendon ends by the rule.
    pub fleshy: bool,
}

/// A tendinous patch: all within a distance of a line.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pale {
    /// Places in the body frame, right side, millimetres.
    pub line: Vec<BodyPoint>,
    /// How far the patch reaches from the line.
    pub reach_mm: f64,
}

/// A structure that the reference lacks, swept along a curve.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Drawn {
    /// As a file's name would be.
    pub slug: String,
    /// As in structures.csv; empty where it is not known.
    #[serde(default)]
    pub fma: String,
    /// As in structures.csv.
    pub name: String,
    /// The curve from end to end and its width there.
    pub stations: Vec<Station>,
}

/// One place on the curve of a drawn structure.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Station {
    /// Body frame, millimetres.
    pub at: BodyPoint,
    /// Half the width across the view from the front, then half the depth, in millimetres.
    pub half_mm: [f64; 2],
}

impl Config {
    /// Reads plates.toml.
    ///
    /// # Errors
    /// With the file and the place in it.
    pub(crate) fn load(path: &Path) -> anyhow::Result<Self> {
        let config: Self = read_toml(path)?;
        for (slug, hint) in &config.fibres {
            ensure!(
                hint.from.is_empty() == hint.to.is_empty(),
                "{}: fibres.{slug} gives only one of `from` and `to`; give both or none",
                path.display()
            );
        }
        for drawn in &config.drawn {
            ensure!(
                drawn.stations.len() >= 2,
                "{}: the drawn structure {} needs at least two stations",
                path.display(),
                drawn.slug
            );
        }
        Ok(config)
    }
}

#[derive(Deserialize)]
struct Roster {
    muscle: Vec<RosterRow>,
}

#[derive(Deserialize)]
struct RosterRow {
    depth: Depth,
    structures: Vec<String>,
}

/// The depth of every structure that the roster names; the shallowest where two muscles share one.
///
/// # Errors
/// With the file and the place in it.
pub(crate) fn roster_depths(path: &Path) -> anyhow::Result<BTreeMap<String, Depth>> {
    let roster: Roster = read_toml(path)?;
    let mut depths = BTreeMap::new();
    for row in roster.muscle {
        for slug in row.structures {
            let depth = depths.entry(slug).or_insert(row.depth);
            *depth = (*depth).min(row.depth);
        }
    }
    Ok(depths)
}

fn read_toml<T: serde::de::DeserializeOwned>(path: &Path) -> anyhow::Result<T> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("{}: cannot be read; run this from the repository", path.display()))?;
    toml::from_str(&text).map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))
}
