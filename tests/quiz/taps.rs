//! Over the whole content: each place that is asked for is in sight where the app shows it, and a tap on it is right.

use palpate::anatomy::{PlatePoint, Side};
use palpate::atlas::authoring::Plate;
use palpate::atlas::{Atlas, Kind as DrawnKind, Paired, PlateView, Sight};
use palpate::quiz::{
    Answer, Ask, Card, Content, Form, Kind, Outcome, PlaceForm, Question, Tap, Target, Touched, Verdict,
};

use super::whole::{Whole, whole};

/// A plate as the app shows a side on it.
struct Shown<'a> {
    atlas: &'a Atlas,
    view: &'a PlateView,
    plate: &'a Plate,
    is_mirrored: bool,
}

impl Shown<'_> {
    fn turned(&self, at: PlatePoint) -> PlatePoint {
        if self.is_mirrored { at.mirrored() } else { at }
    }

    fn is_framed(&self, at: PlatePoint) -> bool {
        self.view.frames(self.turned(at))
    }

    /// What the widget tells of a tap: what is meant at the depth, then the rest from the skin inwards.
    fn tap(&self, question: &Question, at: PlatePoint) -> Tap {
        let scene = &self.plate.scene;
        let picked = scene.pick(self.turned(at), question.stage.peel.unwrap());
        let all = picked.into_iter().chain(scene.stack(self.turned(at)));
        let touched = all.map(|touched| {
            let is_turned = self.is_mirrored && touched.shape.side.is_some();
            let side = if is_turned { touched.side.opposite() } else { touched.side };
            let known = self.atlas.structure(&touched.shape.slug);
            let is_paired = known.is_none_or(|known| known.side == Paired::Right);
            Touched { structure: touched.shape.slug.clone(), side: is_paired.then_some(side) }
        });
        Tap { at, under: touched.collect(), off_mm: None }
    }

    /// A place at which a tap means one of these structures on a side, in the shown frame.
    fn inside(&self, question: &Question, slugs: &[String], side: Option<Side>) -> Option<PlatePoint> {
        let parts = self.plate.scene.shapes().iter().filter(|shape| slugs.contains(&shape.slug));
        let bounds = parts.flat_map(|shape| {
            let bounds = shape.outline.bounds();
            [bounds, bounds.mirrored()]
        });
        let steps =
            |low: f64, high: f64| (0..40).map(move |step| low + (high - low) * f64::from(step) / 39.0);
        for bounds in bounds {
            for x in steps(bounds.min.x, bounds.max.x) {
                for y in steps(bounds.min.y, bounds.max.y) {
                    let at = self.turned(PlatePoint::new(x, y));
                    let tap = self.tap(question, at);
                    let is_hit = tap.under.first().is_some_and(|touched| {
                        slugs.contains(&touched.structure) && (side.is_none() || touched.side == side)
                    });
                    if is_hit && self.is_framed(at) {
                        return Some(at);
                    }
                }
            }
        }
        None
    }
}

