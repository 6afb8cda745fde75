//! The atlas as the app holds it: names, points and neighbours of everything, without the long texts.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{Kind, Names, Paired, Patch, PlateView, RosterRow, Together, TriggerPoint};

/// A muscle as every screen knows it. Its long text is in [`super::Texts`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Muscle {
    /// Its row in the roster: id, name, region, depth, drawn parts.
    pub row: RosterRow,
    /// What it is called.
    pub names: Names,
    /// Its trigger points.
    pub points: Vec<Point>,
    /// The plates that show most of it once the body is peeled to its layer, by id, the best first.
    pub plates: Vec<String>,
    /// Muscles that do the same, by id.
    pub synergists: Vec<String>,
    /// Muscles that do the contrary, by id.
    pub antagonists: Vec<String>,
    /// What lies over it, by id.
    pub over: Vec<String>,
    /// What lies under it, by id.
    pub under: Vec<String>,
    /// The bones that it holds on to, as their places in [`Atlas::structures`]; none where no plate shows any.
    pub bones: Vec<u16>,
}

/// A trigger point and the plates that show it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// What its file says.
    pub trigger: TriggerPoint,
    /// Where it can be seen, the best plate first; never empty once plates are drawn.
    pub sights: Vec<Sight>,
    /// Where its pain can be seen.
    pub referral: Referral,
}

/// Where the pain of a point can be seen: plates as their places in [`Atlas::plates`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Referral {
    /// The plate on which its point opens: the best that shows the point and most of its essential zone, else the best that
    /// shows the point.
    pub opens: u8,
    /// The plates that show at least [`Referral::MOST`] percent of the essential zone, the one that shows most of it first; where
    /// there is none, the one that shows most.
    pub plates: Vec<u8>,
    /// How much of the essential zone the first of them shows, in percent.
    pub percent: u8,
    /// Of what the first of them does not show, the plate that shows most; spillover counts half.
    pub beside: Option<u8>,
}

impl Referral {
    /// A plate that shows less than this percentage of an essential zone does not show where the pain goes.
    pub const MOST: u8 = 60;
}

/// A plate on which a point can be seen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sight {
    /// The plate's id.
    pub plate: String,
    /// The structures painted over the point there, the outermost first, by slug.
    pub covered_by: Vec<String>,
}

/// A patch of skin by name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SkinRegion {
    /// Its id.
    pub id: String,
    /// A plain name.
    pub name: String,
    /// The anatomical term.
    pub term: String,
    /// Right or midline.
    pub side: Paired,
    /// The plates that show most of it, by id, the best first.
    pub plates: Vec<String>,
}

/// A drawn structure by name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StructureName {
    /// Its slug.
    pub slug: String,
    /// Its name in English.
    pub name: String,
    /// What it is made of.
    pub kind: Kind,
    /// Right or midline.
    pub side: Paired,
}

/// Everything but the long texts.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Atlas {
    muscles: Vec<Muscle>,
    regions: Vec<SkinRegion>,
    structures: Vec<StructureName>,
    plates: Vec<PlateView>,
    together: Vec<Together>,
    muscle_at: HashMap<String, usize>,
    point_at: HashMap<String, (usize, usize)>,
    region_at: HashMap<String, usize>,
    structure_at: HashMap<String, usize>,
    owners: HashMap<String, Vec<usize>>,
}

impl Atlas {
    /// Builds the atlas and its indexes from its parts, each in the order in which lists show it.
    pub fn new(
        muscles: Vec<Muscle>,
        regions: Vec<SkinRegion>,
        structures: Vec<StructureName>,
        plates: Vec<PlateView>,
    ) -> Self {
        let mut owners: HashMap<String, Vec<usize>> = HashMap::new();
        let mut point_at = HashMap::new();
        for (index, muscle) in muscles.iter().enumerate() {
            for slug in &muscle.row.structures {
                owners.entry(slug.clone()).or_default().push(index);
            }
            for (number, point) in muscle.points.iter().enumerate() {
                point_at.insert(point.trigger.id.clone(), (index, number));
            }
        }
        Self {
            muscle_at: muscles.iter().enumerate().map(|(i, m)| (m.row.id.clone(), i)).collect(),
            region_at: regions.iter().enumerate().map(|(i, r)| (r.id.clone(), i)).collect(),
            structure_at: structures.iter().enumerate().map(|(i, s)| (s.slug.clone(), i)).collect(),
            point_at,
            owners,
            muscles,
            regions,
            structures,
            plates,
            together: Vec::new(),
        }
    }

    /// The same with what people call several skin regions together.
    #[must_use]
    pub fn with_together(self, together: Vec<Together>) -> Self {
        Self { together, ..self }
    }

