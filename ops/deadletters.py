"""The job that throws away the messages of dead Deliveries once they were kept long enough."""

from __future__ import annotations

import asyncio
import logging

from record.store.sending import SendingStore

EVERY_SECONDS = 3600

logger = logging.getLogger(__name__)


async def forget_dead(store: SendingStore) -> None:
    """What fails now is made up for the next time."""
    try:
        count = await asyncio.to_thread(store.forget_dead)
    except Exception:
        logger.exception("old dead letters cannot be thrown away")
        return
    if count:
        logger.info("messages of %d dead deliveries thrown away: they were kept for 30 days", count)
