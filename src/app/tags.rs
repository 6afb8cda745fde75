//! Values in the text of a plate's tags. Plates are our own files: no namespaces, no entities, double quotes.

/// What an attribute of a tag holds.
pub(crate) fn value<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut parts = tag.split(name);
    let mut before = parts.next()?;
    for part in parts {
        if let Some(held) = part.strip_prefix("=\"").filter(|_| before.ends_with(char::is_whitespace)) {
            return held.split('"').next();
        }
        before = part;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribute_is_not_taken_for_another_that_ends_like_it() {
        let tag = r#"<path data-id="one" id="two" class="d"
            d="M0,0""#;
        assert_eq!(value(tag, "id"), Some("two"));
        assert_eq!(value(tag, "d"), Some("M0,0"));
        assert_eq!(value(tag, "data-id"), Some("one"));
        assert_eq!(value(tag, "fill"), None);
    }
}
