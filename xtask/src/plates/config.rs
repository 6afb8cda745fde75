//! What a person may set: assets/plates/plates.toml, and the muscles' depths from assets/roster.toml.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, ensure};
use palpate::anatomy::{BodyPoint, Bounds, Depth, PlatePoint};
use palpate::atlas::{PlateKind, PlateView};
use serde::Deserialize;

use super::sheet::{Between, Laid};

/// assets/plates/plates.toml.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    /// The plates to draw.
    pub view: Vec<ViewRow>,
    /// The part of the body that a structure belongs to, by slug, where the rule does not see it.
    #[serde(default)]
    pub part: BTreeMap<String, Part>,
    /// The depth of structures that no row of the roster names; by slug, else by kind.
    #[serde(default)]
    pub depth: BTreeMap<String, Depth>,
    /// What a structure is called, by slug, where the reference's own name is wrong.
    #[serde(default)]
    pub name: BTreeMap<String, String>,
    /// What must be made smaller, by slug, to lie within the skin.
    #[serde(default)]
    pub shrunk: BTreeMap<String, Shrunk>,
    /// What never breaks through another structure, by slug, although the reference's surfaces cross.
    #[serde(default)]
    pub beneath: BTreeMap<String, Vec<String>>,
    /// How the fibres of a muscle run, by slug, where the rule does not see it.
    #[serde(default)]
    pub fibres: BTreeMap<String, Fibres>,
    /// What a muscle's ends hold on to, by slug, where the rule does not see it.
    #[serde(default)]
    pub holds: BTreeMap<String, Holds>,
    /// Structures that the reference lacks: cords swept along a curve.
    #[serde(default)]
    pub drawn: Vec<Drawn>,
    /// Sheets between two lines.
    #[serde(default)]
    pub sheet: Vec<Laid>,
    /// Muscles between the ribs.
    #[serde(default)]
    pub between: Vec<Between>,
}

/// A structure made smaller towards a place.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Shrunk {
    /// What stays, in the body frame.
    pub about: BodyPoint,
    /// The factors along x, y and z.
    pub by: [f64; 3],
}

impl Shrunk {
    /// Where a place of the structure comes to lie.
    pub(crate) fn place(self, place: BodyPoint) -> BodyPoint {
        let off = place - self.about;
        self.about + BodyPoint::new(off.x * self.by[0], off.y * self.by[1], off.z * self.by[2])
    }
}

/// A part of the body, so that it can be hidden as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Part {
    /// With the neck.
    Head,
    /// With the shoulder girdle and the pelvis.
    Trunk,
    /// With the deltoid.
    Arm,
    /// With the buttock.
    Leg,
}

impl Part {
    /// The word for it in files.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Trunk => "trunk",
            Self::Arm => "arm",
            Self::Leg => "leg",
        }
    }
}

/// One plate to draw.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ViewRow {
    id: String,
    name: String,
    azimuth: f64,
    elevation: f64,
    crop: [f64; 4],
    kind: PlateKind,
    /// What is left out: slugs (`*` stands for any letters), parts (`part:arm`) and layers (`depth:1`).
    #[serde(default)]
    pub leave_out: Vec<String>,
    /// What is drawn though `leave_out` names it: slugs, `*` stands for any letters.
    #[serde(default)]
    pub keep: Vec<String>,
    /// Whether what is hidden at every depth is left out, and of the far side what hardly shows.
    #[serde(default)]
    pub leave_out_hidden: bool,
    /// What lies within this box alone: its least and its greatest corner, right side, body frame.
    pub within: Option<[BodyPoint; 2]>,
    /// The depth to which the contact sheet peels it.
    #[serde(default = "bare")]
    pub peel: u8,
    /// How much finer than the standing plates it is drawn.
    #[serde(default = "plain")]
    pub detail: f64,
}

fn plain() -> f64 {
    1.0
}

fn bare() -> u8 {
    1
}

/// A close-up is drawn this far beyond its crop.
const BLEED_MM: f64 = 6.0;

impl ViewRow {
    /// What the app knows of it.
    pub(crate) fn plate(&self) -> PlateView {
        PlateView {
            id: self.id.clone(),
            name: self.name.clone(),
            azimuth: self.azimuth,
            elevation: self.elevation,
            crop: self.crop,
            kind: self.kind,
        }
    }

    /// The name of its file.
    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    /// Where a close-up ends: nothing is drawn beyond. A standing plate has no such end.
    pub(crate) fn cut(&self) -> Option<Bounds> {
        let [left, top, width, height] = self.crop;
        let crop =
            Bounds { min: PlatePoint::new(left, top), max: PlatePoint::new(left + width, top + height) };
        (self.kind == PlateKind::CloseUp).then(|| crop.grown(BLEED_MM))
    }

    /// Whether a structure is drawn here.
    pub(crate) fn draws(&self, slug: &str, part: Part, depth: Depth) -> bool {
        let is_named = |rule: &String| match rule.split_once(':') {
            Some(("part", name)) => part.name() == name,
            Some(("depth", number)) => depth.number().to_string() == number,
            _ => is_like(slug, rule),
        };
        !self.leave_out.iter().any(is_named) || self.keep.iter().any(|rule| is_like(slug, rule))
    }
}

