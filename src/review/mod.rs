//! The review page: what analysts look at in a browser.
#![cfg_attr(not(test), expect(dead_code, reason = "the server that shows these pages is not merged yet"))]

mod agreement;
mod health;
#[cfg(test)]
mod markup;
mod number;
mod official;
mod overview;
mod period;
mod plot;
mod precision;
#[cfg(test)]
mod tests;
