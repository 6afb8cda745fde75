//! The plate builder: meshes in, SVG plates out.

mod approve;
mod attach;
mod chance;
mod check;
mod chords;
mod clip;
mod config;
mod draw;
mod ease;
mod facts;
mod fibre;
mod fit;
mod grid;
mod harmonic;
mod known;
mod labels;
mod mesh;
mod order;
mod outline;
mod path;
mod picture;
mod pieces;
mod print;
mod raster;
mod reference;
mod scene;
mod sheet;
mod skin;
mod smooth;
mod stack;
mod strokes;
mod svg;
mod sweep;
mod taken;
mod tendon;
mod thickness;
mod tint;
mod tone;
mod trace;

use std::borrow::Cow;
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
    #[arg(long, required_unless_present_any = ["sheet", "paint", "approve"])]
    meshes: Option<PathBuf>,
    /// Compare the drawn plates with the meshes instead of drawing
    #[arg(long)]
    check: bool,
    /// Draw or check these views alone, by id; the shades of neighbours stay as they are drawn now
    #[arg(long)]
    view: Vec<String>,
    /// Tell which bones each muscle's origin and insertion hold on to
    #[arg(long)]
    attachments: bool,
    /// Paint all plates into one picture, docs/pictures/plates.png
    #[arg(long)]
    sheet: bool,
    /// Take the plates as they are drawn now for the approved ones, with which the tests compare
    #[arg(long)]
    approve: bool,
    /// Paint the plate that --view names into this PNG
    #[arg(long, requires = "view")]
    paint: Option<PathBuf>,
    #[command(flatten)]
    look: Look,
}

/// How `--paint` shows a plate.
#[derive(ClapArgs)]
struct Look {
    /// light, dark or projector
    #[arg(long, default_value = "light")]
    theme: String,
    /// The depth to which the body is peeled
    #[arg(long, default_value_t = 0)]
    peel: u8,
    /// Left, top, width and height on the plate, with commas between
    #[arg(long, value_delimiter = ',', allow_hyphen_values = true)]
    crop: Vec<f64>,
    /// Pixels a millimetre
    #[arg(long, default_value_t = 0.6)]
    px_per_mm: f64,
    /// A part of the body to hide: head, trunk, arm or leg
    #[arg(long)]
    hide: Option<String>,
}

/// Draws or checks every plate that assets/plates/plates.toml names.
///
/// # Errors
/// In one sentence with the place and the remedy.
pub(crate) fn run(args: Args) -> anyhow::Result<()> {
    let assets = crate::project::root().join("assets");
    let plates = assets.join("plates");
    let config = Config::load(&plates.join("plates.toml"))?;
    if args.sheet {
        let out = crate::project::root().join("docs/pictures/plates.png");
        return picture::write_sheet(&config.view, &plates, &out);
    }
    if args.approve {
        return approve::approve(&config.view, &plates);
    }
    if let Some(out) = &args.paint {
        let Look { theme, peel, crop, px_per_mm, hide } = args.look;
        let shot = picture::Shot { theme, peel, crop: crop.try_into().ok(), px_per_mm, hide, only: None };
        let id = args.view.first().map_or("", String::as_str);
        return picture::to_file(&plates.join(format!("{id}.svg")), &shot, out);
    }
    let meshes = args.meshes.context("--meshes DIR is missing: the folder of meshes")?;
    let structures = reference::load(&meshes, &assets, &config)?;
    let thickness_mm: Vec<f64> = structures.par_iter().map(|s| thickness::median_mm(&s.mesh)).collect();
    if args.attachments {
        let whole = Whole::new(&structures, &thickness_mm, &config);
        print!("{}", attach::report(&whole.authored(), &config));
        return Ok(());
    }
    if args.check {
        return check::check(&Whole::new(&structures, &thickness_mm, &config), &config, &plates, &args.view);
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
    let rows: Vec<&ViewRow> = config.chosen(chosen).collect();
    let shown: Vec<Vec<Cow<Known>>> = rows.iter().map(|row| whole.of(row)).collect();
    let scenes: Vec<(Vec<&Known>, Scene)> = rows
        .iter()
        .zip(&shown)
        .map(|(row, shown)| {
            let shown: Vec<&Known> = shown.iter().map(Cow::as_ref).collect();
            let scene = Scene::new(&shown, row, config);
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
        let draw = |&at: &usize| {
            let tint = |at: usize| tints[shown[at].index];
            let mut groups = draw::group(shown[at], scene, at, tint(at));
            for piece in scene.pieces.iter().filter(|piece| piece.over == at) {
                groups.push_str(&draw::piece(piece, shown, scene, tint(piece.front)));
            }
            groups
        };
        let mut groups: Vec<String> = scene.order.par_iter().map(draw).collect();
        let drawn = body.draw(row);
        groups.iter_mut().for_each(|group| add_ear(group, &drawn.ear));
        let text = svg::plate(&row.plate(), &groups, &drawn.group, &drawn.regions);
        let path = plates.join(format!("{}.svg", row.id()));
        write(&path, &text)?;
        let attachments = attach::text(shown, row, config);
        write(&plates.join(format!("{}.attachments.svg", row.id())), &attachments)?;
        println!(
            "{}: {} structures, {} pieces, {} paths, {} bytes, {} with brotli; attachments {} with brotli",
            path.display(),
            groups.len(),
            scene.pieces.len(),
            text.matches("<path").count(),
            text.len(),
            crate::sizes::brotli(text.as_bytes())?,
            crate::sizes::brotli(attachments.as_bytes())?
        );
    }
    Ok(())
}

/// Puts what the skin draws on the ears into their own group.
fn add_ear(group: &mut String, lines: &str) {
    if group.starts_with(&format!("<g data-structure=\"{}\"", skin::EARS))
        && let Some(end) = group.find("</g>")
    {
        group.insert_str(end, lines);
    }
}

fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    std::fs::write(path, text).with_context(|| format!("{}: cannot be written", path.display()))
}
