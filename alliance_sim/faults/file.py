r"""Family 0: the file and its YAML."""

from alliance_sim.diagnostics import fault, shown


@fault("AS001", "unreadable-file")
def unreadable_file(reason: str, near: str = "") -> tuple[str, str]:
    """The file cannot be read at all.

    It does not exist, is a folder, a pipe or a device, or your account may not read it. Scenario files are ordinary
    text files that end in `.yaml`.
    """
    hints = {"a folder": "name the files in it, such as FOLDER/*.yaml", "no such file": "check the name and the folder"}
    hint = hints.get(reason, "check the name and the permissions")
    hint = f"did you mean {shown(near)}?" if near else hint
    return f"expected a text file that can be read, found {reason}", hint


@fault("AS002", "file-too-large")
def file_too_large(limit: int) -> tuple[str, str]:
    """The file is larger than a scenario may be.

    A scenario of forty states has about 40 KiB; the limit of 2 MiB is there so that a wrong file cannot stop the
    program.

    Bad example (whole, limits bytes=40):

        # here
        title: A title that makes the file too long
    """
    return f"expected at most {limit} bytes, found more", "split the scenario, or check that this is the right file"


@fault("AS003", "not-utf-8")
def not_utf_8(position: int, byte: int) -> tuple[str, str]:
    r"""The file is not UTF-8 text.

    Editors on older systems save in other encodings (Latin-1, Windows-1252, UTF-16). Save it again as UTF-8.

    Bad example (bytes):

        # here
        title: Caf\xe9
    """
    return f"expected UTF-8 text, found byte 0x{byte:02X} at position {position}", "save the file as UTF-8"


@fault("AS004", "forbidden-character")
def forbidden_character(code: int, name: str) -> tuple[str, str]:
    r"""A character that could act instead of being read.

    Control characters, bidirectional overrides, invisible spaces and tag characters can rearrange a screen, hide text
    or drive a terminal. They are refused, also when written as an escape such as `"\e"`. Letters of every script, with
    joiners (ZWJ, ZWNJ), are welcome.

    Bad example:

        # here
        title: "A red \e[31m title"
    """
    return f"expected readable text, found the character U+{code:04X} ({name})", "delete it and type the text again"


@fault("AS005", "tab-indentation")
def tab_indentation(found: str) -> tuple[str, str]:
    r"""A line is indented with a tab, or with a no-break space as pasted from the web.

    YAML counts spaces, and a tab has no width. Indent with two spaces.

    Bad example (bytes):

        patient:
        # here
        \tname: Ilse
    """
    return f"expected spaces as indentation, found {found}", "use two spaces for each level"


@fault("AS006", "yaml-syntax")
def yaml_syntax(problem: str, hint: str) -> tuple[str, str]:
    """The text is not YAML.

    Most often a text holds `: `, begins with a character that means something in YAML (`* & ! [ { " ' % @ | >`), or a
    line is indented by a space too many. Put the text under `|`, on a line of its own:

        say: |
          [quietly] Well: no.

    Bad example:

        # here
        title: He said: no
    """
    return problem, hint


@fault("AS007", "too-deep")
def too_deep(limit: int) -> tuple[str, str]:
    """Lists or mappings are nested deeper than any scenario needs.

    Bad example (limits depth=3):

        # here
        objectives: [[[[deep]]]]
    """
    return f"expected at most {limit} levels of nesting, found more", "check the indentation and the brackets"


@fault("AS008", "too-many-nodes")
def too_many_nodes(limit: int) -> tuple[str, str]:
    """The file has more parts (keys, texts, lists) than a scenario may have.

    Bad example (whole, limits nodes=6):

        objectives: [one, two, three,
        # here
          four, five, six]
    """
    return f"expected at most {limit} keys, texts and lists, found more", "split the scenario"


@fault("AS009", "anchor-or-alias")
def anchor_or_alias(found: str) -> tuple[str, str]:
    """A YAML anchor (`&name`) or alias (`*name`).

    They make one part of a file stand in several places, which hides what a turn says. A text that begins with `*` or
    `&` is read as one: put it under `|`.

    Bad example:

        # here
        title: &here The empty diary
    """
    return f"expected plain text, found {found}", "write it out, or put the text under `|`"


