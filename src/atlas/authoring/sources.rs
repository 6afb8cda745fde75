//! The asset files as read, and the atlas made of them.

use std::collections::BTreeMap;

use super::holds::Holds;
use super::{Attachments, Plate};
use crate::atlas::{
    Atlas, Course, Extents, Muscle, MuscleFile, PlateView, Point, Reference, Region, RosterRow, Shelved,
    SkinRegion, Structure, StructureName, Texts, Together, TriggerPoint,
};

/// A muscle's file with the row it belongs to.
#[derive(Debug, Clone)]
pub struct WrittenMuscle {
    /// Its row in the roster.
    pub row: RosterRow,
    /// What its file says.
    pub file: MuscleFile,
}

/// Everything under assets/, read and checked.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The roster, in its order.
    pub roster: Vec<RosterRow>,
    /// The muscles that have a file, in the roster's order.
    pub muscles: Vec<WrittenMuscle>,
    /// The skin regions.
    pub regions: Vec<Region>,
    /// What people call several of them together.
    pub together: Vec<Together>,
    /// The drawn structures.
    pub structures: Vec<Structure>,
    /// The views.
    pub views: Vec<PlateView>,
    /// The drawn plates, by view id.
    pub plates: BTreeMap<String, Plate>,
    /// Where the plates show muscles hold on to bones, by view id.
    pub attachments: BTreeMap<String, Attachments>,
    /// The books and papers.
    pub references: Vec<Reference>,
    /// The chapters of the course and the conditions.
    pub course: Course,
}

impl Sources {
    /// The atlas that the app holds.
    pub fn atlas(&self) -> Atlas {
        let mut holds = Holds::default();
        for (view, attachments) in &self.attachments {
            if let Some(plate) = self.plates.get(view) {
                holds.add(plate, attachments);
            }
        }
        for WrittenMuscle { row, .. } in &self.muscles {
            if holds.bones(&row.structures).is_empty() {
                for plate in self.showing(row).iter().filter_map(|view| self.plates.get(view)) {
                    holds.add_behind(plate, &row.structures);
                }
            }
        }
        let muscles = self.muscles.iter().map(|written| self.muscle(written, &holds)).collect();
        let regions = self.regions.iter().map(|region| SkinRegion {
            id: region.id.clone(),
            name: region.name.clone(),
            term: region.term.clone(),
            side: region.side,
            plates: self.facing(&region.id),
        });
        let structures = self.structures.iter().map(|structure| StructureName {
            slug: structure.slug.clone(),
            name: structure.name.clone(),
            kind: structure.kind,
            side: structure.side,
        });
        Atlas::new(muscles, regions.collect(), structures.collect(), self.views.clone())
            .with_together(self.together.clone())
    }

    /// The long texts.
    pub fn texts(&self) -> Texts {
        let files = self.muscles.iter().map(|muscle| (muscle.row.id.clone(), muscle.file.clone()));
        let layering = self.layering(&self.atlas());
        Texts(files.collect(), self.references.clone(), Shelved::of(&self.course), self.extents(), layering)
    }

    /// The room that every structure takes.
    pub fn extents(&self) -> Extents {
        Extents::new(self.structures.iter().map(|structure| (structure.min, structure.max)))
    }

    /// The plates that show at least a third as much of a region as the one that shows most of it.
    fn facing(&self, region: &str) -> Vec<String> {
        let area = |view: &PlateView| {
            let regions = &self.plates.get(&view.id)?.regions;
            regions.iter().find(|(id, _)| id == region).map(|(_, area)| *area)
        };
        let mut shown: Vec<(f64, &str)> =
            self.views.iter().filter_map(|view| area(view).map(|area| (area, view.id.as_str()))).collect();
        shown.sort_by(|a, b| b.0.total_cmp(&a.0));
        let most = shown.first().map_or(0.0, |(area, _)| *area);
        shown.into_iter().filter(|(area, _)| *area * 3.0 >= most).map(|(_, id)| id.to_owned()).collect()
    }

    fn muscle(&self, written: &WrittenMuscle, holds: &Holds) -> Muscle {
        let WrittenMuscle { row, file } = written;
        let bones = holds.bones(&row.structures);
        let plates = self.showing(row);
        let place = |bone: &&str| self.structures.iter().position(|structure| structure.slug == **bone);
        Muscle {
            row: row.clone(),
            names: file.names.clone(),
            points: file.points.iter().map(|trigger| self.point(row, &plates, trigger)).collect(),
            plates,
            synergists: file.synergists.clone(),
            antagonists: file.antagonists.clone(),
            over: file.over.clone(),
            under: file.under.clone(),
            bones: bones.iter().filter_map(place).filter_map(|place| u16::try_from(place).ok()).collect(),
        }
    }

    fn point(&self, row: &RosterRow, plates: &[String], trigger: &TriggerPoint) -> Point {
        let shares = self.shares(trigger);
        let (sights, opens) = self.sights(row, plates, trigger, &shares);
        // Where it lies in words is the texts' to tell; the atlas opens without.
        let trigger = TriggerPoint { place: String::new(), ..trigger.clone() };
        let referral = self.referral(&trigger, &opens, &shares);
        Point { trigger, sights, referral }
    }
}
