//! Cases of `data/quote.txt`.
