//! The plate builder: meshes in, SVG plates out.

use std::path::PathBuf;

use clap::Args as ClapArgs;

/// The arguments of `cargo xtask plates`.
#[derive(ClapArgs)]
pub(crate) struct Args {
    /// A folder of BodyPoints3D meshes (OBJ), with structures.csv beside it or in it
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
