//! The store: articles with their revisions, analyses, stories and runs, in SQLite.
