//! Cases of `data/statute.txt`.