@fault("AS010", "tag")
def tag(found: str) -> tuple[str, str]:
    """A YAML tag (`!name`).

    Tags make a text into something else, and nothing in a scenario needs them. A text that begins with `!` is read as
    one: put it under `|`. In a guard, write `not x` for `!x`.

    Bad example:

        # here
        title: !important The empty diary
    """
    return f"expected plain text, found the tag {shown(found)}", "write 'not' in a guard; put other text under `|`"


@fault("AS011", "merge-key")
def merge_key() -> tuple[str, str]:
    """The YAML merge key `<<`.

    Bad example:

        patient:
          # here
          <<: {name: Ilse}
          age: 34
          pronouns: she/her
          about: Teaches chemistry.
          name: Ilse
    """
    return "expected a key, found the merge key '<<'", "write the keys out"


@fault("AS012", "directive")
def directive() -> tuple[str, str]:
    """A YAML directive (a line that begins with `%`).

    Bad example (whole):

        # here
        %YAML 1.1
        ---
        title: The empty diary
    """
    return "expected keys, found a `%` directive", "delete the line"


@fault("AS013", "several-documents")
def several_documents() -> tuple[str, str]:
    """More than one document in a file.

    A line `---` begins a new document. One file is one scenario.

    Bad example (whole):

        title: The empty diary
        # here
        ---
        title: Another
    """
    return "expected one document, found a second one", "put it in a file of its own, or delete the line `---`"


@fault("AS014", "empty-file")
def empty_file() -> tuple[str, str]:
    """There is nothing in the file, or nothing but comments.

    Bad example (whole):

        # here
        # nothing yet
    """
    return "expected keys such as `title` and `states`, found nothing", "`alliance-sim new` writes one to begin with"


@fault("AS015", "repeated-key")
def repeated_key(key: str, line: int) -> tuple[str, str]:
    """A key stands twice in one mapping.

    Only one of the two could count, and a reader would not know which.

    Bad example:

        patient:
          name: Ilse
          age: 34
          # here
          name: Inga
          pronouns: she/her
          about: Teaches chemistry.
    """
    return f"expected each key once, found {shown(key)} again", f"the first stands on line {line}"


@fault("AS016", "key-is-no-text")
def key_is_no_text() -> tuple[str, str]:
    """A key that is a list or a mapping.

    Bad example:

        # here
        [title]: The empty diary
    """
    return "expected a key, found a list or a mapping", "write a plain word followed by a colon"


@fault("AS017", "file-name")
def file_name(name: str, better: str) -> tuple[str, str]:
    """The file's name is no id.

    It ends in `.yaml`, or in `.md` if it is a lesson. What stands before that is the id of the scenario or the lesson,
    on which records hang: small letters, digits and single hyphens, beginning with a letter, at most 64 characters.
    """
    like = "withdrawal.md" if better.endswith(".md") else "empty-diary.yaml"
    return f"expected a file name such as {like}, found {shown(name)}", f"rename it to {better}"


@fault("AS018", "front-matter")
def no_front_matter(first: str) -> tuple[str, str]:
    """A lesson without a front matter, or with one that does not end.

    The first line of a lesson is `---`. Below it stand its title, its outcome, its questions and its sources in YAML,
    and below these once more `---`. The rest is the text.

    Bad example (lesson, whole):

        # here
        title: Withdrawal
        outcome: After this you can recognise how patients move away.
    """
    if first.rstrip() == "---":
        return "expected a second line `---` below the keys, found none", "write `---` between the keys and the text"
    return f"expected `---` on the first line, found {shown(first) if first.strip() else 'nothing'}", (
        "begin with `---`, the keys of the lesson, and `---` again; the text follows"
    )


@fault("AS019", "no-scenario")
def no_scenario(found: str, command: str) -> tuple[str, str]:
    """A lesson, a file of the drill bank, or a part of a course, where a scenario is wanted.

    `check` takes them all. Only a scenario can be played, mapped or audited.
    """
    return f"expected a scenario, found {found}", command
