//! The program: arguments, commands, exit codes. Here alone anything is printed.

mod analyze;
mod exit;
mod input;
mod output;
mod text;

use clap::{Parser, Subcommand};
use exit::Exit;
use std::io::Write;
use std::process::ExitCode;

/// Reads Indonesian regional news for reports of possible violations of civil-servant neutrality.
#[derive(Debug, Parser)]
#[command(name = "netra", version, arg_required_else_help = true, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
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
    let result = match arguments.command {
        Command::Analyze(arguments) => analyze::run(&arguments),
        Command::Text(arguments) => text::run(&arguments),
    };
    result
        .unwrap_or_else(|error| {
            let exit = Exit::from(&error);
            if exit != Exit::Done {
                complain(format_args!("{error:#}"));
            }
            exit
        })
        .into()
}

/// Tells the person at the terminal what is wrong.
fn complain(what: std::fmt::Arguments) {
    // Nobody is left to be told when standard error is closed.
    let _ = writeln!(std::io::stderr(), "netra: {what}");
}
