//! How large a release is: raw, and as a web host sends it.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;

/// A file of a release, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Size {
    /// The file, from dist/.
    pub(crate) file: String,
    /// As it lies on the disk.
    pub(crate) raw: usize,
    /// By gzip at its best.
    pub(crate) gzip: usize,
    /// By brotli at its best.
    pub(crate) brotli: usize,
}

/// The sizes of all files below a folder, in the order of their names.
///
/// # Errors
/// Where a file cannot be read.
pub(crate) fn below(folder: &Path) -> Result<Vec<Size>> {
    let mut sizes = Vec::new();
    walk(folder, "", &mut sizes)?;
    sizes.sort_by(|a, b| a.file.cmp(&b.file));
    Ok(sizes)
}

/// Sizes added up, under a name of their own.
pub(crate) fn total<'a>(name: &str, sizes: impl IntoIterator<Item = &'a Size>) -> Size {
    let start = Size { file: name.to_owned(), raw: 0, gzip: 0, brotli: 0 };
    sizes.into_iter().fold(start, |sum, size| Size {
        raw: sum.raw + size.raw,
        gzip: sum.gzip + size.gzip,
        brotli: sum.brotli + size.brotli,
        ..sum
    })
}

fn walk(folder: &Path, prefix: &str, sizes: &mut Vec<Size>) -> Result<()> {
    for entry in
        fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?.flatten()
    {
        let file = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            walk(&entry.path(), &format!("{file}/"), sizes)?;
        } else {
            let bytes = fs::read(entry.path()).with_context(|| format!("{file} cannot be read"))?;
            sizes.push(Size { file, raw: bytes.len(), gzip: gzip(&bytes)?, brotli: brotli(&bytes)? });
        }
    }
    Ok(())
}

fn gzip(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

pub(crate) fn brotli(bytes: &[u8]) -> Result<usize> {
    let mut packed = Vec::new();
    let best = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &best)?;
    Ok(packed.len())
}
