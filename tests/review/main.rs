//! The review page as it is: `netra review` on real stores, asked over real connections and by a real browser.

#![expect(clippy::disallowed_methods, reason = "the tests start the program and look at what it keeps")]

mod ask;
mod browser;
mod entry;
mod foreign;
mod gate;
mod keys;
mod kill;
mod limit;
mod load;
mod markup;
mod payload;
mod server;
