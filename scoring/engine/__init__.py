"""How many points does a claim earn? Pure: standard library and `russian` only, no clock, no input or output."""
