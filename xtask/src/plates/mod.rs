//! The plate builder: meshes in, SVG plates out.

mod chance;
mod check;
mod chords;
mod config;
mod draw;
mod facts;
mod fibre;
mod fit;
mod grid;
mod harmonic;
mod known;
mod labels;
mod mesh;
mod order;
mod path;
mod raster;
mod reference;
mod scene;
mod skin;
mod smooth;
mod strokes;
mod svg;
mod sweep;
mod taken;
mod tendon;
mod thickness;
mod tint;
mod tone;
mod trace;

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use clap::Args as ClapArgs;
use rayon::prelude::*;

use config::{Config, ViewRow};
use known::{Contacts, Known, Whole};
use reference::Structure;
use scene::Scene;

/// The arguments of `cargo xtask plates`.
#[derive(ClapArgs)]
pub(crate) struct Args {
    /// A folder of BodyParts3D meshes (OBJ), with structures.csv in it or in the folder above
    #[arg(long)]
    meshes: PathBuf,
    /// Compare the drawn plates with the meshes instead of drawing
    #[arg(long)]
    check: bool,
    /// Draw these views alone, by id; the shades of neighbours stay as they are drawn now
    #[arg(long)]
    view: Vec<String>,
}

/// Draws or checks every plate that assets/plates/plates.toml names.
///
/// # Errors
/// In one sentence with the place and the remedy.
pub(crate) fn run(args: Args) -> anyhow::Result<()> {
    let assets = crate::project::root().join("assets");
    let plates = assets.join("plates");
    let config = Config::load(&plates.join("plates.toml"))?;
    let structures = reference::load(&args.meshes, &assets, &config)?;
    let thickness_mm: Vec<f64> = structures.par_iter().map(|s| thickness::median_mm(&s.mesh)).collect();
    if args.check {
        return check::check(&Whole::new(&structures, &thickness_mm, &config), &config, &plates);
    }
    write(&assets.join("structures.toml"), &facts::text(&structures, &thickness_mm))?;
    draw(&structures, &thickness_mm, &config, &plates, &args.view)
}

/// Draws the views that `chosen` names, or all.
fn draw(
    structures: &[Structure],
    thickness_mm: &[f64],
    config: &Config,
    plates: &Path,
    chosen: &[String],
) -> anyhow::Result<()> {
    for id in chosen {
        ensure!(
            config.view.iter().any(|row| row.id() == id),
            "--view {id}: assets/plates/plates.toml has no such view; take an id from there"
        );
    }
    let body = skin::Body::new(structures, &plates.join(".."))?;
    let whole = Whole::new(structures, thickness_mm, config);
    let rows: Vec<&ViewRow> = config
        .view
        .iter()
        .filter(|row| chosen.is_empty() || chosen.iter().any(|id| row.id() == id))
        .collect();
    let scenes: Vec<(Vec<&Known>, Scene)> = rows
        .iter()
        .map(|row| {
            let shown = whole.of(row);
            let scene = Scene::new(&shown, row);
            (shown, scene)
        })
        .collect();
    let tints = if chosen.is_empty() {
        let mut contacts = Contacts::new();
        for (pair, length) in scenes.iter().flat_map(|(_, scene)| &scene.contacts) {
            *contacts.entry(*pair).or_insert(0.0) += length;
        }
        tint::tints(structures.len(), &contacts)
    } else {
        tint::drawn(structures, plates)
    };
    for (row, (shown, scene)) in rows.iter().zip(&scenes) {
        let draw = |&at: &usize| draw::group(shown[at], scene, at, tints[shown[at].index]);
        let groups: Vec<String> = scene.order.par_iter().map(draw).collect();
        let drawn = body.draw(row);
        let text = svg::plate(&row.plate(), &groups, &drawn.group, &drawn.regions);
        let path = plates.join(format!("{}.svg", row.id()));
        write(&path, &text)?;
        println!(
            "{}: {} structures, {} paths, {} bytes, {} with brotli",
            path.display(),
            groups.len(),
            text.matches("<path").count(),
            text.len(),
            crate::sizes::brotli(text.as_bytes())?
        );
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    std::fs::write(path, text).with_context(|| format!("{}: cannot be written", path.display()))
}
