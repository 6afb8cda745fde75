//! What must hold between the asset files: every id exists, every point lies in its muscle, every region is drawn.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::fault::{Fault, Step, Text};
use super::read::{self, Texts};
use super::{Sources, WrittenMuscle};
use super::{check_course, check_place, check_text};
use crate::atlas::{JOINTS, MOVEMENTS, Patch, TriggerPoint, Vouches};

use Step::{At, Key};

impl Sources {
    /// Reads and checks all of assets/ below the project's root.
    ///
    /// # Errors
    /// Every fault found, each with file, line, reason and remedy.
    pub fn load(root: &Path) -> Result<Self, Vec<Fault>> {
        let (sources, texts) = read::read(root)?;
        let mut faults = Vec::new();
        rows(&sources, &texts, &mut faults);
        for (muscle, text) in sources.muscles.iter().zip(&texts.muscles) {
            let check = MuscleCheck { sources: &sources, muscle, text };
            check.run(&mut faults);
            check_text::fields(&muscle.file, text, &mut faults);
            check_text::instructions(muscle, text, &mut faults);
        }
        mutual(&sources, &texts, &mut faults);
        check_course::chapters(&sources, &texts.chapters, &mut faults);
        for ((id, condition), text) in sources.course.conditions.iter().zip(&texts.conditions) {
            check_course::condition(&sources, id, condition, text, &mut faults);
        }
        check_course::terms(&sources, &texts.glossary, &mut faults);
        check_course::groups(&sources, &texts.surface, &mut faults);
        check_text::repeats(&sources, &texts, &mut faults);
        if faults.is_empty() { Ok(sources) } else { Err(faults) }
    }
}

/// Ids are unique, rows point to drawn structures, regions have paths and capsules, paths have regions.
fn rows(sources: &Sources, texts: &Texts, faults: &mut Vec<Fault>) {
    let slugs: BTreeSet<&str> = sources.structures.iter().map(|structure| structure.slug.as_str()).collect();
    let mut seen = BTreeSet::new();
    for (at, row) in sources.roster.iter().enumerate() {
        if !seen.insert(&row.id) {
            let path = [Key("muscle"), At(at), Key("id")];
            faults.push(texts.roster.fault(
                &path,
                format!("the id {} stands twice", row.id),
                "Give each muscle its own id",
            ));
        }
        if !sources.muscles.iter().any(|muscle| muscle.row.id == row.id) {
            let path = [Key("muscle"), At(at), Key("id")];
            let remedy = format!("Write assets/muscles/{}/{}.toml", row.region, row.id);
            faults.push(texts.roster.fault(&path, format!("{} has no file", row.id), remedy));
        }
        for (number, slug) in row.structures.iter().enumerate() {
            if !slugs.contains(slug.as_str()) {
                let path = [Key("muscle"), At(at), Key("structures"), At(number)];
                let reason = format!("no structure is called {slug}");
                faults.push(texts.roster.fault(&path, reason, "Take a slug from assets/structures.toml"));
            }
        }
    }
    let mut seen = BTreeSet::new();
    for (at, region) in sources.regions.iter().enumerate() {
        let path = [Key("region"), At(at), Key("id")];
        if !seen.insert(region.id.as_str()) {
            faults.push(texts.surface.fault(
                &path,
                format!("the id {} stands twice", region.id),
                "Give each region its own id",
            ));
        }
        if region.capsules.is_empty() {
            faults.push(texts.surface.fault(
                &path,
                format!("{} has no capsules", region.id),
                "Give it at least one",
            ));
        } else if !sources.plates.values().any(|plate| plate.shows(&region.id)) {
            faults.push(texts.surface.fault(
                &path,
                format!("the skin region {} is drawn on no plate", region.id),
                "Move its capsules to the skin, draw the plates again, or add a view that shows it",
            ));
        }
    }
    for (at, group) in sources.together.iter().enumerate() {
        let path = [Key("together"), At(at), Key("regions")];
        if group.regions.len() < 2 {
            let reason = format!("the group {} has fewer than two regions", group.name);
            faults.push(texts.surface.fault(&path, reason, "Name two or more, or take it out"));
        }
        for (number, region) in group.regions.iter().enumerate() {
            let path = [Key("together"), At(at), Key("regions"), At(number)];
            if !seen.contains(region.as_str()) {
                let reason = format!("no skin region is called {region}");
                faults.push(texts.surface.fault(&path, reason, "Take an id from this file"));
            } else if group.regions[..number].contains(region) {
                faults.push(texts.surface.fault(
                    &path,
                    format!("{region} stands twice in it"),
                    "Take one out",
                ));
            }
        }
    }
    for (id, plate) in &sources.plates {
        for region in
            plate.regions.iter().map(|(region, _)| region).filter(|region| !seen.contains(region.as_str()))
        {
            let at = sources.views.iter().position(|view| view.id == *id).unwrap_or_default();
            let reason =
                format!("{id}.svg draws the region {region}, which assets/surface.toml does not have");
            let remedy = "Draw the plates again with `cargo xtask plates --meshes DIR`";
            faults.push(texts.plates.fault(&[Key("view"), At(at), Key("id")], reason, remedy));
        }
    }
}

