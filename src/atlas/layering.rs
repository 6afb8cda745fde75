//! What lies over what as the plates show it: what practice may ask of a view.

use serde::{Deserialize, Serialize};

use super::{Atlas, Muscle, PlateView};

/// One muscle painted over another on a plate where both can be seen to overlap, and said to lie over it by their texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Over {
    /// The plate, as its place in [`Atlas::plates`].
    pub plate: u8,
    /// The nearer one, as its place in [`Atlas::muscles`].
    pub upper: u16,
    /// The farther one.
    pub lower: u16,
}

/// All muscles whose outlines meet a muscle's on a plate, by whatever they lie over or under.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Met {
    /// The plate.
    pub plate: u8,
    /// The muscle.
    pub muscle: u16,
    /// The others.
    pub others: Vec<u16>,
}

/// What lies over what on all plates.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Layering {
    /// The pairs that may be asked: for each muscle the plates that show it best first.
    pub pairs: Vec<Over>,
    /// What meets a muscle on a plate on which it may be asked after.
    pub met: Vec<Met>,
}

/// A muscle with those that lie over it, or under it, on a plate.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer<'a> {
    /// The plate.
    pub plate: &'a PlateView,
    /// What lies over it, or under it.
    pub others: Vec<&'a Muscle>,
}

impl Layering {
    /// On each plate on which it may be asked, what lies under a muscle, or over it.
    pub fn layers<'a>(&self, atlas: &'a Atlas, muscle: &Muscle, is_under: bool) -> Vec<Layer<'a>> {
        let mut layers: Vec<Layer<'a>> = Vec::new();
        let Some(own) = place(atlas, muscle) else { return layers };
        for Over { plate, upper, lower } in &self.pairs {
            let (asked, other) = if is_under { (upper, lower) } else { (lower, upper) };
            let known = atlas.plates().get(usize::from(*plate)).zip(atlas.muscles().get(usize::from(*other)));
            let is_own = usize::from(*asked) == own && self.met(*plate, own).is_some();
            let Some((plate, other)) = known.filter(|_| is_own) else { continue };
            match layers.iter_mut().find(|layer| layer.plate.id == plate.id) {
                Some(layer) => layer.others.push(other),
                None => layers.push(Layer { plate, others: vec![other] }),
            }
        }
        layers
    }

    /// What lies under a muscle on a plate, or over it, whether it may be asked after there or not.
    pub fn beside<'a>(
        &self,
        atlas: &'a Atlas,
        plate: &PlateView,
        muscle: &Muscle,
        is_under: bool,
    ) -> Vec<&'a Muscle> {
        let plate = atlas.plates().iter().position(|known| known.id == plate.id);
        let own = place(atlas, muscle);
        let mut others = Vec::new();
        for Over { plate: at, upper, lower } in &self.pairs {
            let (asked, other) = if is_under { (upper, lower) } else { (lower, upper) };
            if Some(usize::from(*at)) == plate && Some(usize::from(*asked)) == own {
                others.extend(atlas.muscles().get(usize::from(*other)));
            }
        }
        others
    }

    /// What meets a muscle on a plate; `None` where it is not asked after there.
    fn met(&self, plate: u8, own: usize) -> Option<&Met> {
        self.met.iter().find(|met| met.plate == plate && usize::from(met.muscle) == own)
    }

    /// Whether the outlines of two muscles meet on a plate, or nobody looked.
    pub fn may_meet(&self, atlas: &Atlas, plate: &PlateView, muscle: &Muscle, other: &Muscle) -> bool {
        let at = atlas.plates().iter().position(|known| known.id == plate.id);
        let at = at.and_then(|at| u8::try_from(at).ok());
        let met = at.zip(place(atlas, muscle)).and_then(|(plate, own)| self.met(plate, own));
        let other = place(atlas, other);
        met.is_none_or(|met| met.others.iter().any(|at| Some(usize::from(*at)) == other))
    }
}

fn place(atlas: &Atlas, muscle: &Muscle) -> Option<usize> {
    atlas.muscles().iter().position(|known| known.row.id == muscle.row.id)
}
