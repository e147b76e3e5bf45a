"""Full-text search over all records: an index in the state folder that may always be deleted."""
