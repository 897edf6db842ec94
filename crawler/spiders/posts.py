"""Posts of known accounts, through mirrors: each format is one module in crawler/mirrors."""

from __future__ import annotations

from crawler.mirrors import FORMATS
from crawler.poller import Found, Poller
from crawler.reading.answers import Answer
from record.types import Source


class PostsSpider(Poller):
    """`scrapy crawl posts -a source=MIRROR:SPEAKER -O out.jsonl`"""

    name = "posts"
    kind = "posts"

    def read(self, answer: Answer, source: Source) -> Found:
        return FORMATS[source.format].read_posts(answer, source, self.clock.now())

    def refusal(self, answer: Answer, source: Source) -> str | None:
        return FORMATS[source.format].refusal(answer)
