//! The saved format: what is written is read again, what is damaged is told and never panics, nothing is lost in merging.

use palpate::quiz::{Card, Fact, Kind, Scope};
use palpate::study::{
    BadProgress, Bookmark, Changes, Grade, Import, Learner, Note, Progress, Review, Settings, Today,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::made_up::content;

const SOUND: &str =
    r#"{"at_ms":5,"card":"point-place/cape-1","kind":"find-point","grade":"good","took_ms":7}"#;

/// What reading says of a text, in a few words.
fn check(json: &str, expected: &str) {
    let got = match Progress::from_json(json) {
        Ok(loaded) => {
            let round = if loaded.progress.round.is_some() { ", a round" } else { "" };
            format!("{} read, {} set aside{round}", loaded.progress.reviews().len(), loaded.set_aside.len())
        }
        Err(error) => error.to_string(),
    };
    assert!(got.contains(expected), "{json}\ngave: {got}\nnot:  {expected}");
}

fn file(reviews: &str, more: &str) -> String {
    format!(r#"{{"palpate":"progress","version":2,"reviews":[{reviews}]{more}}}"#)
}

#[test]
fn sound_entries_are_kept_and_damaged_ones_set_aside() {
    check(&file("", ""), "0 read, 0 set aside");
    check(&file(SOUND, r#","round":null"#), "1 read, 0 set aside");
    check(&file(&format!("{SOUND},7,{SOUND},{{}}"), ""), "1 read, 2 set aside");
    for (from, to) in [
        ("good", "great"),
        (":5", ":-5"),
        ("find-point", "guess-point"),
        ("point-place/", "point-place"),
        ("point-place", "nowhere"),
    ] {
        check(&file(&SOUND.replace(from, to), ""), "0 read, 1 set aside");
    }
    check(&file(SOUND, r#","round":{"asks":[]}"#), "1 read, 1 set aside");
    check(
        &file(SOUND, r#","settings":7,"notes":{},"bookmarks":[1],"undone":"x","epoch_ms":-1"#),
        "1 read, 5 set aside",
    );
}

#[test]
fn what_is_no_progress_is_refused_with_place_and_remedy() {
    check("", "damaged at line 1, column 0: it is not valid JSON. Import a file");
    check("{\"palpate\":\n!", "damaged at line 2, column 1");
    check("[]", "damaged at the start");
    check("{}", "damaged at the field \"palpate\"");
    check(r#"{"palpate":"progress"}"#, "damaged at the field \"version\"");
    check(r#"{"palpate":"progress","version":0,"reviews":[]}"#, "damaged at the field \"version\"");
    check(r#"{"palpate":"progress","version":"1"}"#, "damaged at the field \"version\"");
    check(r#"{"palpate":"progress","version":2}"#, "damaged at the field \"reviews\"");
    check(
        r#"{"palpate":"progress","version":3,"reviews":[]}"#,
        "of version 3, this Palpate reads up to version 2",
    );
    let newer = Progress::from_json(r#"{"palpate":"progress","version":99}"#);
    assert_eq!(newer.unwrap_err(), BadProgress::Newer { found: 99 });
    check(&"[".repeat(100_000), "damaged at line 1");
}

#[test]
fn the_first_version_is_taken_over_review_by_review() {
    let old = |item: &str, at_ms: u64| json!({ "item": item, "grade": "good", "at_ms": at_ms, "took_ms": 3 });
    let reviews = [
        old("find-point/cape-1", 2),
        old("whose-pain/cape-1", 1),
        old("guess/x", 3),
        old("find-point/", 4),
        json!(7),
    ];
    let text =
        json!({ "palpate": "progress", "version": 1, "reviews": reviews, "round": { "questions": [] } })
            .to_string();
    let loaded = Progress::from_json(text).unwrap();
    let read: Vec<(String, Kind, u64)> = loaded
        .progress
        .reviews()
        .iter()
        .map(|review| (review.card.to_string(), review.kind, review.at_ms))
        .collect();
    assert_eq!(
        read,
        [
            ("point-referral/cape-1".to_owned(), Kind::WhosePain, 1),
            ("point-place/cape-1".to_owned(), Kind::FindPoint, 2)
        ]
    );
    assert_eq!(loaded.set_aside.len(), 3);
}

#[test]
fn the_format_is_the_documented_one() {
    let card = Card::new(Fact::PointPlace, "levator-scapulae-1");
    let review = Review { at_ms: 1, card, kind: Kind::FindPoint, grade: Grade::Good, took_ms: 3200 };
    let mut progress = Progress::of(vec![review]);
    progress.notes.insert("muscle/trapezius", 1, Note { at_ms: 1, text: "Ask for the desk.".to_owned() });
    progress.bookmarks.insert("point/trapezius-1", Bookmark { at_ms: 1, is_set: true });
    let written: Value = serde_json::from_str(&progress.to_json()).unwrap();
    assert_eq!(
        written["reviews"][0],
        json!({ "at_ms": 1, "card": "point-place/levator-scapulae-1", "kind": "find-point", "grade": "good", "took_ms": 3200 })
    );
    assert_eq!(
        written["notes"],
        json!([{ "of": "muscle/trapezius", "since_ms": 1, "at_ms": 1, "text": "Ask for the desk." }])
    );
    assert_eq!(written["bookmarks"], json!([{ "of": "point/trapezius-1", "at_ms": 1, "is_set": true }]));
    assert_eq!(
        (&written["palpate"], &written["version"], &written["round"]),
        (&json!("progress"), &json!(2), &json!(null))
    );
}

#[test]
fn settings_out_of_range_are_brought_into_it() {
    let loaded = Progress::from_json(file(
        "",
        r#","settings":{"retention":200,"new_per_day":9999,"reviews_per_day":0}"#,
    ));
    let settings = loaded.unwrap().progress.settings;
    assert_eq!((settings.retention, settings.new_per_day, settings.reviews_per_day), (97, 200, 10));
}

/// What new cards come from once the settings of a file have been read, and how many there are.
#[test]
fn settings_that_name_what_is_gone_still_load() {
    let check = |word: &str, is_gone: bool, fresh: usize| {
        let mut progress = Progress::default();
        progress.settings.new_per_day = 3;
        let kept = progress.to_json().replace("\"learning\":\"all\"", &format!("\"learning\":\"{word}\""));
        assert!(kept.contains(word), "{kept}");
        let (learner, set_aside) = Learner::load(content().atlas, &kept).unwrap();
        assert_eq!(set_aside, 0);
        let settings = learner.settings();
        assert_eq!((settings.learning.is_gone(&content()), settings.new_per_day), (is_gone, 3), "{word}");
        let today = Today { now_ms: 1, start_ms: 0 };
        assert_eq!(learner.queue(&content(), today).fresh.len(), fresh, "{word}");
    };
    check("condition:ache", false, 3);
    check("course:head-neck", false, 3);
    check("set:no-more", true, 0);
    check("chapter:no-more", true, 0);
    check("condition:no-more", true, 0);
    check("region:moon", true, 0);
    // A word of no form that is known is as good as none.
    check("moon", false, 3);
}

/// What is told of a file that is chosen for import.
#[test]
fn a_wrong_file_is_told_apart_from_a_damaged_and_a_newer_one() {
    let check = |text: &str, told: &str| {
        let error = Import::read(text).unwrap_err().to_string();
        assert!(error.contains(told) && error.contains("Nothing here was changed"), "{text}: {error}");
        assert!(!error.contains("aside") && !error.contains("saved progress"), "{error}");
    };
    check("%PDF-1.4", "not a file that Palpate exported");
    check("{\"name\":\"someone's list\"}", "not a file that Palpate exported");
    check("[1,2]", "not a file that Palpate exported");
    check(&Progress::default().to_json()[..60], "damaged at line 1");
    check(r#"{"palpate":"progress","version":2}"#, "damaged at the field");
    check(r#"{"palpate":"progress","version":99,"reviews":[]}"#, "from a newer Palpate");
}

/// Notes as an earlier version kept them.
#[test]
fn notes_of_earlier_versions_are_read_and_two_of_them_are_kept() {
    let note = |at_ms: u64, text: &str| json!({ "of": "muscle/cape", "at_ms": at_ms, "text": text });
    let read = |note: Value| {
        let text = json!({ "palpate": "progress", "version": 2, "reviews": [], "notes": [note] }).to_string();
        Progress::from_json(text).unwrap().progress
    };
    let check = |one: Value, other: Value, told: &str| {
        let (one, other) = (read(one), read(other));
        assert_eq!(merged(&one, &other).notes.text("muscle/cape"), told);
        assert_eq!(merged(&other, &one), merged(&one, &other));
    };
    check(note(5, "mine"), note(9, "theirs"), "mine\n\ntheirs");
    check(note(9, "mine"), note(5, "theirs"), "theirs\n\nmine");
    check(note(5, "tight"), note(9, "tight at the desk"), "tight at the desk");
    check(note(5, "tight"), note(5, "tight"), "tight");
    check(note(5, "tight"), note(9, ""), "tight");
}

fn any_review() -> impl Strategy<Value = Review> {
    let kind = prop::sample::select(&Kind::ALL[..]);
    let grade = prop::sample::select(vec![Grade::Again, Grade::Hard, Grade::Good, Grade::Easy]);
    // Few names and times, so that copies know the same answers.
    let of = prop_oneof![3 => "[ab]", 1 => ".+"];
    let at = prop_oneof![3 => 0u64..6, 1 => any::<u64>()];
    (kind, of, grade, at, any::<u64>()).prop_map(|(kind, of, grade, at_ms, took_ms)| Review {
        at_ms,
        card: Card::new(kind.fact(), of),
        kind,
        grade,
        took_ms,
    })
}

fn any_settings() -> impl Strategy<Value = Settings> {
    (70u8..98, 0u16..200, 10u16..2000, 0u64..4, any::<bool>()).prop_map(
        |(retention, new_per_day, reviews_per_day, at_ms, is_typed)| {
            let learning = if is_typed { Scope::Region("trunk".to_owned()) } else { Scope::Everything };
            Settings {
                retention,
                new_per_day,
                reviews_per_day,
                learning,
                is_typed,
                at_ms,
                ..Settings::default()
            }
        },
    )
}

fn any_progress() -> impl Strategy<Value = Progress> {
    let place = prop_oneof![Just("muscle/a".to_owned()), Just("point/b".to_owned()), ".*"];
    // Notes of few beginnings, some of them written over earlier ones, an hour or more apart.
    let since = prop_oneof![Just(None), (0u64..3).prop_map(Some)];
    let notes = prop::collection::vec((place.clone(), since, 0u64..4, ".*"), 0..6);
    let bookmarks = prop::collection::btree_map(place, (0u64..4, any::<bool>()), 0..4);
    let reviews = prop::collection::vec(any_review(), 0..12);
    (reviews, notes, bookmarks, any_settings(), prop_oneof![4 => Just(0u64), 1 => 0u64..3]).prop_map(
        |(reviews, notes, bookmarks, settings, epoch_ms)| {
            let mut progress = Progress::of(reviews);
            for (of, since_ms, at_ms, text) in notes {
                match since_ms {
                    Some(since_ms) => progress.notes.insert(&of, since_ms, Note { at_ms, text }),
                    None => progress.notes.write(&of, &text, at_ms * 4_000_000),
                }
            }
            for (of, (at_ms, is_set)) in bookmarks {
                progress.bookmarks.insert(&of, Bookmark { at_ms, is_set });
            }
            progress.settings = settings;
            progress.epoch_ms = epoch_ms;
            progress
        },
    )
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
    let key = prop_oneof![Just("card".to_owned()), Just("grade".to_owned()), Just("asks".to_owned()), ".*"];
    leaf.prop_recursive(4, 32, 5, move |inner| {
        let list = prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from);
        let object = prop::collection::hash_map(key.clone(), inner, 0..5);
        prop_oneof![list, object.prop_map(|fields| Value::Object(fields.into_iter().collect()))]
    })
}

fn merged(one: &Progress, other: &Progress) -> Progress {
    let mut merged = one.clone();
    merged.merge(other);
    merged
}

proptest! {
    #[test]
    fn any_bytes_never_panic(bytes: Vec<u8>) {
        let _ = Progress::from_json(bytes);
    }

    #[test]
    fn a_damaged_byte_never_panics(progress in any_progress(), at: prop::sample::Index, byte: u8) {
        let mut bytes = progress.to_json().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        match Import::read(&bytes) {
            Ok(import) => { import.merged(&progress); }
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }

    #[test]
    fn what_is_written_is_read_again(progress in any_progress()) {
        let loaded = Progress::from_json(progress.to_json()).unwrap();
        prop_assert_eq!(loaded.progress, progress);
        prop_assert!(loaded.set_aside.is_empty());
    }

    #[test]
    fn an_exported_file_imported_changes_nothing_and_restores_all(progress in any_progress()) {
        let import = Import::read(progress.to_json()).unwrap();
        prop_assert_eq!(import.merged(&progress), progress.clone());
        let none = Changes { known_reviews: progress.reviews().len(), ..Changes::default() };
        prop_assert_eq!(import.changes(&progress), none);
        let empty = Progress::default();
        let mut restored = import.merged(&empty);
        restored.epoch_ms = progress.epoch_ms;
        if progress.settings.at_ms > 0 {
            prop_assert_eq!(restored, progress);
        } else {
            prop_assert_eq!(restored.reviews(), progress.reviews());
        }
    }

    #[test]
    fn windows_agree_in_whatever_order_they_hear_of_each_other(a in any_progress(), b in any_progress(), c in any_progress()) {
        prop_assert_eq!(merged(&a, &b), merged(&b, &a));
        prop_assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
        prop_assert_eq!(merged(&a, &a), a);
    }

    #[test]
    fn an_import_loses_no_answer_of_either(own in any_progress(), other in any_progress()) {
        let import = Import::read(other.to_json()).unwrap();
        let after = import.merged(&own);
        let changes = import.changes(&own);
        prop_assert_eq!(after.reviews().len(), own.reviews().len() + changes.new_reviews - changes.undone_reviews);
        for review in own.reviews().iter().chain(other.reviews()) {
            let is_there = after.reviews().iter().any(|known| known.at_ms == review.at_ms && known.card == review.card);
            prop_assert!(is_there, "{review:?} is lost");
        }
    }

    #[test]
    fn sound_reviews_survive_among_any_others(
        progress in any_progress(),
        strange in prop::collection::vec((any_value(), any::<prop::sample::Index>()), 0..6),
        round in any_value(),
    ) {
        let mut entries: Vec<Value> = serde_json::from_str::<Value>(&progress.to_json()).unwrap()["reviews"].as_array().unwrap().clone();
        for (value, at) in &strange {
            entries.insert(at.index(entries.len() + 1), value.clone());
        }
        let text = json!({ "palpate": "progress", "version": 2, "reviews": entries, "round": round }).to_string();
        let loaded = Progress::from_json(text).unwrap();
        prop_assert_eq!(loaded.progress.reviews(), progress.reviews());
        prop_assert_eq!(loaded.set_aside.len(), strange.len() + usize::from(!round.is_null()));
    }
}
