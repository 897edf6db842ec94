"""JSON lines whose times say that they are UTC; Scrapy's own exporter drops the zone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from scrapy.exporters import JsonLinesItemExporter
from scrapy.utils.serialize import ScrapyJSONEncoder


class _Encoder(ScrapyJSONEncoder):
    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


class UtcJsonLines(JsonLinesItemExporter):
    """What `-O out.jsonl` writes."""

    def __init__(self, file: Any, **kwargs: Any) -> None:
        super().__init__(file, **kwargs)
        self.encoder = _Encoder(**self._kwargs)
