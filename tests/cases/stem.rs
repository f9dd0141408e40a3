//! Cases of `data/stem.txt`: forms of a word and its root.

use netra::text::stem;

/// How many of the forms have their root as their stem, and those that do not.
fn agreement(part: &str) -> (f64, Vec<String>) {
    let pairs = part.lines().filter_map(|line| line.split_once(": "));
    let pairs: Vec<(&str, &str)> =
        pairs.flat_map(|(root, forms)| forms.split(' ').map(move |form| (root, form))).collect();
    let missed: Vec<String> = pairs
        .iter()
        .filter(|(root, form)| stem(form) != *root)
        .map(|(root, form)| format!("{form}: {} for {root}", stem(form)))
        .collect();
    (1.0 - missed.len() as f64 / pairs.len() as f64, missed)
}

#[test]
fn forms_have_their_root() {
    let (seen, held_out) = include_str!("data/stem.txt").split_once("## held out").expect("two parts");
    for (part, least) in [(seen, 0.97), (held_out, 0.88)] {
        let (agreement, missed) = agreement(part);
        println!("stems: {agreement:.3} {missed:?}");
        assert!(
            agreement >= least,
            "{agreement:.3} of the forms have their root, less than {least}: {missed:?}"
        );
    }
}
