//! Cases of `data/allegation.txt`.