    /// What people call several skin regions together, the larger before the smaller.
    pub fn together(&self) -> &[Together] {
        &self.together
    }

    /// All muscles of the roster, in its order.
    pub fn muscles(&self) -> &[Muscle] {
        &self.muscles
    }

    /// All trigger points with their muscles, in order.
    pub fn points(&self) -> impl Iterator<Item = (&Muscle, &Point)> {
        self.muscles.iter().flat_map(|muscle| muscle.points.iter().map(move |point| (muscle, point)))
    }

    /// All skin regions.
    pub fn regions(&self) -> &[SkinRegion] {
        &self.regions
    }

    /// All drawn structures.
    pub fn structures(&self) -> &[StructureName] {
        &self.structures
    }

    /// The bones that a muscle holds on to, by slug.
    pub fn bones<'a>(&'a self, muscle: &'a Muscle) -> impl Iterator<Item = &'a str> {
        let bones = muscle.bones.iter().filter_map(|&place| self.structures.get(usize::from(place)));
        bones.map(|bone| bone.slug.as_str())
    }

    /// Whether a muscle lies across the midline with all that is drawn of it.
    pub fn is_midline(&self, muscle: &Muscle) -> bool {
        let is_across =
            |slug: &String| self.structure(slug).is_some_and(|structure| structure.side == Paired::Midline);
        !muscle.row.structures.is_empty() && muscle.row.structures.iter().all(is_across)
    }

    /// All plates.
    pub fn plates(&self) -> &[PlateView] {
        &self.plates
    }

    /// A muscle by id.
    pub fn muscle(&self, id: &str) -> Option<&Muscle> {
        self.muscle_at.get(id).map(|&index| &self.muscles[index])
    }

    /// A trigger point by id, with its muscle.
    pub fn point(&self, id: &str) -> Option<(&Muscle, &Point)> {
        let &(muscle, point) = self.point_at.get(id)?;
        let muscle = &self.muscles[muscle];
        Some((muscle, &muscle.points[point]))
    }

    /// A skin region by id.
    pub fn region(&self, id: &str) -> Option<&SkinRegion> {
        self.region_at.get(id).map(|&index| &self.regions[index])
    }

    /// A structure by slug.
    pub fn structure(&self, slug: &str) -> Option<&StructureName> {
        self.structure_at.get(slug).map(|&index| &self.structures[index])
    }

    /// A plate by id.
    pub fn plate(&self, id: &str) -> Option<&PlateView> {
        self.plates.iter().find(|plate| plate.id == id)
    }

    /// The muscle that a structure is a part of; the first where several share it.
    pub fn owner(&self, slug: &str) -> Option<&Muscle> {
        self.owners.get(slug)?.first().map(|&index| &self.muscles[index])
    }

    /// The muscle before and after this one, around the ends.
    pub fn neighbours(&self, id: &str) -> Option<(&Muscle, &Muscle)> {
        let &here = self.muscle_at.get(id)?;
        let count = self.muscles.len();
        Some((&self.muscles[(here + count - 1) % count], &self.muscles[(here + 1) % count]))
    }

    /// Whether a plate, as it shows the side of a point, shows a patch of its pattern: what is felt on the other side is
    /// out of sight where only one side is.
    pub fn shows(&self, plate: &PlateView, patch: &Patch) -> bool {
        let is_there = |region: &SkinRegion| {
            region.plates.contains(&plate.id)
                && (!patch.is_opposite || region.side == Paired::Midline || plate.only_side().is_none())
        };
        self.region(&patch.region).is_some_and(is_there)
    }

    /// The plate on which a point opens.
    pub fn opening(&self, point: &Point) -> Option<&PlateView> {
        self.plates.get(usize::from(point.referral.opens))
    }

    /// The plate that shows most of where a point's pain goes.
    pub fn referral_plate(&self, point: &Point) -> Option<&PlateView> {
        point.referral.plates.first().and_then(|&plate| self.plates.get(usize::from(plate)))
    }

    /// The plate that shows most of what of a point's pattern [`Atlas::referral_plate`] does not; none where it shows all.
    pub fn beside_referral(&self, point: &Point) -> Option<&PlateView> {
        point.referral.beside.and_then(|plate| self.plates.get(usize::from(plate)))
    }

    /// Whether a plate shows where a point's pain goes: most of its essential zone, or as much as any plate does.
    pub fn shows_referral(&self, plate: &str, point: &Point) -> bool {
        let known = point.referral.plates.iter().filter_map(|&plate| self.plates.get(usize::from(plate)));
        known.into_iter().any(|known| known.id == plate)
    }
}
