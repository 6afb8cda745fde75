//! How often a beginner guesses right who knows nothing but which part of the body a word belongs to: the measure of
//! whether wrong answers are plausible. For the host alone.

use super::zones::Zones;
use super::{Choice, Content, Form, Kind, MatchForm, Question, Thing};
use crate::atlas::MuscleFile;

impl Question {
    /// The chance that a beginner answers right: any of the options whose part of the body agrees with the question's,
    /// or any at all where none does. `None` for forms in which nothing is chosen.
    pub fn guess(&self, content: &Content<'_>) -> Option<f64> {
        let (options, right) = match &self.form {
            Form::Choice(form) => (&form.options, form.right),
            Form::Place(form) if !form.options.is_empty() => (&form.options, form.right),
            Form::Match(form) => return Some(self.guess_pairs(content, form)),
            _ => return None,
        };
        let asked = self.asked(content);
        let of: Vec<bool> = options.iter().map(|option| self.zones(content, option).agrees(asked)).collect();
        // Of three that do and one that does not, the one is sought.
        let is_sought = self.ask.kind != Kind::OddOneOut;
        let picked = of.iter().filter(|agrees| **agrees == is_sought).count();
        Some(match picked {
            0 => 1.0 / options.len() as f64,
            _ if of[right] == is_sought => 1.0 / picked as f64,
            _ => 0.0,
        })
    }

    /// The part of the body that the question itself tells.
    fn asked(&self, content: &Content<'_>) -> Zones {
        let Some(muscle) = self.ask.card.muscle(content.atlas) else { return Zones::default() };
        let form = match &self.form {
            Form::Choice(form) => form.options.first(),
            _ => None,
        };
        let names_muscles = form.is_some_and(|option| matches!(option.thing, Some(Thing::Muscle(_))));
        match self.ask.kind {
            Kind::WhosePain | Kind::FirstMuscle => {
                let felt = self.answer_stage.pattern.as_deref().and_then(|id| content.atlas.point(id));
                felt.map_or(Zones::default(), |(_, point)| {
                    Zones::of_patches(content.atlas, &point.trigger.essential)
                })
            }
            Kind::Attachments | Kind::Actions | Kind::OddOneOut if names_muscles => {
                Zones::of_text(&self.prompt)
            }
            _ => Zones::of_muscle(muscle),
        }
    }

    /// The part of the body that an option tells.
    fn zones(&self, content: &Content<'_>, option: &Choice) -> Zones {
        match &option.thing {
            Some(Thing::Muscle(id)) => content.atlas.muscle(id).map_or(Zones::default(), Zones::of_muscle),
            Some(Thing::Point(id)) => {
                content.atlas.point(id).map_or(Zones::default(), |(muscle, _)| Zones::of_muscle(muscle))
            }
            None if self.ask.kind == Kind::Nerve => Zones::of_nerve(content, &option.text),
            None if self.ask.kind == Kind::Care => owners(content, &option.text),
            None => Zones::of_text(option.text.split(':').next().unwrap_or_default()),
        }
    }

    /// The chance to find all pairs: any of the ways to pair them in which most agree.
    fn guess_pairs(&self, content: &Content<'_>, form: &MatchForm) -> f64 {
        let point = |choice: &Choice| match &choice.thing {
            Some(Thing::Point(id)) => content.atlas.point(id),
            _ => None,
        };
        let left: Vec<Zones> = form
            .left
            .iter()
            .map(|choice| point(choice).map_or(Zones::default(), |(muscle, _)| Zones::of_muscle(muscle)))
            .collect();
        let right: Vec<Zones> = form
            .right
            .iter()
            .map(|choice| {
                point(choice).map_or(Zones::default(), |(_, point)| {
                    Zones::of_patches(content.atlas, &point.trigger.essential)
                })
            })
            .collect();
        let agreeing = |pairs: &[usize]| {
            pairs.iter().zip(&left).filter(|(at, zones)| right[**at].agrees(**zones)).count()
        };
        let ways = ways(form.right.len());
        let most = ways.iter().map(|way| agreeing(way)).max().unwrap_or_default();
        let best = ways.iter().filter(|way| agreeing(way) == most).count();
        if agreeing(&form.truth) == most { 1.0 / best.max(1) as f64 } else { 0.0 }
    }
}

/// The parts of the muscles to whose care a text belongs.
fn owners(content: &Content<'_>, text: &str) -> Zones {
    let says = |file: &MuscleFile| {
        file.palpation.confirm == text
            || file.technique.stretch == text
            || file.cautions.iter().any(|caution| caution == text)
    };
    let owners = content.atlas.muscles().iter();
    let owners = owners.filter(|muscle| content.file(&muscle.row.id).is_some_and(says));
    owners.fold(Zones::default(), |all, muscle| all.and(Zones::of_muscle(muscle)))
}

/// Every order of so many.
fn ways(count: usize) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let shorter = ways(count - 1);
    let with = |way: &Vec<usize>| {
        (0..count)
            .map(|at| {
                let mut longer = way.clone();
                longer.insert(at, count - 1);
                longer
            })
            .collect::<Vec<_>>()
    };
    shorter.iter().flat_map(with).collect()
}
