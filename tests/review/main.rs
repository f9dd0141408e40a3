//! The review page as it is: `netra review` on real stores, asked over real connections and by a real browser.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "the tests start the program, look at what it keeps and say how long it took"
)]

mod ask;
mod browser;
mod entry;
mod foreign;
mod gate;
mod judge;
mod keys;
mod kill;
mod limit;
mod load;
mod markup;
mod payload;
mod server;
