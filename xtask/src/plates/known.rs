//! A structure on one side of the body, with all that is known of it in every view.

use std::borrow::Cow;
use std::collections::BTreeMap;

use palpate::anatomy::{BodyPoint, Side, View};
use rayon::prelude::*;

use super::clip::{cut, walls};
use super::config::{Config, Fibres, ViewRow};
use super::fibre::{Field, field};
use super::grid::Frame;
use super::mesh::Mesh;
use super::reference::{Kind, Structure};
use super::thickness;

/// A structure of the right side or the midline, or the mirror image of one of the right.
#[derive(Clone)]
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
        let frame = self.frame(view);
        (frame.width as f64).hypot(frame.height as f64)
    }

    fn frame(&self, view: View) -> Frame {
        Frame::around(self.mesh.vertices.iter().map(|v| view.project(*v).at), 1.0, 0.0)
    }

    /// What of it lies in a box that is given for the right side; `None` if nothing does.
    fn boxed(&self, corners: [BodyPoint; 2]) -> Option<Self> {
        let mut out = self.clone();
        let is_left = self.side == Some(Side::Left);
        let right = |p: BodyPoint| {
            if is_left || self.side.is_none() && p.x > 0.0 { p.mirrored() } else { p }
        };
        for wall in walls(corners) {
            if let Some(cut) = cut(&out.mesh, &|p| wall(right(p))) {
                out.field = out.field.map(|field| field.mixed(&cut.mixes));
                out.mesh = Cow::Owned(cut.mesh);
            }
        }
        (!out.mesh.triangles.is_empty()).then_some(out)
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
            let has_fibres = structure.kind == Kind::Muscle || !structure.grain.is_empty();
            let samples = || thickness::samples(&structure.mesh, 500);
            let field = has_fibres.then(|| field(&structure.mesh, &structure.grain, &hint, &samples()));
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

    /// The right side and the midline.
    pub(crate) fn authored(&self) -> Vec<&Known<'a>> {
        self.all[..self.authored].iter().collect()
    }

    /// What a view draws: in a symmetric one the right side and the midline, in any other both sides; without what
    /// plates.toml leaves out there and what lies beyond its cut.
    pub(crate) fn of<'b>(&'b self, row: &ViewRow) -> Vec<Cow<'b, Known<'a>>> {
        let view = row.plate().view();
        let count = if view.is_symmetric() { self.authored } else { self.all.len() };
        let reaches = |known: &Cow<Known>| {
            let Some(cut) = row.cut() else { return true };
            let frame = known.frame(view);
            let low = frame.to_plate([0.0, 0.0]);
            let high = frame.to_plate([frame.width as f64, frame.height as f64]);
            low.x < cut.max.x && high.x > cut.min.x && low.y < cut.max.y && high.y > cut.min.y
        };
        self.all[..count]
            .iter()
            .filter(|known| {
                let Structure { slug, part, depth, .. } = known.structure;
                row.draws(slug, *part, *depth)
            })
            .filter_map(|known| match row.within {
                Some(corners) => known.boxed(corners).map(Cow::Owned),
                None => Some(Cow::Borrowed(known)),
            })
            .filter(reaches)
            .collect()
    }
}

/// How long the borders between structures are, added up over scenes: by pairs of places among the structures.
pub(crate) type Contacts = BTreeMap<(usize, usize), f64>;
