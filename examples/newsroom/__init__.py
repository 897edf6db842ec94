"""A bundled newsroom: invented outlets and a Weibo mirror on loopback that release a scenario on a clock."""
