//! Whatever bytes are imported: no panic, nothing of one's own lost, and what comes out is written and read the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use palpate::atlas::Atlas;
use palpate::study::{Import, Learner, Progress};

fuzz_target!(|bytes: &[u8]| {
    let Ok(import) = Import::read(bytes) else { return };
    let empty = Progress::default();
    let merged = import.merged(&empty);
    let changes = import.changes(&empty);
    assert_eq!(merged.reviews().len(), changes.new_reviews);
    // Imported a second time it changes nothing more.
    assert_eq!(import.merged(&merged), merged);
    assert_eq!(import.changes(&merged).new_reviews, 0);
    let read = Progress::from_json(merged.to_json()).expect("what is written is read");
    assert!(read.set_aside.is_empty());
    assert_eq!(read.progress, merged);
    // The scheduler takes any history.
    let learner = Learner::new(&Atlas::default(), merged);
    for (card, standing) in learner.standings().iter() {
        let due_ms = learner.standings().due_ms(card, 0.9);
        assert!(due_ms >= standing.last_ms);
        assert!((0.0..=1.0).contains(&standing.recall(u64::MAX)));
    }
});
