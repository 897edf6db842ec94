"""The job that seals the days that are over."""

from __future__ import annotations

import asyncio
import logging

from record.store.seals import SealStore

EVERY_SECONDS = 600  # between looks at the calendar

logger = logging.getLogger(__name__)


async def seal_days(store: SealStore) -> None:
    """What fails now is made up for the next time: a record can be away for a while."""
    try:
        made = await asyncio.to_thread(store.seal_days)
    except Exception:
        logger.exception("the record cannot be sealed")
        return
    for seal in made:
        logger.info("sealed %s: root %s over %d revisions", seal.day, seal.root, len(seal.leaves))
