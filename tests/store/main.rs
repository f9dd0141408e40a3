//! The store, through its public interface: what every store must do (`conformance`), and what is particular to
//! the one in a file (`file`, `process`).

#![cfg(feature = "store")]

mod conformance;
mod file;
mod process;
mod sample;
