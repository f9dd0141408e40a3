//! FNV-1a: a number of bytes that is the same in every release, in every language and on every machine.
//!
//! For names of stories, checksums and the like; tables in memory have faster hashes of their own.
//! <http://www.isthe.com/chongo/tech/comp/fnv/>

/// The FNV-1a hash of 64 bits.
pub(crate) fn fnv1a(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::fnv1a;

    #[test]
    fn it_gives_the_numbers_of_its_reference() {
        assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv1a(b"foobar"), 0x8594_4171_f739_67e8);
    }
}
