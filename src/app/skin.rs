//! Which patch of skin lies under a tap: the regions' outlines, read from the plates' own text.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use yew::prelude::*;

use crate::anatomy::{PlatePoint, Side, Silhouette};
use crate::app::views::View;
use crate::app::{fetch, tags};
use crate::atlas::{Atlas, Pain, Paired};
use crate::quiz::Spot;

/// A region as drawn.
#[derive(Debug, PartialEq)]
struct Patch {
    region: String,
    side: Option<Side>,
    outline: Silhouette,
}

thread_local! {
    static READ: RefCell<HashMap<String, Rc<Vec<Patch>>>> = RefCell::default();
}

/// The regions of some plates.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Skins(Vec<(String, Rc<Vec<Patch>>)>);

/// Reads the skins of these plates as they arrive.
#[hook]
pub(crate) fn use_skins(plates: &[String]) -> Skins {
    let skins = use_state_eq(Skins::default);
    {
        let skins = skins.clone();
        use_effect_with(plates.to_vec(), move |plates| {
            let plates = plates.clone();
            wasm_bindgen_futures::spawn_local(async move { skins.set(Skins::of(&plates).await) });
        });
    }
    (*skins).clone()
}

impl Skins {
    /// The skins of these plates, each read once; without those that cannot be fetched.
    pub(crate) async fn of(plates: &[String]) -> Self {
        let mut skins = Vec::new();
        for id in plates {
            let known = READ.with_borrow(|read| read.get(id).cloned());
            let skin = match known {
                Some(skin) => skin,
                None => {
                    let Ok(text) = fetch::plate(id).await else { continue };
                    let skin = Rc::new(patches(&text));
                    READ.with_borrow_mut(|read| read.insert(id.clone(), skin.clone()));
                    skin
                }
            };
            skins.push((id.clone(), skin));
        }
        Self(skins)
    }

    /// The patch under a place of a plate as it shows a side.
    pub(crate) fn spot(&self, atlas: &Atlas, plate: &str, shown: Side, at: PlatePoint) -> Option<Spot> {
        let (_, patches) = self.0.iter().find(|(id, _)| id == plate)?;
        let plate = atlas.plate(plate)?;
        let (is_symmetric, is_mirrored) = (plate.view().is_symmetric(), plate.is_mirrored_for(shown));
        let at = if is_mirrored { at.mirrored() } else { at };
        patches.iter().rev().find_map(|patch| {
            let drawn = patch.side.unwrap_or_default();
            let side = if patch.outline.contains(at) {
                drawn
            } else if is_symmetric && patch.side.is_some() && patch.outline.contains(at.mirrored()) {
                drawn.opposite()
            } else {
                return None;
            };
            let side = if is_mirrored { side.opposite() } else { side };
            let is_paired = atlas.region(&patch.region)?.side == Paired::Right;
            Some(Spot { region: patch.region.clone(), is_left: is_paired && side == Side::Left })
        })
    }
}

/// The place on the skin under a tap on a view.
pub(crate) async fn pain_at(atlas: &Atlas, view: &str, at: PlatePoint) -> Option<Pain> {
    let view = View::find(atlas, view)?;
    let skins = Skins::of(std::slice::from_ref(&view.plate.id)).await;
    // A plate that shows one side alone is shown in its mirror image for the other.
    let shown = if view.shows(Side::Right) { Side::Right } else { Side::Left };
    let spot = skins.spot(atlas, &view.plate.id, shown, at)?;
    let side = if spot.is_left { Side::Left } else { Side::Right };
    Some(Pain { regions: vec![spot.region], side })
}

/// The paths of a plate that carry a region.
fn patches(svg: &str) -> Vec<Patch> {
    let patch = |tag: &str| {
        let value = |name| tags::value(tag, name);
        let side = value("data-side").and_then(Side::named);
        Some(Patch {
            region: value("data-region")?.to_owned(),
            side,
            outline: Silhouette::from_path_data(value("d")?).ok()?,
        })
    };
    svg.split("<path").skip(1).filter_map(|tag| patch(tag.split('>').next()?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_are_read_with_their_side() {
        let svg = r#"<svg><path class="x" data-region="temple" data-side="right" d="M0,0h10v10z"/><path d="M0,0"/>
            <path data-region="crown" d="M-5,0h10v10z"/></svg>"#;
        let read: Vec<(String, Option<Side>)> =
            patches(svg).into_iter().map(|patch| (patch.region, patch.side)).collect();
        assert_eq!(read, [("temple".to_owned(), Some(Side::Right)), ("crown".to_owned(), None)]);
    }
}
