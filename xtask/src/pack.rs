//! Packing: assets/ in, the files that the app fetches out, in the folder that trunk copies into dist/.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use palpate::atlas::PlateView;

use crate::{assets, project};

/// Where trunk finds the packed files (see www/index.html); outside the folders that it watches.
pub(crate) const STAGE: &str = "target/site";

/// Runs the command.
pub(crate) fn run() -> Result<()> {
    let root = project::root();
    let sources = assets::load(&root)?;
    let stage = root.join(STAGE);
    write(&stage.join("data/atlas.bin"), &sources.atlas().to_bytes())?;
    write(&stage.join("data/texts.bin"), &sources.texts().to_bytes())?;
    fs::create_dir_all(stage.join("plates")).context("the folder for plates cannot be written")?;
    let drawn = |view: &PlateView| [format!("{}.svg", view.id), format!("{}.attachments.svg", view.id)];
    for name in sources.views.iter().flat_map(drawn) {
        let plate = root.join("assets/plates").join(&name);
        write(
            &stage.join("plates").join(&name),
            &fs::read(&plate).with_context(|| format!("{} cannot be read", plate.display()))?,
        )?;
    }
    let points: usize = sources.muscles.iter().map(|muscle| muscle.file.points.len()).sum();
    eprintln!(
        "Packed {} muscles, {points} trigger points, {} skin regions, {} plates.",
        sources.muscles.len(),
        sources.regions.len(),
        sources.views.len()
    );
    Ok(())
}

/// Writes a file and the folders above it, only where it changes, so that nothing is rebuilt for nothing.
fn write(file: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(file).is_ok_and(|known| known == bytes) {
        return Ok(());
    }
    let written = file.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(file, bytes));
    written.with_context(|| format!("{} cannot be written", file.display()))
}
