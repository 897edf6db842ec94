"""When a Hit is told: the user's time. Pure; the record keeps what waits."""
