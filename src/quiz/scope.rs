//! What a learner chose to practise.

use serde::{Deserialize, Serialize};

use super::{Card, sets};
use crate::anatomy::Depth;
use crate::atlas::{Atlas, Muscle};

/// A set of things worth knowing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Everything there is.
    #[default]
    Everything,
    /// One region's muscles and their points, by the roster's word for it.
    Region(String),
    /// The muscles of one layer and their points.
    Depth(Depth),
    /// A ready-made set, by id (see [`sets`]).
    Set(String),
    /// These muscles and their points, by id.
    Muscles(Vec<String>),
    /// These points, by id.
    Points(Vec<String>),
    /// Just these cards.
    Cards(Vec<Card>),
}

impl Scope {
    /// Whether a muscle with all its points belongs to the scope.
    fn holds(&self, muscle: &Muscle) -> bool {
        match self {
            Self::Everything => true,
            Self::Region(region) => muscle.row.region == *region,
            Self::Depth(depth) => muscle.row.depth == *depth,
            Self::Set(id) => sets::set(id).is_some_and(|set| set.holds(muscle)),
            Self::Muscles(ids) => ids.contains(&muscle.row.id),
            Self::Points(_) | Self::Cards(_) => false,
        }
    }

    /// Its cards, muscle by muscle in the atlas's order.
    pub fn cards(&self, atlas: &Atlas) -> Vec<Card> {
        match self {
            Self::Cards(cards) => cards.iter().filter(|card| card.muscle(atlas).is_some()).cloned().collect(),
            Self::Points(ids) => {
                let all = atlas.muscles().iter().flat_map(Card::of_muscle);
                all.filter(|card| card.fact.is_of_point() && ids.contains(&card.of)).collect()
            }
            _ => {
                atlas.muscles().iter().filter(|muscle| self.holds(muscle)).flat_map(Card::of_muscle).collect()
            }
        }
    }
}
