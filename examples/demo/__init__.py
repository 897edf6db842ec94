"""The demo: newsroom, receivers and the real service, watched until the scenario's expectations are met."""
