//! The saved format: what is written is read again, what is damaged is told and never panics.

use palpate::quiz::{Item, Kind};
use palpate::study::{BadProgress, Grade, Progress, Review};
use proptest::prelude::*;
use serde_json::{Value, json};

const SOUND: &str = r#"{"item":"find-point/cape-1","grade":"good","at_ms":5,"took_ms":7}"#;

/// What reading says of a text, in a few words.
fn check(json: &str, expected: &str) {
    let got = match Progress::from_json(json) {
        Ok(loaded) => {
            let round = if loaded.progress.round.is_some() { ", a round" } else { "" };
            format!("{} read, {} set aside{round}", loaded.progress.reviews.len(), loaded.set_aside.len())
        }
        Err(error) => error.to_string(),
    };
    assert!(got.contains(expected), "{json}\ngave: {got}\nnot:  {expected}");
}

fn file(reviews: &str, round: &str) -> String {
    format!(r#"{{"palpate":"progress","version":1,"reviews":[{reviews}],"round":{round}}}"#)
}

#[test]
fn sound_entries_are_kept_and_damaged_ones_set_aside() {
    check(&file("", "null"), "0 read, 0 set aside");
    check(&file(SOUND, "null"), "1 read, 0 set aside");
    check(&file(r#"{"item":"whose-pain/x","grade":"again","at_ms":5}"#, "null"), "1 read, 0 set aside");
    check(
        &file(&format!(r#"{SOUND},7,{SOUND},{{"item":"find-point/","grade":"good","at_ms":5}}"#), "null"),
        "2 read, 2 set aside",
    );
    check(&file(&SOUND.replace("good", "great"), "null"), "0 read, 1 set aside");
    check(&file(&SOUND.replace(":5", ":-5"), "null"), "0 read, 1 set aside");
    check(&file(&SOUND.replace("find-point", "guess-point"), "null"), "0 read, 1 set aside");
    check(&file(SOUND, r#"{"questions":[]}"#), "1 read, 1 set aside");
    check(r#"{"palpate":"progress","version":1,"reviews":[]}"#, "0 read, 0 set aside");
}

#[test]
fn what_is_no_progress_is_refused_with_place_and_remedy() {
    check("", "damaged at line 1, column 0: it is not valid JSON. Import a file");
    check("{\"palpate\":\n!", "damaged at line 2, column 1");
    check("[]", "damaged at the start");
    check("{}", "damaged at the field \"palpate\"");
    check(r#"{"palpate":"progress"}"#, "damaged at the field \"version\"");
    check(r#"{"palpate":"progress","version":"1"}"#, "damaged at the field \"version\"");
    check(r#"{"palpate":"progress","version":1}"#, "damaged at the field \"reviews\"");
    check(
        r#"{"palpate":"progress","version":2,"reviews":[]}"#,
        "of version 2, this Palpate reads up to version 1",
    );
    let newer = Progress::from_json(r#"{"palpate":"progress","version":99}"#);
    assert_eq!(newer.unwrap_err(), BadProgress::Newer { found: 99 });
    check(&"[".repeat(100_000), "damaged at line 1");
}

#[test]
fn the_format_is_the_documented_one() {
    let item = Item::new(Kind::FindPoint, "levator-scapulae-1");
    let reviews = vec![Review { item, grade: Grade::Good, at_ms: 1, took_ms: 3200 }];
    let written: Value = serde_json::from_str(&Progress { reviews, round: None }.to_json()).unwrap();
    let entry =
        json!({ "item": "find-point/levator-scapulae-1", "grade": "good", "at_ms": 1, "took_ms": 3200 });
    assert_eq!(written, json!({ "palpate": "progress", "version": 1, "reviews": [entry], "round": null }));
}

fn any_review() -> impl Strategy<Value = Review> {
    let kind = prop::sample::select(&Kind::ALL[..]);
    let grade = prop::sample::select(vec![Grade::Again, Grade::Hard, Grade::Good, Grade::Easy]);
    (kind, ".+", grade, any::<u64>(), any::<u64>()).prop_map(|(kind, point, grade, at_ms, took_ms)| Review {
        item: Item::new(kind, point),
        grade,
        at_ms,
        took_ms,
    })
}

/// Anything that JSON can hold.
fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".*".prop_map(Value::from),
    ];
    let key =
        prop_oneof![Just("item".to_owned()), Just("grade".to_owned()), Just("questions".to_owned()), ".*"];
    leaf.prop_recursive(4, 32, 5, move |inner| {
        let list = prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from);
        let object = prop::collection::hash_map(key.clone(), inner, 0..5);
        prop_oneof![list, object.prop_map(|fields| Value::Object(fields.into_iter().collect()))]
    })
}

proptest! {
    #[test]
    fn any_bytes_never_panic(bytes: Vec<u8>) {
        let _ = Progress::from_json(bytes);
    }

    #[test]
    fn a_damaged_byte_never_panics(reviews in prop::collection::vec(any_review(), 1..4), at: prop::sample::Index, byte: u8) {
        let mut bytes = Progress { reviews, round: None }.to_json().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Err(error) = Progress::from_json(&bytes) {
            prop_assert!(!error.to_string().is_empty());
        }
    }

    #[test]
    fn what_is_written_is_read_again(reviews in prop::collection::vec(any_review(), 0..20)) {
        let progress = Progress { reviews, round: None };
        let loaded = Progress::from_json(progress.to_json()).unwrap();
        prop_assert_eq!(loaded.progress, progress);
        prop_assert!(loaded.set_aside.is_empty());
    }

    #[test]
    fn sound_reviews_survive_among_any_others(
        reviews in prop::collection::vec(any_review(), 0..6),
        strange in prop::collection::vec((any_value(), any::<prop::sample::Index>()), 0..6),
        round in any_value(),
    ) {
        let mut entries: Vec<Value> = reviews.iter().map(|review| serde_json::to_value(review).unwrap()).collect();
        for (value, at) in &strange {
            entries.insert(at.index(entries.len() + 1), value.clone());
        }
        let text = json!({ "palpate": "progress", "version": 1, "reviews": entries, "round": round }).to_string();
        let loaded = Progress::from_json(text).unwrap();
        prop_assert_eq!(loaded.progress.reviews, reviews);
        prop_assert_eq!(loaded.set_aside.len(), strange.len() + usize::from(!round.is_null()));
    }
}
