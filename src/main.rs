//! The program `netra`: see [`netra::cli`].

fn main() -> std::process::ExitCode {
    netra::cli::run()
}
