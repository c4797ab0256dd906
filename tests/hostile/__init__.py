"""The product attacked as it stands: planted words, full disks, other clocks, floods, lies."""
