//! Cases of `data/sentence.txt`.
