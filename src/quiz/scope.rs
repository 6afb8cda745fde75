//! What a learner chose to practise.

use super::{Card, Content, sets};
use crate::anatomy::Depth;
use crate::atlas::{CourseRegion, Muscle};

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
    /// All chapters of one of the course's four regions.
    Part(CourseRegion),
    /// A chapter of the course, by id.
    Chapter(String),
    /// The muscles to examine in a condition, by its id.
    Condition(String),
}

impl Scope {
    /// The muscles that belong to it with all their points, in the order in which they are best learned: the course's
    /// where it is of the course, the likeliest first where it is a condition, else the atlas's.
    pub fn muscles<'a>(&self, content: &Content<'a>) -> Vec<&'a Muscle> {
        let Content { atlas, .. } = *content;
        let course = content.course();
        let by_id = |ids: &[String]| ids.iter().filter_map(|id| atlas.muscle(id)).collect::<Vec<_>>();
        let by = |is: &dyn Fn(&Muscle) -> bool| atlas.muscles().iter().filter(|muscle| is(muscle)).collect();
        match self {
            Self::Everything => by(&|_| true),
            Self::Region(region) => by(&|muscle| muscle.row.region == *region),
            Self::Depth(depth) => by(&|muscle| muscle.row.depth == *depth),
            Self::Set(id) => sets::set(id).map_or_else(Vec::new, |set| by(&|muscle| set.holds(muscle))),
            Self::Muscles(ids) => by(&|muscle| ids.contains(&muscle.row.id)),
            Self::Part(region) => course.map_or_else(Vec::new, |course| {
                course.chapters_of(*region).flat_map(|chapter| by_id(&chapter.muscles)).collect()
            }),
            Self::Chapter(id) => {
                let chapter = course.and_then(|course| course.chapter(id));
                chapter.map_or_else(Vec::new, |chapter| by_id(&chapter.muscles))
            }
            Self::Condition(id) => {
                let condition = course.and_then(|course| course.conditions.get(id));
                let examined = condition.iter().flat_map(|condition| &condition.muscles);
                examined.filter_map(|examined| atlas.muscle(&examined.id)).collect()
            }
            Self::Points(_) | Self::Cards(_) => Vec::new(),
        }
    }

    /// Its cards, muscle by muscle.
    pub fn cards(&self, content: &Content<'_>) -> Vec<Card> {
        let atlas = content.atlas;
        match self {
            Self::Cards(cards) => cards.iter().filter(|card| card.muscle(atlas).is_some()).cloned().collect(),
            Self::Points(ids) => {
                let all = atlas.muscles().iter().flat_map(Card::of_muscle);
                all.filter(|card| card.fact.is_of_point() && ids.contains(&card.of)).collect()
            }
            _ => self.muscles(content).into_iter().flat_map(Card::of_muscle).collect(),
        }
    }

    /// Whether what it names is known only once the long texts are here, and they are not yet.
    pub fn is_on_its_way(&self, content: &Content<'_>) -> bool {
        content.texts.is_none() && matches!(self, Self::Part(_) | Self::Chapter(_) | Self::Condition(_))
    }

    /// Whether what it names is no longer there, as after an update; what may yet arrive is not gone.
    pub fn is_gone(&self, content: &Content<'_>) -> bool {
        !self.is_on_its_way(content) && self.cards(content).is_empty()
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
            Self::Part(region) => ("course", region.id().to_owned()),
            Self::Chapter(id) => ("chapter", id.clone()),
            Self::Condition(id) => ("condition", id.clone()),
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
            "set" => match sets::MOVED.iter().find(|(set, _)| *set == ids) {
                Some((_, moved)) => return moved.parse(),
                None => Self::Set(ids.to_owned()),
            },
            "course" => Self::Part(CourseRegion::named(ids).ok_or_else(unknown)?),
            "chapter" => Self::Chapter(ids.to_owned()),
            "condition" => Self::Condition(ids.to_owned()),
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
