//! Cases of `data/date.txt`.
