//! The frontier: the addresses that were found and what became of them.

use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// What a server gives to ask whether something has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// The value of `ETag`.
    pub etag: Option<String>,
    /// The value of `Last-Modified`.
    pub last_modified: Option<String>,
}

/// How a list of articles was when it was last read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListSeen {
    /// Its address.
    pub address: String,
    /// The outlet whose list it is.
    pub outlet: String,
    /// For the next conditional request.
    pub validators: Validators,
    /// The digest of its body, by which a list is known that came again unchanged from a server without
    /// validators.
    pub sha256: String,
}

/// An address that a list named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The one address of the article, by which it is known.
    pub canonical: String,
    /// The outlet.
    pub outlet: String,
    /// Where to fetch it.
    pub address: String,
    /// Its title, as the list has it.
    pub title: Option<String>,
    /// When it was published, by the list.
    pub published: Option<Timestamp>,
    /// When it was last changed, by the list.
    pub updated: Option<Timestamp>,
}

/// An address that is to be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Due {
    /// The address by which it is known.
    pub canonical: String,
    /// Where to fetch it.
    pub address: String,
    /// Its title, as a list has it.
    pub title: Option<String>,
    /// When it was published, by a list.
    pub published: Option<Timestamp>,
    /// How often it has failed since it was last fetched.
    pub tries: u32,
    /// What its server gave when it was last fetched; nothing for one that never was.
    pub validators: Validators,
    /// The article that is stored of it, where this is to see whether it has changed.
    pub article: Option<i64>,
    /// When that article was first fetched.
    pub first_seen: Option<Timestamp>,
    /// Whether that article is flagged or has an allegation.
    pub is_watched: bool,
}

/// The SHA-256 digest of `bytes` in 64 small hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        for digit in [byte >> 4, byte & 15] {
            hex.push(char::from_digit(digit.into(), 16).expect("half a byte is a digit"));
        }
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::sha256;

    #[test]
    fn digests_are_those_of_the_standard() {
        for (text, digest) in [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ] {
            assert_eq!(sha256(text.as_bytes()), digest, "{text:?}");
        }
    }
}
