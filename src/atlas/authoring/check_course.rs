//! What must hold of the course's chapters and of the conditions: every muscle in one chapter, every id known.

use std::collections::{BTreeMap, BTreeSet};

use super::Sources;
use super::check_text;
use super::fault::{Fault, Step, Text};
use crate::atlas::{Citation, Condition};

use Step::{At, Key};

/// Every muscle of the roster stands in exactly one chapter, and every chapter has a name of its own.
pub(crate) fn chapters(sources: &Sources, text: &Text, faults: &mut Vec<Fault>) {
    let mut ids = BTreeSet::new();
    let mut taught: BTreeMap<&str, &str> = BTreeMap::new();
    for (at, chapter) in sources.course.chapters.iter().enumerate() {
        let path = |key| [Key("chapter"), At(at), Key(key)];
        if !is_kebab(&chapter.id) {
            let reason = format!("{:?} is no id", chapter.id);
            faults.push(text.fault(&path("id"), reason, "Use lower case letters, digits and hyphens"));
        } else if !ids.insert(&chapter.id) {
            let reason = format!("the id {} stands twice", chapter.id);
            faults.push(text.fault(&path("id"), reason, "Give each chapter its own id"));
        }
        for (key, is_empty) in
            [("title", chapter.title.trim().is_empty()), ("muscles", chapter.muscles.is_empty())]
        {
            if is_empty {
                faults.push(text.fault(&path(key), format!("{key} is empty"), "Write it"));
            }
        }
        for (number, id) in chapter.muscles.iter().enumerate() {
            let path = [Key("chapter"), At(at), Key("muscles"), At(number)];
            if !is_muscle(sources, id) {
                faults.push(text.fault(&path, format!("no muscle is called {id}"), FROM_ROSTER));
            } else if let Some(other) = taught.insert(id, &chapter.id) {
                let reason = format!("{id} stands in the chapter {other} already");
                faults.push(text.fault(&path, reason, "Keep it in one chapter, once"));
            }
        }
    }
    for row in sources.roster.iter().filter(|row| !taught.contains_key(row.id.as_str())) {
        let reason = format!("{} stands in no chapter", row.id);
        faults.push(text.fault(&[], reason, "Add it to the chapter in which it is taught"));
    }
}

/// A condition's muscles and sources are known, each muscle stands once, and nothing is left empty.
pub(crate) fn condition(
    sources: &Sources,
    id: &str,
    condition: &Condition,
    text: &Text,
    faults: &mut Vec<Fault>,
) {
    if !is_kebab(id) {
        let remedy = "Name the file in lower case letters, digits and hyphens";
        faults.push(text.fault(&[], format!("{id:?} is no id"), remedy));
    }
    check_text::fields(condition, text, faults);
    let mut seen = BTreeSet::new();
    for (at, examined) in condition.muscles.iter().enumerate() {
        let path = [Key("muscle"), At(at), Key("id")];
        if !is_muscle(sources, &examined.id) {
            faults.push(text.fault(&path, format!("no muscle is called {}", examined.id), FROM_ROSTER));
        } else if !seen.insert(&examined.id) {
            faults.push(text.fault(&path, format!("{} stands twice", examined.id), "Keep it once"));
        }
    }
    cited(sources, &condition.citations, text, faults);
}

/// Each term of the glossary has a name of its own, says what it means, and cites what is known.
pub(crate) fn terms(sources: &Sources, text: &Text, faults: &mut Vec<Fault>) {
    let mut seen = BTreeSet::new();
    for (at, term) in sources.course.terms.iter().enumerate() {
        let path = |key| [Key("term"), At(at), Key(key)];
        if !is_kebab(&term.id) || !seen.insert(&term.id) {
            let reason = format!("{:?} is no id, or stands twice", term.id);
            faults.push(text.fault(&path("id"), reason, "Use lower case letters, digits and hyphens, once"));
        }
        let empty = [("name", term.name.trim().is_empty()), ("meaning", term.meaning.trim().is_empty())];
        for (key, _) in empty.into_iter().filter(|(_, is_empty)| *is_empty) {
            faults.push(text.fault(&path(key), format!("{key} is empty"), "Write it"));
        }
        if term.citations.is_empty() {
            let reason = format!("nothing is cited for {}", term.id);
            faults.push(text.fault(&path("id"), reason, "Add a [[term.citation]]"));
        }
        cited_at(&[Key("term"), At(at)], sources, &term.citations, text, faults);
    }
}

/// Each group of skin regions has an id of its own and names at least two regions that are.
pub(crate) fn groups(sources: &Sources, text: &Text, faults: &mut Vec<Fault>) {
    let regions: BTreeSet<&str> = sources.regions.iter().map(|region| region.id.as_str()).collect();
    let mut seen = regions.clone();
    for (at, group) in sources.course.groups.iter().enumerate() {
        let path = |key| [Key("group"), At(at), Key(key)];
        if !is_kebab(&group.id) || !seen.insert(&group.id) {
            let reason = format!("{:?} is no id, or a region or group has it already", group.id);
            faults.push(text.fault(&path("id"), reason, "Give each group its own id"));
        }
        if group.name.trim().is_empty() {
            faults.push(text.fault(&path("name"), "name is empty", "Write it"));
        }
        if group.regions.len() < 2 {
            let reason = format!("the group {} has fewer than two regions", group.id);
            let remedy = "Add regions, or write its words into the region's `also`";
            faults.push(text.fault(&path("regions"), reason, remedy));
        }
        for (number, id) in group.regions.iter().enumerate() {
            let path = [Key("group"), At(at), Key("regions"), At(number)];
            if !regions.contains(id.as_str()) {
                let reason = format!("no skin region is called {id}");
                faults.push(text.fault(&path, reason, "Take an id of a region above"));
            } else if group.regions[..number].contains(id) {
                faults.push(text.fault(&path, format!("{id} stands twice"), "Keep it once"));
            }
        }
        for (number, _) in group.red_flags.iter().enumerate().filter(|(_, flag)| flag.trim().is_empty()) {
            let path = [Key("group"), At(at), Key("red_flags"), At(number)];
            faults.push(text.fault(&path, "a red flag is empty", "Write it, or take it out"));
        }
        if !group.red_flags.is_empty() && group.citations.is_empty() {
            let reason = format!("nothing is cited for the red flags of {}", group.id);
            faults.push(text.fault(&path("red_flags"), reason, "Add a [[group.citation]]"));
        }
        cited_at(&[Key("group"), At(at)], sources, &group.citations, text, faults);
    }
}

/// Every source that is cited is known.
pub(crate) fn cited(sources: &Sources, citations: &[Citation], text: &Text, faults: &mut Vec<Fault>) {
    cited_at(&[], sources, citations, text, faults);
}

fn cited_at(
    within: &[Step<'_>],
    sources: &Sources,
    citations: &[Citation],
    text: &Text,
    faults: &mut Vec<Fault>,
) {
    for (at, citation) in citations.iter().enumerate() {
        if !sources.references.iter().any(|reference| reference.id == citation.source) {
            let path = [within, &[Key("citation"), At(at), Key("source")]].concat();
            let reason = format!("no reference is called {}", citation.source);
            let remedy = "Take an id from assets/references.toml, or add the book there";
            faults.push(text.fault(&path, reason, remedy));
        }
    }
}

const FROM_ROSTER: &str = "Take an id from assets/roster.toml";

fn is_muscle(sources: &Sources, id: &str) -> bool {
    sources.roster.iter().any(|row| row.id == id)
}

/// Whether an id can stand in an address and a file's name.
fn is_kebab(id: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    id.split('-').all(is_part)
}
