"""The form of replies and of questions to the trainee: lines that can be said, one at a time, without tricks."""

import re
from collections.abc import Iterator

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.keys import acceptable
from alliance_sim.checks.places import choices, states
from alliance_sim.checks.texts import Text, english, in_english, texts
from alliance_sim.cues import FIRST_PERSON, sentences, spoken, spoken_words, words
from alliance_sim.diagnostics import Severity, shown
from alliance_sim.lexicon import first, phrases
from alliance_sim.scenario import Choice, State

COMBINED = (
    r"(?i)\b(?:all|none|both|neither|any) of the above\b(?=\W*$|\s*[.,;:!?–—])"
    r"|\b(?:repl(?:y|ies)|answers?|options?|responses?) [A-H1-9] (?:and|or) [A-H1-9]\b"
    r"|^\W*(?:both |neither |either )?[A-H] (?:and|or|nor) [A-H]\W*$"
)
"""Patterns for which few texts are searched are plain text, compiled when the first is."""
STANDING_FOR_OTHERS = frozenset("above reply replies answer answers option options response responses".split())
WHICH_NOT = re.compile(r"\b[Ww]hich\b[^.?!]*?\b(?P<negation>not|(?:\w+n't)|except|least)\b[^.?!]*\?")
CLAUSE = r"(?i)[,;:.?!()–—\"]|\s-\s|\b(?:and|or|but|that|because|if|when|so|what|which|who|why|where|how|than|as)\b"
NEGATIONS = frozenset("not cannot never nothing nobody no none nor neither without hardly".split())
NEGATION = r"(?i)\b(?:not|cannot|never|nothing|nobody|no|none|nor|neither|without|hardly|\w+n['’]t)\b"
LITOTES = r"(?i)\bnot un\w{4,}"
QUOTED = re.compile(r"^(?:\".*\"|“.*”|‘.*’|'.*')$")
ABOUT_PATIENT = re.compile(r"\bthe (?:patient|client)(?:'s|’s)?\b", re.IGNORECASE)
SECOND_PERSON = frozenset("you you're you've you'd you'll your yours yourself we we're we've us our let's".split())
SHOUTED = re.compile(r"\b[A-Z]{4,}\b")
EXCLAIMED = r"!.*!"
OUTCRY = r"!!|(?:[\w'’-]+\W+){2,}[\w'’-]+!"
"""More than a word or two that is called out: "Stop! Wait!" is none."""
OF_ONESELF = r"(?i)\bI(?:['’]m|['’]ve been|['’]d been| am| was| have been| had been| must be| feel| felt| sounded)\b"


@rule("AS608", "combined-reply")
def combined_reply(subject: Subject) -> Iterator[Finding]:
    """A reply that stands for others: "all of the above", "both A and B".

    Nobody says that to a patient, and replies are shuffled, so nothing is above.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            to: clock
            choices:
              notice: {say: How was it to get homework?, strategies: [redirects], fit: strong, because: You ask.}
              praise: {say: Good. Then on to the plan., errors: [ignoring], fit: weak, because: You pass it by.}
              neither:
                # here
                say: None of the above.
                strategies: [redirects]
                fit: weak
                because: You say nothing.
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    for path, _, choice in choices(subject):
        said = words(choice.say)
        if (len(said) <= 4 or not STANDING_FOR_OTHERS.isdisjoint(said)) and re.search(COMBINED, choice.say):
            yield Finding(
                (*path, "say"),
                f"expected a line that can be said, found {shown(choice.say)}",
                "write out what the therapist says",
            )


@rule("AS609", "negative-question", Severity.WARNING)
def negative_question(subject: Subject) -> Iterator[Finding]:
    """A question to the group or the trainee asks which is not so: which is not, except, or least.

    The one small word is read over, and the answer then says nothing. Ask which is so, or write NOT. In English only.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            to: clock
            pause:
              # here
              ask: Which of these replies would you not give?
              listen_for: The wish to praise her.
              minutes: 3
            choices:
              notice: {say: How was it to get homework?, strategies: [redirects], fit: strong, because: You ask.}
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    for text in _questions(subject):
        found = WHICH_NOT.search(text.said)
        if found:
            yield Finding(
                text.path,
                f"expected a question for what is so, found '{found['negation']}' in {shown(found[0])}",
                "ask the other way round, or write NOT in capitals",
                word=found["negation"],
            )


@rule("AS610", "double-negative", Severity.WARNING)
def double_negative(subject: Subject) -> Iterator[Finding]:
    """Two negations in one clause of a reply or of a question to the trainee: "not without", "never not", "not unkind".

    It has to be read twice, under time and in a second language perhaps. In English texts only.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            to: clock
            choices:
              notice:
                # here
                say: You did not do it for no reason. What was it like?
                strategies: [redirects]
                fit: strong
                because: You ask.
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    replies = texts(subject, ["reply"]) if in_english(subject) else ()
    for text in (*replies, *_questions(subject)):
        clause = _twice_negated(text.said)
        if clause:
            yield Finding(
                text.path,
                f"expected one negation in a clause, found two in {shown(clause.strip())}",
                "say what is so",
            )


@rule("AS612", "uneven-punctuation", Severity.WARNING)
def uneven_punctuation(subject: Subject) -> Iterator[Finding]:
    """Replies of one turn of which some end without a stop, or some stand in quotation marks.

    What looks different is taken for the key or struck out, and both for no reason. `say` is a spoken line already: it
    needs no quotation marks.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            to: clock
            choices:
              notice: {say: How was it to get homework?, strategies: [redirects], fit: strong, because: You ask.}
              # here
              praise: {say: Good. Then on to the plan, errors: [ignoring], fit: weak, because: You pass it by.}
              rate: {say: Good. Was it easy?, errors: [ignoring], fit: weak, because: You pass it by.}
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    for path, state in states(subject):
        replies = state.choices or ()
        open_ended = [reply for reply in replies if spoken_words(reply.say) and not _closed(reply.say)]
        quoted = [reply for reply in replies if QUOTED.fullmatch(reply.say)]
        if 0 < len(open_ended) < len(replies):
            yield Finding(
                (*path, "choices", open_ended[0].id, "say"),
                f"expected a full stop or a question mark as in other replies, found {shown(open_ended[0].say[-12:])}",
                "end every reply of the turn alike",
            )
        if 0 < len(quoted) < len(replies):
            yield Finding(
                (*path, "choices", quoted[0].id, "say"),
                "expected no quotation marks, as in other replies, found the whole reply in them",
                "take them away: what stands under `say` is spoken",
            )


