"""What the reader refuses, worded: one function a rule, its docstring the rule's page.

A page's bad example is a fragment of a scenario: its top-level keys replace those of a sound one. `# here` stands
above each line that the rule must point at. `file` holds family 0, `shape` family 1.
"""
