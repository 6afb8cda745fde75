//! What a body is: places, views, layers and patches of skin, in millimetres. No web, no files.
//!
//! Everything is given once in the body frame, on the right side: x grows to the body's left (so the right side
//! is x < 0), y to the back, z up; the soles stand at z = 0.

mod capsule;
mod depth;
mod path_data;
mod place;
mod side;
mod silhouette;
mod view;

pub use capsule::{Capsule, nearest};
pub use depth::{Depth, UnknownDepth};
pub use path_data::BadPath;
pub use place::{BodyPoint, PlatePoint};
pub use side::Side;
pub use silhouette::{Bounds, Silhouette};
pub use view::{Projected, View, beyond_turns};
