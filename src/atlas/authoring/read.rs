//! Finding and reading the asset files.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::fault::{Fault, Text};
use super::{Attachments, Plate, Sources, WrittenMuscle};
use crate::atlas::{
    Chapter, Condition, Course, Group, MuscleFile, PlateView, Reference, Region, RosterRow, Structure, Term,
    Together,
};

const CHAPTERS: &str = "assets/course/chapters.toml";
const GLOSSARY: &str = "assets/glossary.toml";
const CONDITIONS: &str = "assets/conditions";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RosterFile {
    muscle: Vec<RosterRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SurfaceFile {
    region: Vec<Region>,
    #[serde(default)]
    together: Vec<Together>,
    group: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StructuresFile {
    structure: Vec<Structure>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReferencesFile {
    reference: Vec<Reference>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChaptersFile {
    chapter: Vec<Chapter>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GlossaryFile {
    term: Vec<Term>,
}

#[derive(Deserialize)]
struct PlatesFile {
    view: Vec<PlateView>,
}

/// The texts beside the fields, so that a check can name a line.
pub(crate) struct Texts {
    pub(crate) roster: Text,
    pub(crate) surface: Text,
    pub(crate) plates: Text,
    /// In the order of `Sources::muscles`.
    pub(crate) muscles: Vec<Text>,
    pub(crate) chapters: Text,
    pub(crate) glossary: Text,
    /// In the order of the conditions.
    pub(crate) conditions: Vec<Text>,
}

/// Reads the whole of assets/ below `root`, as far as it can be read.
///
/// # Errors
/// Every fault found on the way.
pub(crate) fn read(root: &Path) -> Result<(Sources, Texts), Vec<Fault>> {
    let mut faults = Vec::new();
    let roster = table::<RosterFile>(root, "assets/roster.toml", &mut faults);
    let surface = table::<SurfaceFile>(root, "assets/surface.toml", &mut faults);
    let structures = table::<StructuresFile>(root, "assets/structures.toml", &mut faults);
    let references = table::<ReferencesFile>(root, "assets/references.toml", &mut faults);
    let plates = table::<PlatesFile>(root, "assets/plates/plates.toml", &mut faults);
    let chapters = table::<ChaptersFile>(root, CHAPTERS, &mut faults);
    let glossary = table::<GlossaryFile>(root, GLOSSARY, &mut faults);
    let (Some(roster), Some(surface), Some(structures), Some(references), Some(plates)) =
        (roster, surface, structures, references, plates)
    else {
        return Err(faults);
    };
    let (Some(chapters), Some(glossary)) = (chapters, glossary) else { return Err(faults) };
    let mut sources = Sources {
        roster: roster.0.muscle,
        regions: surface.0.region,
        together: surface.0.together,
        structures: structures.0.structure,
        references: references.0.reference,
        views: plates.0.view,
        ..Sources::default()
    };
    let muscles = muscles(root, &mut sources, &mut faults);
    let (conditions, condition_texts) = conditions(root, &mut faults);
    let worded = sources.regions.iter().filter(|region| !region.also.is_empty());
    sources.course = Course {
        chapters: chapters.0.chapter,
        conditions,
        terms: glossary.0.term,
        groups: surface.0.group,
        everyday: worded.map(|region| (region.id.clone(), region.also.clone())).collect(),
    };
    for view in &sources.views {
        let file = format!("assets/plates/{}.svg", view.id);
        match drawn(root, &file, Plate::parse) {
            Ok(plate) => {
                let file = format!("assets/plates/{}.attachments.svg", view.id);
                match drawn(root, &file, Attachments::parse) {
                    Ok(attachments) => {
                        sources.attachments.insert(view.id.clone(), attachments);
                    }
                    Err(fault) => faults.push(fault),
                }
                sources.plates.insert(view.id.clone(), plate);
            }
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() {
        let (roster, surface, plates) = (roster.1, surface.1, plates.1);
        let (chapters, glossary, conditions) = (chapters.1, glossary.1, condition_texts);
        Ok((sources, Texts { roster, surface, plates, muscles, chapters, glossary, conditions }))
    } else {
        Err(faults)
    }
}

/// Reads a drawing.
fn drawn<T>(root: &Path, file: &str, take: impl FnOnce(&str) -> Result<T, String>) -> Result<T, Fault> {
    let svg = fs::read_to_string(root.join(file)).map_err(|error| error.to_string());
    svg.and_then(|svg| take(&svg)).map_err(|reason| Fault {
        file: file.to_owned(),
        line: 0,
        reason,
        remedy: "Draw the plates again with `cargo xtask plates --meshes DIR`".to_owned(),
    })
}

/// Reads assets/muscles/<region>/<id>.toml in the roster's order; a file that no row names is a fault.
fn muscles(root: &Path, sources: &mut Sources, faults: &mut Vec<Fault>) -> Vec<Text> {
    let mut texts = Vec::new();
    let mut known = Vec::new();
    for row in &sources.roster {
        let file = format!("assets/muscles/{}/{}.toml", row.region, row.id);
        known.push(file.clone());
        if !root.join(&file).exists() {
            continue;
        }
        if let Some((fields, text)) = table::<MuscleFile>(root, &file, faults) {
            sources.muscles.push(WrittenMuscle { row: row.clone(), file: fields });
            texts.push(text);
        }
    }
    for file in files_below(root, "assets/muscles") {
        if !known.contains(&file) {
            faults.push(Fault {
                file,
                line: 0,
                reason: "no row of assets/roster.toml has this id in this region".to_owned(),
                remedy: "Name the file after the muscle's id, in the folder of its region".to_owned(),
            });
        }
    }
    texts
}

/// Reads assets/conditions/<id>.toml.
fn conditions(root: &Path, faults: &mut Vec<Fault>) -> (BTreeMap<String, Condition>, Vec<Text>) {
    let (mut conditions, mut texts) = (BTreeMap::new(), BTreeMap::new());
    for file in files_below(root, CONDITIONS) {
        let id = file.rsplit('/').next().unwrap_or_default().trim_end_matches(".toml").to_owned();
        if let Some((fields, text)) = table::<Condition>(root, &file, faults) {
            conditions.insert(id.clone(), fields);
            texts.insert(id, text);
        }
    }
    (conditions, texts.into_values().collect())
}

fn table<T: serde::de::DeserializeOwned>(
    root: &Path,
    file: &str,
    faults: &mut Vec<Fault>,
) -> Option<(T, Text)> {
    let read = || {
        let text = fs::read_to_string(root.join(file)).map_err(|error| Fault {
            file: file.to_owned(),
            line: 0,
            reason: format!("cannot be read: {error}"),
            remedy: "Restore the file, for example with `git checkout`".to_owned(),
        })?;
        let text = Text::parse(file, &text)?;
        Ok((text.fields()?, text))
    };
    read().map_err(|fault| faults.push(fault)).ok()
}

fn files_below(root: &Path, folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(root.join(folder)) else { return found };
    for entry in entries.flatten() {
        let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            found.extend(files_below(root, &name));
        } else if name.ends_with(".toml") {
            found.push(name);
        }
    }
    found.sort();
    found
}
