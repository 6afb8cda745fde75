//! The contact sheet: all plates in one picture.

use std::path::Path;

use anyhow::Context;
use resvg::tiny_skia::{Pixmap, PixmapPaint, Transform};

use super::{Shot, paint, styles};
use crate::plates::config::ViewRow;

/// The height of the rows and the gap between plates, in pixels.
const ROW_PX: u32 = 400;
const GAP_PX: u32 = 10;
/// The width of the sheet.
const WIDTH_PX: u32 = 1680;

/// Paints every plate at the depth that its row of plates.toml gives, row by row, and writes the picture.
///
/// # Errors
/// With the file that cannot be read or written.
pub(crate) fn write_sheet(views: &[ViewRow], plates: &Path, out: &Path) -> anyhow::Result<()> {
    let styles = styles()?;
    let mut pictures = Vec::new();
    for row in views {
        let path = plates.join(format!("{}.svg", row.id()));
        let svg =
            std::fs::read_to_string(&path).with_context(|| format!("{}: cannot be read", path.display()))?;
        let [_, _, _, height] = row.plate().crop;
        let shot = Shot {
            theme: "light".to_owned(),
            peel: row.peel,
            crop: None,
            px_per_mm: f64::from(ROW_PX) / height,
            hide: None,
            only: None,
        };
        pictures.push(paint(&svg, &styles, &shot)?);
    }
    let sheet = arranged(&pictures)?;
    let bytes = indexed(&sheet, 64)?;
    std::fs::write(out, bytes).with_context(|| format!("{}: cannot be written", out.display()))
}

fn arranged(pictures: &[Pixmap]) -> anyhow::Result<Pixmap> {
    let mut places = Vec::new();
    let (mut x, mut y) = (GAP_PX, GAP_PX);
    for picture in pictures {
        if x + picture.width() + GAP_PX > WIDTH_PX {
            (x, y) = (GAP_PX, y + ROW_PX + GAP_PX);
        }
        places.push((x, y));
        x += picture.width() + GAP_PX;
    }
    let mut sheet = Pixmap::new(WIDTH_PX, y + ROW_PX + GAP_PX).context("the sheet has no size")?;
    sheet.fill(resvg::tiny_skia::Color::WHITE);
    for (picture, (x, y)) in pictures.iter().zip(places) {
        let paint = PixmapPaint::default();
        sheet.draw_pixmap(x as i32, y as i32, picture.as_ref(), &paint, Transform::identity(), None);
    }
    Ok(sheet)
}

/// A PNG of few colours, 256 at most: the picture's commonest, cut to four bits a channel and numbered.
///
/// # Errors
/// What the packer says.
pub(crate) fn indexed(picture: &Pixmap, colours: usize) -> anyhow::Result<Vec<u8>> {
    let mut counts = std::collections::BTreeMap::<[u8; 3], (u32, [u32; 3])>::new();
    let colour = |p: &resvg::tiny_skia::PremultipliedColorU8| [p.red(), p.green(), p.blue()];
    let cell = |c: [u8; 3]| c.map(|v| v >> 4);
    for pixel in picture.pixels() {
        let c = colour(pixel);
        let (count, sum) = counts.entry(cell(c)).or_default();
        *count += 1;
        (0..3).for_each(|i| sum[i] += u32::from(c[i]));
    }
    let mut common: Vec<_> = counts.values().copied().collect();
    common.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    common.truncate(colours);
    let palette: Vec<[u8; 3]> =
        common.iter().map(|(count, sum)| sum.map(|s| (s / (*count).max(1)) as u8)).collect();
    let mut known = std::collections::BTreeMap::<[u8; 3], u8>::new();
    let mut indices = Vec::with_capacity(picture.pixels().len());
    for pixel in picture.pixels() {
        let c = colour(pixel);
        let index = *known.entry(c.map(|v| v >> 2)).or_insert_with(|| nearest(&palette, c));
        indices.push(index);
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, picture.width(), picture.height());
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    encoder.set_palette(palette.concat());
    let mut writer = encoder.write_header().context("the sheet cannot be packed")?;
    writer.write_image_data(&indices).context("the sheet cannot be packed")?;
    writer.finish().context("the sheet cannot be packed")?;
    Ok(bytes)
}

fn nearest(palette: &[[u8; 3]], c: [u8; 3]) -> u8 {
    let off = |p: &[u8; 3]| (0..3).map(|i| (i32::from(p[i]) - i32::from(c[i])).pow(2)).sum::<i32>();
    (0..palette.len()).min_by_key(|at| off(&palette[*at])).unwrap_or(0) as u8
}
