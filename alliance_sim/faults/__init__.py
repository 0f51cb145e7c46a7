"""What the reader refuses, worded: one function a rule, its docstring the rule's page.

A page's bad example is a fragment of a scenario: its top-level keys replace those of a sound one. `# here` stands
above each line that the rule must point at. What may stand in brackets after "Bad example": `whole`, a file and no
fragment; `bytes`, its escapes are bytes; `limits name=number`, read with that limit; `repeated N`, there are N of each
state that has a # in its name: in these # is the number and #+ the next one.

The rules of a folder need several files: `files N`, there are N of this fragment, and `others N`, there are N more of
the fragment below the line `# the others:`. Here # outside of repeated states is the number of the file.

`bank` and `lesson`: a fragment of a sound file of the drill bank, whose probes are repeated as states are, or of a
sound lesson; there, what follows a line `---` takes the place of the text. So do `course`, `questionnaire` and
`evaluation`.

`file` holds family 0, `shape` family 1.
"""
