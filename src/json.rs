//! Reading and writing saved data by hand: a derived reader for each type would cost more Wasm than all of this.

use serde_json::{Map, Value};

/// An object of these fields.
pub(crate) fn object<const N: usize>(fields: [(&str, Value); N]) -> Value {
    let mut map = Map::new();
    for (name, value) in fields {
        map.insert(name.to_owned(), value);
    }
    Value::Object(map)
}

/// A list of these values.
pub(crate) fn list(values: impl Iterator<Item = Value>) -> Value {
    Value::Array(values.collect())
}

/// A text field.
pub(crate) fn text<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name)?.as_str()
}

/// A whole number, not negative.
pub(crate) fn number(value: &Value, name: &str) -> Option<u64> {
    value.get(name)?.as_u64()
}

/// A yes or no.
pub(crate) fn flag(value: &Value, name: &str) -> Option<bool> {
    value.get(name)?.as_bool()
}

/// The entries of a list; none where there is no list.
pub(crate) fn entries<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// Every entry read; `None` where one of them cannot be.
pub(crate) fn all<T>(entries: &[Value], read: impl Fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    let mut read_ones = Vec::with_capacity(entries.len());
    for entry in entries {
        read_ones.push(read(entry)?);
    }
    Some(read_ones)
}
