//! What changed from one revision of a text to the next, by paragraphs.

/// A paragraph that only one of two texts has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change<'a> {
    /// Only the earlier text has it.
    Removed(&'a str),
    /// Only the later text has it.
    Added(&'a str),
}

/// The most pairs of paragraphs that are compared. Of longer texts all that differs is one change.
const MOST: usize = 4_000_000;

/// The paragraphs that were removed and added, in the order of the texts. Empty lines do not count.
pub(crate) fn changes<'a>(before: &'a str, after: &'a str) -> Vec<Change<'a>> {
    let (before, after) = (paragraphs(before), paragraphs(after));
    let start = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
    let (before, after) = (&before[start..], &after[start..]);
    let end = before.iter().rev().zip(after.iter().rev()).take_while(|(a, b)| a == b).count();
    let (before, after) = (&before[..before.len() - end], &after[..after.len() - end]);
    let common = if before.len() * after.len() <= MOST { common(before, after) } else { Vec::new() };
    let mut changes = Vec::new();
    let (mut old, mut new) = (0, 0);
    for (a, b) in common.into_iter().chain([(before.len(), after.len())]) {
        changes.extend(before[old..a].iter().map(|text| Change::Removed(text)));
        changes.extend(after[new..b].iter().map(|text| Change::Added(text)));
        (old, new) = (a + 1, b + 1);
    }
    changes
}

fn paragraphs(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

/// The places of the paragraphs of the longest sequence that both have.
fn common(before: &[&str], after: &[&str]) -> Vec<(usize, usize)> {
    let columns = after.len() + 1;
    // For each pair of places, how many paragraphs from there on both have.
    let mut lengths = vec![0_u32; (before.len() + 1) * columns];
    for a in (0..before.len()).rev() {
        for b in (0..after.len()).rev() {
            let (below, right) = (lengths[(a + 1) * columns + b], lengths[a * columns + b + 1]);
            lengths[a * columns + b] = match before[a] == after[b] {
                true => lengths[(a + 1) * columns + b + 1] + 1,
                false => below.max(right),
            };
        }
    }
    let (mut a, mut b) = (0, 0);
    let mut common = Vec::new();
    while a < before.len() && b < after.len() {
        if before[a] == after[b] {
            common.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if lengths[(a + 1) * columns + b] >= lengths[a * columns + b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
    common
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_is_told_by_paragraphs() {
        for (before, after, expected) in [
            ("a\n\nb", "a\n\n\nb\n", ""),
            ("", "a", "+a"),
            ("a", "", "-a"),
            ("a\n\nb\n\nc", "a\n\nx\n\nc", "-b +x"),
            ("a\n\nb\n\nc\n\nd", "b\n\nd\n\ne", "-a -c +e"),
            ("a\n\nb", "b\n\na", "-a +a"),
            ("a\n\na\n\na", "a\n\na", "-a"),
        ] {
            let told = changes(before, after).into_iter().map(|change| match change {
                Change::Removed(text) => format!("-{text}"),
                Change::Added(text) => format!("+{text}"),
            });
            assert_eq!(told.collect::<Vec<_>>().join(" "), expected, "{before:?} to {after:?}");
        }
    }

    #[test]
    fn texts_too_long_to_compare_still_tell_what_differs() {
        let before: String = (0..2001).map(|number| format!("a{number}\n")).collect();
        let after: String = (0..2000).map(|number| format!("b{number}\n")).collect();
        let changes = changes(&before, &after);
        assert_eq!(changes.len(), 4001);
        assert_eq!(changes[2000], Change::Removed("a2000"));
        assert_eq!(changes[2001], Change::Added("b0"));
    }
}
