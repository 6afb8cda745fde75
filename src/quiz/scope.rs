//! What a learner chose to practise.

use serde::{Deserialize, Serialize};

use super::{Item, Kind};
use crate::atlas::{Atlas, Muscle, Point};

/// A set of trigger points.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Every point there is.
    #[default]
    Everything,
    /// The points of one region's muscles, by the roster's word for it.
    Region(String),
    /// The points of these muscles, by id.
    Muscles(Vec<String>),
    /// These points, by id.
    Points(Vec<String>),
}

impl Scope {
    /// Whether a point belongs to the scope.
    pub fn holds(&self, muscle: &Muscle, point: &Point) -> bool {
        match self {
            Self::Everything => true,
            Self::Region(region) => muscle.row.region == *region,
            Self::Muscles(ids) => ids.contains(&muscle.row.id),
            Self::Points(ids) => ids.contains(&point.trigger.id),
        }
    }

    /// Its points with their muscles, in the atlas's order.
    pub fn points<'a>(&'a self, atlas: &'a Atlas) -> impl Iterator<Item = (&'a Muscle, &'a Point)> {
        atlas.points().filter(|(muscle, point)| self.holds(muscle, point))
    }

    /// Everything that could be asked about its points, whether or not the data suffice for a question.
    pub fn items(&self, atlas: &Atlas, kinds: &[Kind]) -> Vec<Item> {
        let each = |(_, point): (&Muscle, &Point)| {
            kinds.iter().map(|&kind| Item::new(kind, &point.trigger.id)).collect()
        };
        self.points(atlas).flat_map::<Vec<Item>, _>(each).collect()
    }
}
