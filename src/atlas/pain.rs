//! A place on the skin where it hurts, as an address has it.

use super::{Atlas, SkinRegion};
use crate::anatomy::Side;

/// A place on the skin where it hurts: some regions of one side. A region on the midline has no side.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pain {
    /// The regions, by id.
    pub regions: Vec<String>,
    /// Their side.
    pub side: Side,
}

impl Pain {
    /// As an address has it: the regions and the side with dots between.
    pub fn word(&self) -> String {
        let mut word = self.regions.join(".");
        word.push('.');
        word.push_str(self.side.name());
        word
    }

    /// Reads what [`Pain::word`] wrote; nothing where no side is told.
    pub fn read(word: &str) -> Option<Self> {
        let (regions, side) = word.rsplit_once('.')?;
        let regions = regions.split('.').map(str::to_owned).collect();
        Some(Self { regions, side: Side::named(side)? })
    }

    /// The same without what the atlas does not know and what stands twice; nothing where no region is left.
    pub fn known_to(mut self, atlas: &Atlas) -> Option<Self> {
        let mut known: Vec<String> = Vec::new();
        for id in self.regions {
            if atlas.region(&id).is_some() && !known.contains(&id) {
                known.push(id);
            }
        }
        self.regions = known;
        (!self.regions.is_empty()).then_some(self)
    }

    /// The regions as the atlas knows them.
    pub fn regions<'a>(&'a self, atlas: &'a Atlas) -> impl Iterator<Item = &'a SkinRegion> {
        self.regions.iter().filter_map(|id| atlas.region(id))
    }
}
