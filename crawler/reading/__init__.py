"""From what came back to what it says: bytes to text, dates, feeds, sitemaps, and the links of pages."""
