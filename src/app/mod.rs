//! The web app: Yew, the browser, the screens.

mod address;
mod after_frame;
mod components;
mod desk;
pub(crate) mod drawer;
mod fetch;
pub(crate) mod guard;
pub(crate) mod here;
mod keys;
mod opening;
mod options;
mod pages;
pub mod plate;
mod rest;
mod root;
mod route;
mod shared;
mod site;
mod skin;
mod storage;
mod tags;
mod theme;
mod views;
mod words;

pub use route::Route;
pub use shared::Shared;
pub use site::{Library, Site};

/// Mounts the app in the page's body.
pub fn mount() {
    yew::Renderer::<root::Root>::new().render();
}
