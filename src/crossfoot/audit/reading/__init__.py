"""What a pack says: its cells, labels and times, its tables rebuilt, its series over time."""
