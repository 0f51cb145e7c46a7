"""What the reader refuses, worded: one function a rule, its docstring the rule's page.

A page's bad example is a fragment of a scenario: its top-level keys replace those of a sound one. `# here` stands
above each line that the rule must point at. What may stand in brackets after "Bad example": `whole`, a file and no
fragment; `bytes`, its escapes are bytes; `limits name=number`, read with that limit.

`file` holds family 0, `shape` family 1.
"""
