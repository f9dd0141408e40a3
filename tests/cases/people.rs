//! Cases of `data/people.txt`.