@rule("AS613", "described-reply", Severity.WARNING)
def described_reply(subject: Subject) -> Iterator[Finding]:
    """A reply that describes what the therapist does, where a line should stand that can be said.

    "Validate her anger" is easily chosen and hard to do. Found by a verb of technique at the start of a line that
    addresses nobody, and by "the patient" or "the client". In English texts only.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            to: clock
            choices:
              notice: {say: How was it to get homework?, strategies: [redirects], fit: strong, because: You ask.}
              praise: {say: Good. Then on to the plan., errors: [ignoring], fit: weak, because: You pass it by.}
              validate:
                # here
                say: Validate the feeling behind it.
                strategies: [validates-defensive-posture]
                fit: adequate
                because: Her caution is treated as reasonable.
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    for text in texts(subject, ["reply"]) if in_english(subject) else ():
        found = ABOUT_PATIENT.search(text.said)
        if found or _names_technique(text.said):
            yield Finding(
                text.path,
                f"expected a line said to the patient, found {shown(text.said)}",
                "write the words that the therapist says",
            )


@rule("AS614", "crude-reply", Severity.WARNING)
def crude_reply(subject: Subject) -> Iterator[Finding]:
    """A lesser reply that nobody tired would be tempted by: rude, shouted, or with several exclamation marks.

    An implausible reply makes the turn easier and teaches nothing. Errors of real therapists are polite. Words in
    capitals that the patient has used do not count, nor what therapists call themselves. In English texts only.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            to: clock
            choices:
              notice: {say: How was it to get homework?, strategies: [redirects], fit: strong, because: You ask.}
              praise: {say: Good. Then on to the plan., errors: [ignoring], fit: weak, because: You pass it by.}
              # here
              scold: {say: Pull yourself together. You agreed., errors: [counter-hostility], fit: harmful, because: No.}
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    rude = {text.path: first("crude", _of_others(text.said)) for text in english(subject, "crude", ["reply"])}
    rude |= {text.path: order for text in english(subject, "orders", ["reply"]) if (order := _order(text.said))}
    for path, state, choice in choices(subject) if in_english(subject) else ():
        crude = rude.get((*path, "say")) or _loud(choice, state)
        if crude and not acceptable(choice):
            yield Finding(
                (*path, "say"),
                f"expected an error that a colleague might make, found {shown(crude)}",
                "make it polite: the best errors sound kind or correct",
                word=crude,
            )


def _questions(subject: Subject) -> Iterator[Text]:
    """What is asked of the group or the trainee in English: the pauses and the prompts for reflection."""
    for text in texts(subject, ["teacher", "feedback"]) if in_english(subject) else ():
        if text.path[-1] == "ask" or text.path[0] == "reflection":
            yield text


def _closed(said: str) -> bool:
    """Whether what is spoken of a reply ends with a stop."""
    return spoken(said).rstrip().rstrip("\"'”’)").endswith((".", "?", "!", "…"))


def _twice_negated(said: str) -> str:
    """The first clause with two negations, or nothing."""
    if sum(word in NEGATIONS or word.endswith("n't") for word in words(said)) > 1:
        for clause in re.split(CLAUSE, said):
            if len(re.findall(NEGATION, clause)) > 1:
                return clause
    found = re.search(LITOTES, said) if "not un" in said else None
    return found[0] if found else ""


def _names_technique(said: str) -> bool:
    told = words(said)
    opens = any(told[:1] == technique[:1] for technique in phrases("techniques"))
    return opens and (FIRST_PERSON | SECOND_PERSON).isdisjoint(told)


def _order(said: str) -> str:
    """A rude order at the beginning of a sentence, or nothing."""
    begun = ((first("orders", sentence), sentence) for sentence in sentences(said))
    return next((order for order, sentence in begun if order and sentence.lstrip("\"'“‘").startswith(order)), "")


def _of_others(said: str) -> str:
    """A reply without what therapists say of themselves: from "I am" up to the next stop, or to "you"."""
    return re.sub(rf"{OF_ONESELF}.*?(?=\byou\b|[,;:.?!]|$)", " ", said)


def _loud(choice: Choice, state: State) -> str:
    """What a reply shouts, unless the patient did; or what stands between its exclamation marks; or nothing."""
    exclaimed = re.search(EXCLAIMED, choice.say) if _cries_out(choice.say) else None
    shouted = [
        word for word in SHOUTED.findall(choice.say) if not any(word in variant.say for variant in state.patient or ())
    ]
    return shouted[0] if shouted else exclaimed[0] if exclaimed else ""


def _cries_out(said: str) -> bool:
    return said.count("!") > 1 and bool(re.search(OUTCRY, said))
