//! What must hold in every style sheet.

use std::path::Path;

/// After a touch the browser goes on taking what was touched for hovered: only a pointer that can hover may be answered.
#[test]
fn only_pointers_that_hover_are_answered_by_hover_rules() {
    let styles = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/styles");
    let mut rules = 0;
    for file in std::fs::read_dir(styles).expect("the style sheets").flatten() {
        let text = std::fs::read_to_string(file.path()).expect("a style sheet");
        // The blocks that are open where a rule stands.
        let (mut open, mut words) = (Vec::new(), String::new());
        for letter in text.chars() {
            match letter {
                '{' => {
                    let is_guarded = || open.iter().any(|block: &String| block.contains("(hover: hover)"));
                    if words.contains(":hover") {
                        rules += 1;
                        assert!(
                            is_guarded(),
                            "{}: `{}` sticks after a touch: put it into `@media (hover: hover)`",
                            file.path().display(),
                            words.trim()
                        );
                    }
                    open.push(std::mem::take(&mut words));
                }
                '}' => {
                    open.pop();
                    words.clear();
                }
                ';' => words.clear(),
                letter => words.push(letter),
            }
        }
    }
    assert!(rules > 10, "only {rules} rules speak of hovering");
}
