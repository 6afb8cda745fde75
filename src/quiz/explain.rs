//! Questions and verdicts in words: what was asked, what was right, and why.

use super::{
    FindPoint, Landing, MuscleVerdict, Outcome, PlaceVerdict, Question, Relation, Verdict, WhosePain,
};
use crate::anatomy::Side;
use crate::atlas::{Atlas, Muscle, Paired, Patch, TriggerPoint};

/// A verdict in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The outcome in one line.
    pub headline: String,
    /// What to learn from it, a sentence or two each.
    pub lines: Vec<String>,
}

impl Question {
    /// The question in words; `None` where the atlas lacks what it names.
    pub fn prompt(&self, atlas: &Atlas) -> Option<String> {
        let (muscle, point) = atlas.point(self.point())?;
        Some(match self {
            Self::FindPoint(question) => {
                let (side, name, label) = (question.side.name(), in_sentence(muscle), label(&point.trigger));
                if is_numbered(&point.trigger) {
                    format!("Where is {label} of the {side} {name}?")
                } else {
                    format!("Find this point of the {side} {name}: {label}.")
                }
            }
            Self::WhosePain(_) => "Which muscle sends its pain here?".to_owned(),
        })
    }

    /// A verdict on this question in words; `None` where the atlas lacks what it names.
    pub fn explain(&self, atlas: &Atlas, verdict: &Verdict) -> Option<Explanation> {
        let (muscle, point) = atlas.point(self.point())?;
        let answer = Truth { atlas, muscle, trigger: &point.trigger };
        match (self, verdict) {
            (Self::FindPoint(question), Verdict::Place(verdict)) => Some(answer.place(question, verdict)),
            (Self::WhosePain(question), Verdict::Muscle(verdict)) => Some(answer.pain(question, verdict)),
            _ => None,
        }
    }
}

/// The point that was asked about.
struct Truth<'a> {
    atlas: &'a Atlas,
    muscle: &'a Muscle,
    trigger: &'a TriggerPoint,
}

