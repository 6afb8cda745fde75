//! The pages: functions of the route, the atlas and the learner.

mod about;
mod atlas;
mod chapters;
mod condition;
mod gist;
mod home;
mod muscle;
mod not_found;
mod point;
mod practice;
pub(crate) mod terms;

pub(crate) use about::About;
pub(crate) use atlas::{Ask, AtlasPage, in_order};
pub(crate) use chapters::citations;
pub(crate) use condition::ConditionPage;
pub(crate) use home::Home;
pub(crate) use muscle::MusclePage;
pub(crate) use not_found::NotFound;
pub(crate) use point::PointPage;
pub(crate) use practice::{Practice, mine_in_short};
pub(crate) use terms::Terms;
