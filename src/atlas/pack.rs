//! The packed form: two small binaries, one for the [`Atlas`], one for the long texts.
//!
//! Each starts with eight bytes that name its kind and version, so that a stale or foreign file is refused in words
//! and never misread.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{
    Atlas, Course, Extents, Layering, Muscle, MuscleFile, PlateView, Reference, SkinRegion, StructureName,
    Together,
};

const ATLAS_MARK: &[u8; 8] = b"PALPATL5";
const TEXTS_MARK: &[u8; 8] = b"PALPTXT6";

/// A packed file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadPack {
    /// It is not the kind of file that was asked for, or of another version.
    #[error("the file {0} is not this version's; reload the page, or rebuild with `cargo xtask build`")]
    Foreign(&'static str),
    /// It ends early or is damaged.
    #[error("the file {0} is damaged; reload the page to fetch it again")]
    Damaged(&'static str),
}

/// The long texts of all muscles, by muscle id, the books and papers that they cite, what practice is chosen by, the room that
/// every structure takes, and what lies over what on the plates.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Texts(
    pub BTreeMap<String, MuscleFile>,
    pub Vec<Reference>,
    pub Shelved,
    pub Extents,
    pub Layering,
);

impl Texts {
    /// Where a muscle's trigger point lies, in words.
    pub fn place(&self, muscle: &str, point: &str) -> Option<&str> {
        let point = self.0.get(muscle)?.points.iter().find(|known| known.id == point);
        point.map(|point| point.place.as_str())
    }

    /// A reference by id.
    pub fn reference(&self, id: &str) -> Option<&Reference> {
        self.1.iter().find(|reference| reference.id == id)
    }

    /// Packs the texts.
    pub fn to_bytes(&self) -> Vec<u8> {
        pack(TEXTS_MARK, self)
    }

    /// Reads packed texts.
    ///
    /// # Errors
    /// Where the bytes are another file's, another version's, or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadPack> {
        unpack(TEXTS_MARK, "texts.bin", bytes)
    }
}

/// The course as the texts hold it: packed, and read when practice first asks for it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Shelved {
    packed: Vec<u8>,
    #[serde(skip)]
    read: OnceLock<Course>,
}

impl Shelved {
    /// Packs a course.
    pub fn of(course: &Course) -> Self {
        // Serialising our own plain data into memory cannot fail; an empty body is read as an empty course.
        Self { packed: postcard::to_allocvec(course).unwrap_or_default(), read: OnceLock::new() }
    }

    /// The course; an empty one where the texts hold none.
    pub fn course(&self) -> &Course {
        self.read.get_or_init(|| Course::unpacked(&self.packed))
    }
}

impl PartialEq for Shelved {
    fn eq(&self, other: &Self) -> bool {
        self.packed == other.packed
    }
}

#[derive(Serialize)]
struct PackedRef<'a>(&'a [Muscle], &'a [SkinRegion], &'a [StructureName], &'a [PlateView], &'a [Grouped<'a>]);

#[derive(Deserialize)]
struct Packed(Vec<Muscle>, Vec<SkinRegion>, Vec<StructureName>, Vec<PlateView>, Vec<(String, Vec<u16>)>);

/// A group with its regions as their places in [`Atlas::regions`].
type Grouped<'a> = (&'a str, Vec<u16>);

impl Atlas {
    /// Packs the atlas.
    pub fn to_bytes(&self) -> Vec<u8> {
        let place = |id: &String| {
            let at = self.regions().iter().position(|region| region.id == *id)?;
            u16::try_from(at).ok()
        };
        let group = |group: &Together| group.regions.iter().filter_map(place).collect();
        let groups: Vec<Grouped<'_>> =
            self.together().iter().map(|known| (known.name.as_str(), group(known))).collect();
        let parts = PackedRef(self.muscles(), self.regions(), self.structures(), self.plates(), &groups);
        pack(ATLAS_MARK, &parts)
    }

    /// Reads a packed atlas.
    ///
    /// # Errors
    /// Where the bytes are another file's, another version's, or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadPack> {
        let Packed(muscles, regions, structures, plates, groups) = unpack(ATLAS_MARK, "atlas.bin", bytes)?;
        let id = |place: &u16| regions.get(usize::from(*place)).map(|region| region.id.clone());
        let group = |(name, places): (String, Vec<u16>)| Together {
            name,
            regions: places.iter().filter_map(id).collect(),
        };
        let groups = groups.into_iter().map(group).collect();
        Ok(Self::new(muscles, regions, structures, plates).with_together(groups))
    }
}

fn pack(mark: &[u8; 8], value: &impl Serialize) -> Vec<u8> {
    // Serialising our own plain data into memory cannot fail; an empty body would be refused on reading.
    let body = postcard::to_allocvec(value).unwrap_or_default();
    [mark.as_slice(), &body].concat()
}

fn unpack<T: DeserializeOwned>(mark: &[u8; 8], name: &'static str, bytes: &[u8]) -> Result<T, BadPack> {
    let body = bytes.strip_prefix(mark.as_slice()).ok_or(BadPack::Foreign(name))?;
    postcard::from_bytes(body).map_err(|_| BadPack::Damaged(name))
}
