//! The ink between two structures is seen on either side, in every theme.

use super::css::{Element, Style, resolved};
use super::styles;

const THEMES: [&str; 3] = ["light", "dark", "projector"];
const LEAST: f64 = 3.0;

fn channels(colour: &str) -> [f64; 3] {
    let hex = colour.strip_prefix('#').unwrap_or_else(|| panic!("{colour} is no colour of six digits"));
    [0, 2, 4].map(|at| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).expect("two digits")) / 255.0)
}

/// Relative luminance (WCAG 2.2).
fn luminance(rgb: [f64; 3]) -> f64 {
    let linear = rgb.map(|c| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The contrast of a structure's outline with the fill of one of its paths.
fn border(theme: &str, kind: &str, slug: &str, tint: &str, filled: &str) -> f64 {
    let sheet = styles().expect("the style sheets");
    let page = Element::root(theme);
    let root = sheet.style(&[], &page, &Style::new());
    let element = |name: &str, attributes: &[(&str, &str)]| Element {
        name: name.to_owned(),
        attributes: attributes.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect(),
    };
    let class = format!("structure {kind}");
    let group = element("g", &[("class", &class), ("data-structure", slug), ("data-tint", tint)]);
    let of_group = sheet.style(std::slice::from_ref(&page), &group, &root);
    let style =
        sheet.style(&[page.clone(), group.clone()], &element("path", &[("class", "outline")]), &of_group);
    let value = |name: &str| style.get(name).map(|value| resolved(&style, value));
    let ground = sheet.style(&[page, group], &element("path", &[("class", filled)]), &of_group);
    let fill = ground.get("fill").map(|value| resolved(&ground, value)).expect("a fill");
    let ink = value("stroke").expect("a line");
    let opacity: f64 = value("stroke-opacity").map_or(1.0, |value| value.parse().expect("a number"));
    let (fill, ink) = (channels(&fill), channels(&ink));
    let mixed = [0, 1, 2].map(|i| ink[i] * opacity + fill[i] * (1.0 - opacity));
    contrast(mixed, fill)
}

#[test]
fn the_ink_keeps_its_contrast_against_every_fill() {
    let structures = [
        ("muscle", "deltoid"),
        ("bone", "femur"),
        ("cartilage", "thyroid-cartilage"),
        ("connective", "linea-alba"),
        ("surface", "ear"),
        ("surface", "eyeball"),
        ("surface", "labial-part-of-mouth-nsn"),
        ("surface", "skin"),
    ];
    for theme in THEMES {
        for (kind, slug) in structures {
            for tint in ["0", "1", "2", "3"] {
                for filled in ["outline", "tendon"] {
                    let found = border(theme, kind, slug, tint, filled);
                    assert!(
                        found >= LEAST,
                        "{theme}: the ink on the {filled} of {kind} ({slug}, tint {tint}) has {found:.2}:1"
                    );
                }
            }
        }
    }
}

#[test]
fn a_dark_system_shows_the_dark_theme() {
    for name in super::STYLES {
        let text = std::fs::read_to_string(crate::project::root().join("www/styles").join(name))
            .expect("a style sheet");
        let block = |start: &str| {
            let rest = &text[text.find(start).expect("a block of this theme") + start.len()..];
            let open = rest.find('{').expect("an open brace");
            let body = &rest[open + 1..open + rest[open..].find('}').expect("a closed brace")];
            body.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        assert_eq!(
            block("\n:root[data-theme=\"dark\"]"),
            block("\n  :root:not([data-theme=\"light\"])"),
            "{name}"
        );
    }
}
