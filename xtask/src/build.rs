//! `build`: a release in dist/, with relative addresses, so that it runs from any folder of any web host.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::setup::Tools;
use crate::{project, shorten, split};

/// What rustc's Wasm uses beyond the first version of the format; every browser of the last years has them.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Twice, and between flattened and built up again: over a hundredth smaller than `-Oz` alone.
const SHRINK: [&str; 4] = ["--flatten", "--rereloop", "-Oz", "-Oz"];

/// What the split (split.rs) needs of the compiler and the linker: names that tell of which types a function was made, each
/// constant in a piece of its own, and places in the table that few other numbers look like.
const FOR_THE_SPLIT: [&str; 3] =
    ["-Csymbol-mangling-version=v0", "-Clink-arg=--no-merge-data-segments", "-Clink-arg=--table-base=4096"];

/// Runs the command.
pub(crate) fn run() -> Result<()> {
    let dist = release(&Tools::ready()?)?;
    println!("The release is in {}", dist.display());
    Ok(())
}

/// Builds a release and returns its folder.
///
/// # Errors
/// Where the assets have faults or the app does not build.
pub(crate) fn release(tools: &Tools) -> Result<PathBuf> {
    let mut trunk = tools.command("trunk")?;
    trunk.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", FOR_THE_SPLIT.join(" "));
    project::run(trunk.args(["build", "--release"]), "trunk build")?;
    let dist = project::root().join("dist");
    let files: Vec<PathBuf> =
        fs::read_dir(&dist).context("dist/ cannot be read")?.flatten().map(|entry| entry.path()).collect();
    for wasm in files.iter().filter(|file| file.to_string_lossy().ends_with(FIRST)) {
        halve(tools, wasm)?;
    }
    let page = dist.join("index.html");
    let html = fs::read_to_string(&page).context("dist/index.html cannot be read")?;
    fs::write(&page, put_off(&html)).context("dist/index.html cannot be written")?;
    Ok(dist)
}

/// Takes the stylesheets that only the second half needs (marked `data-later` in www/index.html) out of the way of the
/// first: www/start.js makes them stylesheets again.
fn put_off(html: &str) -> String {
    tags(html).fold(html.to_owned(), |html, tag| html.replace(tag, &tag.replace("stylesheet", "later")))
}

fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split_inclusive('>')
        .filter_map(|tag| tag.rfind('<').map(|at| &tag[at..]))
        .filter(|tag| tag.contains("data-later"))
}

/// The files of a release that its page fetches once the atlas is usable.
///
/// # Errors
/// Where the page cannot be read.
pub(crate) fn later(dist: &Path) -> Result<Vec<String>> {
    let html = fs::read_to_string(dist.join("index.html")).context("dist/index.html cannot be read")?;
    let file = |tag: &str| {
        let rest = tag.split_once("href=")?.1;
        let file = rest.trim_start_matches(['"', '.', '/']).split(['"', ' ', '>']).next()?;
        Some(file.to_owned())
    };
    Ok(tags(&html).filter_map(file).collect())
}

/// How the file of the app's Wasm ends, that of its second half, and that of the JavaScript that starts it.
const FIRST: &str = "_bg.wasm";
const SECOND: &str = "_rest.wasm";
const GLUE: &str = ".js";

/// Parts the app in what it opens with and the rest, and shrinks both: only then, since shrinking gives functions that
/// are alike one name. The files' names keep the hash of what was built, which changes whenever this does.
fn halve(tools: &Tools, wasm: &Path) -> Result<()> {
    let whole = fs::read(wasm).context("the app's Wasm cannot be read")?;
    let [first, second] = split::split(&whole, &is_later).context("the app's Wasm cannot be split")?;
    let rest = PathBuf::from(wasm.to_string_lossy().replace(FIRST, SECOND));
    let glue = PathBuf::from(wasm.to_string_lossy().replace(FIRST, GLUE));
    let js = fs::read_to_string(&glue).context("the app's JavaScript cannot be read")?;
    let (first, js) =
        shorten::shorten(&first, &js).context("the app's Wasm cannot be given shorter names")?;
    fs::write(&glue, js).context("the app's JavaScript cannot be written")?;
    for (file, half) in [(wasm, &first), (rest.as_path(), &second)] {
        fs::write(file, half).with_context(|| format!("{} cannot be written", file.display()))?;
        shrink(tools, file)?;
    }
    Ok(())
}

/// Whether a function belongs to the second half by its name: it is itself of a later module. What other code makes of a
/// later type (copying, comparing, sorting) does not: the compiler makes one function of all that are alike, and leaves
/// it any of their names. It moves where only later code leads to it.
fn is_later(name: &str) -> bool {
    let name = strip(name);
    let is_common = [" as core", " as alloc", " as std", " as <>"].iter().any(|common| name.contains(common));
    // Of Yew's own generic code only what holds a page is a page's alone.
    let is_of_yew = name.starts_with("yew::") || name.starts_with("<yew::");
    let is_view = ["::view", "::run", "::mount", "::reuse"].iter().any(|end| name.ends_with(end));
    let own = name.trim_start_matches(['<', '&']).trim_start_matches("palpate::");
    let is_of =
        |part: &&str| if is_of_yew { is_view && name.contains(*part) } else { own.starts_with(*part) };
    !is_common && split::LATER.iter().any(is_of)
}

/// A function's name without the hashes of crates: `palpate[1f2e]::app` as `palpate::app`.
fn strip(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut depth = 0_usize;
    for letter in name.chars() {
        match letter {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(letter),
            _ => {}
        }
    }
    out
}

/// Shrinks a Wasm file in place.
fn shrink(tools: &Tools, wasm: &Path) -> Result<()> {
    let Some(mut wasm_opt) = tools.wasm_opt() else {
        eprintln!("Without npm there is no wasm-opt, so the app is about a tenth larger than it could be.");
        return Ok(());
    };
    wasm_opt.args(WASM_FEATURES).args(SHRINK).arg(wasm).arg("-o").arg(wasm);
    project::run(&mut wasm_opt, "wasm-opt")
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_every_type_does_stays_with_the_first_half() {
        assert!(super::is_later("<palpate[3]::study::learner::Learner>::act"));
        assert!(!super::is_later("<palpate[3]::quiz::item::Kind as <[_]>::to_vec_in::ConvertVec>::to_vec"));
        assert!(!super::is_later("palpate[3]::order::sort_by::<f64, palpate[3]::quiz::make::{closure#0}>"));
        assert!(!super::is_later("core[1]::ptr::drop_in_place::<palpate[3]::study::learner::Learner>"));
        assert!(!super::is_later(
            "<palpate[3]::app::pages::atlas::AtlasPage as yew[4]::FunctionProvider>::run"
        ));
        let page = "<yew[4]::virtual_dom::vcomp::PropsWrapper<palpate[3]::app::pages::about::About> as yew[4]::Mountable>";
        assert!(super::is_later(&format!("{page}::mount")) && !super::is_later(&format!("{page}::copy")));
    }

    #[test]
    fn what_only_the_second_half_needs_is_put_off() {
        let html =
            "<html><link href=./a.css rel=stylesheet><link data-later href=./b.css rel=stylesheet></html>";
        let expected =
            "<html><link href=./a.css rel=stylesheet><link data-later href=./b.css rel=later></html>";
        assert_eq!(super::put_off(html), expected);
    }

    #[test]
    fn a_name_loses_its_hashes() {
        let name = "<yew[70]::html::Scope<palpate[312b36f2]::app::desk::Desk>>::view";
        assert_eq!(super::strip(name), "<yew::html::Scope<palpate::app::desk::Desk>>::view");
    }
}
