"""A session as a document: one outline, many formats."""
