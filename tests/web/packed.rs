//! The packed atlas, read by the Wasm that a browser runs.

use palpate::atlas::{Atlas, BadPack, PlateKind, PlateView, Reference, Shelved, Texts};
use wasm_bindgen_test::wasm_bindgen_test;

fn atlas() -> Atlas {
    let crop = [-480.5, -1790.0, 961.0, 1810.25];
    let view = PlateView {
        id: "anterior".into(),
        name: "Front".into(),
        azimuth: 0.0,
        elevation: 0.0,
        crop,
        kind: PlateKind::Standing,
    };
    Atlas::new(Vec::new(), Vec::new(), Vec::new(), vec![view])
}

fn texts() -> Texts {
    let book =
        Reference { id: "book".into(), authors: "Fernández".into(), title: "Points".into(), year: 2019 };
    Texts(Default::default(), vec![book], Shelved::default(), Default::default(), Default::default())
}

#[wasm_bindgen_test]
fn what_was_packed_is_read_again() {
    assert_eq!(Atlas::from_bytes(&atlas().to_bytes()), Ok(atlas()));
    assert_eq!(Texts::from_bytes(&texts().to_bytes()), Ok(texts()));
}

#[wasm_bindgen_test]
fn foreign_and_damaged_files_are_refused_in_words() {
    let whole = atlas().to_bytes();
    assert_eq!(Atlas::from_bytes(&whole[..whole.len() - 3]), Err(BadPack::Damaged("atlas.bin")));
    assert_eq!(Atlas::from_bytes(b"<!DOCTYPE html>"), Err(BadPack::Foreign("atlas.bin")));
    assert_eq!(Texts::from_bytes(&whole), Err(BadPack::Foreign("texts.bin")));
}
