//! Rule cases: sentences with the marks that a careful reader would make, one file an extractor.
//!
//! A block of `data/*.txt` is a comment (`#`), a day of publication (`@`), the text (`>`), and one line for
//! each thing that must be found; nothing else may be. A block without such lines is a negative. A line
//! `! why` marks a case that is known to fail: the test says when it passes, so that the mark goes.

#![expect(clippy::print_stdout, reason = "a test run says how many cases there are and are known to fail")]

mod allegation;
mod date;
mod people;
mod quote;
mod sentence;
mod statute;
mod stem;
mod token;

use std::fmt::Write;

/// One block of a case file.
pub struct Case {
    /// The line of its text in the file.
    pub line: usize,
    /// The day of publication.
    pub published: Option<jiff::civil::Date>,
    /// What is read.
    pub text: String,
    /// One line for each thing that must be found.
    pub expected: Vec<String>,
    /// Whether a `!` line says that it cannot be reached yet.
    pub known_to_fail: bool,
}

impl Case {
    /// The case as an article that is taken as it is.
    pub fn article(&self) -> netra::Article {
        netra::Article::raw(&self.text).with_published(self.published)
    }
}

/// The blocks of a case file.
pub fn parse(file: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut published = None;
    for (index, line) in file.lines().enumerate() {
        let line = line.trim_end();
        if let Some(text) = line.strip_prefix("> ") {
            let (published, text) = (published.take(), text.to_owned());
            cases.push(Case { line: index + 1, published, text, expected: Vec::new(), known_to_fail: false });
        } else if let Some(day) = line.strip_prefix("@ ") {
            published = Some(day.parse().unwrap_or_else(|_| panic!("line {}: {day} is no day", index + 1)));
        } else if line.starts_with("! ") {
            cases.last_mut().expect("a mark follows a text").known_to_fail = true;
        } else if !line.is_empty() && !line.starts_with('#') {
            cases.last_mut().expect("an expectation follows a text").expected.push(line.to_owned());
        }
    }
    cases
}

/// Compares what `find` says of every case with what is expected, both sorted; `same` decides for each pair.
pub fn check(
    file: &str,
    cases: &[Case],
    find: impl Fn(&Case) -> Vec<String>,
    same: impl Fn(&str, &str) -> bool,
) {
    let mut wrong = String::new();
    let (mut failed, mut known) = (0, 0);
    for case in cases {
        let found = find(case);
        let mut left: Vec<&String> = found.iter().collect();
        let missed: Vec<&String> = case
            .expected
            .iter()
            .filter(|&expected| match left.iter().position(|found| same(expected, found)) {
                Some(at) => {
                    left.remove(at);
                    false
                }
                None => true,
            })
            .collect();
        let passes = missed.is_empty() && left.is_empty();
        known += usize::from(case.known_to_fail);
        if passes == case.known_to_fail {
            failed += 1;
            writeln!(wrong, "tests/cases/data/{file}:{}: {}", case.line, case.text)
                .expect("a string takes it");
            for line in missed {
                writeln!(wrong, "    missed: {line}").expect("a string takes it");
            }
            for line in left {
                writeln!(wrong, "    too many: {line}").expect("a string takes it");
            }
            if passes {
                writeln!(wrong, "    passes now: delete its `!` line").expect("a string takes it");
            }
        }
    }
    println!("{file}: {} cases, {known} known to fail", cases.len());
    assert!(failed == 0, "{failed} of {} cases of {file} are wrong:\n{wrong}", cases.len());
}
