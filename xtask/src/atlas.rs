//! `atlas --json`: all content as one JSON document, described by docs/atlas.schema.json.

use anyhow::{Context, Result, bail};
use clap::Args as ClapArgs;
use palpate::atlas::authoring::{Sources, WrittenMuscle};
use serde_json::{Map, Value, json};

use crate::{assets, project};

/// The arguments of `cargo xtask atlas`.
#[derive(ClapArgs)]
pub(crate) struct Args {
    /// As JSON, by docs/atlas.schema.json: the one form there is
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<()> {
    if !args.json {
        bail!("say in which form: `cargo xtask atlas --json`");
    }
    let document = document(&assets::load(&project::root())?)?;
    println!("{}", serde_json::to_string_pretty(&document)?);
    Ok(())
}

/// The files' keys name one entry ([[point]]); in a document of lists they name the list.
const LISTS: [(&str, &str); 5] = [
    ("attachment", "attachments"),
    ("action", "actions"),
    ("nerve", "nerves"),
    ("point", "points"),
    ("citation", "citations"),
];

/// All content.
fn document(sources: &Sources) -> Result<Value> {
    let atlas = sources.atlas();
    let mut muscles = Vec::new();
    for written in &sources.muscles {
        let mut muscle = fields(&written.row)?;
        muscle.append(&mut page(written)?);
        for point in muscle.get_mut("points").and_then(Value::as_array_mut).into_iter().flatten() {
            let known = point["id"].as_str().and_then(|id| atlas.point(id));
            point["sights"] = serde_json::to_value(known.map_or(&[][..], |(_, point)| &point.sights[..]))?;
        }
        muscles.push(Value::Object(muscle));
    }
    let mut plates = Vec::new();
    for view in &sources.views {
        let mut plate = fields(view)?;
        let drawn = sources.plates.get(&view.id).context("a view has no plate")?;
        let slugs: Vec<&str> = drawn.scene.shapes().iter().map(|shape| shape.slug.as_str()).collect();
        plate.insert("structures".to_owned(), json!(slugs));
        plate.insert("regions".to_owned(), json!(drawn.regions.iter().map(|(id, _)| id).collect::<Vec<_>>()));
        plates.push(Value::Object(plate));
    }
    Ok(json!({
        "muscles": muscles,
        "surface": sources.regions,
        "structures": sources.structures,
        "plates": plates,
        "references": sources.references,
    }))
}

/// What a muscle's file says.
fn page(written: &WrittenMuscle) -> Result<Map<String, Value>> {
    let plural =
        |key: String| LISTS.iter().find(|(one, _)| *one == key).map_or(key, |(_, list)| (*list).to_owned());
    Ok(fields(&written.file)?.into_iter().map(|(key, value)| (plural(key), value)).collect())
}

fn fields(value: &impl serde::Serialize) -> Result<Map<String, Value>> {
    match serde_json::to_value(value)? {
        Value::Object(fields) => Ok(fields),
        other => bail!("expected fields, found {other}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schema() -> jsonschema::Validator {
        let text = std::fs::read_to_string(project::root().join("docs/atlas.schema.json"))
            .expect("the schema is there");
        jsonschema::validator_for(&serde_json::from_str(&text).expect("it is JSON")).expect("it is a schema")
    }

    fn atlas() -> Value {
        document(&assets::load(&project::root()).expect("the assets have no fault")).expect("a document")
    }

    /// The schema refuses the document once a change is made to it.
    fn check_refused(change: fn(&mut Value)) {
        let mut document = atlas();
        change(&mut document);
        assert!(!schema().is_valid(&document), "the schema takes a document that it should not");
    }

    #[test]
    fn the_document_is_as_its_schema_says() {
        let document = atlas();
        let faults: Vec<String> = schema()
            .iter_errors(&document)
            .take(5)
            .map(|fault| format!("{}: {fault}", fault.instance_path()))
            .collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    #[test]
    fn the_schema_refuses_what_is_missing_or_unknown() {
        check_refused(|document| document["muscles"][0]["id"] = json!("Not An Id"));
        check_refused(|document| document["muscles"][0]["lead"] = Value::Null);
        check_refused(|document| document["muscles"][0]["points"][0]["essential"] = json!([]));
        check_refused(|document| document["muscles"][0]["points"][0]["at"] = json!([1.0, 2.0]));
        check_refused(|document| document["surface"] = Value::Null);
        check_refused(|document| document["unknown"] = json!(true));
    }
}
