//! The plate builder: meshes in, SVG plates out.

#![allow(dead_code)]

mod grid;
mod labels;
mod mesh;
mod path;
mod raster;
mod trace;

use std::path::PathBuf;

use clap::Args as ClapArgs;

/// The arguments of `cargo xtask plates`.
#[derive(ClapArgs)]
pub(crate) struct Args {
    /// A folder of BodyParts3D meshes (OBJ), with structures.csv in it or beside it
    #[arg(long)]
    meshes: PathBuf,
    /// Compare the drawn plates with the meshes instead of drawing
    #[arg(long)]
    check: bool,
}

/// Runs the command.
pub(crate) fn run(args: Args) -> anyhow::Result<()> {
    let _ = (args.meshes, args.check);
    Ok(())
}
