"""Dutch words for the things of the domain: dates, durations, faults."""
