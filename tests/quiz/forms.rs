//! The form of order, and what all kinds have in common.

use palpate::anatomy::Depth;
use palpate::atlas::{Atlas, Shelved, Texts};
use palpate::quiz::{Answer, Ask, Card, Content, Fact, Form, Kind, Outcome, Question, Unfit};

use super::made_up::{atlas, layering, muscle, point};

/// Skin to bone: a over b over c over d, each in its layer.
fn stack() -> Atlas {
    let ids = ["a1", "b2", "c3", "d4"];
    let depths = [Depth::Superficial, Depth::Intermediate, Depth::Deep, Depth::Deepest];
    let made = ids.iter().zip(depths).enumerate().map(|(at, (id, depth))| {
        let mut made = muscle(id, depth, vec![point(&format!("{id}-1"), [-1.0; 3], "a", "")]);
        made.over = at.checked_sub(1).map(|above| ids[above].to_owned()).into_iter().collect();
        made.under = ids.get(at + 1).map(|below| (*below).to_owned()).into_iter().collect();
        made
    });
    atlas(made.collect())
}

#[test]
fn layers_are_put_in_order_and_each_pair_counts() {
    let atlas = stack();
    let texts =
        Texts(Default::default(), Vec::new(), Shelved::default(), Default::default(), layering(&atlas));
    let content = Content { atlas: &atlas, texts: Some(&texts) };
    let made = |seed| {
        Question::make(&content, &Ask { card: Card::new(Fact::MuscleLayers, "b2"), kind: Kind::Layers, seed })
    };
    let question =
        (0..).find_map(|seed| made(seed).filter(|made| matches!(made.form, Form::Order(_)))).unwrap();
    let Form::Order(form) = &question.form else { panic!("an order") };
    let names: Vec<&str> = form.truth.iter().map(|&at| form.items[at].text.as_str()).collect();
    assert!(names.is_sorted(), "from the skin inwards: {names:?}");
    assert!(!form.truth.is_sorted(), "never shown in the right order");
    let graded = |order: &[usize]| question.grade(&content, &Answer::Order(order.to_vec()));
    assert_eq!(graded(&form.truth).unwrap().outcome, Outcome::Found);
    let mut last: Vec<usize> = form.truth.clone();
    last.swap(0, 1);
    let near = graded(&last).unwrap();
    assert_eq!(near.outcome, Outcome::Near);
    last.reverse();
    assert!(graded(&last).unwrap().score < near.score);
    for order in [vec![0], vec![0; form.items.len()], vec![7; form.items.len()]] {
        assert_eq!(graded(&order), Err(Unfit::Answer), "{order:?}");
    }
}

#[test]
fn an_empty_atlas_asks_nothing() {
    let (atlas, texts) = (Atlas::default(), Texts::default());
    let content = Content { atlas: &atlas, texts: Some(&texts) };
    for kind in Kind::ALL {
        let ask = Ask { card: Card::new(kind.fact(), "cape"), kind, seed: 1 };
        assert_eq!(Question::make(&content, &ask), None);
    }
}

#[test]
fn every_fact_is_asked_after_and_every_name_is_read_again() {
    for fact in Fact::ALL {
        assert!(Kind::of(fact).count() > 0, "{fact:?}");
        let card = Card::new(fact, "x-1");
        assert_eq!(card.to_string().parse(), Ok(card));
    }
    let slugs: std::collections::BTreeSet<&str> = Kind::ALL.iter().map(|kind| kind.slug()).collect();
    assert_eq!(slugs.len(), Kind::ALL.len());
    for kind in Kind::ALL {
        assert_eq!(Kind::named(kind.slug()), Some(kind));
    }
}
