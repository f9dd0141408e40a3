//! Cases of `data/token.txt`.
