//! The app's addresses.

use std::collections::HashMap;

use yew_router::Routable;

/// A page, with what its address names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// Where to start.
    Home,
    /// The body, to be peeled; its state stands in the query (see [`super::address`]).
    Atlas,
    /// A muscle's page.
    Muscle {
        /// The muscle's id.
        id: String,
    },
    /// A trigger point's page.
    Point {
        /// The point's id.
        id: String,
    },
    /// A condition's page.
    Condition {
        /// The condition's id.
        id: String,
    },
    /// The terms of the field.
    Terms {
        /// The id of the one that is looked up, or nothing.
        id: String,
    },
    /// Questions.
    Practice,
    /// What this is, and is not.
    About,
    /// Any other address.
    NotFound,
}

/// By hand: what Yew's own macro makes brings an automaton along, a fiftieth of all that is loaded at the start.
impl Routable for Route {
    fn from_path(path: &str, _: &HashMap<&str, &str>) -> Option<Self> {
        Self::recognize(path)
    }

    fn to_path(&self) -> String {
        match self {
            Self::Home => "/".to_owned(),
            Self::Atlas => "/atlas".to_owned(),
            Self::Muscle { id } => format!("/muscle/{id}"),
            Self::Point { id } => format!("/point/{id}"),
            Self::Condition { id } => format!("/condition/{id}"),
            Self::Terms { id } if id.is_empty() => "/terms".to_owned(),
            Self::Terms { id } => format!("/terms/{id}"),
            Self::Practice => "/practice".to_owned(),
            Self::About => "/about".to_owned(),
            Self::NotFound => "/404".to_owned(),
        }
    }

    fn routes() -> Vec<&'static str> {
        let ids = ["/muscle/:id", "/point/:id", "/condition/:id", "/terms/:id"];
        ["/", "/atlas", "/terms", "/practice", "/about", "/404"].into_iter().chain(ids).collect()
    }

    fn not_found_route() -> Option<Self> {
        Some(Self::NotFound)
    }

    fn recognize(pathname: &str) -> Option<Self> {
        let mut parts = pathname.trim_matches('/').split('/');
        let route = match (parts.next().unwrap_or_default(), parts.next().map(str::to_owned)) {
            ("", None) => Self::Home,
            ("atlas", None) => Self::Atlas,
            ("muscle", Some(id)) => Self::Muscle { id },
            ("point", Some(id)) => Self::Point { id },
            ("condition", Some(id)) => Self::Condition { id },
            ("terms", id) => Self::Terms { id: id.unwrap_or_default() },
            ("practice", None) => Self::Practice,
            ("about", None) => Self::About,
            _ => Self::NotFound,
        };
        Some(if parts.next().is_none() { route } else { Self::NotFound })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_by_its_own_address() {
        let (muscle, point) = ("levator-scapulae".to_owned(), "levator-scapulae-1".to_owned());
        let (muscle, point) = (Route::Muscle { id: muscle }, Route::Point { id: point });
        let condition = Route::Condition { id: "migraine".to_owned() };
        let terms = ["", "taut-band"].map(|id| Route::Terms { id: id.to_owned() });
        let plain = [Route::Home, Route::Atlas, Route::Practice, Route::About, Route::NotFound];
        for route in plain.into_iter().chain([muscle, point, condition]).chain(terms) {
            assert_eq!(Route::recognize(&route.to_path()), Some(route));
        }
        for lost in ["/nowhere", "/muscle", "/muscle/a/b", "/condition", "/terms/a/b", "/atlas/more"] {
            assert_eq!(Route::recognize(lost), Some(Route::NotFound), "{lost}");
        }
    }
}