/// Asks every card of a kind on both sides and checks each question's place.
fn check(
    kind: Kind,
    check: impl Fn(&Shown<'_>, &Question, &PlaceForm, &dyn Fn(PlatePoint) -> Verdict) -> Result<(), String>,
) {
    let Whole { sources, atlas, texts } = whole();
    let content = Content { atlas, texts: Some(texts) };
    let mut wrong = Vec::new();
    let mut asked = 0;
    let cards = atlas.muscles().iter().flat_map(Card::of_muscle).filter(|card| card.fact == kind.fact());
    for card in cards {
        for side in [Side::Right, Side::Left] {
            let questions =
                (0..64).map_while(|seed| Question::make(&content, &Ask { card: card.clone(), kind, seed }));
            let Some(question) = questions.into_iter().find(|question| question.stage.side == side) else {
                // What lies across the midline is asked after as it was authored.
                let part = atlas.point(&card.of).and_then(|(_, point)| atlas.structure(&point.trigger.part));
                if side == Side::Right || part.is_none_or(|part| part.side == Paired::Right) {
                    wrong.push(format!("{card} is not asked on the {}", side.name()));
                }
                continue;
            };
            asked += 1;
            let Form::Place(form) = &question.form else { panic!("{kind:?} asks for a place") };
            assert_eq!(
                question.stage.plates,
                std::slice::from_ref(&form.plate),
                "the plate that is tapped is the one shown"
            );
            let view = atlas.plate(&form.plate).unwrap();
            let is_mirrored = view.is_mirrored_for(side);
            let shown = Shown { atlas, view, plate: &sources.plates[&form.plate], is_mirrored };
            let grade = |at| question.grade(&content, &Answer::Tap(shown.tap(&question, at))).unwrap();
            if let Err(reason) = check(&shown, &question, form, &grade) {
                wrong.push(format!("{card} on the {} of {}: {reason}", side.name(), form.plate));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {asked}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_point_is_in_sight_and_a_tap_on_it_finds_it() {
    check(Kind::FindPoint, |shown, question, form, grade| {
        let Target::Point { at, .. } = &form.target else { panic!("a point") };
        if !shown.is_framed(*at) {
            return Err(format!("{at:?} is beyond the plate's edge"));
        }
        let verdict = grade(*at);
        if verdict.outcome != Outcome::Found || verdict.score != 100 {
            return Err(format!("a tap on it is told as {}", verdict.headline));
        }
        let (muscle, point) = shown.atlas.point(&question.ask.card.of).unwrap();
        let side = if shown.is_mirrored { question.stage.side.opposite() } else { question.stage.side };
        let drawn = shown.plate.scene.shape(&point.trigger.part, side).ok_or("its muscle is not drawn")?;
        let inward =
            if drawn.side.is_some_and(|drawn| drawn != side) { at.mirrored() } else { shown.turned(*at) };
        let off_mm = drawn.outline.distance_mm(inward);
        if off_mm > 2.1 {
            return Err(format!("its muscle is {off_mm:.1} mm away"));
        }
        // Muscles of the same layer may lie over it, and a finger feels through them; not through bone, where another
        // plate shows it with less: some lie beneath the shoulder blade, its spine or the cheekbone however one looks.
        let is_bone = |slug: &&String| {
            let known = shown.atlas.structure(slug);
            known.is_some_and(|known| matches!(known.kind, DrawnKind::Bone | DrawnKind::Cartilage))
        };
        let bones = |sight: &Sight| sight.covered_by.iter().filter(is_bone).count();
        let least = point.sights.iter().map(bones).min().unwrap_or_default();
        let over = shown.plate.scene.over(&point.trigger.part, side, shown.turned(*at)).unwrap();
        // The plates were chosen by the right side; a bone across the midline need not be its own mirror image.
        let is_told = |side: Option<Side>| side.is_some() || question.stage.side == Side::Right;
        let bones = over
            .iter()
            .filter(|shape| shape.is_bony() && shape.depth >= muscle.row.depth && is_told(shape.side));
        match bones.map(|shape| shape.slug.as_str()).collect::<Vec<_>>().as_slice() {
            bones if bones.len() <= least => Ok(()),
            bones => Err(format!("it is hidden by {bones:?}")),
        }
    });
}

#[test]
fn every_muscle_is_in_sight_and_a_tap_on_it_finds_it() {
    check(Kind::FindMuscle, |shown, question, form, grade| {
        let Target::Muscle(slugs) = &form.target else { panic!("a muscle") };
        let at = shown.inside(question, slugs, form.side).ok_or("no tap reaches it")?;
        let verdict = grade(at);
        if verdict.outcome == Outcome::Found {
            Ok(())
        } else {
            Err(format!("a tap is told as {}", verdict.headline))
        }
    });
}
