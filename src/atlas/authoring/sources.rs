//! The asset files as read, and the atlas made of them.

use std::collections::BTreeMap;

use super::holds::Holds;
use super::{Attachments, Plate};
use crate::atlas::{
    Atlas, Course, Muscle, MuscleFile, PlateKind, PlateView, Point, Reference, Region, RosterRow, Shape,
    Sight, SkinRegion, Structure, StructureName, Texts, TriggerPoint,
};

/// A plate whose cover over a point is thicker than the best one's by more than this does not show the point.
const LITTLE_MORE_MM: f64 = 12.0;
/// How far outside its part's outline a point may stand and still be shown there: the outlines are fitted.
const OUTLINE_TOLERANCE_MM: f64 = 2.0;
/// What bone counts beyond its thickness: no thumb presses through it.
const BONE_MM: f64 = 20.0;

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
    }

    /// The long texts.
    pub fn texts(&self) -> Texts {
        let files = self.muscles.iter().map(|muscle| (muscle.row.id.clone(), muscle.file.clone()));
        Texts(files.collect(), self.references.clone(), self.course.clone())
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
        let place = |bone: &&str| self.structures.iter().position(|structure| structure.slug == **bone);
        Muscle {
            row: row.clone(),
            names: file.names.clone(),
            points: file.points.iter().map(|trigger| self.point(trigger)).collect(),
            plates: self.showing(row),
            synergists: file.synergists.clone(),
            antagonists: file.antagonists.clone(),
            over: file.over.clone(),
            under: file.under.clone(),
            bones: bones.iter().filter_map(place).filter_map(|place| u16::try_from(place).ok()).collect(),
        }
    }

    fn point(&self, trigger: &TriggerPoint) -> Point {
        // Where it lies in words is the texts' to tell; the atlas opens without.
        Point {
            trigger: TriggerPoint { place: String::new(), ..trigger.clone() },
            sights: self.sights(trigger),
        }
    }

    /// The plates that show a point: those in which little more than the thinnest cover lies over it, the one first in
    /// which its muscle shows the most of itself; two standing ones and a close-up at most, for each one's cover is
    /// fetched before anything is seen.
    fn sights(&self, trigger: &TriggerPoint) -> Vec<Sight> {
        let mut sights: Vec<(f64, f64, Sight)> = Vec::new();
        for view in &self.views {
            let Some(plate) = self.plates.get(&view.id) else { continue };
            let (at, side) = view.stand(trigger.at);
            if !view.frames(at) {
                continue;
            }
            let Some(over) = plate.scene.over(&trigger.part, side, at) else { continue };
            let cover_mm = over.iter().map(|shape| self.cover_mm(shape)).sum();
            let covered_by = over.iter().map(|shape| shape.slug.clone()).collect();
            // A plate may end within the part, or draw of it what lies elsewhere.
            let shape = plate.scene.shape(&trigger.part, side);
            let shape = shape.filter(|shape| shape.outline.distance_mm(at) <= OUTLINE_TOLERANCE_MM);
            if let Some(shape) = shape {
                let sight = Sight { plate: view.id.clone(), covered_by };
                sights.push((cover_mm, shape.outline.area_mm2(), sight));
            }
        }
        let least_mm = sights.iter().map(|(cover_mm, ..)| *cover_mm).fold(f64::INFINITY, f64::min);
        sights.retain(|(cover_mm, ..)| *cover_mm <= least_mm + LITTLE_MORE_MM);
        sights.sort_by(|a, b| b.1.total_cmp(&a.1));
        let mut left = [2_usize, 1];
        sights.retain(|(.., sight)| {
            let is_close = self.views.iter().any(|v| v.id == sight.plate && v.kind == PlateKind::CloseUp);
            let room = &mut left[usize::from(is_close)];
            let fits = *room > 0;
            *room = room.saturating_sub(1);
            fits
        });
        sights.into_iter().map(|(.., sight)| sight).collect()
    }

    /// How much a structure hides what it lies over: its thickness, and for bone as much again as a thick muscle.
    fn cover_mm(&self, shape: &Shape) -> f64 {
        let known = self.structures.iter().find(|structure| structure.slug == shape.slug);
        known.map_or(0.0, |structure| structure.thickness_mm) + if shape.is_bony() { BONE_MM } else { 0.0 }
    }
}
