//! The schemas of the asset files, by which an editor completes and underlines them while a person writes.

use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Value, json};

use super::Sources;
use crate::atlas::{
    Chapter, Condition, Group, JOINTS, MOVEMENTS, MuscleFile, Reference, Region, RosterRow, Term, Together,
};

/// The schemas by file name, as JSON Schema draft 7 (which editors of TOML know), with the ids that the assets have now.
pub fn schemas(sources: &Sources) -> Vec<(&'static str, Value)> {
    vec![
        ("muscle.schema.json", muscle(sources)),
        ("roster.schema.json", rows::<RosterRow>("muscle", "The muscles that Palpate teaches")),
        ("surface.schema.json", surface(sources)),
        ("references.schema.json", rows::<Reference>("reference", "The books and papers that are cited")),
        ("chapters.schema.json", chapters(sources)),
        ("condition.schema.json", condition(sources)),
        ("glossary.schema.json", glossary(sources)),
    ]
}

/// A file that is one table of the muscle's own fields; ids and controlled words are listed.
fn muscle(sources: &Sources) -> Value {
    let mut schema = root::<MuscleFile>("What is taught of one muscle");
    let (muscles, books) = (muscles(sources), books(sources));
    let regions = sources.regions.iter().map(|region| region.id.as_str());
    let patches: Vec<String> = regions.flat_map(|id| [id.to_owned(), format!("opposite:{id}")]).collect();
    for key in ["synergists", "antagonists", "over", "under"] {
        schema["properties"][key]["items"] = json!({ "enum": muscles });
    }
    let details = [
        ("Action", "joint", one_of(&JOINTS)),
        ("Action", "movement", one_of(&MOVEMENTS)),
        (
            "Nerve",
            "roots",
            json!({ "items": { "pattern": "^(C[1-8]|T([1-9]|1[0-2])|[LS][1-5]|CN [IVX]+)$" } }),
        ),
        ("TriggerPoint", "essential", json!({ "items": { "enum": patches } })),
        ("TriggerPoint", "spillover", json!({ "items": { "enum": patches } })),
        ("TriggerPoint", "edition", one_of(&books)),
        ("Citation", "source", one_of(&books)),
    ];
    for (kind, key, detail) in details {
        merge(&mut schema["definitions"][kind]["properties"][key], detail);
    }
    schema
}

/// The course's chapters; their muscles are listed.
fn chapters(sources: &Sources) -> Value {
    let mut schema = rows::<Chapter>("chapter", "The chapters of the course, in the order of teaching");
    schema["properties"]["chapter"]["items"]["properties"]["muscles"]["items"] = one_of(&muscles(sources));
    schema
}

/// A file that is one table of a condition's own fields; ids are listed.
fn condition(sources: &Sources) -> Value {
    let mut schema = root::<Condition>("A condition that clients bring, and the muscles to examine");
    for (kind, key, ids) in [("Examined", "id", muscles(sources)), ("Citation", "source", books(sources))] {
        merge(&mut schema["definitions"][kind]["properties"][key], one_of(&ids));
    }
    schema
}

/// The patches of skin, and the groups of them that have a name.
fn surface(sources: &Sources) -> Value {
    let mut schema = rows::<Region>("region", "The named patches of skin");
    let mut groups = rows::<Group>("group", "");
    let regions: Vec<&str> = sources.regions.iter().map(|region| region.id.as_str()).collect();
    groups["properties"]["group"]["items"]["properties"]["regions"]["items"] = one_of(&regions);
    merge(&mut groups["definitions"]["Citation"]["properties"]["source"], one_of(&books(sources)));
    schema["properties"]["group"] = groups["properties"]["group"].take();
    let known = groups["definitions"].take();
    merge(&mut schema["definitions"], known);
    let mut together = rows::<Together>("together", "");
    together["properties"]["together"]["items"]["properties"]["regions"]["items"] = one_of(&regions);
    schema["properties"]["together"] = together["properties"]["together"].take();
    schema["required"] = json!(["region", "group"]);
    schema
}

/// The field's terms; their sources are listed.
fn glossary(sources: &Sources) -> Value {
    let mut schema = rows::<Term>("term", "The terms of the field, in the order in which they are best read");
    merge(&mut schema["definitions"]["Citation"]["properties"]["source"], one_of(&books(sources)));
    schema
}

fn muscles(sources: &Sources) -> Vec<&str> {
    sources.roster.iter().map(|row| row.id.as_str()).collect()
}

fn books(sources: &Sources) -> Vec<&str> {
    sources.references.iter().map(|book| book.id.as_str()).collect()
}

fn one_of(words: &[&str]) -> Value {
    json!({ "enum": words })
}

/// A file that is a list of rows of one kind under one key.
fn rows<T: JsonSchema>(key: &str, title: &str) -> Value {
    let mut row = root::<T>(title);
    let definitions = row["definitions"].take();
    for known in ["$schema", "title", "definitions"] {
        row.as_object_mut().map(|fields| fields.remove(known));
    }
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": title,
        "type": "object",
        "properties": { key: { "type": "array", "items": row } },
        "required": [key],
        "additionalProperties": false,
        "definitions": if definitions.is_null() { json!({}) } else { definitions },
    })
}

fn root<T: JsonSchema>(title: &str) -> Value {
    let generator: SchemaGenerator = SchemaSettings::draft07().into_generator();
    let mut schema: Schema = generator.into_root_schema_for::<T>();
    schema.insert("title".to_owned(), title.into());
    schema.to_value()
}

/// Adds the fields of one object to another, deep down too.
fn merge(into: &mut Value, detail: Value) {
    match (into, detail) {
        (Value::Object(into), Value::Object(detail)) => {
            for (key, value) in detail {
                merge(into.entry(key).or_insert(Value::Null), value);
            }
        }
        (into, detail) => *into = detail,
    }
}
