//! Rounds as they are saved: what each question is made from, and what was answered. What contradicts itself is refused.

use serde_json::Value;

use super::{Answer, Answered, Ask, Card, Kind, Manner, Outcome, Phase, Round, Spot, Sureness, Tap, Touched};
use crate::anatomy::{PlatePoint, Side};
use crate::json::{all, entries, flag, list, number, object, text};

/// More questions than any round has.
const MOST: usize = 500;

impl Round {
    /// The round as a JSON value.
    pub fn to_value(&self) -> Value {
        let Manner { is_exam, is_typed, limit_s, station_s } = self.manner;
        let first = |(at, first): &(usize, Answered)| {
            object([("at", (*at).into()), ("first", answered_value(first))])
        };
        object([
            ("asks", list(self.asks.iter().map(ask_value))),
            ("answered", list(self.answered.iter().map(answered_value))),
            ("is_exam", is_exam.into()),
            ("is_typed", is_typed.into()),
            ("limit_s", limit_s.into()),
            ("station_s", station_s.into()),
            ("is_showing", self.is_showing.into()),
            ("is_over", self.is_over.into()),
            ("started_ms", self.started_ms.into()),
            ("asked_at_ms", self.asked_at_ms.into()),
            ("seen", self.seen.into()),
            ("firsts", list(self.firsts.iter().map(first))),
        ])
    }

    /// The round that a JSON value holds; `None` where it is none, or contradicts itself.
    pub fn from_value(value: &Value) -> Option<Self> {
        let seconds = |name: &str| match value.get(name) {
            None | Some(Value::Null) => Some(None),
            Some(limit) => Some(Some(u32::try_from(limit.as_u64()?).ok()?)),
        };
        let manner = Manner {
            is_exam: flag(value, "is_exam")?,
            is_typed: flag(value, "is_typed")?,
            limit_s: seconds("limit_s")?,
            station_s: seconds("station_s")?,
        };
        let first = |value: &Value| {
            let at = usize::try_from(number(value, "at")?).ok()?;
            Some((at, answered(value.get("first")?)?))
        };
        let mut round = Self {
            asks: all(entries(value, "asks"), ask)?,
            answered: all(entries(value, "answered"), answered)?,
            manner,
            is_showing: flag(value, "is_showing")?,
            is_over: flag(value, "is_over")?,
            started_ms: number(value, "started_ms")?,
            asked_at_ms: number(value, "asked_at_ms")?,
            seen: number(value, "seen").map_or(Some(0), |seen| usize::try_from(seen).ok())?,
            firsts: all(entries(value, "firsts"), first)?,
        };
        if value.get("seen").is_none() {
            // Earlier versions did not keep it.
            round.seen = match round.phase() {
                Phase::Done => round.asks.len(),
                _ if round.manner.is_exam => 0,
                _ => round.answered.len(),
            };
        }
        let asks = &round.asks;
        let firsts = &round.firsts;
        let is_sound = (1..=MOST).contains(&asks.len())
            && round.answered.len() <= asks.len()
            && (!round.is_showing || !round.answered.is_empty())
            && round.seen <= asks.len()
            && firsts.iter().all(|(at, _)| *at < round.seen)
            && firsts
                .iter()
                .enumerate()
                .all(|(nth, (at, _))| firsts[..nth].iter().all(|(other, _)| other != at))
            && asks.iter().all(|ask| ask.kind.fact() == ask.card.fact)
            && asks.iter().enumerate().all(|(at, ask)| asks[..at].iter().all(|other| other.card != ask.card));
        is_sound.then_some(round)
    }
}

fn ask_value(ask: &Ask) -> Value {
    object([
        ("card", ask.card.to_string().into()),
        ("kind", ask.kind.slug().into()),
        ("seed", ask.seed.into()),
    ])
}

fn ask(value: &Value) -> Option<Ask> {
    let card: Card = text(value, "card")?.parse().ok()?;
    Some(Ask { card, kind: Kind::named(text(value, "kind")?)?, seed: number(value, "seed")? })
}

