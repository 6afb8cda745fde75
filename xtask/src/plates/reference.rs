//! The reference body: structures.csv and a mesh each, with the drawn ones added and every depth known.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use palpate::anatomy::{BodyPoint, Depth};
use rayon::prelude::*;
use serde::Deserialize;

use super::config::{Config, Part, taught};
use super::mesh::Mesh;
use super::sheet::Grained;
use super::sweep::sweep;

/// What a structure is made of; the class in the plate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    /// Red.
    Muscle,
    /// Ivory.
    Bone,
    /// Bluish ivory.
    Cartilage,
    /// Tendons, ligaments, membranes.
    Connective,
    /// What one sees of a living body: skin, ears, eyes, lips, brows.
    Surface,
}

impl Kind {
    /// The word for it in files.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Muscle => "muscle",
            Self::Bone => "bone",
            Self::Cartilage => "cartilage",
            Self::Connective => "connective",
            Self::Surface => "surface",
        }
    }

    /// The depth of a structure of this kind that nothing else places.
    fn depth(self) -> Depth {
        match self {
            Self::Muscle => Depth::Deepest,
            Self::Bone | Self::Cartilage | Self::Connective => Depth::Bone,
            Self::Surface => Depth::Superficial,
        }
    }
}

/// One structure of the body.
#[derive(Debug, Clone)]
pub(crate) struct Structure {
    /// Its name in files.
    pub slug: String,
    /// Its number in the Foundational Model of Anatomy.
    pub fma: String,
    /// Its name in words.
    pub name: String,
    /// What it is made of.
    pub kind: Kind,
    /// Whether its mesh covers both sides; otherwise it is of the right side alone.
    pub midline: bool,
    /// Its layer.
    pub depth: Depth,
    /// The part of the body it belongs to.
    pub part: Part,
    /// Whether what lies beneath shows through.
    pub sheer: bool,
    /// The way of its fibres at every corner of the surface, where its builder knows it; else empty.
    pub grain: Vec<BodyPoint>,
    /// Its surface.
    pub mesh: Mesh,
}

impl Structure {
    /// Whether it hides what lies behind it: all but what is sheer, and the skin, which is drawn on its own.
    pub(crate) fn is_opaque(&self) -> bool {
        !self.sheer && self.slug != SKIN
    }
}

/// The slug of the skin, which is drawn on its own.
pub(crate) const SKIN: &str = "skin";

#[derive(Deserialize)]
struct Row {
    slug: String,
    fma: String,
    name: String,
    kind: Kind,
    side: String,
}

