//! The finder: from a place on the skin to the muscles that send pain there.
#![cfg(all(feature = "authoring", not(target_arch = "wasm32")))]
#![allow(missing_docs, reason = "tests")]

use std::path::Path;
use std::sync::OnceLock;

use palpate::anatomy::Side;
use palpate::atlas::authoring::{Sources, report};
use palpate::atlas::{Atlas, Pain, Paired, Reach, Sender, senders};

fn atlas() -> &'static Atlas {
    static ATLAS: OnceLock<Atlas> = OnceLock::new();
    ATLAS.get_or_init(|| {
        let sources = Sources::load(Path::new(env!("CARGO_MANIFEST_DIR")));
        sources.unwrap_or_else(|faults| panic!("{}", report(&faults))).atlas()
    })
}

fn found(regions: &[&str], side: Side) -> Vec<Sender<'static>> {
    let pain = Pain { regions: regions.iter().map(|id| (*id).to_owned()).collect(), side };
    senders(atlas(), &pain, |_| 0)
}

/// The muscles are among the first so many that send pain to the regions.
fn check(regions: &[&str], first: usize, muscles: &[&str]) {
    let found = found(regions, Side::Right);
    let ids: Vec<&str> = found.iter().map(|sender| sender.muscle.row.id.as_str()).collect();
    for muscle in muscles {
        let place = ids.iter().position(|id| id == muscle);
        assert!(
            place.is_some_and(|place| place < first),
            "{regions:?}: {muscle} is not among the first of {ids:?}"
        );
    }
}

#[test]
fn known_truths() {
    check(&["temple"], 3, &["temporalis", "trapezius"]);
    check(&["forehead-medial", "forehead-lateral"], 5, &["sternocleidomastoid"]);
    check(&["occiput"], 4, &["sternocleidomastoid", "semispinalis-capitis"]);
    check(&["angle-of-neck"], 3, &["levator-scapulae"]);
    check(&["buttock-middle"], 8, &["gluteus-medius", "piriformis"]);
    check(&["heel-plantar"], 4, &["soleus", "quadratus-plantae"]);
    check(&["patella"], 4, &["rectus-femoris"]);
    check(&["deltoid-anterior-upper", "deltoid-anterior-lower"], 4, &["infraspinatus"]);
    check(&["tmj"], 5, &["masseter", "lateral-pterygoid"]);
}

#[test]
fn the_essential_goes_before_the_spillover() {
    for region in atlas().regions() {
        let found = found(&[&region.id], Side::Left);
        let reaches: Vec<Reach> = found.iter().map(|sender| sender.sources[0].reach).collect();
        assert!(reaches.is_sorted(), "{}: {reaches:?}", region.id);
        for sender in &found {
            assert!(
                !sender.sources.is_empty() && sender.sources.iter().map(|source| source.reach).is_sorted()
            );
        }
    }
}

/// Whatever is found refers there by its file, on that side or across, and whatever refers there is found.
#[test]
fn nothing_is_made_up_and_nothing_is_left_out() {
    for region in atlas().regions() {
        for side in [Side::Right, Side::Left] {
            let found = found(&[&region.id], side);
            for (muscle, point) in atlas().points() {
                let patches = || point.trigger.essential.iter().chain(&point.trigger.spillover);
                for patch in patches().filter(|patch| patch.region == region.id) {
                    let is_midline = region.side == Paired::Midline;
                    let is_listed = found.iter().any(|sender| {
                        sender.muscle.row.id == muscle.row.id
                            && (is_midline || patch.side(sender.side) == side || atlas().is_midline(muscle))
                            && sender.sources.iter().any(|source| source.point == point)
                    });
                    assert!(is_listed, "{} does not lead to {}", region.id, point.trigger.id);
                }
            }
            for sender in &found {
                for source in &sender.sources {
                    let trigger = &source.point.trigger;
                    let mut patches = trigger.essential.iter().chain(&trigger.spillover);
                    assert!(patches.any(|patch| patch.region == region.id), "{}", trigger.id);
                }
            }
        }
    }
}

#[test]
fn what_refers_across_is_found_on_the_other_side() {
    let across = atlas().points().find_map(|(muscle, point)| {
        let patch =
            point.trigger.essential.iter().chain(&point.trigger.spillover).find(|patch| patch.is_opposite)?;
        Some((muscle, patch))
    });
    let (muscle, patch) = across.expect("some point refers across");
    let found = found(&[&patch.region], Side::Left);
    let sides: Vec<Side> = found
        .iter()
        .filter(|sender| sender.muscle.row.id == muscle.row.id)
        .map(|sender| sender.side)
        .collect();
    assert!(sides.contains(&Side::Right), "{} on {sides:?}", muscle.row.id);
}

#[test]
fn several_regions_want_who_covers_them_all() {
    let found = found(&["temple", "eyebrow", "upper-jaw"], Side::Right);
    assert_eq!(found[0].muscle.row.id, "temporalis");
}

#[test]
fn a_pain_is_read_as_it_was_written() {
    let pain = Pain { regions: vec!["temple".into(), "above-ear".into()], side: Side::Left };
    assert_eq!(pain.word(), "temple.above-ear.left");
    let read = |word: &str| Pain::read(word)?.known_to(atlas());
    assert_eq!(read(&pain.word()), Some(pain.clone()));
    assert_eq!(read("temple.nowhere.above-ear.temple.left"), Some(pain));
    for lost in ["", "temple", "left", ".left", "nowhere.left", "temple.up"] {
        assert_eq!(read(lost), None, "{lost}");
    }
}

#[test]
fn those_met_more_often_go_first_where_all_else_is_equal() {
    let pain = Pain { regions: vec!["temple".into()], side: Side::Right };
    let plain = senders(atlas(), &pain, |_| 0);
    let rank =
        |senders: &[Sender<'_>], id: &str| senders.iter().position(|sender| sender.muscle.row.id == id);
    for sender in &plain {
        let id = sender.muscle.row.id.as_str();
        let often = senders(atlas(), &pain, |known| usize::from(known == id));
        assert!(rank(&often, id) <= rank(&plain, id), "{id}");
    }
}