fn answered_value(answered: &Answered) -> Value {
    let (form, answer) = answer_value(&answered.answer);
    object([
        (form, answer),
        ("outcome", answered.outcome.name().into()),
        ("score", answered.score.into()),
        ("sureness", answered.sureness.map(Sureness::name).into()),
        ("at_ms", answered.at_ms.into()),
        ("took_ms", answered.took_ms.into()),
        ("is_late", answered.is_late.into()),
    ])
}

fn answered(value: &Value) -> Option<Answered> {
    let sureness = match value.get("sureness") {
        None | Some(Value::Null) => None,
        Some(name) => Some(Sureness::named(name.as_str()?)?),
    };
    Some(Answered {
        answer: answer(value)?,
        outcome: Outcome::named(text(value, "outcome")?)?,
        score: u8::try_from(number(value, "score")?).ok()?,
        sureness,
        at_ms: number(value, "at_ms")?,
        took_ms: number(value, "took_ms")?,
        is_late: flag(value, "is_late").unwrap_or_default(),
    })
}

/// The name of an answer's form and the answer.
fn answer_value(answer: &Answer) -> (&'static str, Value) {
    let numbers = |numbers: &[usize]| list(numbers.iter().map(|&number| Value::from(number)));
    match answer {
        Answer::Tap(tap) => ("tap", tap_value(tap)),
        Answer::Pick(at) => ("pick", (*at).into()),
        Answer::Typed(text) => ("typed", text.as_str().into()),
        Answer::Pairs(pairs) => ("pairs", numbers(pairs)),
        Answer::Order(order) => ("order", numbers(order)),
        Answer::Painted(spots) => ("painted", list(spots.iter().map(spot_value))),
        Answer::Unknown => ("unknown", true.into()),
    }
}

fn answer(value: &Value) -> Option<Answer> {
    let number = |value: &Value| usize::try_from(value.as_u64()?).ok();
    let numbers = |value: &Value| all(value.as_array()?, number);
    if let Some(tapped) = value.get("tap") {
        tap(tapped).map(Answer::Tap)
    } else if let Some(at) = value.get("pick") {
        number(at).map(Answer::Pick)
    } else if let Some(typed) = text(value, "typed") {
        Some(Answer::Typed(typed.to_owned()))
    } else if let Some(pairs) = value.get("pairs") {
        numbers(pairs).map(Answer::Pairs)
    } else if let Some(order) = value.get("order") {
        numbers(order).map(Answer::Order)
    } else if let Some(painted) = value.get("painted") {
        all(painted.as_array()?, spot).map(Answer::Painted)
    } else {
        flag(value, "unknown").map(|_| Answer::Unknown)
    }
}

fn tap_value(tap: &Tap) -> Value {
    let touched = |touched: &Touched| {
        object([
            ("structure", touched.structure.as_str().into()),
            ("side", touched.side.map(Side::name).into()),
        ])
    };
    object([
        ("x", tap.at.x.into()),
        ("y", tap.at.y.into()),
        ("under", list(tap.under.iter().map(touched))),
        ("off_mm", tap.off_mm.into()),
    ])
}

fn tap(value: &Value) -> Option<Tap> {
    let touched = |value: &Value| {
        let side = match text(value, "side") {
            Some(name) => Some([Side::Right, Side::Left].into_iter().find(|side| side.name() == name)?),
            None => None,
        };
        Some(Touched { structure: text(value, "structure")?.to_owned(), side })
    };
    let coordinate = |name: &str| value.get(name)?.as_f64();
    Some(Tap {
        at: PlatePoint::new(coordinate("x")?, coordinate("y")?),
        under: all(entries(value, "under"), touched)?,
        off_mm: coordinate("off_mm"),
    })
}

fn spot_value(spot: &Spot) -> Value {
    object([("region", spot.region.as_str().into()), ("is_left", spot.is_left.into())])
}

fn spot(value: &Value) -> Option<Spot> {
    Some(Spot { region: text(value, "region")?.to_owned(), is_left: flag(value, "is_left")? })
}
