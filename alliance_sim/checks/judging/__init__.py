"""What the families of values and flow judge by: which guards are wrong, and where the mistake was made.

One mistake is told once. First what holds for any values (`written`), then which states are barred (`barred`), then
what holds at the moments that are reached (`here`). What is told already is in doubt for all that comes after it.
"""
