"""Sending: what stands between the outbox and a Channel. Only alerts/channels knows apprise."""
