//! What a plate is asked to show, and what it tells back.

use yew::AttrValue;

use crate::anatomy::{Depth, PlatePoint, Side};

/// How a plate looks: everything that its owner decides.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    /// The layer to which the body is peeled.
    pub peel: Depth,
    /// The structures of the chosen muscle, by slug, and its side.
    pub chosen: Vec<AttrValue>,
    /// The side of the chosen structures.
    pub side: Side,
    /// Places to mark.
    pub marks: Vec<Mark>,
    /// Trigger points to mark, with the structure in which each lies: marked where it is drawn there and no bone is
    /// painted over it.
    pub points: Vec<(AttrValue, Mark)>,
    /// Patches of skin to stipple.
    pub zones: Vec<Zone>,
    /// What the camera should fly to when this changes; `None` leaves the camera to the user.
    pub focus: Option<Focus>,
    /// What part of the plate is to be in sight, whatever the focus; where this changes the camera goes there.
    pub zoom: Option<Zoom>,
    /// What stays of the layers that are peeled away.
    pub ghosts: Ghosts,
    /// Parts of the body that are taken off, so that they hide nothing.
    pub hidden: Vec<Part>,
    /// Only the chosen and the bones that it holds on to.
    pub is_alone: bool,
    /// The bones, by slug, that stay with the chosen where it stands alone; all where none is named.
    pub bones: Vec<AttrValue>,
    /// The chosen lies across the midline, so that its bones of either side stay with it.
    pub is_midline: bool,
    /// What to outline besides the chosen, on its side: each of the muscles over it and under it, by its parts.
    pub beside: Vec<(Vec<AttrValue>, Beside)>,
    /// The chosen's attachments on the bones; everything's where nothing is chosen.
    pub has_attachments: bool,
    /// The names beside the plate.
    pub names: Names,
    /// Structures in colours of their own. They are tinted anew whenever this changes, and never lose a tint again: name
    /// the same ones each time.
    pub tints: Vec<Tint>,
}

/// A structure in a colour of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Tint {
    /// The structure, by slug.
    pub slug: AttrValue,
    /// What stylesheets call the tint: the group's `data-tint`.
    pub name: &'static str,
    /// What is said of it before its name, where a name that is cut short never loses it.
    pub told: AttrValue,
}

impl Look {
    /// What is said of a structure before its name.
    pub(super) fn told_of(&self, slug: &str) -> &str {
        self.tints.iter().find(|tint| tint.slug == slug).map_or("", |tint| &tint.told)
    }
}

impl Default for Look {
    fn default() -> Self {
        Self {
            peel: Depth::Skin,
            chosen: Vec::new(),
            side: Side::Right,
            marks: Vec::new(),
            points: Vec::new(),
            zones: Vec::new(),
            focus: None,
            zoom: None,
            ghosts: Ghosts::Last,
            hidden: Vec::new(),
            is_alone: false,
            bones: Vec::new(),
            is_midline: false,
            beside: Vec::new(),
            has_attachments: false,
            names: Names::Off,
            tints: Vec::new(),
        }
    }
}

/// What stays, as an outline, of the layers that are peeled away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ghosts {
    /// Nothing.
    Off,
    /// The layer that was taken off last.
    #[default]
    Last,
    /// Every one.
    All,
}

/// A part of the body that can be taken off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Head and neck.
    Head,
    /// The trunk.
    Trunk,
    /// Both arms.
    Arm,
    /// Both legs.
    Leg,
}

impl Part {
    /// All parts, from the top.
    pub const ALL: [Self; 4] = [Self::Head, Self::Trunk, Self::Arm, Self::Leg];

    /// The part's name, lower case, as plates have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Trunk => "trunk",
            Self::Arm => "arm",
            Self::Leg => "leg",
        }
    }

    /// The part of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }
}

/// How a structure lies to the chosen one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// Nearer the skin.
    Over,
    /// Nearer the bone.
    Under,
}

/// The names that stand beside a plate, led to their muscles by lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Names {
    /// None.
    #[default]
    Off,
    /// In English.
    English,
    /// In Latin, by Terminologia Anatomica; in English where none is known.
    Latin,
}

/// What a mark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    /// A trigger point.
    Point,
    /// The trigger point that is spoken of.
    ChosenPoint,
    /// Where the learner tapped.
    Tapped,
    /// The circle within which an answer counts as found, with its radius in millimetres.
    Radius(u32),
}

/// A marked place on the plate.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Where.
    pub at: PlatePoint,
    /// What it is.
    pub kind: MarkKind,
    /// A short label beside it; may be empty.
    pub label: AttrValue,
    /// The trigger point that it marks, by id, where a tap on it means that; else empty.
    pub point: AttrValue,
}

