//! The program: arguments, commands, exit codes. Here alone files are read and anything is printed.

#![expect(clippy::disallowed_methods, reason = "this is the edge where arguments, files and streams come in")]

mod analyze;
mod exit;
mod input;
mod lang;
mod output;
mod terminal;
mod text;

use crate::annotate::visible;
use clap::{Parser, Subcommand};
use exit::Exit;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

/// Reads Indonesian regional news for reports of possible violations of civil-servant neutrality.
#[derive(Debug, Parser)]
#[command(name = "netra", version, arg_required_else_help = true, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,

    /// Say nothing on standard error but what stops the run
    #[arg(short, long, global = true)]
    quiet: bool,

    /// Say on standard error also what was done
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    verbose: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    Analyze(analyze::Arguments),
    Text(text::Arguments),
}

/// Runs the program on the arguments of this process.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Where even the message cannot be printed, the exit code still tells.
            let _ = error.print();
            return if error.use_stderr() { Exit::Usage } else { Exit::Done }.into();
        }
    };
    let talk = match (arguments.quiet, arguments.verbose) {
        (true, _) => Talk::Quiet,
        (_, true) => Talk::Verbose,
        _ => Talk::Usual,
    };
    let result = match &arguments.command {
        Command::Analyze(arguments) => analyze::run(arguments, talk),
        Command::Text(arguments) => text::run(arguments, talk),
    };
    result
        .unwrap_or_else(|error| {
            let exit = Exit::from(&error);
            if exit != Exit::Done {
                print(format_args!("{error:#}"));
            }
            exit
        })
        .into()
}

/// How much the program says on standard error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Talk {
    /// Only what stops the run.
    Quiet,
    /// What is wrong with the input, and progress on large files.
    Usual,
    /// Also what was done.
    Verbose,
}

impl Talk {
    /// Says what is wrong with the input.
    fn complain(self, what: std::fmt::Arguments) {
        if self >= Talk::Usual {
            print(what);
        }
    }

    /// Says what was done.
    fn report(self, what: std::fmt::Arguments) {
        if self >= Talk::Verbose {
            print(what);
        }
    }

    /// A progress bar for reading `bytes`, where that takes long enough for a person to wait for it. Results
    /// on the same terminal show the progress themselves.
    fn progress(self, bytes: u64) -> Option<ProgressBar> {
        const WORTH_A_BAR: u64 = 5 << 20;
        let shown = self >= Talk::Usual && bytes >= WORTH_A_BAR;
        (shown && io::stderr().is_terminal() && !io::stdout().is_terminal()).then(|| {
            let style = ProgressStyle::with_template("{bar:40} {bytes} of {total_bytes}, {eta} left")
                .expect("the template is well-formed");
            ProgressBar::new(bytes).with_style(style)
        })
    }
}

/// Writes a line to standard error. Foreign text in it does nothing to the terminal.
fn print(what: std::fmt::Arguments) {
    // Nobody is left to be told when standard error is closed.
    let _ = writeln!(io::stderr(), "netra: {}", visible(&what.to_string()));
}
