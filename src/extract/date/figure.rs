//! Numbers as dates write them: `12`, `10/6`, `8/6/2024`, `18.11.2024`.

/// What a number token says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Figure {
    /// Digits alone, at most four of them.
    Whole {
        /// The number.
        value: i16,
        /// How many digits it is written with.
        digits: usize,
    },
    /// Two to three whole numbers with slashes.
    Slashed(Parts),
    /// Three whole numbers with dots, day first; the year has four digits.
    Dotted(Parts),
    /// Any other: an amount, a clock time, a document number.
    Other,
}

/// Whole numbers of at most four digits, in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    values: [i16; 3],
    len: usize,
}

impl Parts {
    /// Adds a number; `None` if there are three already.
    pub(super) fn push(&mut self, value: i16) -> Option<()> {
        *self.values.get_mut(self.len)? = value;
        self.len += 1;
        Some(())
    }

    /// The numbers.
    pub(super) fn as_slice(&self) -> &[i16] {
        &self.values[..self.len]
    }
}

/// Reads a number token.
pub(super) fn read(token: &str) -> Figure {
    if let Some(value) = whole(token) {
        return Figure::Whole { value, digits: token.len() };
    }
    for (mark, is_dotted) in [('/', false), ('.', true)] {
        if !token.contains(mark) {
            continue;
        }
        let mut parts = Parts::default();
        for part in token.split(mark) {
            if whole(part).is_none_or(|value| parts.push(value).is_none()) {
                return Figure::Other;
            }
        }
        return match is_dotted {
            false => Figure::Slashed(parts),
            // 2.10.24 is a version, 10.06 a time.
            true if parts.len == 3 && parts.values[2] >= 1000 => Figure::Dotted(parts),
            true if parts.len == 3 && parts.values[0] >= 1000 => {
                parts.values.reverse();
                Figure::Dotted(parts)
            }
            true => Figure::Other,
        };
    }
    Figure::Other
}

fn whole(digits: &str) -> Option<i16> {
    let is_whole = (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_whole.then(|| digits.parse().ok())?
}
