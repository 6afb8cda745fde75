//! How firmly something is remembered: FSRS-6, by the crate of its authors, with the parameters that fit most learners.

use fsrs::{FSRS, FSRS6_DEFAULT_DECAY, MemoryState, current_retrievability};

use super::Grade;

const MINUTE_MS: u64 = 60_000;
/// A day, in milliseconds.
pub const DAY_MS: u64 = 24 * 60 * MINUTE_MS;
/// Two answers nearer than this belong to one sitting; a night lies between those further apart.
const SITTING_MS: u64 = 8 * 60 * MINUTE_MS;
/// What was not known comes back within the sitting.
const AGAIN_MS: u64 = 10 * MINUTE_MS;
/// What is due in some days is due from some hours before, so that an evening's learner may come in the morning.
const EARLY_MS: u64 = 6 * 60 * MINUTE_MS;

/// The state of a memory in the three-component model: how long it lasts and how hard it is to make it last longer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Memory {
    /// Days until nine of ten such memories are left.
    pub stability: f32,
    /// 1 (easy) to 10.
    pub difficulty: f32,
}

/// The scheduler.
#[derive(Debug, Clone, Default)]
pub struct Scheduler(FSRS);

impl Scheduler {
    /// The memory after an answer, so many days after the last one; `before` is none for the first.
    pub fn after(&self, before: Option<Memory>, days: u32, grade: Grade) -> Memory {
        let state =
            before.map(|memory| MemoryState { stability: memory.stability, difficulty: memory.difficulty });
        // The retention decides intervals alone; they are asked for when they are needed. An impossible state, which
        // these parameters never give, begins anew.
        let next = self.0.next_states(state, 0.9, days).or_else(|_| self.0.next_states(None, 0.9, days));
        let Ok(next) = next else { return Memory { stability: 0.1, difficulty: 5.0 } };
        let state = match grade {
            Grade::Again => next.again,
            Grade::Hard => next.hard,
            Grade::Good => next.good,
            Grade::Easy => next.easy,
        };
        Memory { stability: state.memory.stability, difficulty: state.memory.difficulty }
    }

    /// After how many days a memory has faded to the desired retention, 0 to 1.
    pub fn interval_days(&self, memory: Memory, retention: f32) -> f32 {
        self.0.next_interval(Some(memory.stability), retention, 3)
    }

    /// When something should be asked again, in milliseconds since 1970.
    pub fn due_ms(&self, memory: Memory, last: Grade, last_ms: u64, retention: f32) -> u64 {
        let days = self.interval_days(memory, retention);
        let rest_ms = if last == Grade::Again {
            AGAIN_MS
        } else if days < 0.75 {
            ((f64::from(days) * DAY_MS as f64) as u64).max(AGAIN_MS)
        } else {
            (f64::from(days.round().max(1.0)) as u64).saturating_mul(DAY_MS) - EARLY_MS
        };
        last_ms.saturating_add(rest_ms)
    }
}

/// How likely something is remembered so many days after its last answer, 0 to 1.
pub fn retrievability(memory: Memory, days: f32) -> f32 {
    let state = MemoryState { stability: memory.stability.max(1e-3), difficulty: memory.difficulty };
    current_retrievability(state, days.max(0.0), FSRS6_DEFAULT_DECAY)
}

/// The days between two answers as the scheduler counts them: none within one sitting, else at least one.
pub fn days_between(before_ms: u64, after_ms: u64) -> u32 {
    let gap_ms = after_ms.saturating_sub(before_ms);
    if gap_ms < SITTING_MS {
        return 0;
    }
    u32::try_from((gap_ms + DAY_MS / 2) / DAY_MS).unwrap_or(u32::MAX).max(1)
}
