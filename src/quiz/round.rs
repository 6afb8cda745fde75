//! A round of questions as a state machine: asked, answered, next, and a result at the end. Time is passed in.

use super::chance::Chance;
use super::{Answer, Ask, Card, Content, Kind, Manner, Outcome, Plan, Question, RoundResult, Unfit, Urgency};
use crate::atlas::Atlas;
/// How sure a learner was of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sureness {
    /// It was a guess.
    Guess,
    /// Rather.
    Rather,
    /// Quite.
    Sure,
}

impl Sureness {
    /// The stable name that a saved round uses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Guess => "guess",
            Self::Rather => "rather",
            Self::Sure => "sure",
        }
    }

    /// The sureness of that name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Guess, Self::Rather, Self::Sure].into_iter().find(|sureness| sureness.name() == name)
    }
}

/// A round: its questions in brief and what came of those answered so far.
#[derive(Debug, Clone, PartialEq)]
pub struct Round {
    pub(super) asks: Vec<Ask>,
    pub(super) answered: Vec<Answered>,
    pub(super) manner: Manner,
    pub(super) is_showing: bool,
    pub(super) is_over: bool,
    pub(super) started_ms: u64,
    pub(super) asked_at_ms: u64,
    /// Of how many questions, from the first, the solution was shown at some time.
    pub(super) seen: usize,
    /// What was answered before the solution was shown, where it was answered again: by the question's place. It is what
    /// counts.
    pub(super) firsts: Vec<(usize, Answered)>,
}

/// One answered question.
#[derive(Debug, Clone, PartialEq)]
pub struct Answered {
    /// What was answered.
    pub answer: Answer,
    /// How good it was.
    pub outcome: Outcome,
    /// How much of it was right, in hundredths.
    pub score: u8,
    /// How sure the learner was, where that was asked.
    pub sureness: Option<Sureness>,
    /// When it was answered, in milliseconds since 1970.
    pub at_ms: u64,
    /// How long the answer took, in milliseconds.
    pub took_ms: u64,
    /// Whether nothing was answered before the station's time was up.
    pub is_late: bool,
}

impl Answered {
    /// What stands in the place of an answer where none came in time.
    fn late(now_ms: u64, took_ms: u64) -> Self {
        Self {
            answer: Answer::Unknown,
            outcome: Outcome::Missed,
            score: 0,
            sureness: None,
            at_ms: now_ms,
            took_ms,
            is_late: true,
        }
    }
}

/// An answer taken back.
#[derive(Debug, Clone, PartialEq)]
pub struct TakenBack {
    /// What was asked after.
    pub card: Card,
    /// What was answered.
    pub answered: Answered,
    /// Whether its solution had been shown: then the answer counts all the same.
    pub was_seen: bool,
}

/// Where a round stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Phase<'a> {
    /// A question waits for its answer.
    Asked(&'a Ask),
    /// The verdict on the last answer is shown.
    Shown(&'a Ask, &'a Answered),
    /// All is answered and seen, or the time is up: the result is shown.
    Done,
}

/// A scope about which nothing can be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is nothing to ask about this choice yet; choose more muscles or another kind of question")]
pub struct NothingToAsk;

impl Round {
    /// Chooses cards, the most urgent first; among equals such whose kind and muscle had the fewest turns in this round.
    /// Then asks them in random order. The same arguments give the same round.
    ///
    /// # Errors
    /// Where no question can be made at all.
    pub fn start(
        content: &Content<'_>,
        plan: &Plan,
        urgency: impl Fn(&Card) -> Urgency,
        seed: u64,
        now_ms: u64,
    ) -> Result<Self, NothingToAsk> {
        let mut rng = Chance::new(seed);
        let mut left: Vec<(Urgency, Kind, Card)> = Vec::new();
        for card in plan.scope.cards(content) {
            let urgency = urgency(&card);
            for kind in Kind::of(card.fact).filter(|kind| plan.kinds.contains(kind)) {
                left.push((urgency, kind, card.clone()));
            }
        }
        rng.shuffle(&mut left);
        let mut asks: Vec<Ask> = Vec::new();
        let mut turns = Turns::default();
        while asks.len() < plan.length {
            let keys = left.iter().enumerate();
            let best = keys
                .min_by_key(|(_, (urgency, kind, card))| (*urgency, turns.of(content.atlas, *kind, card)));
            let Some(best) = best.map(|(at, _)| at) else { break };
            let (_, kind, card) = left.swap_remove(best);
            let ask = Ask { card, kind, seed: rng.number() };
            if Question::make(content, &ask).is_some() {
                turns.take(content.atlas, kind, &ask.card);
                left.retain(|(_, _, card)| *card != ask.card);
                asks.push(ask);
            }
        }
        rng.shuffle(&mut asks);
        Self::of(asks, plan.manner, now_ms)
    }

