//! Plates as pictures: the SVG with the app's own style sheets, painted without a browser.

pub(crate) mod css;
mod sheet;
#[cfg(test)]
mod tests;

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, bail};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use css::{Element, Sheet, Style, resolved};

pub(crate) use sheet::{indexed, write_sheet};

/// The style sheets that colour a plate, under www/styles.
const STYLES: [&str; 2] = ["plate.css", "skin.css"];

/// What is painted of a plate, and how.
#[derive(Debug, Clone)]
pub(crate) struct Shot {
    /// The theme of the page: light, dark or projector.
    pub theme: String,
    /// The depth to which the body is peeled, 0 to 5.
    pub peel: u8,
    /// Left, top, width and height on the plate; `None` for the plate's own frame.
    pub crop: Option<[f64; 4]>,
    /// Pixels a millimetre.
    pub px_per_mm: f64,
    /// The part of the body that is hidden.
    pub hide: Option<String>,
    /// Only this structure.
    pub only: Option<String>,
}

/// The style sheets of the app.
///
/// # Errors
/// With the file that cannot be read.
pub(crate) fn styles() -> anyhow::Result<Sheet> {
    let mut sheet = Sheet::default();
    for name in STYLES {
        let path = crate::project::root().join("www/styles").join(name);
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("{}: cannot be read; restore it with `git checkout`", path.display()))?;
        sheet.add(&text);
    }
    Ok(sheet)
}

/// Paints a plate's SVG.
///
/// # Errors
/// In words, if the text is no plate or the picture has no size.
pub(crate) fn paint(svg: &str, sheet: &Sheet, shot: &Shot) -> anyhow::Result<Pixmap> {
    let plain = plain(svg, sheet, shot)?;
    let tree = Tree::from_str(&plain, &Options::default()).context("the plate cannot be painted")?;
    let size = tree.size();
    let (width, height) = (size.width().ceil() as u32, size.height().ceil() as u32);
    let mut picture = Pixmap::new(width, height).context("a picture needs a width and a height")?;
    resvg::render(&tree, Transform::identity(), &mut picture.as_mut());
    Ok(picture)
}

/// Paints one plate into a file.
///
/// # Errors
/// With the file that cannot be read or written.
pub(crate) fn to_file(plate: &Path, shot: &Shot, out: &Path) -> anyhow::Result<()> {
    let svg =
        std::fs::read_to_string(plate).with_context(|| format!("{}: cannot be read", plate.display()))?;
    let picture = paint(&svg, &styles()?, shot)?;
    picture.save_png(out).with_context(|| format!("{}: cannot be written", out.display()))
}

/// The same drawing with its colours written on every path, both sides of the body, without what is peeled off.
fn plain(svg: &str, sheet: &Sheet, shot: &Shot) -> anyhow::Result<String> {
    let document = roxmltree::Document::parse(svg).context("the plate is not valid SVG")?;
    let svg = document.root_element();
    let frame = match shot.crop {
        Some(crop) => crop,
        None => {
            let numbers: Vec<f64> = svg
                .attribute("viewBox")
                .unwrap_or_default()
                .split([' ', ','])
                .filter_map(|number| number.parse().ok())
                .collect();
            match numbers.try_into() {
                Ok(frame) => frame,
                Err(_) => bail!("the plate has no viewBox of four numbers"),
            }
        }
    };
    let [left, top, width, height] = frame;
    let page = Element::root(&shot.theme);
    let root = sheet.style(&[], &page, &Style::new());
    let mut painter = Painter { sheet, shot, out: String::new(), ancestors: vec![page] };
    let _ = write!(
        painter.out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{left} {top} {width} {height}\" width=\"{}\" height=\"{}\">\
         <rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" fill=\"{}\"/>",
        width * shot.px_per_mm,
        height * shot.px_per_mm,
        resolved(&root, "var(--plate-paper)")
    );
    let mirrors = svg.attribute("data-symmetric") == Some("yes");
    for node in svg.children().filter(roxmltree::Node::is_element) {
        if !painter.shows(node) {
            continue;
        }
        painter.draw(node, &root);
        if mirrors && node.attribute("data-side") == Some("right") {
            painter.out.push_str("<g transform=\"scale(-1 1)\">");
            painter.draw(node, &root);
            painter.out.push_str("</g>");
        }
    }
    painter.out.push_str("</svg>");
    Ok(painter.out)
}

struct Painter<'a> {
    sheet: &'a Sheet,
    shot: &'a Shot,
    out: String,
    ancestors: Vec<Element>,
}

/// What a path takes over from its style.
const PAINT: [&str; 9] = [
    "fill",
    "fill-rule",
    "fill-opacity",
    "stroke",
    "stroke-opacity",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-dasharray",
    "opacity",
];

impl Painter<'_> {
    fn shows(&self, node: roxmltree::Node<'_, '_>) -> bool {
        let depth = node.attribute("data-depth").and_then(|depth| depth.parse::<u8>().ok());
        let is_hidden = self.shot.hide.is_some() && node.attribute("data-part") == self.shot.hide.as_deref();
        let is_other =
            self.shot.only.is_some() && node.attribute("data-structure") != self.shot.only.as_deref();
        // Under the whole skin nothing is seen, so nothing is painted: the app does the same.
        let is_under = self.shot.peel == 0 && self.shot.only.is_none() && depth != Some(0);
        depth.is_some_and(|depth| depth >= self.shot.peel) && !is_hidden && !is_other && !is_under
    }

    fn draw(&mut self, node: roxmltree::Node<'_, '_>, inherited: &Style) {
        let element = Element {
            name: node.tag_name().name().to_owned(),
            attributes: node.attributes().map(|a| (a.name().to_owned(), a.value().to_owned())).collect(),
        };
        let style = self.sheet.style(&self.ancestors, &element, inherited);
        let transform =
            node.attribute("transform").map_or(String::new(), |value| format!(" transform=\"{value}\""));
        match (element.name.as_str(), node.attribute("d")) {
            ("path", Some(data)) if style.get("display").is_none_or(|value| value != "none") => {
                self.out.push_str("<path");
                for name in PAINT {
                    if let Some(value) = style.get(name) {
                        let _ = write!(self.out, " {name}=\"{}\"", resolved(&style, value));
                    }
                }
                if let Some(width) = style.get("stroke-width") {
                    let width = resolved(&style, width);
                    let number: f64 = width.trim_end_matches("px").parse().unwrap_or(1.0);
                    let is_hair =
                        style.get("vector-effect").is_some_and(|value| value == "non-scaling-stroke");
                    let width = if is_hair { number / self.shot.px_per_mm } else { number };
                    let _ = write!(self.out, " stroke-width=\"{width:.4}\"");
                }
                let _ = write!(self.out, " d=\"{data}\"{transform}/>");
            }
            ("g", _) => {
                let _ = write!(self.out, "<g{transform}>");
                self.ancestors.push(element);
                for child in node.children().filter(roxmltree::Node::is_element) {
                    self.draw(child, &style);
                }
                self.ancestors.pop();
                self.out.push_str("</g>");
            }
            _ => {}
        }
    }
}
