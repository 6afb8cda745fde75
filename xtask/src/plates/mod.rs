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

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args as ClapArgs;
use rayon::prelude::*;

use config::Config;
use draw::Known;
use reference::{Kind, Structure};
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
    if args.check {
        return check::check(&structures, &config, &plates);
    }
    let thickness_mm: Vec<f64> = structures.par_iter().map(|s| thickness::median_mm(&s.mesh)).collect();
    write(&assets.join("structures.toml"), &facts::text(&structures, &thickness_mm))?;
    draw(&structures, &thickness_mm, &config, &plates)
}

fn draw(
    structures: &[Structure],
    thickness_mm: &[f64],
    config: &Config,
    plates: &Path,
) -> anyhow::Result<()> {
    let body = skin::Body::new(structures, &plates.join(".."))?;
    let scenes: Vec<Scene> = config.view.iter().map(|view| Scene::new(structures, view.view())).collect();
    let mut contacts = BTreeMap::new();
    for scene in &scenes {
        for (pair, length) in &scene.contacts {
            *contacts.entry(*pair).or_insert(0.0) += length;
        }
    }
    let tints = tint::tints(structures.len(), &contacts);
    let known: Vec<Known> = structures
        .par_iter()
        .zip(tints)
        .zip(thickness_mm)
        .map(|((structure, tint), &thickness_mm)| {
            let hint = config.fibres.get(&structure.slug).cloned().unwrap_or_default();
            let field = (structure.kind == Kind::Muscle)
                .then(|| fibre::field(&structure.mesh, &hint, &thickness::samples(&structure.mesh, 500)));
            Known { structure, field, hint, thickness_mm, tint }
        })
        .collect();
    for (view, scene) in config.view.iter().zip(&scenes) {
        let groups: Vec<String> =
            scene.order.par_iter().map(|&index| draw::group(&known[index], scene, index)).collect();
        let drawn = body.draw(scene.view, &view.id);
        let text = svg::plate(view, &groups, &drawn.group, &drawn.regions);
        let path = plates.join(format!("{}.svg", view.id));
        write(&path, &text)?;
        println!(
            "{}: {} bytes, {} with brotli",
            path.display(),
            text.len(),
            crate::sizes::brotli(text.as_bytes())?
        );
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    std::fs::write(path, text).with_context(|| format!("{}: cannot be written", path.display()))
}
