//! Reads one article and says who is reported to have done what, as a library user would.
//!
//! `cargo run --example analyze_text [FILE.txt]`

#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "an example is a program")]

use netra::extract::Status;
use netra::{Analyzer, Article};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let text = match std::env::args_os().nth(1) {
        Some(path) => std::fs::read_to_string(path)?,
        None => include_str!("articles/kadis-arahkan-staf.txt").to_owned(),
    };
    let article = Article::from_text(&text).with_published("2023-12-13".parse().ok());
    let analysis = Analyzer::default().analyze(&article);

    println!("{}", article.title().unwrap_or("(no title)"));
    println!(
        "{} (score {:.2})",
        if analysis.verdict.flagged { "to be reviewed" } else { "nothing to review" },
        analysis.verdict.score
    );
    for person in &analysis.people {
        println!("  {}: {}", person.name, person.position.as_deref().unwrap_or("no office given"));
    }
    for allegation in &analysis.allegations {
        let state = match allegation.status {
            Status::Proven | Status::Sanctioned => "reported as found by an authority",
            Status::Dismissed => "reported as not confirmed",
            _ => "suspected",
        };
        println!("  {}: {}, {state}", allegation.accused.text, allegation.act);
        println!("    {}", &article.text()[allegation.sentence.range()]);
    }
    Ok(())
}
