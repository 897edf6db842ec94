"""What platforms answer, read: the parts of those formats in crawler/mirrors that need more than a file."""
