//! A learner at work: the progress and the round as one state, changed only by actions.

use super::progress::place_of;
use super::{BadProgress, Bookmark, Import, Progress, Queue, Review, Settings, Standings, Today};
use crate::atlas::Atlas;
use crate::quiz::{
    Answer, Ask, Card, Content, LENGTH, Manner, NothingToAsk, Phase, Plan, Round, Sureness, Thing, Unfit,
};

/// How many new cards are learned when more is wanted than the day's limit.
const MORE: usize = 10;

/// The state behind the practice pages. Saving it is the app's business, after each action.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Learner {
    progress: Progress,
    standings: Standings,
    /// What was here before the last import, until something else is done; never saved.
    before_import: Option<Box<Progress>>,
}

/// All that can be done to a learner's state. Times are milliseconds since 1970.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Begins a round of what is to be studied today. A round that was going on is left.
    Study {
        /// Now, and when the day began.
        today: Today,
        /// Any number; the same gives the same round.
        seed: u64,
    },
    /// Begins a round of ten more new cards than the day's limit lets in, without changing the settings. A round that was
    /// going on is left.
    LearnMore {
        /// Any number; the same gives the same round.
        seed: u64,
        /// Now.
        now_ms: u64,
    },
    /// Begins a round, weak cards first, then due, then unseen ones. A round that was going on is left.
    Start {
        /// What it is about.
        plan: Plan,
        /// Any number; the same gives the same round.
        seed: u64,
        /// Now.
        now_ms: u64,
    },
    /// Begins a round of just these cards.
    Repeat {
        /// What to ask, in this order.
        cards: Vec<Card>,
        /// Any number; the same gives the same questions.
        seed: u64,
        /// Now.
        now_ms: u64,
    },
    /// Answers the question that is asked.
    Answer {
        /// The answer.
        answer: Answer,
        /// How sure the learner is, where that is asked.
        sureness: Option<Sureness>,
        /// Now.
        now_ms: u64,
    },
    /// Goes on from the verdict.
    Next {
        /// Now.
        now_ms: u64,
    },
    /// Ends a station whose time is up, and goes on to the next.
    TimeUp {
        /// Now.
        now_ms: u64,
    },
    /// Leaves out the question that is asked, because it cannot be made any more.
    Skip {
        /// Now.
        now_ms: u64,
    },
    /// Ends the round before its last question.
    End,
    /// Takes the last answer of the round back, and its review with it; where its solution has been shown the review stays,
    /// and what is answered then is a relearning.
    Undo {
        /// Now.
        now_ms: u64,
    },
    /// Leaves the round; what was answered stays.
    Leave,
    /// Changes the settings.
    Settle(Settings),
    /// Writes a note; an empty one takes it away.
    Note {
        /// What it is about.
        of: Thing,
        /// What it says.
        text: String,
        /// Now.
        now_ms: u64,
    },
    /// Sets a bookmark, or takes it away.
    Bookmark {
        /// What it marks.
        of: Thing,
        /// Whether it is set.
        is_set: bool,
        /// Now.
        now_ms: u64,
    },
    /// Merges an exported file.
    Import(Box<Import>),
    /// Undoes the last import, where nothing else was done since.
    UndoImport {
        /// Now.
        now_ms: u64,
    },
    /// Merges what another window has saved.
    Adopt(Box<Progress>),
    /// Forgets everything, here and in every other window.
    Forget {
        /// Now.
        now_ms: u64,
    },
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
        Self { standings: Standings::of(progress.reviews()), progress, before_import: None }
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

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.progress.settings
    }

    /// Where everything stands.
    pub fn standings(&self) -> &Standings {
        &self.standings
    }

    /// The round that is going on or whose result is shown.
    pub fn round(&self) -> Option<&Round> {
        self.progress.round.as_ref()
    }

    /// What is to be studied today.
    pub fn queue(&self, content: &Content<'_>, today: Today) -> Queue {
        Queue::of(content, &self.standings, &self.progress.settings, today)
    }

    /// The new cards that are learned beyond the day's limit for who wants more; none where all are seen.
    pub fn more(&self, content: &Content<'_>) -> Vec<Card> {
        super::queue::fresh(content, &self.standings, &self.progress.settings, MORE)
    }

    /// The note on a muscle or point; empty where there is none. Two that were written apart stand below each other.
    pub fn note(&self, of: &Thing) -> String {
        self.progress.notes.text(&place_of(of))
    }

    /// Whether the last import can be undone: nothing else was done since.
    pub fn can_undo_import(&self) -> bool {
        self.before_import.is_some()
    }

    /// Whether a muscle or point has a bookmark.
    pub fn is_bookmarked(&self, of: &Thing) -> bool {
        self.progress.bookmarks.get(&place_of(of)).is_some_and(|mark| mark.is_set)
    }

    /// Carries out an action. What is refused changes nothing.
    ///
    /// # Errors
    /// Where the action does not fit the state.
    pub fn act(&mut self, content: &Content<'_>, action: Action) -> Result<(), Refusal> {
        let before_import = self.before_import.take();
        let is_kept = matches!(action, Action::UndoImport { .. });
        let done = self.carry_out(content, action, before_import.as_deref());
        if done.is_err() && !is_kept {
            self.before_import = before_import;
        }
        done
    }

    fn carry_out(
        &mut self,
        content: &Content<'_>,
        action: Action,
        before_import: Option<&Progress>,
    ) -> Result<(), Refusal> {
        match action {
            Action::Study { today, seed } => {
                let cards = self.queue(content, today).cards();
                self.progress.round =
                    Some(Round::repeat(content, &cards, LENGTH, self.manner(), seed, today.now_ms)?);
            }
            Action::LearnMore { seed, now_ms } => {
                let cards = self.more(content);
                self.progress.round =
                    Some(Round::repeat(content, &cards, LENGTH, self.manner(), seed, now_ms)?);
            }
            Action::Start { mut plan, seed, now_ms } => {
                let retention = self.progress.settings.retention();
                plan.manner.is_exam |= self.progress.settings.tells_at_end;
                let urgency = |card: &Card| self.standings.urgency(card, retention, now_ms);
                self.progress.round = Some(Round::start(content, &plan, urgency, seed, now_ms)?);
            }
            Action::Repeat { cards, seed, now_ms } => {
                self.progress.round =
                    Some(Round::repeat(content, &cards, LENGTH, self.manner(), seed, now_ms)?);
            }
            Action::Answer { answer, sureness, now_ms } => self.answer(content, &answer, sureness, now_ms)?,
            Action::Next { now_ms } => self.with_round(|round| round.next(now_ms))?,
            Action::TimeUp { now_ms } => self.with_round(|round| round.time_up(now_ms))?,
            Action::Skip { now_ms } => {
                self.with_round(|round| round.skip(now_ms))?;
                // A round of nothing else is over before it began.
                self.progress.round = self.progress.round.take().filter(|round| !round.asks().is_empty());
            }
            Action::End => self.with_round(Round::end)?,
            Action::Undo { now_ms } => {
                let round = self.progress.round.as_mut().ok_or(Refusal::NotNow)?;
                let taken = round.undo(now_ms).ok_or(Refusal::NotNow)?;
                if !taken.was_seen && !taken.answered.is_late {
                    self.progress.take_back(&taken.card, taken.answered.at_ms);
                    self.standings.rework(&taken.card, self.progress.reviews());
                }
            }
            Action::Leave => {
                self.progress.round.take().ok_or(Refusal::NotNow)?;
            }
            Action::Settle(settings) => {
                // A clock that was set back is no reason to lose the newer word, here as in notes and bookmarks.
                let at_ms = settings.at_ms.max(self.progress.settings.at_ms.saturating_add(1));
                self.progress.settings = Settings { at_ms, ..settings.in_range() };
            }
            Action::Note { of, text, now_ms } => self.progress.notes.write(&place_of(&of), &text, now_ms),
            Action::Bookmark { of, is_set, now_ms } => {
                let of = place_of(&of);
                let least_ms =
                    self.progress.bookmarks.get(&of).map_or(0, |mark| mark.at_ms.saturating_add(1));
                self.progress.bookmarks.insert(&of, Bookmark { at_ms: now_ms.max(least_ms), is_set });
            }
            Action::Import(import) => {
                let merged = import.merged(&self.progress);
                self.before_import = Some(Box::new(std::mem::replace(&mut self.progress, merged)));
                self.standings = Standings::of(self.progress.reviews());
            }
            Action::UndoImport { now_ms } => {
                let before = before_import.ok_or(Refusal::NotNow)?;
                // A new age: the copies in other windows, which have taken the file over, add nothing to it.
                let epoch_ms = now_ms.max(self.progress.epoch_ms.saturating_add(1));
                self.progress.clone_from(before);
                self.progress.epoch_ms = epoch_ms;
                self.standings = Standings::of(self.progress.reviews());
            }
            Action::Adopt(other) => {
                self.progress.merge(&other);
                self.standings = Standings::of(self.progress.reviews());
            }
            Action::Forget { now_ms } => {
                let epoch_ms = now_ms.max(self.progress.epoch_ms.saturating_add(1));
                *self = Self::default();
                self.progress.epoch_ms = epoch_ms;
            }
        }
        Ok(())
    }

    fn manner(&self) -> Manner {
        let Settings { is_typed, tells_at_end, .. } = self.progress.settings;
        Manner { is_typed, is_exam: tells_at_end, ..Manner::default() }
    }

    fn with_round(&mut self, change: impl FnOnce(&mut Round) -> bool) -> Result<(), Refusal> {
        let round = self.progress.round.as_mut().ok_or(Refusal::NotNow)?;
        if change(round) { Ok(()) } else { Err(Refusal::NotNow) }
    }

    fn answer(
        &mut self,
        content: &Content<'_>,
        answer: &Answer,
        sureness: Option<Sureness>,
        now_ms: u64,
    ) -> Result<(), Refusal> {
        let round = self.progress.round.as_mut().ok_or(Refusal::NotNow)?;
        if !matches!(round.phase(), Phase::Asked(Ask { .. })) {
            return Err(Refusal::NotNow);
        }
        let was_seen = round.first(round.answered().len()).is_some();
        let (ask, answered) = round.answer(content, answer, sureness, now_ms)?.ok_or(Refusal::NotNow)?;
        let review = Review::of(ask, answered);
        let card = review.card.clone();
        if was_seen {
            // A relearning: what was answered before the solution was seen is what is kept.
            return Ok(());
        }
        let is_settled = self.progress.settle_future(&card, now_ms);
        let at_ms = self.progress.push(review);
        if let Some(round) = self.progress.round.as_mut() {
            round.stamp(at_ms);
        }
        // Usually the last of all; a clock that was set back is no reason to forget what came later.
        match self.progress.reviews().last() {
            Some(last) if !is_settled && last.card == card && last.at_ms == at_ms => {
                self.standings.note(last)
            }
            _ => self.standings.rework(&card, self.progress.reviews()),
        }
        Ok(())
    }
}
