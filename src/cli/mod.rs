//! The program: arguments, commands, exit codes.

use std::process::ExitCode;

/// Runs the program on the arguments of this process.
pub fn run() -> ExitCode {
    ExitCode::SUCCESS
}
