"""Writing how a sending ended, and nothing else: a record that is away for a moment is no doubt."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import ParamSpec

from record.errors import LeaseLost

PAUSES = (0.2, 1.0, 5.0)  # seconds before it is written again; what never is, is in doubt once its lease ends

P = ParamSpec("P")
logger = logging.getLogger(__name__)


async def write_end(write: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
    """Errors: LeaseLost at once; after the last pause whatever `write` raises."""
    for pause in PAUSES:
        try:
            await asyncio.to_thread(write, *args, **kwargs)
            return
        except LeaseLost:
            raise
        except Exception:
            logger.exception("the end of a delivery cannot be recorded yet")
        await asyncio.sleep(pause)
    await asyncio.to_thread(write, *args, **kwargs)
