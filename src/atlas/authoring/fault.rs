//! What is wrong with an asset file: where, why, and what to do.

use std::fmt;

use toml_edit::{Document, Item};

/// A mistake in an asset file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file, from the project's root.
    pub file: String,
    /// The line, from 1; 0 where the fault is the file's as a whole.
    pub line: usize,
    /// What is wrong.
    pub reason: String,
    /// What to do.
    pub remedy: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}. {}.", self.file, self.reason, self.remedy),
            line => write!(f, "{}:{line}: {}. {}.", self.file, self.reason, self.remedy),
        }
    }
}

/// All faults in the order of files and lines, one a line, with a closing count.
pub fn report(faults: &[Fault]) -> String {
    let mut sorted: Vec<&Fault> = faults.iter().collect();
    sorted.sort();
    let lines: Vec<String> = sorted.iter().map(|fault| format!("{fault}\n")).collect();
    format!("{}{} fault(s) in the asset files", lines.concat(), faults.len())
}

/// A step from a TOML value to one inside it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Step<'a> {
    /// By key.
    Key(&'a str),
    /// By place in an array, from 0.
    At(usize),
}

/// A read file: where it is and what it says, so that a fault can name its line.
pub(crate) struct Text {
    pub(crate) file: String,
    document: Document<String>,
}

impl Text {
    /// Reads TOML.
    ///
    /// # Errors
    /// A fault with the line where the TOML is malformed.
    pub(crate) fn parse(file: &str, text: &str) -> Result<Self, Fault> {
        let document = Document::parse(text.to_owned()).map_err(|error| {
            let line = error.span().map_or(0, |span| line_of(text, span.start));
            let reason = format!("not valid TOML: {}", one_line(error.message()));
            let remedy = "Mend the line; a missing quote, bracket or comma is the usual cause".to_owned();
            Fault { file: file.to_owned(), line, reason, remedy }
        })?;
        Ok(Self { file: file.to_owned(), document })
    }

    /// Reads the file's fields into a type.
    ///
    /// # Errors
    /// A fault with the line of the field that is missing, unknown or of the wrong type.
    pub(crate) fn fields<T: serde::de::DeserializeOwned>(&self) -> Result<T, Fault> {
        toml_edit::de::from_str(self.document.raw()).map_err(|error| {
            let line = error.span().map_or(0, |span| line_of(self.document.raw(), span.start));
            let remedy =
                "Compare the file with another of its kind; CONTRIBUTING.md lists every field".to_owned();
            Fault { file: self.file.clone(), line, reason: one_line(error.message()), remedy }
        })
    }

    /// A fault at the value that `path` leads to, or at the nearest thing around it.
    pub(crate) fn fault(
        &self,
        path: &[Step<'_>],
        reason: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Fault {
        Fault { file: self.file.clone(), line: self.line(path), reason: reason.into(), remedy: remedy.into() }
    }

    fn line(&self, path: &[Step<'_>]) -> usize {
        let mut line = 0;
        let mut note = |span: Option<std::ops::Range<usize>>| {
            if let Some(span) = span {
                line = line_of(self.document.raw(), span.start);
            }
        };
        let mut item: &Item = self.document.as_item();
        let mut value = None;
        for step in path {
            let inner_item = match (step, value) {
                (Step::Key(key), None) => item.get(key),
                (Step::At(at), None) => match item {
                    Item::ArrayOfTables(tables) => {
                        note(tables.get(*at).and_then(toml_edit::Table::span));
                        item.get(*at)
                    }
                    _ => None,
                },
                _ => None,
            };
            if let Some(inner) = inner_item {
                note(inner.span());
                item = inner;
                continue;
            }
            value = match (step, value.or(item.as_value())) {
                (Step::At(at), Some(toml_edit::Value::Array(array))) => array.get(*at),
                (Step::Key(key), Some(toml_edit::Value::InlineTable(table))) => table.get(key),
                _ => None,
            };
            match value {
                Some(inner) => note(inner.span()),
                None => break,
            }
        }
        line
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|&byte| byte == b'\n').count() + 1
}

fn one_line(message: &str) -> String {
    message.trim().replace('\n', "; ").trim_end_matches('.').to_owned()
}
