//! What a learner chose to practise.

use super::{Card, sets};
use crate::anatomy::Depth;
use crate::atlas::{Atlas, Muscle};

/// A set of things worth knowing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
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

impl std::fmt::Display for Scope {
    /// As settings and lists of choices have it: "all", "region:trunk", "muscles:trapezius,deltoid".
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (sort, ids) = match self {
            Self::Everything => return f.write_str("all"),
            Self::Region(id) => ("region", id.clone()),
            Self::Depth(depth) => ("depth", depth.number().to_string()),
            Self::Set(id) => ("set", id.clone()),
            Self::Muscles(ids) => ("muscles", ids.join(",")),
            Self::Points(ids) => ("points", ids.join(",")),
            Self::Cards(cards) => ("cards", cards.iter().map(Card::to_string).collect::<Vec<_>>().join(",")),
        };
        write!(f, "{sort}:{ids}")
    }
}

/// A word that names no scope.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is nothing to practise: it should read like \"all\" or \"region:trunk\"")]
pub struct UnknownScope(pub String);

impl std::str::FromStr for Scope {
    type Err = UnknownScope;
    fn from_str(word: &str) -> Result<Self, UnknownScope> {
        let unknown = || UnknownScope(word.to_owned());
        if word == "all" {
            return Ok(Self::Everything);
        }
        let (sort, ids) = word.split_once(':').ok_or_else(unknown)?;
        let many = || ids.split(',').filter(|id| !id.is_empty());
        Ok(match sort {
            "region" => Self::Region(ids.to_owned()),
            "set" => Self::Set(ids.to_owned()),
            "depth" => {
                let depth = ids.parse().ok().and_then(|number: u8| Depth::try_from(number).ok());
                Self::Depth(depth.ok_or_else(unknown)?)
            }
            "muscles" => Self::Muscles(many().map(str::to_owned).collect()),
            "points" => Self::Points(many().map(str::to_owned).collect()),
            "cards" => {
                let mut cards = Vec::new();
                for id in many() {
                    cards.push(id.parse().map_err(|_| unknown())?);
                }
                Self::Cards(cards)
            }
            _ => return Err(unknown()),
        })
    }
}
