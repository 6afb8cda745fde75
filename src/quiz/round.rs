//! A round of questions as a state machine: asked, answered, next, and a result at the end. Time is passed in.

use std::collections::{BTreeMap, BTreeSet};

use fastrand::Rng;
use serde::{Deserialize, Serialize};

use super::{Answer, Item, Kind, Question, RoundResult, Scope, Unfit, Verdict};
use crate::atlas::Atlas;

/// How many questions a round has, where there is enough to ask.
pub const LENGTH: usize = 10;

/// What a round is to be about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Which points.
    pub scope: Scope,
    /// Which kinds of question, mixed evenly.
    pub kinds: Vec<Kind>,
}

/// How much an item needs to be asked, the neediest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Not known at the last answer.
    Weak,
    /// Known, but it is time to ask again.
    Due,
    /// Never asked.
    Unseen,
    /// Known and not due.
    Known,
}

/// A round: its questions and what came of those answered so far.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Saved", into = "Saved")]
pub struct Round {
    questions: Vec<Question>,
    answered: Vec<Answered>,
    is_showing: bool,
    asked_at_ms: u64,
}

/// One answered question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answered {
    /// What grading found.
    pub verdict: Verdict,
    /// When it was answered, in milliseconds since 1970.
    pub at_ms: u64,
    /// How long the answer took, in milliseconds.
    pub took_ms: u64,
}

/// Where a round stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Phase<'a> {
    /// A question waits for its answer.
    Asked(&'a Question),
    /// The verdict on the last answer is shown.
    Shown(&'a Question, &'a Answered),
    /// All is answered and seen: the result is shown.
    Done,
}

/// A scope about which nothing can be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is nothing to ask about this choice yet; choose more muscles or another kind of question")]
pub struct NothingToAsk;

/// A saved round that contradicts itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the saved round contradicts itself")]
pub struct BadRound;

#[derive(Serialize, Deserialize)]
struct Saved {
    questions: Vec<Question>,
    answered: Vec<Answered>,
    is_showing: bool,
    asked_at_ms: u64,
}

impl Round {
    /// Chooses up to [`LENGTH`] items, the most urgent first; among equals such whose muscle, point and kind had the
    /// fewest turns in this round. Then asks them in random order. The same arguments give the same round.
    ///
    /// # Errors
    /// Where no question can be made at all.
    pub fn start(
        atlas: &Atlas,
        plan: &Plan,
        urgency: impl Fn(&Item) -> Urgency,
        seed: u64,
        now_ms: u64,
    ) -> Result<Self, NothingToAsk> {
        let kinds: BTreeSet<Kind> = plan.kinds.iter().copied().collect();
        let kinds: Vec<Kind> = kinds.into_iter().collect();
        let mut rng = Rng::with_seed(seed);
        let mut left: Vec<(Urgency, Item)> =
            plan.scope.items(atlas, &kinds).into_iter().map(|item| (urgency(&item), item)).collect();
        rng.shuffle(&mut left);
        let mut questions: Vec<Question> = Vec::new();
        let mut turns = Turns::default();
        while questions.len() < LENGTH {
            let keys = left.iter().enumerate();
            let best =
                keys.min_by_key(|(_, (urgency, item))| (*urgency, turns.of(atlas, item))).map(|(at, _)| at);
            let Some(best) = best else { break };
            let (_, item) = left.swap_remove(best);
            if let Some(question) = Question::about(atlas, &item, rng.u64(..)) {
                turns.take(atlas, &item);
                questions.push(question);
            }
        }
        rng.shuffle(&mut questions);
        Self::of(questions, now_ms)
    }

    /// Asks these items once more, in this order, each once and at most [`LENGTH`] of them; those of which no question
    /// can be made are left out.
    ///
    /// # Errors
    /// Where no question can be made at all.
    pub fn repeat(atlas: &Atlas, items: &[Item], seed: u64, now_ms: u64) -> Result<Self, NothingToAsk> {
        let mut rng = Rng::with_seed(seed);
        let mut seen = BTreeSet::new();
        let once = items.iter().filter(|item| seen.insert(*item));
        let questions = once.filter_map(|item| Question::about(atlas, item, rng.u64(..)));
        Self::of(questions.take(LENGTH).collect(), now_ms)
    }

    fn of(questions: Vec<Question>, now_ms: u64) -> Result<Self, NothingToAsk> {
        if questions.is_empty() {
            return Err(NothingToAsk);
        }
        Ok(Self { questions, answered: Vec::new(), is_showing: false, asked_at_ms: now_ms })
    }

