//! The program: arguments, commands, exit codes. Here alone files are read and anything is printed.

#![expect(clippy::disallowed_methods, reason = "this is the edge where arguments, files and streams come in")]

mod analyze;
mod backup;
mod config;
mod demo;
mod digest;
mod doctor;
mod eval;
mod exit;
mod export;
mod filters;
mod flags;
mod init;
mod input;
mod judged;
mod labelled;
mod lang;
mod lock;
mod model;
mod nightly;
mod outlets;
mod output;
mod page;
mod review;
mod row;
mod search;
mod show;
mod terminal;
mod text;
mod train;

use crate::annotate::visible;
use crate::date;
use crate::error::Error;
use clap::{CommandFactory, Parser, Subcommand};
use clap_complete::Shell;
use exit::Exit;
use indicatif::{ProgressBar, ProgressStyle};
use nightly::Depth;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

const EXIT_STATUS: &str = "Exit status: 0 done; 64 wrong usage; 65 some input was bad; 69 no outlet could be reached; \
    74 something could not be read or written, or the store is damaged; 75 another run is at work; 78 wrong configuration";

/// Reads Indonesian regional news for reports of possible violations of civil-servant neutrality.
#[derive(Debug, Parser)]
#[command(name = "netra", version, arg_required_else_help = true, max_term_width = 100, after_help = EXIT_STATUS)]
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
    Demo(demo::Arguments),
    Nightly(nightly::Arguments),
    /// Reads what is new on the outlets and stores it, like `nightly`, but says nothing of what is flagged
    Crawl(nightly::Arguments),
    Flags(flags::Arguments),
    Show(show::Arguments),
    Search(search::Arguments),
    Digest(digest::Arguments),
    Review(review::Arguments),
    Reviewer(review::Name),
    Export(export::Arguments),
    Init(init::Arguments),
    Doctor(doctor::Arguments),
    Backup(backup::Arguments),
    Analyze(analyze::Arguments),
    Text(text::Arguments),
    Outlets(outlets::Arguments),
    Train(train::Arguments),
    Model(model::Arguments),
    Eval(eval::Arguments),
    /// Prints the completions of a shell, to be put where it looks for them
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Prints the manual page: `netra man | man -l -`
    Man,
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
        Command::Demo(arguments) => demo::run(arguments, talk),
        Command::Nightly(arguments) => nightly::run(arguments, Depth::Nightly, talk),
        Command::Crawl(arguments) => nightly::run(arguments, Depth::Crawl, talk),
        Command::Flags(arguments) => flags::run(arguments, talk),
        Command::Show(arguments) => show::run(arguments),
        Command::Search(arguments) => search::run(arguments, talk),
        Command::Digest(arguments) => digest::run(arguments, talk),
        Command::Review(arguments) => review::run(arguments, talk),
        Command::Reviewer(name) => review::name(name),
        Command::Export(arguments) => export::run(arguments, talk),
        Command::Init(arguments) => init::run(arguments, talk),
        Command::Doctor(arguments) => doctor::run(arguments),
        Command::Backup(arguments) => backup::run(arguments, talk),
        Command::Analyze(arguments) => analyze::run(arguments, talk),
        Command::Text(arguments) => text::run(arguments, talk),
        Command::Outlets(arguments) => outlets::run(arguments, talk),
        Command::Train(arguments) => train::run(arguments, talk),
        Command::Model(arguments) => model::run(arguments, talk),
        Command::Eval(arguments) => eval::run(arguments, talk),
        Command::Completions { shell } => write(|to| {
            clap_complete::generate(*shell, &mut Arguments::command(), "netra", to);
            Ok(())
        }),
        Command::Man => write(|to| manual(Arguments::command(), to)),
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

/// Writes a text of the program about itself to standard output.
fn write(text: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> Result<Exit, Error> {
    let mut bytes = Vec::new();
    text(&mut bytes)
        .and_then(|()| io::stdout().write_all(&bytes))
        .map_err(|error| Error::io("cannot write to standard output", error))?;
    Ok(Exit::Done)
}

/// The manual page of the program, the pages of its commands after it.
fn manual(mut command: clap::Command, to: &mut Vec<u8>) -> io::Result<()> {
    command.build();
    clap_mangen::Man::new(command.clone()).render(to)?;
    for subcommand in command.get_subcommands().filter(|it| it.get_name() != "help") {
        clap_mangen::Man::new(subcommand.clone()).render(to)?;
    }
    Ok(())
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

    /// A progress bar for work of many steps, hidden where nobody would see it or there is little to wait for.
    fn steps(self, steps: u64) -> ProgressBar {
        const WORTH_A_BAR: u64 = 50;
        let shown = self >= Talk::Usual && steps >= WORTH_A_BAR;
        if !(shown && io::stderr().is_terminal() && !io::stdout().is_terminal()) {
            return ProgressBar::hidden();
        }
        let style = ProgressStyle::with_template("{bar:40} {pos} of {len}, {per_sec}, {eta} left")
            .expect("the template is well-formed");
        ProgressBar::new(steps).with_style(style)
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
