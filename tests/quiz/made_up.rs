//! A small made-up body on which right and wrong can be told by eye.
#![allow(dead_code, reason = "each test file uses a part of it")]

use palpate::anatomy::{BodyPoint, Depth};
use palpate::atlas::{
    Atlas, Kind, Muscle, Names, Paired, Patch, PlateKind, PlateView, Point, RosterRow, Sight, SkinRegion,
    StructureName, TriggerPoint,
};

/// Regions "a" to "h" are paired, "m" lies across the midline.
pub(crate) const REGIONS: [&str; 9] = ["a", "b", "c", "d", "e", "f", "g", "h", "m"];

/// A point by id, with its patterns as words: "a opposite:b".
pub(crate) fn point(id: &str, at: [f64; 3], essential: &str, spillover: &str) -> Point {
    let patches = |words: &str| words.split_whitespace().map(|word| Patch::from(word.to_owned())).collect();
    let trigger = TriggerPoint {
        id: id.to_owned(),
        label: format!("TrP {}", id.rsplit('-').next().unwrap()),
        edition: String::new(),
        place: "in the middle of the belly".to_owned(),
        part: "part".to_owned(),
        at: BodyPoint::from(at),
        radius_mm: 12.0,
        essential: patches(essential),
        spillover: patches(spillover),
    };
    let sight = |plate: &str| Sight { plate: plate.to_owned(), covered_by: Vec::new() };
    Point { trigger, sights: vec![sight("posterior"), sight("anterior")] }
}

/// A muscle whose only drawn part is called like itself with "-part".
pub(crate) fn muscle(id: &str, depth: Depth, points: Vec<Point>) -> Muscle {
    let name = format!("{}{}", id[..1].to_uppercase(), &id[1..]);
    let row = RosterRow {
        id: id.to_owned(),
        name: name.clone(),
        region: "trunk".to_owned(),
        depth,
        structures: vec![format!("{id}-part")],
        chapter: String::new(),
        least_points: 0,
    };
    Muscle {
        row,
        names: Names { english: name, ..Names::default() },
        is_written: !points.is_empty(),
        points,
        synergists: Vec::new(),
        antagonists: Vec::new(),
        over: Vec::new(),
        under: Vec::new(),
    }
}

pub(crate) fn atlas(muscles: Vec<Muscle>) -> Atlas {
    let side = |id: &str| if id == "m" { Paired::Midline } else { Paired::Right };
    let region = |id: &&str| SkinRegion {
        id: (*id).to_owned(),
        name: format!("Region {id}"),
        term: (*id).to_owned(),
        side: side(id),
        plates: Vec::new(),
    };
    let structure =
        |slug: String, kind| StructureName { name: slug.clone(), slug, kind, side: Paired::Right };
    let parts = muscles.iter().flat_map(|muscle| &muscle.row.structures);
    let mut structures: Vec<StructureName> =
        parts.map(|slug| structure(slug.clone(), Kind::Muscle)).collect();
    structures.push(structure("clavicle".to_owned(), Kind::Bone));
    structures.push(structure("skin".to_owned(), Kind::Surface));
    let plate = |id: &str, azimuth| PlateView {
        id: id.to_owned(),
        name: id.to_owned(),
        azimuth,
        elevation: 0.0,
        crop: [-300.0, -1700.0, 600.0, 1700.0],
        kind: PlateKind::Standing,
    };
    let plates = vec![plate("anterior", 0.0), plate("posterior", 180.0), plate("left-lateral", 90.0)];
    Atlas::new(muscles, REGIONS.iter().map(region).collect(), structures, plates, Vec::new())
}

/// Seven muscles: the cape lies over the lifter; the twin refers as the lifter does, the mirror as a left lifter.
pub(crate) fn body() -> Atlas {
    let mut cape = muscle(
        "cape",
        Depth::Superficial,
        vec![
            point("cape-1", [-60.0, 40.0, 1380.0], "a c", "d"),
            point("cape-2", [-90.0, 45.0, 1300.0], "e", "m"),
        ],
    );
    cape.under = vec!["lifter".to_owned()];
    let mut lifter = muscle(
        "lifter",
        Depth::Intermediate,
        vec![
            point("lifter-1", [-50.0, 30.0, 1400.0], "a b", "c opposite:d m"),
            point("lifter-2", [-70.0, 30.0, 1340.0], "b", "f"),
        ],
    );
    lifter.over = vec!["cape".to_owned()];
    let twin = muscle("twin", Depth::Deep, vec![point("twin-1", [-30.0, 20.0, 1350.0], "a b", "")]);
    let mirror = muscle(
        "mirror",
        Depth::Deep,
        vec![point("mirror-1", [-30.0, 20.0, 1250.0], "opposite:a opposite:b", "")],
    );
    let far = muscle("far", Depth::Deepest, vec![point("far-1", [-100.0, 0.0, 300.0], "h", "g")]);
    let near = muscle("near", Depth::Deep, vec![point("near-1", [-40.0, 20.0, 1200.0], "c", "a")]);
    let silent = muscle("silent", Depth::Deep, Vec::new());
    let other = muscle("other", Depth::Deep, vec![point("other-1", [-40.0, 20.0, 1100.0], "f g", "")]);
    atlas(vec![cape, lifter, twin, mirror, far, near, silent, other])
}
