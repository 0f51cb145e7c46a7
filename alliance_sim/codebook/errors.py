"""How a well-meant reply may miss. All lines are invented."""

from alliance_sim.codebook.entries import TherapistError

ERRORS: tuple[TherapistError, ...] = (
    TherapistError(
        code="ignoring",
        name="Ignoring",
        direction="away",
        definition=(
            "You go on as though nothing had happened between you. The patient may conclude that such things are "
            "not said here."
        ),
        example="Mm, I hear you. And the sleep, has it helped to keep the phone out of the bedroom?",
    ),
    TherapistError(
        code="defensive-reassurance",
        name="Defensive reassurance",
        direction="away",
        definition=(
            "You calm the patient, and yourself, before the worry has been heard. The message is that there was "
            "nothing to worry about."
        ),
        example="You are not too much for me, truly. I look forward to our sessions, and that is the honest truth.",
    ),
    TherapistError(
        code="defensive-justification",
        name="Defensive justification",
        direction="against",
        definition=(
            "You explain why you did well to do what you did: research, guidelines, experience, good intentions. "
            "Each word may be true, and the hurt stays where it was."
        ),
        example=(
            "I ask everybody that at the beginning. It is simply careful practice, so that nothing important gets "
            "missed."
        ),
    ),
    TherapistError(
        code="pushing-the-technique",
        name="Pushing the technique",
        direction="against",
        definition="You meet the strain with more of what caused it. The method is held on to, and the person is lost.",
        example=(
            "I know it is uncomfortable. That can be the moment when it starts to work, so let us give it two "
            "more minutes together."
        ),
    ),
    TherapistError(
        code="premature-interpretation",
        name="Premature interpretation",
        direction="against",
        definition=(
            "You explain the strain by the patient's past or character before your own part in it has been looked "
            "at. It may even be true, and it comes too soon."
        ),
        example=(
            "I wonder whether some of this disappointment belongs with your first husband, and has found its way to me."
        ),
    ),
    TherapistError(
        code="counter-hostility",
        name="Counter-hostility",
        direction="against",
        definition=(
            "You hit back, often with a smile: a reminder, a fine correction, a question with a point. The "
            "patient feels it, even if nobody else would."
        ),
        example="I am glad of criticism, I really am. It does help me if it comes with a suggestion.",
    ),
    TherapistError(
        code="over-apologising",
        name="Over-apologising",
        direction="away",
        definition=(
            "Your remorse becomes so large that the hour is about you. The patient now has somebody to look after."
        ),
        example=(
            "Oh, that was dreadful of me. I have been turning it over all week, and I could not bear it if I had "
            "put you off."
        ),
    ),
    TherapistError(
        code="rushing-to-closure",
        name="Rushing to closure",
        direction="away",
        definition=(
            "You declare the matter mended while the patient is still in it. Relief, mostly your own, ends the talk."
        ),
        example=(
            "I am so pleased that you could tell me. I think that shows real trust. So, shall we look at your week?"
        ),
    ),
    TherapistError(
        code="interrogating",
        name="Interrogating",
        direction="against",
        definition=(
            "You ask about the relationship again, though the last answer was a small one. Interest turns into "
            "pressure."
        ),
        example="I see. And still I would like to understand what you feel towards me. Even now, perhaps, as I ask?",
    ),
    TherapistError(
        code="intellectualising",
        name="Intellectualising",
        direction="away",
        definition=(
            "You join the patient among the ideas, or lead the way there. It is good conversation, and nobody is "
            "touched."
        ),
        example=(
            "That is a double bind, really, in the textbook sense: each message cancels out the other. It is a "
            "fascinating idea, isn't it?"
        ),
    ),
    TherapistError(
        code="capitulating",
        name="Capitulating",
        direction="away",
        definition=(
            "You give everything up to end the discomfort. The quarrel stops, and what it was about stays unknown."
        ),
        example=(
            "Of course. We need not talk about your brother again, I quite understand. You tell me what you would "
            "like to do today."
        ),
    ),
    TherapistError(
        code="colluding",
        name="Colluding",
        direction="away",
        definition=(
            "You join in talk that leads off: the neighbour, the office, the enemy you have in common. It is "
            "pleasant for you both, and the work stands still."
        ),
        example=(
            "What a nerve your head of department has! I am not surprised that you were up in arms. And what did "
            "she write back?"
        ),
    ),
    TherapistError(
        code="non-apology",
        name="Non-apology",
        direction="against",
        definition=(
            "It has the shape of an apology and leaves the fault with the patient. What you did is not in the sentence."
        ),
        example="I am sorry that it felt like that to you. It certainly was not meant that way.",
    ),
    TherapistError(
        code="identity-minimising",
        name="Identity minimising",
        direction="against",
        definition=(
            "You play down, explain away or take over what a patient says about who they are and how they are "
            "treated for it. To ask them to teach you or to absolve you belongs here too."
        ),
        example=(
            "With me you need not give that a thought. Gay or straight, it makes no difference to me: a couple is "
            "a couple."
        ),
    ),
    TherapistError(
        code="risk-blind",
        name="Risk-blind repair",
        direction="away",
        definition=(
            "A hint that somebody may not be safe goes by while you tend the relationship. Ask about safety "
            "first; the repair can wait, and will be better for it."
        ),
        example=(
            "Before we come to what you said about not being here at Christmas, I would like to understand what "
            "went amiss between us just now."
        ),
    ),
)
