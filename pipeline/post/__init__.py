"""Letters to the units: what they say, how they stand in a file, and how they are sent."""
