"""What ours does when it is killed, when the disk is full, when the clock jumps: see docs/faults.md."""
