//! How each drawn group of a plate appears under a look. Pure, no browser.

use yew::AttrValue;

use super::look::{Ghosts, Look, Part};
use crate::anatomy::{Depth, Side};
use crate::atlas::Kind;

/// How a drawn group appears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Not at all.
    Hidden,
    /// As drawn.
    Drawn,
    /// As an outline.
    Ghost,
}

impl State {
    /// The state as the stylesheet and the painter know it.
    pub(super) fn number(self) -> u8 {
        self as u8
    }
}

/// What decides how a group appears.
#[derive(Debug, Clone)]
pub(super) struct Traits {
    pub(super) slug: String,
    pub(super) kind: Kind,
    pub(super) depth: Depth,
    pub(super) part: Option<Part>,
    /// The side it stands for as shown; none across the midline.
    pub(super) side: Option<Side>,
}

impl Traits {
    fn is_skin(&self) -> bool {
        self.slug == "skin"
    }

    /// How the group appears under a look.
    pub(super) fn state(&self, look: &Look) -> State {
        let peel = look.peel;
        if look.is_alone && !look.chosen.is_empty() {
            let is_of_side = look.is_midline || self.side.is_none_or(|side| side == look.side);
            let is_among = |slugs: &[AttrValue]| slugs.iter().any(|slug| *slug == self.slug);
            let is_bone = matches!(self.kind, Kind::Bone | Kind::Cartilage);
            return match self.kind {
                _ if is_of_side && (is_among(&look.chosen) || is_among(&look.bones)) => State::Drawn,
                // Where nobody knows its bones, all of them show where it lies.
                _ if is_bone && look.bones.is_empty() => State::Drawn,
                _ if self.is_skin() => State::Ghost,
                _ => State::Hidden,
            };
        }
        if self.part.is_some_and(|part| look.hidden.contains(&part)) {
            return State::Hidden;
        }
        // Under the whole skin nothing is seen, so nothing is painted.
        if peel == Depth::Skin {
            return if self.depth == Depth::Skin { State::Drawn } else { State::Hidden };
        }
        if self.depth >= peel {
            return State::Drawn;
        }
        let has_ghost = match look.ghosts {
            Ghosts::Off => false,
            Ghosts::Last => self.depth.number() + 1 == peel.number(),
            Ghosts::All => true,
        };
        if has_ghost && (self.kind == Kind::Muscle || self.is_skin()) { State::Ghost } else { State::Hidden }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn traits(slug: &str, kind: Kind, depth: u8, part: Part) -> Traits {
        let depth = Depth::try_from(depth).expect("a depth");
        Traits { slug: slug.to_owned(), kind, depth, part: Some(part), side: Some(Side::Right) }
    }

    fn check(look: &Look, expected: [State; 5]) {
        let groups = [
            Traits { part: None, side: None, ..traits("skin", Kind::Surface, 0, Part::Trunk) },
            traits("deltoid", Kind::Muscle, 1, Part::Arm),
            traits("teres-minor", Kind::Muscle, 2, Part::Arm),
            traits("psoas", Kind::Muscle, 4, Part::Trunk),
            traits("femur", Kind::Bone, 5, Part::Leg),
        ];
        assert_eq!(groups.map(|group| group.state(look)), expected, "{look:?}");
    }

    #[test]
    fn peeling_hides_what_lies_above_and_leaves_the_ghosts_that_were_asked_for() {
        use State::{Drawn, Ghost, Hidden};
        let peeled = |peel, ghosts| Look { peel, ghosts, ..Look::default() };
        check(&peeled(Depth::Skin, Ghosts::All), [Drawn, Hidden, Hidden, Hidden, Hidden]);
        check(&peeled(Depth::Superficial, Ghosts::Last), [Ghost, Drawn, Drawn, Drawn, Drawn]);
        check(&peeled(Depth::Deep, Ghosts::Last), [Hidden, Hidden, Ghost, Drawn, Drawn]);
        check(&peeled(Depth::Deep, Ghosts::All), [Ghost, Ghost, Ghost, Drawn, Drawn]);
        check(&peeled(Depth::Deep, Ghosts::Off), [Hidden, Hidden, Hidden, Drawn, Drawn]);
    }

    #[test]
    fn an_arm_comes_off_and_a_muscle_stands_alone_with_its_bones() {
        use State::{Drawn, Ghost, Hidden};
        let look = Look { peel: Depth::Superficial, hidden: vec![Part::Arm], ..Look::default() };
        check(&look, [Ghost, Hidden, Hidden, Drawn, Drawn]);
        let alone = Look { is_alone: true, chosen: vec!["deltoid".into()], peel: Depth::Deepest, ..look };
        check(&alone, [Ghost, Drawn, Hidden, Hidden, Drawn]);
        check(&Look { side: Side::Left, ..alone.clone() }, [Ghost, Hidden, Hidden, Hidden, Drawn]);
        let other = Look { bones: vec!["humerus".into()], ..alone.clone() };
        check(&other, [Ghost, Drawn, Hidden, Hidden, Hidden]);
        let its_own = Look { bones: vec!["femur".into()], ..alone };
        check(&its_own, [Ghost, Drawn, Hidden, Hidden, Drawn]);
        let across = Look { is_midline: true, side: Side::Left, ..its_own };
        check(&across, [Ghost, Drawn, Hidden, Hidden, Drawn]);
    }
}