impl Truth<'_> {
    fn place(&self, question: &FindPoint, verdict: &PlaceVerdict) -> Explanation {
        let Some(landing) = &verdict.landing else {
            return Explanation { headline: "Here it is.".to_owned(), lines: vec![self.whereabouts()] };
        };
        let mm = landing.distance_mm.round();
        let headline = match verdict.outcome {
            Outcome::Found if mm < 1.0 => "Found, to the millimetre.".to_owned(),
            Outcome::Found => format!("Found, {mm} mm from its center."),
            Outcome::Near => format!("Near: {mm} mm away."),
            Outcome::Missed => format!("Missed: {mm} mm away."),
        };
        let mut lines = Vec::new();
        if landing.is_other_side {
            let asked = question.side;
            lines.push(format!(
                "That is the {} side. Asked was the {} side of the body in the picture, not your own.",
                asked.opposite().name(),
                asked.name()
            ));
        }
        lines.extend(self.tapped(landing));
        lines.push(self.whereabouts());
        Explanation { headline, lines }
    }

    fn whereabouts(&self) -> String {
        format!("Where it lies: {}", closed(&lower_first(&self.trigger.place)))
    }

    /// What the tap fell on, in words.
    fn tapped(&self, landing: &Landing) -> Option<String> {
        let wanted = in_sentence(self.muscle);
        let tapped = landing.muscle.as_deref().and_then(|id| self.atlas.muscle(id));
        let Some(tapped) = tapped else {
            let structure = self.atlas.structure(&landing.touched.as_ref()?.structure)?;
            return Some(format!("You tapped this: {}.", structure.name));
        };
        let name = in_sentence(tapped);
        let layers = tapped.row.depth.number().abs_diff(self.muscle.row.depth.number());
        let away = match layers {
            0 => String::new(),
            1 => "one layer ".to_owned(),
            more => format!("{more} layers "),
        };
        Some(match landing.relation {
            Relation::Same if landing.is_through => format!("You tapped the right muscle, the {wanted}."),
            Relation::Same => format!("You tapped the {wanted} of the other side."),
            Relation::Over if landing.is_through => {
                format!("There the {name} lies {away}over the {wanted}.")
            }
            Relation::Over => format!("You tapped the {name}, {away}over the {wanted}."),
            Relation::Under => format!("You tapped the {name}, {away}under the {wanted}."),
            _ if landing.is_through => format!("You tapped the {name}; the {wanted} is behind it there."),
            _ => format!("You tapped another muscle, the {name}."),
        })
    }

    fn pain(&self, question: &WhosePain, verdict: &MuscleVerdict) -> Explanation {
        let name = in_sentence(self.muscle);
        let label = label(self.trigger);
        let chosen = verdict.chosen.as_deref().and_then(|id| self.atlas.muscle(id));
        let headline = match (verdict.outcome, chosen) {
            (Outcome::Found, _) => format!("Right: {name}, {label}."),
            (_, Some(chosen)) => format!("Not the {}. It is the {name}, {label}.", in_sentence(chosen)),
            (_, None) => format!("It is the {name}, {label}."),
        };
        let mut lines = self.tiers(self.trigger, question.side);
        let contrast = verdict.contrast.as_deref().and_then(|id| self.atlas.point(id));
        if let Some((other, point)) = contrast {
            lines.push(self.contrast(other, &point.trigger, question.side));
        }
        Explanation { headline, lines }
    }

    /// Where the chosen muscle refers instead, and what both patterns share.
    fn contrast(&self, other: &Muscle, point: &TriggerPoint, side: Side) -> String {
        let is_felt = |patch: &&Patch| point.essential.contains(patch) || point.spillover.contains(patch);
        let drawn = self.trigger.essential.iter().chain(&self.trigger.spillover);
        let shared: Vec<Patch> = drawn.filter(is_felt).cloned().collect();
        let (name, from) = (in_sentence(other), label(point));
        let essential = self.places(&point.essential, side);
        if shared.is_empty() {
            format!("The {name} refers elsewhere. Its {from}, essential: {essential}.")
        } else {
            let shared = self.places(&shared, side);
            format!("The {name} comes closest with its {from}, essential: {essential}. Both reach: {shared}.")
        }
    }

    /// The two tiers of a point's pattern, a line each.
    fn tiers(&self, trigger: &TriggerPoint, side: Side) -> Vec<String> {
        let mut lines =
            vec![format!("Essential, felt by nearly everyone: {}.", self.places(&trigger.essential, side))];
        if !trigger.spillover.is_empty() {
            lines.push(format!("Spillover, felt by some: {}.", self.places(&trigger.spillover, side)));
        }
        lines
    }

    /// Skin regions in words; those across the body from the point with their side.
    fn places(&self, patches: &[Patch], side: Side) -> String {
        let name = |patch: &Patch| match self.atlas.region(&patch.region) {
            Some(region) if patch.is_opposite && region.side == Paired::Right => {
                format!("{} ({})", region.name, patch.side(side).name())
            }
            Some(region) => region.name.clone(),
            None => patch.region.clone(),
        };
        patches.iter().map(|patch| lower_first(&name(patch))).collect::<Vec<_>>().join("; ")
    }
}

/// The point's label inside a sentence: "TrP 1", or "outer border".
fn label(trigger: &TriggerPoint) -> String {
    lower_first(&trigger.label)
}

/// Whether a book numbers the point, so that its label is a name and no description.
fn is_numbered(trigger: &TriggerPoint) -> bool {
    trigger.label.starts_with("TrP")
}

fn in_sentence(muscle: &Muscle) -> String {
    lower_first(&muscle.names.english)
}

/// In lower case, unless it is an abbreviation or a proper name such as "C7" or "TrP".
fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    let (Some(first), rest) = (letters.next(), letters.as_str()) else { return String::new() };
    let word = rest.split([' ', '-']).next().unwrap_or_default();
    if word.chars().any(|c| c.is_uppercase() || c.is_ascii_digit()) || word.is_empty() {
        return text.to_owned();
    }
    first.to_lowercase().chain(rest.chars()).collect()
}

fn closed(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}
