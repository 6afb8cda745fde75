//! The static data: what is taught, drawn and cited; packed, indexed, searched. Reads no files except under
//! [`authoring`], which the app never compiles.

mod areas;
#[cfg(feature = "authoring")]
pub mod authoring;
mod body;
mod catalogue;
mod course;
mod finder;
mod layering;
mod muscle;
mod pack;
mod pain;
mod point;
mod scene;
mod search;
mod skin_to_bone;
mod ways;

pub use areas::{Area, AreaSide, Together, areas, in_words};
pub use body::{Group, Kind, Paired, PlateKind, PlateView, Reference, Region, Structure, UnknownKind};
pub use catalogue::{Atlas, Muscle, Point, Referral, Sight, SkinRegion, StructureName};
pub use course::{Chapter, Condition, Course, CourseRegion, Evidence, Examined, Term};
pub use finder::{Reach, Sender, Source, senders};
pub use layering::{Layer, Layering, Met, Over};
pub use muscle::{
    Action, Attachment, Citation, End, Grip, JOINTS, MOVEMENTS, MuscleFile, Names, Nerve, Palpation, Role,
    RosterRow, Technique, Vouches,
};
pub use pack::{BadPack, Shelved, Texts};
pub use pain::Pain;
pub use point::{Patch, TriggerPoint};
pub use scene::{Scene, Shape, Touched};
pub use search::{Hit, Index, Target};
pub use skin_to_bone::Extents;
pub use ways::{find_all, ways};
