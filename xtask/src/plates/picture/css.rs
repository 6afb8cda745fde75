//! As much of CSS as the plates' style sheets use: rules of type, class and attribute selectors, custom properties.

use std::collections::BTreeMap;

/// A style sheet for one theme.
#[derive(Default)]
pub(crate) struct Sheet {
    rules: Vec<Rule>,
}

struct Rule {
    /// From the outermost element to the one meant; descendants all.
    selector: Vec<Compound>,
    declarations: Vec<(String, String)>,
}

/// What one element must be: its simple selectors.
type Compound = Vec<Simple>;

#[derive(Debug, PartialEq)]
enum Simple {
    Type(String),
    Class(String),
    Attribute(String, Option<String>),
    Root,
    Any,
}

/// An element as selectors see it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Element {
    /// Its name; `:root` is an element without one.
    pub name: String,
    /// Its attributes.
    pub attributes: BTreeMap<String, String>,
}

impl Element {
    /// The root of a page in a theme.
    pub(crate) fn root(theme: &str) -> Self {
        let attributes = BTreeMap::from([("data-theme".to_owned(), theme.to_owned())]);
        Self { name: String::new(), attributes }
    }

    fn is(&self, compound: &Compound) -> bool {
        compound.iter().all(|simple| match simple {
            Simple::Type(name) => self.name == *name,
            Simple::Class(class) => {
                self.attributes.get("class").is_some_and(|known| known.split(' ').any(|one| one == class))
            }
            Simple::Attribute(name, value) => {
                self.attributes.get(name).is_some_and(|known| value.as_ref().is_none_or(|v| v == known))
            }
            Simple::Root => self.name.is_empty(),
            Simple::Any => true,
        })
    }
}

/// The declarations that hold for an element, custom properties of its ancestors among them.
pub(crate) type Style = BTreeMap<String, String>;

impl Sheet {
    /// Adds the rules of a text. What stands in a block of its own (`@media`) and selectors of other kinds are passed over.
    pub(crate) fn add(&mut self, text: &str) {
        let mut rest = without_comments(text);
        while let Some(open) = rest.find('{') {
            let head = rest[..open].trim().to_owned();
            let close = matching(&rest, open);
            let body = rest[open + 1..close].to_owned();
            rest = rest.get(close + 1..).unwrap_or_default().to_owned();
            if head.starts_with('@') {
                continue;
            }
            let declarations: Vec<(String, String)> = body
                .split(';')
                .filter_map(|line| line.split_once(':'))
                .map(|(name, value)| {
                    (name.trim().to_owned(), value.replace("!important", "").trim().to_owned())
                })
                .collect();
            for selector in head.split(',').filter_map(selector) {
                self.rules.push(Rule { selector, declarations: declarations.clone() });
            }
        }
    }

    /// The style of an element below `ancestors`, the outermost first; `inherited` is its parent's.
    pub(crate) fn style(&self, ancestors: &[Element], element: &Element, inherited: &Style) -> Style {
        let mut matching: Vec<(usize, usize)> = self
            .rules
            .iter()
            .enumerate()
            .filter(|(_, rule)| matches(&rule.selector, ancestors, element))
            .map(|(at, rule)| (weight(&rule.selector), at))
            .collect();
        matching.sort_unstable();
        let mut style: Style = inherited
            .iter()
            .filter(|(name, _)| name.starts_with("--"))
            .map(|(n, v)| (n.clone(), v.clone()))
            .collect();
        for (_, at) in matching {
            style.extend(self.rules[at].declarations.iter().cloned());
        }
        style
    }
}

/// A value with its custom properties put in.
pub(crate) fn resolved(style: &Style, value: &str) -> String {
    let mut value = value.to_owned();
    for _ in 0..8 {
        let Some(start) = value.find("var(") else { break };
        let close = value[start..].find(')').map_or(value.len(), |at| start + at);
        let inner = value[start + 4..close].to_owned();
        let (name, fallback) = inner.split_once(',').unwrap_or((&inner, ""));
        let put = style.get(name.trim()).cloned().unwrap_or_else(|| fallback.trim().to_owned());
        value.replace_range(start..(close + 1).min(value.len()), &put);
    }
    value
}

fn without_comments(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out + rest
}

/// The place of the brace that closes the one at `open`.
fn matching(text: &str, open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, letter) in text[open..].char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 1 => return open + at,
            '}' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// `None` for a kind of selector that no plate needs.
fn selector(text: &str) -> Option<Vec<Compound>> {
    text.replace('>', " ").split_whitespace().map(compound).collect()
}

fn compound(text: &str) -> Option<Compound> {
    let mut out = Compound::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let name = |text: &str| text.find(['.', '[', ':']).unwrap_or(text.len());
        match first {
            '.' => {
                let end = name(&rest[1..]) + 1;
                out.push(Simple::Class(rest[1..end].to_owned()));
                rest = &rest[end..];
            }
            '[' => {
                let end = rest.find(']')?;
                let (key, value) =
                    rest[1..end].split_once('=').map_or((&rest[1..end], None), |(k, v)| (k, Some(v)));
                out.push(Simple::Attribute(key.to_owned(), value.map(|v| v.trim_matches('"').to_owned())));
                rest = &rest[end + 1..];
            }
            ':' => {
                rest = rest.strip_prefix(":root")?;
                out.push(Simple::Root);
            }
            '*' => {
                out.push(Simple::Any);
                rest = &rest[1..];
            }
            _ => {
                let end = name(rest);
                out.push(Simple::Type(rest[..end].to_owned()));
                rest = &rest[end..];
            }
        }
    }
    Some(out)
}

fn weight(selector: &[Compound]) -> usize {
    selector.iter().flatten().map(|simple| if matches!(simple, Simple::Type(_)) { 1 } else { 100 }).sum()
}

fn matches(selector: &[Compound], ancestors: &[Element], element: &Element) -> bool {
    let Some((own, outer)) = selector.split_last() else { return false };
    if !element.is(own) {
        return false;
    }
    let mut left = outer;
    for ancestor in ancestors.iter().rev() {
        if let Some((last, before)) = left.split_last()
            && ancestor.is(last)
        {
            left = before;
        }
    }
    left.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, theme: &str, class: &str, property: &str, expected: &str) {
        let mut sheet = Sheet::default();
        sheet.add(text);
        let root = Element::root(theme);
        let path = Element {
            name: "path".to_owned(),
            attributes: BTreeMap::from([("class".to_owned(), class.to_owned())]),
        };
        let style = sheet.style(std::slice::from_ref(&root), &path, &sheet.style(&[], &root, &Style::new()));
        let value = style.get(property).map(|value| resolved(&style, value)).unwrap_or_default();
        assert_eq!(value, expected, "{text} for {class} in {theme}");
    }

    #[test]
    fn the_closer_selector_wins_and_themes_change_properties() {
        let text = ":root { --ink: black; } :root[data-theme=\"dark\"] { --ink: white; }
                    .a.b { fill: red; } .a { fill: var(--ink); } @media print { .a { fill: blue; } }";
        check(text, "light", "a", "fill", "black");
        check(text, "dark", "a", "fill", "white");
        check(text, "light", "a b", "fill", "red");
        check("/* .a { fill: blue; } */ .a > .b { fill: red; }", "light", "b", "fill", "");
        check(".a { fill: var(--none, green); }", "light", "a", "fill", "green");
    }
}
