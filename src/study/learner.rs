//! A learner at work: the progress and the round as one state, changed only by actions.

use super::{BadProgress, Grade, Progress, Review, Standings};
use crate::atlas::Atlas;
use crate::quiz::{Answer, Item, NothingToAsk, Phase, Plan, Round, Unfit};

/// The state behind the practice pages. Saving it is the app's business, after each action.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Learner {
    progress: Progress,
    standings: Standings,
}

/// All that can be done to a learner's state. Times are milliseconds since 1970.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Begins a round, weak items first, then due, then unseen ones. A round that was going on is left.
    Start {
        /// What it is about.
        plan: Plan,
        /// Any number; the same gives the same round.
        seed: u64,
        /// Now.
        now_ms: u64,
    },
    /// Begins a round of just these items.
    Repeat {
        /// What to ask, in this order.
        items: Vec<Item>,
        /// Any number; the same gives the same questions.
        seed: u64,
        /// Now.
        now_ms: u64,
    },
    /// Answers the question that is asked.
    Answer {
        /// The answer.
        answer: Answer,
        /// Now.
        now_ms: u64,
    },
    /// Goes on from the verdict.
    Next {
        /// Now.
        now_ms: u64,
    },
    /// Takes the last answer of the round back, and its review with it.
    Undo {
        /// Now.
        now_ms: u64,
    },
    /// Leaves the round; what was answered stays.
    Leave,
    /// Forgets everything.
    Forget,
}

/// Why an action changed nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No question can be made.
    #[error(transparent)]
    NothingToAsk(#[from] NothingToAsk),
    /// The answer cannot be graded.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// The action does not belong here: no round, no question or no verdict is there.
    #[error("there is nothing to do this to")]
    NotNow,
}

impl Learner {
    /// The state as saved. A round whose questions this atlas no longer has is left; its answers stay.
    pub fn new(atlas: &Atlas, mut progress: Progress) -> Self {
        progress.round = progress.round.filter(|round| round.fits(atlas));
        Self { standings: progress.standings(), progress }
    }

    /// Reads a saved state; gives it with the number of entries that were set aside as damaged.
    ///
    /// # Errors
    /// Where it is not progress, or of a later version.
    pub fn load(atlas: &Atlas, json: &str) -> Result<(Self, usize), BadProgress> {
        let loaded = Progress::from_json(json)?;
        Ok((Self::new(atlas, loaded.progress), loaded.set_aside.len()))
    }

    /// What is to be saved.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Where everything stands.
    pub fn standings(&self) -> &Standings {
        &self.standings
    }

    /// The round that is going on or whose result is shown.
    pub fn round(&self) -> Option<&Round> {
        self.progress.round.as_ref()
    }

    /// Carries out an action. What is refused changes nothing.
    ///
    /// # Errors
    /// Where the action does not fit the state.
    pub fn act(&mut self, atlas: &Atlas, action: Action) -> Result<(), Refusal> {
        match action {
            Action::Start { plan, seed, now_ms } => {
                let urgency = |item: &Item| self.standings.urgency(item, now_ms);
                let round = Round::start(atlas, &plan, urgency, seed, now_ms)?;
                self.progress.round = Some(round);
            }
            Action::Repeat { items, seed, now_ms } => {
                self.progress.round = Some(Round::repeat(atlas, &items, seed, now_ms)?);
            }
            Action::Answer { answer, now_ms } => self.answer(atlas, &answer, now_ms)?,
            Action::Next { now_ms } => {
                let round = self.progress.round.as_mut().ok_or(Refusal::NotNow)?;
                if !round.next(now_ms) {
                    return Err(Refusal::NotNow);
                }
            }
            Action::Undo { now_ms } => {
                let round = self.progress.round.as_mut().ok_or(Refusal::NotNow)?;
                let (item, taken) = round.undo(now_ms).ok_or(Refusal::NotNow)?;
                self.progress.take_back(&item, taken.at_ms);
                self.standings = self.progress.standings();
            }
            Action::Leave => {
                self.progress.round.take().ok_or(Refusal::NotNow)?;
            }
            Action::Forget => *self = Self::default(),
        }
        Ok(())
    }

    fn answer(&mut self, atlas: &Atlas, answer: &Answer, now_ms: u64) -> Result<(), Refusal> {
        let round = self.progress.round.as_mut().ok_or(Refusal::NotNow)?;
        let Phase::Asked(question) = round.phase() else { return Err(Refusal::NotNow) };
        let item = question.item();
        let answered = round.answer(atlas, answer, now_ms)?.ok_or(Refusal::NotNow)?;
        let review =
            Review { item, grade: Grade::of(answered), at_ms: answered.at_ms, took_ms: answered.took_ms };
        self.standings.note(&review);
        self.progress.reviews.push(review);
        Ok(())
    }
}
