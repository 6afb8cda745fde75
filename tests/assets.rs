//! The asset files have no fault, and every sort of fault is told with file, line and remedy.
#![cfg(all(feature = "authoring", not(target_arch = "wasm32")))]
#![allow(missing_docs, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};

use palpate::atlas::authoring::{Sources, report};

const LEVATOR: &str = "assets/muscles/neck-shoulder/levator-scapulae.toml";
const ROSTER: &str = "assets/roster.toml";
const SURFACE: &str = "assets/surface.toml";
const CHAPTERS: &str = "assets/course/chapters.toml";
/// A condition that only the tests have.
const CONDITION: &str = "assets/conditions/neck-ache.toml";

/// One slip of the pen.
enum Slip {
    /// Below the line that says the first text, the line of the same key becomes the second.
    Write(&'static str, &'static str),
    /// Below the line that says the first text, the line of this key is lost.
    Lose(&'static str, &'static str),
    /// The first text becomes the second wherever it stands.
    Swap(&'static str, &'static str),
    /// The file is lost.
    Delete,
    /// The file says this and nothing else.
    Replace(&'static str),
}

use Slip::{Delete, Lose, Replace, Swap, Write};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Makes a slip in a copy of the assets; one of the faults told must begin as expected. `{file}` stands for the file of
/// the slip, `{line}` for its line, `{line of TEXT}` for the first line that says the text in the file told.
fn check(file: &str, slip: &Slip, expected: &str) {
    let copy = tempfile::tempdir().expect("a temporary folder");
    copy_folder(&root().join("assets"), &copy.path().join("assets"));
    let line = make(&copy.path().join(file), slip);
    let faults = Sources::load(copy.path()).expect_err("a slip must be found");
    let mut expected = expected.replace("{file}", file).replace("{line}", &line.to_string());
    if let Some((before, rest)) = expected.clone().split_once("{line of ")
        && let Some((marker, after)) = rest.split_once('}')
    {
        let text =
            fs::read_to_string(copy.path().join(before.trim_end_matches(':'))).expect("the copy can be read");
        let line = text.lines().position(|line| line.contains(marker)).expect("the marker is there") + 1;
        expected = format!("{before}{line}{after}");
    }
    let told = report(&faults);
    assert!(
        told.lines().any(|line| line.starts_with(&expected)),
        "expected\n{expected}\nbut was told\n{told}"
    );
}

/// Makes a slip in a file; returns its line, from 1.
fn make(file: &Path, slip: &Slip) -> usize {
    let text = fs::read_to_string(file).unwrap_or_default();
    let mut lines: Vec<&str> = text.lines().collect();
    let find = |from: usize, is: &dyn Fn(&str) -> bool| {
        let found = lines.iter().skip(from).position(|line| is(line));
        from + found.unwrap_or_else(|| panic!("{} has no such line", file.display()))
    };
    let below =
        |marker: &str, key: &str| find(find(0, &|line| line.contains(marker)), &|line| line.starts_with(key));
    let (at, changed) = match *slip {
        Write(marker, written) => {
            let key = written.split('=').next().unwrap_or(written);
            let at = below(marker, key);
            lines[at] = written;
            (at, lines.join("\n"))
        }
        Lose(marker, key) => {
            let at = below(marker, key);
            lines.remove(at);
            (at, lines.join("\n"))
        }
        Swap(from, to) => (find(0, &|line| line.contains(from)), text.replace(from, to)),
        Delete => return fs::remove_file(file).map(|()| 0).expect("the file is there"),
        Replace(whole) => (0, whole.to_owned()),
    };
    fs::write(file, changed).expect("the copy may be written");
    at + 1
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a temporary folder may be written");
    for entry in fs::read_dir(from).expect("assets/ can be read").flatten() {
        let (old, new): (PathBuf, PathBuf) = (entry.path(), to.join(entry.file_name()));
        if old.is_dir() {
            copy_folder(&old, &new);
        } else {
            fs::copy(&old, &new).expect("a file may be copied");
        }
    }
}

#[test]
fn the_asset_files_have_no_fault() {
    if let Err(faults) = Sources::load(root()) {
        panic!("{}", report(&faults));
    }
}

/// Alone, a muscle keeps the bones that it holds on to and no others.
#[test]
fn every_muscle_knows_its_bones() {
    let atlas = Sources::load(root()).unwrap_or_else(|faults| panic!("{}", report(&faults))).atlas();
    let bones = |id: &str| {
        let muscle = atlas.muscle(id).unwrap_or_else(|| panic!("no muscle {id}"));
        let mut bones: Vec<&str> = atlas.bones(muscle).collect();
        bones.sort_unstable();
        bones.join(" ")
    };
    let levator = "atlas axis fourth-cervical-vertebra scapula third-cervical-vertebra";
    assert_eq!(bones("levator-scapulae"), levator);
    assert_eq!(bones("infraspinatus"), "humerus scapula");
    assert_eq!(bones("soleus"), "fibula tibia");
    assert_eq!(bones("masseter"), "mandible temporal-bone zygomatic-bone");
    let none = atlas.muscles().iter().filter(|muscle| muscle.bones.is_empty());
    let none: Vec<&str> = none.map(|muscle| muscle.row.id.as_str()).collect();
    assert!(none.is_empty(), "what rings the face has the bones behind it: {none:?}");
}

/// Misspellings are for search alone: no name that is shown says one of them, be it another muscle's.
#[test]
fn no_name_is_a_known_misspelling() {
    let atlas = Sources::load(root()).unwrap_or_else(|faults| panic!("{}", report(&faults))).atlas();
    let words = |name: &str| name.to_lowercase().split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let all = || atlas.muscles().iter().map(|muscle| &muscle.names);
    let misspelled: Vec<_> =
        all().flat_map(|names| &names.misspellings).map(|name| (name, words(name))).collect();
    let mut wrong = Vec::new();
    for names in all() {
        let own = [&names.english, &names.latin].into_iter().chain(&names.synonyms).chain(&names.also);
        for name in own {
            let said = words(name);
            let is_said =
                |(_, wrong): &&(&String, Vec<String>)| said.windows(wrong.len()).any(|at| at == wrong);
            wrong.extend(misspelled.iter().find(is_said).map(|(known, _)| format!("{name} says {known}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("; "));
    assert!(misspelled.len() > 300, "only {} misspellings are known", misspelled.len());
}

#[test]
fn files_that_cannot_be_read() {
    check(
        LEVATOR,
        &Write("[names]", "english = \"Levator"),
        "{file}:{line}: not valid TOML: invalid basic string, expected `\"`. Mend the line;",
    );
    check(
        LEVATOR,
        &Lose("[names]", "latin ="),
        "{file}:{line of [names]}: missing field `latin`. Compare the file with another of its kind;",
    );
    check(
        LEVATOR,
        &Write("[names]", "latin = 3"),
        "{file}:{line}: invalid type: integer `3`, expected a string. Compare the file",
    );
    check(
        LEVATOR,
        &Swap("keeps_active =", "keeps_alive ="),
        "{file}:{line}: unknown field `keeps_alive`, expected one of",
    );
    check(
        SURFACE,
        &Delete,
        "{file}: cannot be read: No such file or directory (os error 2). Restore the file, for example with `git checkout`.",
    );
    check(
        "assets/plates/anterior.svg",
        &Delete,
        "{file}: No such file or directory (os error 2). Draw the plates again with `cargo xtask plates --meshes DIR`.",
    );
    check(
        "assets/plates/anterior.svg",
        &Replace("<svg>"),
        "{file}: not valid SVG: the root node was opened but never closed. Draw the plates again",
    );
    check(
        "assets/muscles/neck-shoulder/levator.toml",
        &Replace("lead = \"\""),
        "{file}: no row of assets/roster.toml has this id in this region. Name the file after the muscle's id, in the folder of its region.",
    );
}

#[test]
fn ids_that_nothing_has() {
    check(
        LEVATOR,
        &Write("", "synergists = [\"no-such-muscle\"]"),
        "{file}:{line}: no muscle is called no-such-muscle. Take an id from assets/roster.toml.",
    );
    check(
        LEVATOR,
        &Write("", "under = [\"levator-scapulae\"]"),
        "{file}:{line}: levator-scapulae names itself. Take it out.",
    );
    check(
        LEVATOR,
        &Write("levator-scapulae-1", "essential = [\"no-such-region\"]"),
        "{file}:{line}: no skin region is called no-such-region. Take an id from assets/surface.toml.",
    );
    check(
        LEVATOR,
        &Write("levator-scapulae-1", "part = \"no-such-part\""),
        "{file}:{line}: no-such-part is no part of levator-scapulae. Take one of: levator-scapulae.",
    );
    check(
        LEVATOR,
        &Write("[[citation]]", "source = \"no-such-book\""),
        "{file}:{line}: no reference is called no-such-book. Take an id from assets/references.toml, or add the book there.",
    );
    check(
        LEVATOR,
        &Write("levator-scapulae-1", "id = \"levator-1\""),
        "{file}:{line}: levator-1 is not a point id of levator-scapulae. Use levator-scapulae-1, levator-scapulae-2 and so on, each once.",
    );
    check(
        LEVATOR,
        &Write("levator-scapulae-1", "id = \"levator-scapulae-2\""),
        "{file}:{line}: levator-scapulae-2 is not a point id of levator-scapulae. Use",
    );
    check(
        LEVATOR,
        &Write("levator-scapulae-1", "label = \"TrP 1\"\nedition = \"no-such-book\""),
        "{file}:{line of no-such-book}: no reference is called no-such-book. Take an id from assets/references.toml.",
    );
    check(
        ROSTER,
        &Write("id = \"levator-scapulae\"", "structures = [\"no-such-structure\"]"),
        "{file}:{line}: no structure is called no-such-structure. Take a slug from assets/structures.toml.",
    );
}

#[test]
fn ids_that_stand_twice() {
    let twin = "chapter = \"1.8\"\nleast_points = 1\n\n[[muscle]]\nid = \"trapezius\" # again\nname = \"Twin\"\n\
                region = \"neck-shoulder\"\ndepth = 1\nstructures = []\nchapter = \"1.8\"";
    check(
        ROSTER,
        &Write("id = \"masseter\"", twin),
        "{file}:{line of # again}: the id trapezius stands twice. Give each muscle its own id.",
    );
    check(
        SURFACE,
        &Write("id = \"crown\"", "id = \"vertex\""),
        "{file}:{line}: the id vertex stands twice. Give each region its own id.",
    );
    check(
        LEVATOR,
        &Write("levator-scapulae-1", "essential = [\"nape-lower\", \"nape-lower\"]"),
        "{file}:{line}: nape-lower stands twice. Keep it in one tier, once.",
    );
}

#[test]
fn a_muscle_that_no_file_describes() {
    check(
        LEVATOR,
        &Delete,
        "assets/roster.toml:{line of id = \"levator-scapulae\"}: levator-scapulae has no file. Write {file}.",
    );
}

#[test]
fn places_outside() {
    check(
        LEVATOR,
        &Write("levator-scapulae-1", "at = [40.0, -64.0, 1409.0]"),
        "{file}:{line}: the point lies 65 mm outside levator-scapulae. Choose `at` inside the part, right side (x < 0)",
    );
    check(
        LEVATOR,
        &Write("levator-scapulae-1", "at = [-30.0, -40.0, 1360.0]"),
        "{file}:{line}: the point lies 19 mm outside the outline of levator-scapulae on the plate Left front. Choose `at` inside",
    );
    check(
        LEVATOR,
        &Write("levator-scapulae-1", "radius_mm = 1.5"),
        "{file}:{line}: a radius of 1.5 mm. Take 10 to 25 mm: how far around a finder should search.",
    );
}

#[test]
fn a_point_that_lies_in_its_neighbour() {
    check(
        LEVATOR,
        &Write("levator-scapulae-1", "at = [-41.2, -27.7, 1358.4]"),
        "{file}:{line}: the point lies nearer to splenius-cervicis than to levator-scapulae. Move `at` towards the middle",
    );
}

#[test]
fn instructions_that_are_hard_to_read() {
    check(
        LEVATOR,
        &Write(
            "[palpation]",
            "across = \"Subsequently the practitioner administers continuously increasing perpendicular compression, \
             considering individual sensitivity, until unmistakable autonomic manifestations necessitate immediate \
             discontinuation of the examination, notwithstanding intermittently encouraging verbalizations, \
             simultaneously maintaining proprioceptive concentration throughout the circumferential exploration of \
             neighboring musculotendinous architecture, incorporating systematically differentiated variations of \
             directional orientation, while interdisciplinary considerations regarding contraindications, individual \
             comorbidities and psychosocial predispositions accompany the investigation uninterruptedly\"",
        ),
        "{file}:{line of [palpation]}: palpation reads like school grade",
    );
}

#[test]
fn regions_and_plates_that_disagree() {
    check(
        SURFACE,
        &Write("id = \"vertex\"", "capsules = []"),
        "{file}:{line of id = \"vertex\"}: vertex has no capsules. Give it at least one.",
    );
    let unseen = "id = \"spleen\"\nname = \"Spleen\"\nterm = \"Splen\"\npart = \"trunk\"\nside = \"right\"\n\
                  capsules = [{ from = [0, 0, 0], to = [0, 0, 0], radius_mm = 1.0 }]\n\n[[region]]\nid = \"vertex\"";
    check(
        SURFACE,
        &Write("# To rename a region", unseen),
        "{file}:{line}: the skin region spleen is drawn on no plate. Move",
    );
    check(
        "assets/plates/posterior.svg",
        &Swap("data-region=\"crown\"", "data-region=\"old-crown\""),
        "assets/plates/plates.toml:{line of id = \"posterior\"}: posterior.svg draws the region old-crown, which assets/surface.toml does not have.",
    );
}

#[test]
fn words_that_are_not_ours() {
    check(
        LEVATOR,
        &Write("[[action]]", "joint = \"shoulder blade\""),
        "{file}:{line}: shoulder blade is no joint of our list. Use one of: jaw, face, eyelids",
    );
    check(
        LEVATOR,
        &Write("[[action]]", "movement = \"lifting\""),
        "{file}:{line}: lifting is no movement of our list. Use one of: flexion, extension",
    );
    check(
        LEVATOR,
        &Write("[[nerve]]", "roots = [\"C3-C4\"]"),
        "{file}:{line}: C3-C4 is no nerve root. Write one root each, as \"C3\", \"T12\", \"L5\", \"S2\" or \"CN XI\".",
    );
    check(
        LEVATOR,
        &Write("[[nerve]]", "roots = [\"T13\"]"),
        "{file}:{line}: T13 is no nerve root. Write one root each",
    );
}

#[test]
fn a_label_that_says_its_muscle_again() {
    check(
        LEVATOR,
        &Write("[[point]]", "label = \"Belly of levator scapulae\""),
        "{file}:{line}: the label says Levator scapulae again. Tell only where in the muscle",
    );
}

#[test]
fn what_is_left_out() {
    check(
        LEVATOR,
        &Write("[palpation]", "feel = \" \""),
        "{file}:{line}: feel is empty. Write it, or take the empty entry out of its list.",
    );
    check(
        LEVATOR,
        &Write("", "mblex = []"),
        "{file}:{line}: mblex is empty. Write it, or take the empty entry out of its list.",
    );
    check(
        LEVATOR,
        &Write("levator-scapulae-1", "essential = []"),
        "{file}:{line}: the point refers nowhere. Name at least one region of assets/surface.toml.",
    );
    check(
        LEVATOR,
        &Swap("for = \"referral\"", "for = \"technique\""),
        "{file}:{line of [[citation]]}: nothing is cited for its referral. Add a [[citation]] with for = \"referral\".",
    );
    check(
        LEVATOR,
        &Swap("for = \"anatomy\"", "for = \"technique\""),
        "{file}:{line of [[citation]]}: nothing is cited for its anatomy. Add a [[citation]] with for = \"anatomy\".",
    );
    check(
        ROSTER,
        &Write("id = \"levator-scapulae\"", "least_points = 9"),
        "assets/muscles/neck-shoulder/levator-scapulae.toml:{line of [[point]]}: 2 points, where the roster asks for 9. Add the missing points.",
    );
}

#[test]
fn muscles_that_disagree() {
    check(
        LEVATOR,
        &Write("", "under = [\"trapezius\"]"),
        "{file}:{line}: trapezius stands among its over and its under. Keep it in one of them.",
    );
    check(
        LEVATOR,
        &Write("", "under = [\"serratus-posterior-superior\"]"),
        "assets/muscles/head-neck/scalenus-posterior.toml:{line of over = }: levator-scapulae does not name scalenus-posterior among its under. Add it there, or take levator-scapulae out here.",
    );
    check(
        LEVATOR,
        &Write("", "antagonists = [\"trapezius\"]"),
        "{file}:{line}: trapezius does not name levator-scapulae among its antagonists. Add it there, or take trapezius out here.",
    );
}

#[test]
fn sentences_that_stand_twice() {
    let sentence = "response = \"The ache runs down along the inside edge of my shoulder blade.\"";
    check(
        LEVATOR,
        &Write("[technique]", sentence),
        "{file}:{line}: the sentence \"the ache runs down along the inside edge of my shoulder blade\" stands in {file} too. Say it in this muscle's own words.",
    );
}

#[test]
fn chapters_that_do_not_hold_every_muscle_once() {
    check(
        CHAPTERS,
        &Swap("\"masseter\"", "\"no-such-muscle\""),
        "{file}:{line}: no muscle is called no-such-muscle. Take an id from assets/roster.toml.",
    );
    check(
        CHAPTERS,
        &Swap("  \"masseter\",", ""),
        "{file}: masseter stands in no chapter. Add it to the chapter in which it is taught.",
    );
    check(
        CHAPTERS,
        &Swap("\"temporalis\"", "\"masseter\""),
        "{file}:{line}: masseter stands in the chapter jaw already. Keep it in one chapter, once.",
    );
    check(
        CHAPTERS,
        &Swap("id = \"jaw\"", "id = \"throat\""),
        "{file}:{line}: the id throat stands twice. Give each chapter its own id.",
    );
    check(
        CHAPTERS,
        &Swap("id = \"jaw\"", "id = \"The Jaw\""),
        "{file}:{line}: \"The Jaw\" is no id. Use lower case letters, digits and hyphens.",
    );
    check(CHAPTERS, &Write("id = \"jaw\"", "title = \" \""), "{file}:{line}: title is empty. Write it.");
    check(
        CHAPTERS,
        &Write("id = \"jaw\"", "region = \"head\""),
        "{file}:{line}: unknown variant `head`, expected one of `spine-torso`, `head-neck`",
    );
    check(CHAPTERS, &Delete, "{file}: cannot be read:");
}

#[test]
fn terms_and_groups_of_places() {
    let glossary = "assets/glossary.toml";
    check(
        glossary,
        &Write("id = \"taut-band\"", "source = \"no-such-book\""),
        "{file}:{line}: no reference is called no-such-book. Take an id from assets/references.toml",
    );
    check(
        glossary,
        &Write("id = \"taut-band\"", "meaning = \" \""),
        "{file}:{line}: meaning is empty. Write it.",
    );
    check(
        glossary,
        &Swap("id = \"jump-sign\"", "id = \"taut-band\""),
        "{file}:{line}: \"taut-band\" is no id, or stands twice. Use lower case letters, digits and hyphens, once.",
    );
    check(
        SURFACE,
        &Swap(
            "regions = [\"forehead-medial\", \"forehead-lateral\"]",
            "regions = [\"forehead-medial\", \"brow\"]",
        ),
        "{file}:{line}: no skin region is called brow. Take an id of a region above.",
    );
    check(
        SURFACE,
        &Swap("regions = [\"forehead-medial\", \"forehead-lateral\"]", "regions = [\"forehead-medial\"]"),
        "{file}:{line}: the group forehead has fewer than two regions. Add regions, or write its words into the region's `also`.",
    );
    check(
        SURFACE,
        &Swap("id = \"whole-head\"", "id = \"temple\""),
        "{file}:{line}: \"temple\" is no id, or a region or group has it already. Give each group its own id.",
    );
    check(
        SURFACE,
        &Swap("source = \"childress-2020\"", "source = \"no-such-book\""),
        "{file}:{line}: no reference is called no-such-book. Take an id from assets/references.toml",
    );
    check(
        SURFACE,
        &Swap(
            "An ankle that swells and grows hot without an injury, with fever: an emergency room, for the joint may be infected.",
            " ",
        ),
        "{file}:{line}: a red flag is empty. Write it, or take it out.",
    );
}

/// A condition without a fault, but for what a test makes of it.
fn check_condition(from: &str, to: &str, expected: &str) {
    let whole = "name = \"Neck ache\"\nsynonyms = [\"sore nape\"]\nsummary = \"It aches.\"\nevidence = \"contested\"\n\
                 red_flags = [\"Fever.\"]\nalso = []\n[[muscle]]\nid = \"trapezius\"\nwhy = \"It refers there.\"\n\n[[muscle]]\n\
                 id = \"levator-scapulae\"\nwhy = \"So does this.\"\n\n[[citation]]\nsource = \"gray-42\"\nfor = \"anatomy\"\n\
                 place = \"Neck\"\n";
    assert!(whole.contains(from), "{from}");
    let slip: &'static str = whole.replace(from, to).leak();
    check(CONDITION, &Replace(slip), expected);
}

#[test]
fn conditions_that_name_what_nothing_is() {
    check_condition(
        "\"trapezius\"",
        "\"traps\"",
        "{file}:8: no muscle is called traps. Take an id from assets/roster.toml.",
    );
    check_condition(
        "\"levator-scapulae\"",
        "\"trapezius\"",
        "{file}:12: trapezius stands twice. Keep it once.",
    );
    check_condition(
        "\"gray-42\"",
        "\"no-such-book\"",
        "{file}:16: no reference is called no-such-book. Take an id from assets/references.toml, or add the book there.",
    );
    check_condition("\"It aches.\"", "\"\"", "{file}:3: summary is empty. Write it");
    check_condition("[\"Fever.\"]", "[]", "{file}:5: red_flags is empty. Write it");
    check_condition("\"It refers there.\"", "\" \"", "{file}:9: why is empty. Write it");
    check_condition("\"contested\"", "\"doubtful\"", "{file}:4: unknown variant `doubtful`, expected one of");
    check_condition("summary", "about", "{file}:3: unknown field `about`, expected one of");
    check_condition(
        "\"It aches.\"",
        "\"The ache runs down along the inside edge of my shoulder blade.\"",
        "{file}:3: the sentence \"the ache runs down along the inside edge of my shoulder blade\" stands in",
    );
}

/// A point opens where its pain is seen, wherever a view shows both.
#[test]
fn points_open_where_their_pain_is_seen() {
    let sources = Sources::load(root()).unwrap_or_else(|faults| panic!("{}", report(&faults)));
    let atlas = sources.atlas();
    let place = |id: &str| sources.views.iter().position(|view| view.id == id).expect("a view");
    let mut apart = 0;
    for (_, point) in atlas.points() {
        let (id, shares) = (&point.trigger.id, sources.shares(&point.trigger));
        let best = shares.iter().copied().max().unwrap_or_default();
        assert!(best >= 30, "no view shows more than {best} % of the essential zone of {id}");
        let most = atlas.referral_plate(point).expect("a plate that shows its pain");
        assert_eq!(shares[place(&most.id)], best, "{id}: {} does not show the most", most.id);
        let opening = atlas.opening(point).expect("a plate to open on");
        let is_sight = |plate: &str| point.sights.iter().any(|sight| sight.plate == plate);
        assert!(is_sight(&opening.id), "{id} cannot be found on {}", opening.id);
        let both = point.sights.iter().find(|sight| shares[place(&sight.plate)] >= 60);
        if let Some(first) = both {
            assert_eq!(opening.id, first.plate, "{id} opens elsewhere");
        } else {
            assert_eq!(opening.id, point.sights[0].plate, "{id} does not open on its best sight");
            apart += 1;
        }
    }
    assert!(apart < 100, "{apart} points and their pain are not seen together");
}