struct MuscleCheck<'a> {
    sources: &'a Sources,
    muscle: &'a WrittenMuscle,
    text: &'a Text,
}

impl MuscleCheck<'_> {
    fn run(&self, faults: &mut Vec<Fault>) {
        let file = &self.muscle.file;
        for (key, ids) in self.neighbours() {
            for (at, id) in ids.iter().enumerate() {
                let path = [Key(key), At(at)];
                if *id == self.muscle.row.id {
                    faults.push(self.text.fault(&path, format!("{id} names itself"), "Take it out"));
                } else if !self.sources.roster.iter().any(|row| row.id == *id) {
                    let reason = format!("no muscle is called {id}");
                    faults.push(self.text.fault(&path, reason, "Take an id from assets/roster.toml"));
                }
            }
        }
        for (at, id) in file.under.iter().enumerate().filter(|(_, id)| file.over.contains(id)) {
            let reason = format!("{id} stands among its over and its under");
            faults.push(self.text.fault(&[Key("under"), At(at)], reason, "Keep it in one of them"));
        }
        for (at, action) in file.actions.iter().enumerate() {
            let mut known = |key, word: &str, words: &[&str]| {
                if !words.contains(&word) {
                    let path = [Key("action"), At(at), Key(key)];
                    let remedy = format!("Use one of: {}", words.join(", "));
                    faults.push(self.text.fault(&path, format!("{word} is no {key} of our list"), remedy));
                }
            };
            known("joint", &action.joint, &JOINTS);
            known("movement", &action.movement, &MOVEMENTS);
        }
        for (at, nerve) in file.nerves.iter().enumerate() {
            for (number, root) in nerve.roots.iter().enumerate().filter(|(_, root)| !is_root(root)) {
                let path = [Key("nerve"), At(at), Key("roots"), At(number)];
                let remedy = "Write one root each, as \"C3\", \"T12\", \"L5\", \"S2\" or \"CN XI\"";
                faults.push(self.text.fault(&path, format!("{root} is no nerve root"), remedy));
            }
        }
        self.citations(faults);
        if file.points.len() < self.muscle.row.least_points {
            let reason = format!(
                "{} points, where the roster asks for {}",
                file.points.len(),
                self.muscle.row.least_points
            );
            faults.push(self.text.fault(&[Key("point")], reason, "Add the missing points"));
        }
        for (at, point) in file.points.iter().enumerate() {
            self.point(at, point, faults);
        }
    }

    fn neighbours(&self) -> [(&'static str, &[String]); 4] {
        let file = &self.muscle.file;
        [
            ("synergists", &file.synergists),
            ("antagonists", &file.antagonists),
            ("over", &file.over),
            ("under", &file.under),
        ]
    }

    fn citations(&self, faults: &mut Vec<Fault>) {
        let file = &self.muscle.file;
        check_course::cited(self.sources, &file.citations, self.text, faults);
        for (vouches, word) in [(Vouches::Anatomy, "anatomy"), (Vouches::Referral, "referral")] {
            let is_cited = file.citations.iter().any(|citation| citation.vouches == vouches);
            if !is_cited && (vouches == Vouches::Anatomy || !file.points.is_empty()) {
                let reason = format!("nothing is cited for its {word}");
                faults.push(self.text.fault(
                    &[Key("citation")],
                    reason,
                    format!("Add a [[citation]] with for = \"{word}\""),
                ));
            }
        }
    }

    fn point(&self, at: usize, point: &TriggerPoint, faults: &mut Vec<Fault>) {
        let mut fault = |steps: &[Step<'_>], reason: String, remedy: String| {
            let path = [&[Key("point"), At(at)], steps].concat();
            faults.push(self.text.fault(&path, reason, remedy));
        };
        let row = &self.muscle.row;
        let is_numbered = point.id.strip_prefix(&row.id).is_some_and(|rest| rest.starts_with('-'));
        if !is_numbered || self.muscle.file.points.iter().filter(|other| other.id == point.id).count() > 1 {
            let remedy = format!("Use {}-1, {}-2 and so on, each once", row.id, row.id);
            fault(&[Key("id")], format!("{} is not a point id of {}", point.id, row.id), remedy);
        }
        if !point.edition.is_empty() && !self.sources.references.iter().any(|known| known.id == point.edition)
        {
            let reason = format!("no reference is called {}", point.edition);
            fault(&[Key("edition")], reason, "Take an id from assets/references.toml".to_owned());
        }
        let name = &self.muscle.file.names.english;
        if point.label.to_lowercase().contains(&name.to_lowercase()) {
            let reason = format!("the label says {name} again");
            let remedy = "Tell only where in the muscle: its name always stands beside the label";
            fault(&[Key("label")], reason, remedy.to_owned());
        }
        if !(10.0..=25.0).contains(&point.radius_mm) {
            let reason = format!("a radius of {} mm", point.radius_mm);
            fault(
                &[Key("radius_mm")],
                reason,
                "Take 10 to 25 mm: how far around a finder should search".to_owned(),
            );
        }
        self.patches(point, &mut fault);
        if row.structures.contains(&point.part) {
            check_place::inside(self.sources, point, &mut fault);
            check_place::nearest(self.sources, row, point, &mut fault);
        } else {
            let reason = format!("{} is no part of {}", point.part, row.id);
            fault(&[Key("part")], reason, format!("Take one of: {}", row.structures.join(", ")));
        }
    }

    fn patches(&self, point: &TriggerPoint, fault: &mut impl FnMut(&[Step<'_>], String, String)) {
        if point.essential.is_empty() {
            let remedy = "Name at least one region of assets/surface.toml".to_owned();
            fault(&[Key("essential")], "the point refers nowhere".to_owned(), remedy);
        }
        let mut seen: Vec<&Patch> = Vec::new();
        for (tier, patches) in [("essential", &point.essential), ("spillover", &point.spillover)] {
            for (number, patch) in patches.iter().enumerate() {
                let steps = [Key(tier), At(number)];
                if !self.sources.regions.iter().any(|region| region.id == patch.region) {
                    let reason = format!("no skin region is called {}", patch.region);
                    fault(&steps, reason, "Take an id from assets/surface.toml".to_owned());
                }
                if seen.contains(&patch) {
                    fault(
                        &steps,
                        format!("{} stands twice", patch.region),
                        "Keep it in one tier, once".to_owned(),
                    );
                }
                seen.push(patch);
            }
        }
    }
}

/// Synergists and antagonists name each other, and what lies over has the other under it, among written muscles.
fn mutual(sources: &Sources, texts: &Texts, faults: &mut Vec<Fault>) {
    let files: BTreeMap<&str, &WrittenMuscle> =
        sources.muscles.iter().map(|muscle| (muscle.row.id.as_str(), muscle)).collect();
    for (muscle, text) in sources.muscles.iter().zip(&texts.muscles) {
        let file = &muscle.file;
        let pairs = [
            ("synergists", &file.synergists, "synergists"),
            ("antagonists", &file.antagonists, "antagonists"),
            ("over", &file.over, "under"),
            ("under", &file.under, "over"),
        ];
        for (key, ids, answer) in pairs {
            for (at, id) in ids.iter().enumerate() {
                let Some(other) = files.get(id.as_str()) else { continue };
                let back = match answer {
                    "synergists" => &other.file.synergists,
                    "antagonists" => &other.file.antagonists,
                    "under" => &other.file.under,
                    _ => &other.file.over,
                };
                if !back.contains(&muscle.row.id) {
                    let reason = format!("{id} does not name {} among its {answer}", muscle.row.id);
                    let remedy = format!("Add it there, or take {id} out here");
                    faults.push(text.fault(&[Key(key), At(at)], reason, remedy));
                }
            }
        }
    }
}

fn is_root(text: &str) -> bool {
    let roman = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    if let Some(number) = text.strip_prefix("CN ") {
        return roman.contains(&number);
    }
    let Some((level, number)) = text.split_at_checked(1) else { return false };
    let last = match level {
        "C" => 8,
        "T" => 12,
        "L" | "S" => 5,
        _ => return false,
    };
    number.parse::<u8>().is_ok_and(|number| (1..=last).contains(&number) && !text.contains('+'))
}
