//! What a question shows, in words that do not name it: so that who sees no plate can answer as well.

use super::{Content, Kind, Question, words};
use crate::atlas::{End, MuscleFile};

impl Question {
    /// What is lit or marked, told by where it lies; none where the question's own words or its stage tell all.
    pub fn described(&self, content: &Content<'_>) -> Option<String> {
        match self.ask.kind {
            Kind::NameMuscle => {
                let muscle = self.ask.card.muscle(content.atlas)?;
                let mut told =
                    format!("A muscle in layer {}, {}.", muscle.row.depth.number(), muscle.row.depth.name());
                for (ids, where_) in [(&muscle.over, "Over"), (&muscle.under, "Under")] {
                    if !ids.is_empty() {
                        told += &format!(" {where_} it: {}.", words::muscles(content, ids));
                    }
                }
                if let Some(file) = content.file(&muscle.row.id) {
                    told += &format!(
                        " It goes from: {}. To: {}.",
                        bones(file, End::Proximal),
                        bones(file, End::Distal)
                    );
                }
                Some(told)
            }
            Kind::NamePoint => {
                let (muscle, point) = content.atlas.point(&self.ask.card.of)?;
                let place = content.place(muscle, point)?;
                let depth = muscle.row.depth;
                Some(format!("A point in layer {}, {}. {place}", depth.number(), depth.name()))
            }
            _ => None,
        }
    }
}

/// The bones that an end holds on to, each once.
fn bones(file: &MuscleFile, end: End) -> String {
    let mut bones: Vec<&str> = Vec::new();
    for attachment in file.attachments.iter().filter(|attachment| attachment.end == end) {
        if !bones.contains(&attachment.bone.as_str()) {
            bones.push(&attachment.bone);
        }
    }
    bones.join(", ")
}
