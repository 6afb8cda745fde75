//! Gives what the Wasm imports from its JavaScript short names: wasm-bindgen's hold a hash each, which no compression
//! shortens, in both files.

use anyhow::{Result, ensure};
use walrus::ModuleConfig;

/// The Wasm and its JavaScript with short names.
///
/// # Errors
/// Where they do not belong together.
pub(crate) fn shorten(wasm: &[u8], js: &str) -> Result<(Vec<u8>, String)> {
    let mut config = ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    let mut module = config.parse(wasm)?;
    let mut js = js.to_owned();
    for (number, import) in module.imports.iter_mut().enumerate() {
        let (long, short) = (format!("{}: function", import.name), format!("i{number}"));
        ensure!(js.matches(&long).count() == 1, "{} is not made once in the JavaScript", import.name);
        js = js.replace(&long, &format!("{short}: function"));
        import.name = short;
    }
    Ok((module.emit_wasm(), js))
}

#[cfg(test)]
mod tests {
    use walrus::Module;

    use super::*;

    #[test]
    fn both_sides_get_the_same_short_names() {
        let mut module = Module::with_config(ModuleConfig::new());
        let kind = module.types.add(&[], &[]);
        for name in ["__wbg_log_0123456789abcdef", "__wbg_now_fedcba9876543210"] {
            module.add_import_func("./app_bg.js", name, kind);
        }
        let js = "{ __wbg_log_0123456789abcdef: function() {}, __wbg_now_fedcba9876543210: function() {} }";
        let (wasm, short) = shorten(&module.emit_wasm(), js).expect("they belong together");
        assert_eq!(short, "{ i0: function() {}, i1: function() {} }");
        let module = Module::from_buffer(&wasm).expect("a sound module");
        assert!(module.imports.iter().map(|import| import.name.as_str()).eq(["i0", "i1"]));
        assert!(shorten(&wasm, js).is_err(), "no longer the names of this JavaScript");
    }
}
