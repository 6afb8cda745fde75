//! What a round is to be about, and how it is held.

use super::{Kind, Scope};

/// How many questions a round has where nothing else is asked for.
pub const LENGTH: usize = 10;
/// How many stations a practical exam has.
pub const STATIONS: usize = 25;
/// How long a station lasts in a practical exam, in seconds.
pub const STATION_S: u32 = 60;

/// What a round is to be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Which cards.
    pub scope: Scope,
    /// Which kinds of question, mixed evenly.
    pub kinds: Vec<Kind>,
    /// How many questions at most.
    pub length: usize,
    /// How it is held.
    pub manner: Manner,
}

/// How a round is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Manner {
    /// Verdicts are shown at the end alone, and nothing helps: an exam, or a round for who wants it so.
    pub is_exam: bool,
    /// Names are typed where a question allows it.
    pub is_typed: bool,
    /// The time for all of it, in seconds; none where nobody hurries.
    pub limit_s: Option<u32>,
    /// The time for each question, in seconds: then the next one follows by itself, as at the stations of a practical exam.
    pub station_s: Option<u32>,
}

impl Plan {
    /// A round of ten over everything, without hurry.
    pub fn new(scope: Scope, kinds: &[Kind]) -> Self {
        Self { scope, kinds: kinds.to_vec(), length: LENGTH, manner: Manner::default() }
    }

    /// The practical exam as schools hold it: 25 stations on the plates, no help; each ends after its minute.
    pub fn stations(scope: Scope) -> Self {
        use Kind::{FindMuscle, FindPoint, Layers, NameMuscle, NamePoint, PaintReferral, WhosePain};
        let kinds = vec![FindPoint, NamePoint, FindMuscle, NameMuscle, WhosePain, PaintReferral, Layers];
        let manner = Manner { is_exam: true, is_typed: true, limit_s: None, station_s: Some(STATION_S) };
        Self { scope, kinds, length: STATIONS, manner }
    }
}

/// How much a card needs to be asked, the neediest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Not known at the last answer.
    Weak,
    /// Known, but it is time to ask again.
    Due,
    /// Never asked.
    Unseen,
    /// Known and not due.
    Known,
}
