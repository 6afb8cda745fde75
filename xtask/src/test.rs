//! `test`: every check and test, in the order in which a fault is cheapest to find; stops at the first that fails.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result, bail};

use crate::browser::{self, Browser};
use crate::setup::Tools;
use crate::{assets, build, project};

const TARGET: &str = "wasm32-unknown-unknown";

/// Runs the command. The last line counts the tests; a step without tests of its own counts as one.
pub(crate) fn run() -> ExitCode {
    let mut tally = Tally::default();
    let done = steps(&mut tally);
    if let Err(error) = &done {
        println!("\nerror: {error:#}");
    }
    println!("\n{} passed, {} failed", tally.passed, tally.failed);
    if done.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn steps(tally: &mut Tally) -> Result<()> {
    let deny = ["--", "-D", "warnings"];
    tally.step("format", project::cargo().args(["fmt", "--all", "--check"]))?;
    tally.check("assets", || assets::load(&project::root()).map(|_| ()))?;

    let tools = tally.check("tools", Tools::ready)?;
    let mut host = project::cargo();
    host.args(["clippy", "--workspace", "--all-targets", "--features", "palpate/authoring"]).args(deny);
    tally.step("clippy", &mut host)?;
    tally.step(
        "clippy of the journeys",
        project::cargo().args(["clippy", "-p", "xtask", "--test", "e2e"]).args(deny),
    )?;
    let mut web = project::cargo();
    web.args(["clippy", "-p", "palpate", "--target", TARGET, "--lib", "--bins", "--test", "web"]).args(deny);
    tally.step("clippy for the browser", &mut web)?;

    let mut host = project::cargo();
    host.args(["test", "--workspace", "--features", "palpate/authoring", "--no-fail-fast"]);
    tally.step("tests on the host", &mut host)?;

    let browser = tally.check("browser", Browser::ready)?;
    let mut web = tools.command("cargo")?;
    web.args(["test", "-p", "palpate", "--target", TARGET, "--test", "web"]);
    web.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");
    web.env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    tally.step("tests in the browser", browser.tell(&mut web)?)?;

    let dist = tally.check("release build", || build::release(&tools))?;
    tally.step("journeys", &mut browser::drive(&browser, &dist, &["journeys".to_owned()])?)
}

/// How many tests went well.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tally {
    passed: usize,
    failed: usize,
}

impl Tally {
    /// Runs a program, passing its output on and counting the tests that it reports.
    fn step(&mut self, name: &str, command: &mut Command) -> Result<()> {
        println!("\n== {name}");
        let before = (self.passed, self.failed);
        let child = command.stdout(Stdio::piped()).spawn();
        let mut child = project::started(child, command)?;
        let lines = child.stdout.take().context("no output to read")?;
        for line in BufReader::new(lines).lines() {
            let line = line.context("the output of a step cannot be read")?;
            println!("{line}");
            self.count(&line);
        }
        let _ = std::io::stdout().flush();
        let is_well = child.wait().context("a step cannot be waited for")?.success();
        if is_well && before == (self.passed, self.failed) {
            self.passed += 1;
        }
        if !is_well {
            self.failed += usize::from(self.failed == before.1);
            bail!("the step \"{name}\" failed");
        }
        Ok(())
    }

    /// Runs a check of our own.
    fn check<T>(&mut self, name: &str, check: impl FnOnce() -> Result<T>) -> Result<T> {
        println!("\n== {name}");
        let done = check();
        if done.is_ok() {
            self.passed += 1;
        } else {
            self.failed += 1;
        }
        done.with_context(|| format!("the step \"{name}\" failed"))
    }

    /// Adds what a test runner's closing line says: "test result: ok. 3 passed; 0 failed; ...".
    fn count(&mut self, line: &str) {
        let Some((_, counts)) = line.split_once("test result: ").and_then(|(_, rest)| rest.split_once(". "))
        else {
            return;
        };
        for part in counts.split(';') {
            match part.trim().split_once(' ') {
                Some((number, "passed")) => self.passed += number.parse().unwrap_or(0),
                Some((number, "failed")) => self.failed += number.parse().unwrap_or(0),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &str, passed: usize, failed: usize) {
        let mut tally = Tally::default();
        lines.lines().for_each(|line| tally.count(line));
        assert_eq!(tally, Tally { passed, failed });
    }

    #[test]
    fn runners_closing_lines_are_added_up() {
        check("running 2 tests\ntest a ... ok\n", 0, 0);
        check(
            "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            12,
            0,
        );
        check(
            "test result: ok. 1 passed; 0 failed;\ntest result: FAILED. 2 passed; 1 failed; 0 ignored",
            3,
            1,
        );
    }

    #[test]
    fn a_step_without_tests_counts_as_one() {
        let mut tally = Tally::default();
        tally.step("nothing", Command::new("cargo").arg("--version")).expect("cargo is there");
        assert_eq!(tally, Tally { passed: 1, failed: 0 });
        let sentence = tally
            .step("none", Command::new("cargo").arg("no-such-command"))
            .expect_err("it fails")
            .to_string();
        assert_eq!(sentence, "the step \"none\" failed");
        assert_eq!(tally, Tally { passed: 1, failed: 1 });
    }
}