/// Whether a name fits a pattern in which `*` stands for any letters.
fn is_like(name: &str, pattern: &str) -> bool {
    match pattern.split_once('*') {
        None => name == pattern,
        Some((head, rest)) => name.strip_prefix(head).is_some_and(|tail| {
            tail.char_indices().map(|(at, _)| at).chain([tail.len()]).any(|at| is_like(&tail[at..], rest))
        }),
    }
}

/// How a muscle holds on to its bones.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Holds {
    /// The end that the rule takes for the origin is the insertion.
    pub turned: bool,
    /// The share of its length from the origin and from the insertion that may hold on to bone.
    pub reach: Option<[f64; 2]>,
    /// The bones that the origin may hold on to, by slug; any if none is named.
    pub origin: Vec<String>,
    /// The bones that the insertion may hold on to.
    pub insertion: Vec<String>,
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

impl Fibres {
    /// The hint for the left side.
    pub(crate) fn mirrored(&self) -> Self {
        let flip = |line: &[BodyPoint]| line.iter().map(|place| place.mirrored()).collect::<Vec<_>>();
        let pale = self.pale.iter().map(|pale| Pale { line: flip(&pale.line), reach_mm: pale.reach_mm });
        Self {
            from: flip(&self.from),
            to: flip(&self.to),
            around: self.around.map(BodyPoint::mirrored),
            pale: pale.collect(),
            ..self.clone()
        }
    }
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
    /// The views that `ids` name; all where it names none.
    pub(crate) fn chosen<'a>(&'a self, ids: &'a [String]) -> impl Iterator<Item = &'a ViewRow> {
        self.view.iter().filter(move |row| ids.is_empty() || ids.iter().any(|id| row.id() == id))
    }

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
    region: String,
    depth: Depth,
    structures: Vec<String>,
}

/// What the roster says of a structure.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Taught {
    /// Its layer: the shallowest where two muscles share it.
    pub depth: Depth,
    /// The part of the body in which it is taught; the last row's where two muscles share it.
    pub part: Part,
}

/// Every structure that the roster names.
///
/// # Errors
/// With the file and the place in it.
pub(crate) fn taught(path: &Path) -> anyhow::Result<BTreeMap<String, Taught>> {
    let roster: Roster = read_toml(path)?;
    let mut taught: BTreeMap<String, Taught> = BTreeMap::new();
    for row in roster.muscle {
        let part = match row.region.as_str() {
            "head-neck" => Part::Head,
            "arm" | "forearm-hand" => Part::Arm,
            "pelvis-hip" | "thigh" | "leg-foot" => Part::Leg,
            _ => Part::Trunk,
        };
        for slug in row.structures {
            let known = taught.entry(slug).or_insert(Taught { depth: row.depth, part });
            *known = Taught { depth: known.depth.min(row.depth), part };
        }
    }
    Ok(taught)
}

fn read_toml<T: serde::de::DeserializeOwned>(path: &Path) -> anyhow::Result<T> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("{}: cannot be read; run this from the repository", path.display()))?;
    toml::from_str(&text).map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(leave_out: &[&str], keep: &[&str], slug: &str, expected: bool) {
        let row: ViewRow = toml::from_str(
            "id = \"hip\"\nname = \"Hip\"\nkind = \"close-up\"\nazimuth = 180\nelevation = 0\ncrop = [0, -9, 9, 9]",
        )
        .expect("a view");
        let own = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let row = ViewRow { leave_out: own(leave_out), keep: own(keep), ..row };
        assert_eq!(row.draws(slug, Part::Leg, Depth::Deep), expected, "{slug}: {leave_out:?} but {keep:?}");
    }

    #[test]
    fn what_is_shrunk_stays_where_it_is_held() {
        let shrunk: Shrunk = toml::from_str("about = [0, -10, 100]\nby = [1, 0.5, 0.9]").expect("a rule");
        let far = |from: BodyPoint, to: BodyPoint| shrunk.place(from).distance_mm(to);
        assert!(far(BodyPoint::new(0.0, -10.0, 100.0), BodyPoint::new(0.0, -10.0, 100.0)) < 1e-9);
        assert!(far(BodyPoint::new(3.0, -30.0, 90.0), BodyPoint::new(3.0, -20.0, 91.0)) < 1e-9);
    }

    #[test]
    fn what_is_left_out_is_told_by_name_pattern_part_or_depth() {
        check(&[], &[], "soleus", true);
        check(&["soleus"], &[], "soleus", false);
        check(&["*-head-of-gastrocnemius"], &[], "lateral-head-of-gastrocnemius", false);
        check(&["set-of-*-of-foot"], &[], "set-of-lumbricals-of-hand", true);
        check(&["part:leg"], &[], "soleus", false);
        check(&["part:arm", "depth:1"], &[], "soleus", true);
        check(&["depth:3"], &["sol*"], "soleus", true);
    }
}