    /// Asks these cards, in this order, each once and by any kind that can be made; the others are left out.
    ///
    /// # Errors
    /// Where no question can be made at all.
    pub fn repeat(
        content: &Content<'_>,
        cards: &[Card],
        length: usize,
        manner: Manner,
        seed: u64,
        now_ms: u64,
    ) -> Result<Self, NothingToAsk> {
        let mut rng = Chance::new(seed);
        let mut asks: Vec<Ask> = Vec::new();
        for card in cards {
            if asks.len() < length && asks.iter().all(|ask| ask.card != *card) {
                asks.extend(
                    Question::about(content, card, &Kind::ALL, rng.number()).map(|question| question.ask),
                );
            }
        }
        Self::of(asks, manner, now_ms)
    }

    fn of(asks: Vec<Ask>, manner: Manner, now_ms: u64) -> Result<Self, NothingToAsk> {
        if asks.is_empty() {
            return Err(NothingToAsk);
        }
        Ok(Self {
            asks,
            answered: Vec::new(),
            manner,
            is_showing: false,
            is_over: false,
            started_ms: now_ms,
            asked_at_ms: now_ms,
            seen: 0,
            firsts: Vec::new(),
        })
    }

    /// Where the round stands.
    pub fn phase(&self) -> Phase<'_> {
        match self.answered.last() {
            Some(last) if self.is_showing => Phase::Shown(&self.asks[self.answered.len() - 1], last),
            _ if self.is_over => Phase::Done,
            _ => self.asks.get(self.answered.len()).map_or(Phase::Done, Phase::Asked),
        }
    }

    /// All questions in brief, in the order in which they are asked.
    pub fn asks(&self) -> &[Ask] {
        &self.asks
    }

    /// The answers so far, for the first questions.
    pub fn answered(&self) -> &[Answered] {
        &self.answered
    }

    /// When it began, in milliseconds since 1970: what tells it from another.
    pub fn started_ms(&self) -> u64 {
        self.started_ms
    }

    /// How it is held.
    pub fn manner(&self) -> Manner {
        self.manner
    }

    /// The number of the question that is asked or shown, from 1; the last one's when done.
    pub fn number(&self) -> usize {
        let ahead = usize::from(!self.is_showing);
        (self.answered.len() + ahead).min(self.asks.len())
    }

    /// How long until the time for the round, or for this station, is up, in milliseconds; none where nobody hurries.
    pub fn left_ms(&self, now_ms: u64) -> Option<u64> {
        let (from_ms, limit_s) = match self.manner.station_s {
            Some(station_s) => (self.asked_at_ms, station_s),
            None => (self.started_ms, self.manner.limit_s?),
        };
        let limit_ms = u64::from(limit_s).saturating_mul(1000);
        // A clock that was set back gives no more time than there was.
        Some(from_ms.saturating_add(limit_ms).saturating_sub(now_ms).min(limit_ms))
    }

    /// Whether it was last touched before a moment, as before today: who comes back may want to drop it.
    pub fn is_before(&self, start_ms: u64) -> bool {
        let last_ms = self.answered.last().map_or(0, |answered| answered.at_ms);
        self.asked_at_ms.max(last_ms) < start_ms
    }

    /// What was answered at a question's place before its solution was shown, where it was answered again: it is what
    /// counts, and the later answer is a relearning.
    pub fn first(&self, at: usize) -> Option<&Answered> {
        self.firsts.iter().find(|(place, _)| *place == at).map(|(_, answered)| answered)
    }

    /// What counts of the answers so far: the first ones, where something was answered again after it had been seen.
    pub fn counted(&self) -> impl Iterator<Item = &Answered> {
        self.answered.iter().enumerate().map(|(at, answered)| self.first(at).unwrap_or(answered))
    }

    /// Whether the atlas still has all that the questions ask after.
    pub fn fits(&self, atlas: &Atlas) -> bool {
        self.asks.iter().all(|ask| ask.card.muscle(atlas).is_some())
    }

    /// Answers the question that is asked; gives it with what is to be kept of it, which is nothing for who has seen the
    /// solution before. `None` where none is asked now. In an exam the next question follows at once.
    ///
    /// # Errors
    /// Where the answer cannot be graded; the round is as before.
    pub fn answer(
        &mut self,
        content: &Content<'_>,
        answer: &Answer,
        sureness: Option<Sureness>,
        now_ms: u64,
    ) -> Result<Option<(&Ask, &Answered)>, Unfit> {
        let Phase::Asked(ask) = self.phase() else { return Ok(None) };
        let question = Question::make(content, ask).ok_or(Unfit::Question)?;
        let verdict = question.grade(content, answer)?;
        let took_ms = now_ms.saturating_sub(self.asked_at_ms);
        let (outcome, score) = (verdict.outcome, verdict.score);
        let answer = answer.tidied();
        self.push(
            Answered { answer, outcome, score, sureness, at_ms: now_ms, took_ms, is_late: false },
            now_ms,
        );
        Ok(self.asks.get(self.answered.len() - 1).zip(self.answered.last()))
    }

    fn push(&mut self, mut answered: Answered, now_ms: u64) {
        // One review stands for both, that of the first.
        if let Some(first) = self.first(self.answered.len()) {
            answered.at_ms = first.at_ms;
        }
        self.answered.push(answered);
        self.is_showing = !self.manner.is_exam;
        if self.is_showing {
            self.seen = self.seen.max(self.answered.len());
        } else {
            self.asked_at_ms = now_ms;
        }
        if matches!(self.phase(), Phase::Done) {
            self.seen = self.asks.len();
        }
    }

    /// Ends a station whose time is up: what was not answered is not, and the next one follows. Whether there was one.
    pub fn time_up(&mut self, now_ms: u64) -> bool {
        let is_up = self.manner.station_s.is_some() && self.left_ms(now_ms) == Some(0);
        let is_asked = matches!(self.phase(), Phase::Asked(_));
        if is_up && is_asked {
            let took_ms = u64::from(self.manner.station_s.unwrap_or_default()).saturating_mul(1000);
            self.push(Answered::late(now_ms, took_ms), now_ms);
        }
        is_up && is_asked
    }

    /// Notes when the last answer was really kept: two at the same moment are told apart by a millisecond.
    pub fn stamp(&mut self, at_ms: u64) {
        if let Some(last) = self.answered.last_mut() {
            last.at_ms = at_ms;
        }
    }

    /// Goes on from a shown verdict to the next question or the result; whether there was a verdict to go on from.
    pub fn next(&mut self, now_ms: u64) -> bool {
        let was_showing = std::mem::take(&mut self.is_showing);
        if was_showing {
            self.asked_at_ms = now_ms;
        }
        was_showing
    }

    /// Leaves out the question that is asked, because it cannot be made any more; whether one was asked.
    pub fn skip(&mut self, now_ms: u64) -> bool {
        let is_asked = matches!(self.phase(), Phase::Asked(_));
        if is_asked {
            let at = self.answered.len();
            self.asks.remove(at);
            self.firsts.retain(|(place, _)| *place != at);
            for (place, _) in &mut self.firsts {
                *place -= usize::from(*place > at);
            }
            self.seen = self.seen.min(self.asks.len());
            self.asked_at_ms = now_ms;
        }
        is_asked
    }

    /// Ends the round before its last question, as when the time is up; whether it was going on.
    pub fn end(&mut self) -> bool {
        let was_going_on = !matches!(self.phase(), Phase::Done);
        if was_going_on {
            (self.is_showing, self.is_over) = (false, true);
            self.seen = self.asks.len();
        }
        was_going_on
    }

    /// Takes the last answer back and asks its question again. What was seen cannot be taken back: where the solution has
    /// been shown, the answer goes on counting. There is no way back between the stations of an exam.
    pub fn undo(&mut self, now_ms: u64) -> Option<TakenBack> {
        if !self.can_undo() {
            return None;
        }
        let answered = self.answered.pop()?;
        let at = self.answered.len();
        self.is_showing = false;
        self.is_over = false;
        self.asked_at_ms = now_ms;
        let was_seen = at < self.seen;
        if was_seen && self.first(at).is_none() {
            self.firsts.push((at, answered.clone()));
        }
        Some(TakenBack { card: self.asks[at].card.clone(), answered, was_seen })
    }

    /// Whether an answer can be taken back now.
    pub fn can_undo(&self) -> bool {
        let is_between_stations = self.manner.station_s.is_some() && matches!(self.phase(), Phase::Asked(_));
        !self.answered.is_empty() && !is_between_stations
    }

    /// What came of it so far.
    pub fn result(&self, atlas: &Atlas) -> RoundResult {
        RoundResult::of(self, atlas)
    }
}

/// How often a kind and a muscle had their turn.
#[derive(Default)]
struct Turns {
    kinds: Vec<Kind>,
    muscles: Vec<String>,
}

impl Turns {
    /// The kinds are evened out first, so that a mixed round is mixed.
    fn of(&self, atlas: &Atlas, kind: Kind, card: &Card) -> [usize; 2] {
        let kinds = self.kinds.iter().filter(|taken| **taken == kind).count();
        let muscle = card.muscle(atlas).map_or("", |muscle| muscle.row.id.as_str());
        [kinds, self.muscles.iter().filter(|taken| *taken == muscle).count()]
    }

    fn take(&mut self, atlas: &Atlas, kind: Kind, card: &Card) {
        self.kinds.push(kind);
        self.muscles.extend(card.muscle(atlas).map(|muscle| muscle.row.id.clone()));
    }
}