    /// Where the round stands.
    pub fn phase(&self) -> Phase<'_> {
        match self.answered.last() {
            Some(last) if self.is_showing => Phase::Shown(&self.questions[self.answered.len() - 1], last),
            _ => self.questions.get(self.answered.len()).map_or(Phase::Done, Phase::Asked),
        }
    }

    /// All questions, in the order in which they are asked.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// The answers so far, for the first questions.
    pub fn answered(&self) -> &[Answered] {
        &self.answered
    }

    /// The number of the question that is asked or shown, from 1; the last one's when done.
    pub fn number(&self) -> usize {
        let ahead = usize::from(!self.is_showing);
        (self.answered.len() + ahead).min(self.questions.len())
    }

    /// Whether the atlas still has all that the questions name.
    pub fn fits(&self, atlas: &Atlas) -> bool {
        self.questions.iter().all(|question| question.fits(atlas))
    }

    /// Answers the question that is asked. `None` where none is asked now.
    ///
    /// # Errors
    /// Where the answer cannot be graded; the round is as before.
    pub fn answer(
        &mut self,
        atlas: &Atlas,
        answer: &Answer,
        now_ms: u64,
    ) -> Result<Option<&Answered>, Unfit> {
        let Phase::Asked(question) = self.phase() else { return Ok(None) };
        let verdict = question.grade(atlas, answer)?;
        let took_ms = now_ms.saturating_sub(self.asked_at_ms);
        self.answered.push(Answered { verdict, at_ms: now_ms, took_ms });
        self.is_showing = true;
        Ok(self.answered.last())
    }

    /// Goes on from a shown verdict to the next question or the result; whether there was a verdict to go on from.
    pub fn next(&mut self, now_ms: u64) -> bool {
        let was_showing = std::mem::take(&mut self.is_showing);
        if was_showing {
            self.asked_at_ms = now_ms;
        }
        was_showing
    }

    /// Takes the last answer back and asks its question again. Gives the item and the answer that was taken back.
    pub fn undo(&mut self, now_ms: u64) -> Option<(Item, Answered)> {
        let taken = self.answered.pop()?;
        self.is_showing = false;
        self.asked_at_ms = now_ms;
        Some((self.questions[self.answered.len()].item(), taken))
    }

    /// What came of it so far.
    pub fn result(&self) -> RoundResult {
        RoundResult::of(self)
    }
}

/// How often a muscle, a point and a kind had their turn.
#[derive(Default)]
struct Turns {
    muscles: BTreeMap<String, usize>,
    points: BTreeMap<String, usize>,
    kinds: BTreeMap<Kind, usize>,
}

impl Turns {
    /// The kinds are evened out first, so that a mixed round is mixed.
    fn of(&self, atlas: &Atlas, item: &Item) -> [usize; 3] {
        let muscle = atlas.point(&item.point).and_then(|(muscle, _)| self.muscles.get(&muscle.row.id));
        let turns = [self.kinds.get(&item.kind), self.points.get(&item.point), muscle];
        turns.map(|count| count.copied().unwrap_or_default())
    }

    fn take(&mut self, atlas: &Atlas, item: &Item) {
        if let Some((muscle, _)) = atlas.point(&item.point) {
            *self.muscles.entry(muscle.row.id.clone()).or_default() += 1;
        }
        *self.points.entry(item.point.clone()).or_default() += 1;
        *self.kinds.entry(item.kind).or_default() += 1;
    }
}

impl From<Round> for Saved {
    fn from(round: Round) -> Self {
        let Round { questions, answered, is_showing, asked_at_ms } = round;
        Self { questions, answered, is_showing, asked_at_ms }
    }
}

impl TryFrom<Saved> for Round {
    type Error = BadRound;
    fn try_from(saved: Saved) -> Result<Self, BadRound> {
        let Saved { questions, answered, is_showing, asked_at_ms } = saved;
        let items: BTreeSet<Item> = questions.iter().map(Question::item).collect();
        let kinds_agree = questions.iter().zip(&answered).all(|(q, a)| q.kind() == a.verdict.kind());
        let is_sound = !questions.is_empty()
            && items.len() == questions.len()
            && answered.len() <= questions.len()
            && kinds_agree
            && (!is_showing || !answered.is_empty());
        if is_sound { Ok(Self { questions, answered, is_showing, asked_at_ms }) } else { Err(BadRound) }
    }
}
