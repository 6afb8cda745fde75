//! The app's addresses.

use yew_router::Routable;

/// A page, with what its address names.
#[derive(Debug, Clone, PartialEq, Eq, Routable)]
pub enum Route {
    /// Where to start.
    #[at("/")]
    Home,
    /// The body, to be peeled; its state stands in the query (see [`super::address`]).
    #[at("/atlas")]
    Atlas,
    /// A muscle's page.
    #[at("/muscle/:id")]
    Muscle {
        /// The muscle's id.
        id: String,
    },
    /// A trigger point's page.
    #[at("/point/:id")]
    Point {
        /// The point's id.
        id: String,
    },
    /// Questions.
    #[at("/practice")]
    Practice,
    /// What this is, and is not.
    #[at("/about")]
    About,
    /// Any other address.
    #[not_found]
    #[at("/404")]
    NotFound,
}
