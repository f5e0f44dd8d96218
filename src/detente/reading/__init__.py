"""Article to Reading. Each step has a folder of its own and knows the others only through `model`."""
