"""Pages that need JavaScript: rendered in the system's Chromium, behind a proxy of our own."""

from crawler.browser.chromium import NoBrowser, find_chromium, sandbox_refused
from crawler.browser.rendering import NO_BROWSER, NOTE, noted, with_browser

__all__ = ["NOTE", "NO_BROWSER", "NoBrowser", "find_chromium", "noted", "sandbox_refused", "with_browser"]
