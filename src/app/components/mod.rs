//! Parts of pages.

pub(crate) mod chosen;
pub(crate) mod core_sample;
pub(crate) mod crumbs;
pub(crate) mod explained;
pub(crate) mod layer_lists;
pub(crate) mod of_point;
pub(crate) mod points;
pub(crate) mod say;
pub(crate) mod search;
pub(crate) mod senders;
pub(crate) mod sheet;
pub(crate) mod show_menu;
pub(crate) mod tapped;
pub(crate) mod turntable;
pub(crate) mod whereabouts;
