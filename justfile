# Recipes for people. What CI runs too stands in .ci/run, so that the two cannot drift.

# Everything that must hold before a change is merged
default:
    .ci/run

# Tests, formatting, lints
check:
    .ci/run test fmt clippy

# The documentation, without a warning
doc:
    .ci/run doc

# No heavy dependency in the core
core:
    .ci/run core

# Licences, sources, known vulnerabilities
deny:
    .ci/run deny

# Speed of texts in MB/s and of pages in pages/s
bench *ARGS:
    cargo bench --bench extract --bench page {{ARGS}}

# Put the tables of data/lexicon into canonical form
data:
    UPDATE=1 cargo test --test lexicon

# Write new snapshots of the sample articles; read `git diff tests/snapshots` before committing them
snap:
    INSTA_UPDATE=always cargo test --test samples
