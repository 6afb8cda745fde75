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

/// Every source that is cited is known.
pub(crate) fn cited(sources: &Sources, citations: &[Citation], text: &Text, faults: &mut Vec<Fault>) {
    for (at, citation) in citations.iter().enumerate() {
        if !sources.references.iter().any(|reference| reference.id == citation.source) {
            let path = [Key("citation"), At(at), Key("source")];
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