/// How surely pain is felt in a patch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tier {
    /// Nearly everyone: dense stipple.
    Essential,
    /// Some people: sparse stipple.
    Spillover,
    /// Where it hurts, by whoever asks: lit, without stipple.
    Asked,
}

/// A stippled patch of skin.
#[derive(Debug, Clone, PartialEq)]
pub struct Zone {
    /// The region's id.
    pub region: AttrValue,
    /// Its side; of no meaning for a region on the midline.
    pub side: Side,
    /// How surely.
    pub tier: Tier,
}

/// What the camera flies to.
#[derive(Debug, Clone, PartialEq)]
pub enum Focus {
    /// The whole plate.
    Whole,
    /// Some structures on a side.
    Structures(Vec<AttrValue>, Side),
    /// Some structures on both sides.
    Both(Vec<AttrValue>),
    /// Some structures on a side and all stippled skin.
    Pattern(Vec<AttrValue>, Side),
    /// A place, with so many millimetres around it.
    Place(PlatePoint, f64),
}

/// What part of a plate is in sight, whatever the window's size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zoom {
    /// All of it.
    Whole,
    /// Some of it.
    Part {
        /// The place in the middle of the window, to the viewer's right, in tenths of a millimetre.
        x: i32,
        /// The same, downwards.
        y: i32,
        /// How much larger than the whole plate it is shown, in percent.
        percent: u32,
    },
}

impl Zoom {
    /// What an address says of it: `whole`, or the three numbers with dots between.
    pub fn read(word: &str) -> Option<Self> {
        if word == "whole" {
            return Some(Self::Whole);
        }
        let mut numbers = word.split('.').map(|number| number.parse::<i32>().ok());
        let (x, y, percent) = (numbers.next()??, numbers.next()??, numbers.next()??);
        let percent = u32::try_from(percent).ok()?;
        numbers.next().is_none().then_some(Self::Part { x, y, percent })
    }

    /// The word that [`Zoom::read`] reads.
    pub fn word(self) -> String {
        match self {
            Self::Whole => "whole".to_owned(),
            Self::Part { x, y, percent } => format!("{x}.{y}.{percent}"),
        }
    }

    /// The same in the mirror image of the plate.
    pub fn mirrored(self) -> Self {
        match self {
            Self::Whole => Self::Whole,
            Self::Part { x, y, percent } => Self::Part { x: -x, y, percent },
        }
    }
}

/// What is in sight, or is about to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rest {
    /// What part of the plate.
    pub zoom: Zoom,
    /// Whether the look's focus led there, and the user has not moved since.
    pub is_focus: bool,
}

/// Where a plate's owner can always read what is in sight.
#[derive(Debug, Clone, Default)]
pub struct Watch(std::rc::Rc<std::cell::Cell<Option<Rest>>>);

impl Watch {
    /// What is in sight; nothing as long as it is not known.
    pub fn rest(&self) -> Option<Rest> {
        self.0.get()
    }

    /// Notes what is in sight.
    pub fn note(&self, rest: Option<Rest>) {
        self.0.set(rest);
    }
}

impl PartialEq for Watch {
    fn eq(&self, other: &Self) -> bool {
        std::rc::Rc::ptr_eq(&self.0, &other.0)
    }
}

/// A structure under a tap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Under {
    /// Its slug.
    pub slug: String,
    /// Its side; right for what stands once.
    pub side: Side,
}

/// What a pointer or the keyboard's walk is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pointed {
    /// A structure.
    Structure(Under),
    /// The mark of a trigger point, by its id.
    Mark(AttrValue),
}

impl Pointed {
    /// The structure that is pointed at, if it is one.
    pub(super) fn structure(&self) -> Option<&Under> {
        match self {
            Self::Structure(under) => Some(under),
            Self::Mark(_) => None,
        }
    }
}

/// A tap on a plate.
#[derive(Debug, Clone, PartialEq)]
pub struct Tap {
    /// The trigger point whose mark was tapped, by id; what lies under the mark is told as well.
    pub mark: Option<AttrValue>,
    /// Where, in plate millimetres.
    pub at: PlatePoint,
    /// What the tap means at the shown depth.
    pub picked: Option<Under>,
    /// Everything there from the skin inwards, shown or not.
    pub stack: Vec<Under>,
}

/// A stroke of paint, in plate millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Stroke {
    /// Drawn on from here to there.
    Drawn {
        /// From here.
        from: PlatePoint,
        /// To there.
        to: PlatePoint,
        /// Whether it is where the stroke begins.
        is_first: bool,
    },
    /// It was no stroke after all: a second finger came, and both move the plate.
    Dropped,
}
