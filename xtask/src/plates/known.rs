//! A structure on one side of the body, with all that is known of it in every view.

use std::borrow::Cow;
use std::collections::BTreeMap;

use palpate::anatomy::{Side, View};
use rayon::prelude::*;

use super::config::{Config, Fibres, ViewRow};
use super::fibre::{Field, field};
use super::grid::Frame;
use super::mesh::Mesh;
use super::reference::{Kind, Structure};
use super::thickness;

/// A structure of the right side or the midline, or the mirror image of one of the right.
pub(crate) struct Known<'a> {
    /// Its place among the structures.
    pub index: usize,
    /// The structure.
    pub structure: &'a Structure,
    /// The side it lies on; `None` across the midline.
    pub side: Option<Side>,
    /// Its surface on that side.
    pub mesh: Cow<'a, Mesh>,
    /// Its fibres, if it is a muscle.
    pub field: Option<Field>,
    /// The hint from plates.toml.
    pub hint: Fibres,
    /// The median distance through it.
    pub thickness_mm: f64,
}

impl Known<'_> {
    /// How far it reaches on a plate, from corner to corner.
    pub(crate) fn size_mm(&self, view: View) -> f64 {
        let frame = Frame::around(self.mesh.vertices.iter().map(|v| view.project(*v).at), 1.0, 0.0);
        (frame.width as f64).hypot(frame.height as f64)
    }

    fn mirrored(&self) -> Self {
        Self {
            side: Some(Side::Left),
            mesh: Cow::Owned(self.mesh.mirrored()),
            field: self.field.as_ref().map(Field::mirrored),
            hint: self.hint.mirrored(),
            ..*self
        }
    }
}

/// The whole body: the right side and the midline, then the left side.
pub(crate) struct Whole<'a> {
    all: Vec<Known<'a>>,
    /// How many of `all` are of the right side and the midline.
    authored: usize,
}

impl<'a> Whole<'a> {
    /// Works out the fibres of every muscle.
    pub(crate) fn new(structures: &'a [Structure], thickness_mm: &[f64], config: &Config) -> Self {
        let known = |(index, structure): (usize, &'a Structure)| {
            let hint = config.fibres.get(&structure.slug).cloned().unwrap_or_default();
            let field = (structure.kind == Kind::Muscle)
                .then(|| field(&structure.mesh, &hint, &thickness::samples(&structure.mesh, 500)));
            Known {
                index,
                structure,
                side: (!structure.midline).then_some(Side::Right),
                mesh: Cow::Borrowed(&structure.mesh),
                field,
                hint,
                thickness_mm: thickness_mm[index],
            }
        };
        let mut all: Vec<Known> = structures.par_iter().enumerate().map(known).collect();
        let authored = all.len();
        let left: Vec<Known> = all.par_iter().filter(|k| k.side.is_some()).map(Known::mirrored).collect();
        all.extend(left);
        Self { all, authored }
    }

    /// What a view draws: in a symmetric one the right side and the midline, in any other both sides; without what
    /// plates.toml leaves out there and what lies beyond its cut.
    pub(crate) fn of(&self, row: &ViewRow) -> Vec<&Known<'a>> {
        let view = row.plate().view();
        let count = if view.is_symmetric() { self.authored } else { self.all.len() };
        let reaches = |known: &&Known| {
            let Some(cut) = row.cut() else { return true };
            let frame = Frame::around(known.mesh.vertices.iter().map(|v| view.project(*v).at), 1.0, 0.0);
            let (low, high) =
                (frame.to_plate([0.0, 0.0]), frame.to_plate([frame.width as f64, frame.height as f64]));
            low.x < cut.max.x && high.x > cut.min.x && low.y < cut.max.y && high.y > cut.min.y
        };
        self.all[..count]
            .iter()
            .filter(|known| {
                let Structure { slug, part, depth, .. } = known.structure;
                row.draws(slug, *part, *depth)
            })
            .filter(reaches)
            .collect()
    }
}

/// How long the borders between structures are, added up over scenes: by pairs of places among the structures.
pub(crate) type Contacts = BTreeMap<(usize, usize), f64>;
