//! `schema`: writes the schemas by which an editor completes and underlines the files under assets/.

use std::fs;

use anyhow::{Context, Result};
use palpate::atlas::authoring::{Sources, schemas};

use crate::{assets, project};

/// Where they stand; `.taplo.toml` tells editors which file each is for.
const FOLDER: &str = "assets/schemas";

/// Runs the command.
pub(crate) fn run() -> Result<()> {
    let root = project::root();
    let sources = assets::load(&root)?;
    let folder = root.join(FOLDER);
    fs::create_dir_all(&folder).with_context(|| format!("the folder {FOLDER} cannot be written"))?;
    for (name, text) in texts(&sources)? {
        fs::write(folder.join(name), text).with_context(|| format!("{FOLDER}/{name} cannot be written"))?;
        println!("{FOLDER}/{name}");
    }
    Ok(())
}

/// The schemas as they stand in their files.
fn texts(sources: &Sources) -> Result<Vec<(&'static str, String)>> {
    let text = |(name, schema)| Ok((name, serde_json::to_string_pretty(&schema)? + "\n"));
    schemas(sources).into_iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    type Slip<'a> = &'a dyn Fn(&mut Value);

    fn sources() -> Sources {
        assets::load(&project::root()).expect("the assets have no fault")
    }

    fn schema(name: &str) -> jsonschema::Validator {
        let found = schemas(&sources()).into_iter().find(|(known, _)| *known == name).expect("a schema");
        jsonschema::validator_for(&found.1).expect("a schema that is one")
    }

    fn toml_file(file: &str) -> Value {
        let text = fs::read_to_string(project::root().join(file)).expect("the file can be read");
        toml::from_str(&text).expect("the file is TOML")
    }

    #[test]
    fn the_committed_schemas_are_those_of_the_code() {
        for (name, schema) in schemas(&sources()) {
            let known = fs::read_to_string(project::root().join(FOLDER).join(name)).unwrap_or_default();
            // Not the text: the order of keys hangs on how serde_json was built.
            let known: Value = serde_json::from_str(&known).unwrap_or_default();
            assert!(known == schema, "{FOLDER}/{name} is out of date: run `cargo xtask schema`");
        }
    }

    #[test]
    fn every_asset_file_is_by_its_schema() {
        let check = |validator: &jsonschema::Validator, file: &str| {
            let errors: Vec<String> =
                validator.iter_errors(&toml_file(file)).map(|error| format!("{file}: {error}")).collect();
            assert!(errors.is_empty(), "{}", errors.join("\n"));
        };
        for name in ["roster", "surface", "references", "glossary"] {
            check(&schema(&format!("{name}.schema.json")), &format!("assets/{name}.toml"));
        }
        check(&schema("chapters.schema.json"), "assets/course/chapters.toml");
        let condition = schema("condition.schema.json");
        for id in sources().course.conditions.keys() {
            check(&condition, &format!("assets/conditions/{id}.toml"));
        }
        let muscle = schema("muscle.schema.json");
        for written in &sources().muscles {
            check(&muscle, &format!("assets/muscles/{}/{}.toml", written.row.region, written.row.id));
        }
    }

    #[test]
    fn an_editor_underlines_what_is_wrong() {
        let muscle = schema("muscle.schema.json");
        let file = toml_file("assets/muscles/neck-shoulder/levator-scapulae.toml");
        assert!(muscle.is_valid(&file));
        let slips: [(&str, Slip); 6] = [
            ("a key that is none", &|file| file["keeps_alive"] = Value::Null),
            ("a movement that is none", &|file| file["action"][0]["movement"] = "lifting".into()),
            ("a root that is none", &|file| file["nerve"][0]["roots"][0] = "C9".into()),
            ("a region that is none", &|file| file["point"][0]["essential"][0] = "neck".into()),
            ("a muscle that is none", &|file| file["over"][0] = "traps".into()),
            ("a radius too small", &|file| file["point"][0]["radius_mm"] = 2.into()),
        ];
        for (what, slip) in slips {
            let mut file = file.clone();
            slip(&mut file);
            assert!(!muscle.is_valid(&file), "{what} is not underlined");
        }
    }
}
