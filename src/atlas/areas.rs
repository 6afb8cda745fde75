//! Lists of skin regions in words that people use: "back of the upper arm", not its three thirds.

use super::{Atlas, Paired, Patch};
use crate::letters::in_sentence;

/// How lists of zones tell several regions together: a row of assets/surface.toml.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "authoring", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Together {
    /// Its name inside a sentence, such as "whole back of the leg".
    pub name: String,
    /// Ids of regions.
    pub regions: Vec<String>,
}

/// On which side of the body a part lies, seen from the point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AreaSide {
    /// On the point's own side, or across the midline.
    Own,
    /// On the other side.
    Other,
    /// On both.
    Both,
}

/// A part of the skin by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// The name inside a sentence.
    pub name: String,
    /// Its side.
    pub side: AreaSide,
}

/// From how many regions on one may lack and "most of" them be told.
const MOST_OF: usize = 5;

/// The parts of the skin that these patches are, in the order of their first patch. Nothing is named that is not in the list,
/// unless it says "most of". A name is taken from the groups of the data; else from the regions' own names: those that are
/// alike but for what follows the last comma ("back of the upper arm, upper third") are told by what they share once
/// all of them are there, and with their endings where some are.
pub fn areas(atlas: &Atlas, patches: &[Patch]) -> Vec<Area> {
    let is_paired =
        |patch: &Patch| atlas.region(&patch.region).is_none_or(|region| region.side == Paired::Right);
    // Each with the place of its first patch.
    let side = |is_other: bool| -> Vec<(usize, String)> {
        let mut once: Vec<(usize, &str)> = Vec::new();
        for (at, patch) in patches.iter().enumerate() {
            let is_here = (patch.is_opposite && is_paired(patch)) == is_other;
            if is_here && !once.iter().any(|(_, known)| *known == patch.region) {
                once.push((at, &patch.region));
            }
        }
        let names = merged(atlas, &once.iter().map(|(_, region)| *region).collect::<Vec<_>>());
        names.into_iter().map(|(at, name)| (once[at].0, name)).collect()
    };
    let mut areas: Vec<(usize, Area)> =
        side(false).into_iter().map(|(at, name)| (at, Area { name, side: AreaSide::Own })).collect();
    for (at, name) in side(true) {
        match areas.iter_mut().find(|(_, area)| area.side == AreaSide::Own && area.name == name) {
            Some((_, area)) => area.side = AreaSide::Both,
            None => areas.push((at, Area { name, side: AreaSide::Other })),
        }
    }
    areas.sort_by_key(|(at, _)| *at);
    areas.into_iter().map(|(_, area)| area).collect()
}

/// The same as text, parted by semicolons, since names hold commas; "(other side)" and "(both sides)" where it is so.
pub fn in_words(atlas: &Atlas, patches: &[Patch]) -> String {
    let mut text = String::new();
    for Area { name, side } in areas(atlas, patches) {
        if !text.is_empty() {
            text.push_str("; ");
        }
        text.push_str(&name);
        text.push_str(match side {
            AreaSide::Own => "",
            AreaSide::Other => " (other side)",
            AreaSide::Both => " (both sides)",
        });
    }
    text
}

/// The names of different regions that lie on one side, each with the place of its first in the list.
fn merged(atlas: &Atlas, ids: &[&str]) -> Vec<(usize, String)> {
    // What is told already, by its place in the list.
    let mut is_told = vec![false; ids.len()];
    let mut told: Vec<(usize, String)> = Vec::new();
    let mut tell = |is_told: &mut [bool], places: &[usize], name: String| {
        places.iter().for_each(|&at| is_told[at] = true);
        told.extend(places.first().map(|&at| (at, name)));
    };
    for group in atlas.together() {
        let places: Vec<usize> =
            (0..ids.len()).filter(|&at| group.regions.iter().any(|id| id == ids[at])).collect();
        let missing = group.regions.len().saturating_sub(places.len());
        let new = places.iter().filter(|&&at| !is_told[at]).count();
        if new < 2 {
            continue;
        }
        if missing == 0 {
            tell(&mut is_told, &places, group.name.clone());
        } else if group.regions.len() >= MOST_OF
            && MOST_OF * missing <= group.regions.len()
            && new == places.len()
        {
            let name = group.name.strip_prefix("whole ").unwrap_or(&group.name);
            let the = if name.starts_with("all ") { "" } else { "the " };
            tell(&mut is_told, &places, format!("most of {the}{name}"));
        }
    }
    let names: Vec<String> = ids
        .iter()
        .map(|id| atlas.region(id).map_or((*id).to_owned(), |region| in_sentence(&region.name)))
        .collect();
    // All that begins alike: the finger before its palm side.
    for at in 0..ids.len() {
        let heads: Vec<&str> = names[at].match_indices(", ").map(|(end, _)| &names[at][..end]).collect();
        for head in heads {
            let places: Vec<usize> = (0..ids.len()).filter(|&at| has_head(&names[at], head)).collect();
            let all =
                atlas.regions().iter().filter(|region| has_head(&in_sentence(&region.name), head)).count();
            if !is_told[at] && places.len() > 1 && places.len() == all {
                tell(&mut is_told, &places, head.to_owned());
            }
        }
    }
    // Some of what begins alike, with the endings.
    for at in 0..ids.len() {
        if is_told[at] {
            continue;
        }
        let name = &names[at];
        let Some((head, _)) = name.rsplit_once(", ") else {
            tell(&mut is_told, &[at], name.clone());
            continue;
        };
        let mut places: Vec<usize> = (at..ids.len())
            .filter(|&other| {
                !is_told[other] && names[other].rsplit_once(", ").is_some_and(|(own, _)| own == head)
            })
            .collect();
        let order = |place: &usize| atlas.regions().iter().position(|region| region.id == ids[*place]);
        places.sort_unstable_by_key(order);
        let endings: Vec<&str> =
            places.iter().filter_map(|&at| names[at].rsplit_once(", ")).map(|(_, end)| end).collect();
        let first = places.iter().copied().min().unwrap_or(at);
        let text = format!("{head}, {}", both(&endings));
        places.iter().for_each(|&place| is_told[place] = true);
        tell(&mut is_told, &[first], text);
    }
    told
}

/// Whether a name begins with this and goes on after a comma.
fn has_head(name: &str, head: &str) -> bool {
    name.strip_prefix(head).is_some_and(|rest| rest.starts_with(", "))
}

/// "upper third", "upper and lower thirds", "inner part, outer part and middle".
fn both(endings: &[&str]) -> String {
    let [most @ .., last] = endings else { return String::new() };
    if most.is_empty() {
        return (*last).to_owned();
    }
    for word in [" third", " part", " half", " side"] {
        let bare: Vec<&str> = endings.iter().filter_map(|ending| ending.strip_suffix(word)).collect();
        if let ([most @ .., last], true) = (bare.as_slice(), bare.len() == endings.len()) {
            let plural = if word == " half" { " halves".to_owned() } else { format!("{word}s") };
            return format!("{} and {last}{plural}", most.join(", "));
        }
    }
    format!("{} and {last}", most.join(", "))
}
