//! The core stays small: without features there is no runtime, network, TLS, database, learner or argument
//! parser in it.

#![expect(clippy::disallowed_methods, reason = "the test reads the project itself")]

use std::collections::BTreeSet;
use std::process::Command;

/// The core has fewer crates than this, itself included.
const FEWER_THAN: usize = 75;

/// What the core must not contain, with everything that needs it.
const ABSENT: [&str; 9] =
    ["tokio", "hyper", "reqwest", "rustls", "openssl-sys", "rusqlite", "linfa", "clap", "serde_json"];

#[test]
fn the_core_is_small() {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--no-default-features", "--edges", "no-dev", "--prefix", "none", "--format", "{p}"])
        .args(["--offline", "--manifest-path", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")])
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "cargo tree: {}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).expect("cargo writes UTF-8");
    let crates: BTreeSet<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(crates.contains("netra"), "cargo tree printed something else:\n{tree}");
    let found: Vec<&str> = ABSENT.into_iter().filter(|name| crates.contains(name)).collect();
    assert!(
        found.is_empty(),
        "{found:?} must stay behind features: see `cargo tree --no-default-features -i NAME`"
    );
    assert!(crates.len() < FEWER_THAN, "the core has {} crates: {crates:?}", crates.len());
    println!("{} crates in the core", crates.len());
}
