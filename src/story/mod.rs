//! Which articles tell the same story, and which stories belong to one case.
