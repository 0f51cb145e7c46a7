"""Family 9: what shows only when scenarios stand side by side.

A share over few turns is noise, so each rule says from how many on it speaks, and why. A finding about the whole stands
at the scenario that has most of it.
"""