/// Reads every structure of the reference, in the order of structures.csv, drawn ones last.
///
/// # Errors
/// In one sentence with the place and the remedy: a missing folder or file, a bad row, a broken mesh, a name in
/// plates.toml or in the roster that no structure has.
pub(crate) fn load(meshes: &Path, assets: &Path, config: &Config) -> anyhow::Result<Vec<Structure>> {
    ensure!(
        meshes.is_dir(),
        "{}: there is no such folder; give the folder of meshes with --meshes",
        meshes.display()
    );
    let table = table(meshes)?;
    let mut reader =
        csv::Reader::from_path(&table).with_context(|| format!("{}: cannot be read", table.display()))?;
    let mut rows = Vec::new();
    for row in reader.deserialize::<Row>() {
        let row = row.map_err(|error| anyhow::anyhow!("{}: {error}", table.display()))?;
        ensure!(
            matches!(row.side.as_str(), "right" | "midline"),
            "{}: {} is on the side {:?}; it must be right or midline",
            table.display(),
            row.slug,
            row.side
        );
        rows.push(row);
    }
    let roster = assets.join("roster.toml");
    let taught = taught(&roster)?;
    let depth = |slug: &str, kind: Kind| {
        let known = taught.get(slug).map(|taught| taught.depth);
        known.or_else(|| config.depth.get(slug).copied()).unwrap_or_else(|| kind.depth())
    };
    let part = |slug: &str, mesh: &Mesh| {
        let known = config.part.get(slug).copied();
        known.or_else(|| taught.get(slug).map(|taught| taught.part)).unwrap_or_else(|| part_by_place(mesh))
    };
    let mut structures = rows
        .into_par_iter()
        .map(|row| {
            let mut mesh = Mesh::load(&meshes.join(format!("{}.obj", row.slug)))?;
            if let Some(shrunk) = config.shrunk.get(&row.slug) {
                mesh.vertices.iter_mut().for_each(|vertex| *vertex = shrunk.place(*vertex));
            }
            let depth = if row.slug == SKIN { Depth::Skin } else { depth(&row.slug, row.kind) };
            let Row { slug, fma, name, kind, side } = row;
            // The reference counts: on a label the set is its members.
            let of_set = || name.strip_prefix("set of ").unwrap_or(&name).to_owned();
            let name = config.name.get(&slug).cloned().unwrap_or_else(of_set);
            let part = part(&slug, &mesh);
            let midline = side == "midline";
            Ok(Structure {
                slug,
                fma,
                name,
                kind,
                midline,
                depth,
                part,
                sheer: false,
                grain: Vec::new(),
                mesh,
            })
        })
        .collect::<anyhow::Result<Vec<_>>>()?;
    for drawn in &config.drawn {
        let mesh = sweep(&drawn.stations);
        structures.push(Structure {
            slug: drawn.slug.clone(),
            fma: drawn.fma.clone(),
            name: drawn.name.clone(),
            kind: Kind::Muscle,
            midline: false,
            depth: depth(&drawn.slug, Kind::Muscle),
            part: part(&drawn.slug, &mesh),
            sheer: false,
            grain: Vec::new(),
            mesh,
        });
    }
    let built = |slug: &str, fma: &str, name: &str, kind: Kind, sheer: bool, built: Grained| Structure {
        slug: slug.to_owned(),
        fma: fma.to_owned(),
        name: name.to_owned(),
        kind,
        midline: false,
        depth: depth(slug, kind),
        part: part(slug, &built.mesh),
        sheer,
        grain: built.grain,
        mesh: built.mesh,
    };
    // One after the other: a sheet may lie on another.
    for sheet in &config.sheet {
        let grained = sheet.build(&structures)?;
        let one = built(&sheet.slug, &sheet.fma, &sheet.name, sheet.kind, sheet.sheer, grained);
        structures.push(Structure { midline: sheet.across, ..one });
    }
    for between in &config.between {
        let grained = between.build(&structures)?;
        structures.push(built(&between.slug, &between.fma, &between.name, Kind::Muscle, false, grained));
    }
    let known: BTreeSet<&str> = structures.iter().map(|s| s.slug.as_str()).collect();
    let named = [
        (
            assets.join("plates/plates.toml"),
            config
                .depth
                .keys()
                .chain(config.name.keys())
                .chain(config.fibres.keys())
                .chain(config.part.keys())
                .chain(config.holds.keys())
                .chain(config.shrunk.keys())
                .chain(config.beneath.iter().flat_map(|(slug, over)| over.iter().chain([slug])))
                .collect::<Vec<_>>(),
        ),
        (roster, taught.keys().collect()),
    ];
    for (file, slugs) in named {
        for slug in slugs {
            ensure!(
                known.contains(slug.as_str()),
                "{}: no structure is called {slug}; correct the name, or add its mesh and its row in {}",
                file.display(),
                table.display()
            );
        }
    }
    Ok(structures)
}

/// The part of the body that a structure of no muscle's row belongs to: by its middle. Above the collar the head; far out
/// an arm; below the hip joint a leg.
fn part_by_place(mesh: &Mesh) -> Part {
    let count = mesh.vertices.len().max(1) as f64;
    let (x, z) = mesh.vertices.iter().fold((0.0, 0.0), |sum, v| (sum.0 + v.x.abs(), sum.1 + v.z));
    match (x / count, z / count) {
        (_, height) if height > 1385.0 => Part::Head,
        (out, height) if out > 150.0 && height > 600.0 => Part::Arm,
        (_, height) if height < 760.0 => Part::Leg,
        _ => Part::Trunk,
    }
}

fn table(meshes: &Path) -> anyhow::Result<PathBuf> {
    let inside = meshes.join("structures.csv");
    if inside.is_file() {
        return Ok(inside);
    }
    let beside = meshes.join("../structures.csv");
    ensure!(
        beside.is_file(),
        "{}: structures.csv is neither here nor in the folder above; copy it there",
        meshes.display()
    );
    Ok(beside)
}
