"""Every golden mail in a real browser, as wide as a small phone, in light and in dark."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args

import pytest
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from crawler.browser.chromium import launch_options, sandbox_refused
from tests.crawler.browser.scripted import chromium, needs_chromium

Scheme = Literal["light", "dark"]
MAILS = sorted((Path(__file__).parent / "golden/mail").glob("*.html"))
WIDTH = 320  # pixels
SMALLEST = 16.0  # pixels
LOWEST = 4.5  # contrast, of WCAG AA
# Of every text node: its words, size, colour, and the first ground behind it that is not transparent.
TEXTS = """() => {
  const ground = element => {
    for (; element; element = element.parentElement) {
      const colour = getComputedStyle(element).backgroundColor;
      if (colour !== "rgba(0, 0, 0, 0)") return colour;
    }
    return "none";
  };
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (nodes.nextNode()) {
    const { data, parentElement } = nodes.currentNode, style = getComputedStyle(parentElement);
    const size = parseFloat(style.fontSize);
    if (data.trim()) found.push({ data, size, colour: style.color, ground: ground(parentElement) });
  }
  return { found, wide: document.documentElement.scrollWidth };
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        options = launch_options(chromium(), os.environ, sandbox=not sandbox_refused())
        opened = playwright.chromium.launch(**options)
        yield opened
        opened.close()


def seen(browser: Browser, html: str, scheme: Scheme) -> Any:
    """Without scripts and without a network: what a mail must do without."""
    size: ViewportSize = {"width": WIDTH, "height": 640}
    with browser.new_context(
        viewport=size, color_scheme=scheme, offline=True, is_mobile=True
    ) as context:  # a phone heeds the viewport's meta
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.set_content(html)
        assert asked == []
        return page.evaluate(TEXTS)


def luminance(colour: str) -> float:
    """Relative, of "rgb(r, g, b)", as WCAG 2 defines it."""
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    red, green, blue = map(_linear, parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_is_the_highest_contrast_and_a_colour_on_itself_the_lowest() -> None:
    assert contrast("rgb(0, 0, 0)", "rgb(255, 255, 255)") == pytest.approx(21)
    assert contrast("rgb(9, 9, 9)", "rgb(9, 9, 9)") == 1


@pytest.mark.slow
@needs_chromium
@pytest.mark.parametrize("scheme", get_args(Scheme))
def test_every_mail_can_be_read_on_a_narrow_phone(browser: Browser, scheme: Scheme) -> None:
    assert MAILS
    for path in MAILS:
        look = seen(browser, path.read_text("utf-8"), scheme)
        assert look["wide"] <= WIDTH, path.name
        for text in look["found"]:
            assert text["size"] >= SMALLEST, (path.name, text)
            assert contrast(text["colour"], text["ground"]) >= LOWEST, (path.name, text)


@pytest.mark.slow
@needs_chromium
def test_the_grounds_of_light_and_dark_are_not_the_same(browser: Browser) -> None:
    html = MAILS[0].read_text("utf-8")
    light, dark = (luminance(seen(browser, html, each)["found"][0]["ground"]) for each in get_args(Scheme))
    assert light > 0.9
    assert dark < 0.1
