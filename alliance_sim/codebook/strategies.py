"""What a reply may do. All lines are invented."""

from alliance_sim.codebook.entries import Strategy

STRATEGIES: tuple[Strategy, ...] = (
    Strategy(
        code="clarifies-misunderstanding",
        name="Clarifies a misunderstanding",
        family="immediate",
        definition=(
            "You find out what was heard, and say again what was meant. Nobody has to be shown up, and your share "
            "in the muddle is said with it."
        ),
        example=(
            "Let me go back. When I said 'let it go', I was thinking of the row on Sunday. I see that it sounded "
            "as if I meant your mother."
        ),
        fits="When something has simply been misheard and nobody is much upset yet.",
        misfires="When the hurt is real and the wording is not the point. Then it sounds like being put right.",
    ),
    Strategy(
        code="changes-task-or-goal",
        name="Changes the task or the goal",
        family="immediate",
        definition=(
            "Together you settle on a task or an aim that suits this person better. What they came for stays in view."
        ),
        example=(
            "The pictures leave you cold, and I believe you. What if we went through Tuesday's phone call aloud "
            "instead, with me as your boss?"
        ),
        fits="When the strain is about what you do or what it is for, or when the step was too large.",
        misfires="When the hurt lies between the two of you. Then a new exercise is a way round it.",
    ),
    Strategy(
        code="gives-rationale",
        name="Illustrates a task or gives a rationale",
        family="immediate",
        definition=(
            "You show what a task is like or say what it is for, and tie it to an aim which the patient has "
            "named. It is short, and they may still say no."
        ),
        example=(
            "You want to stay to the end of your daughter's graduation. Two floors in the lift with me is "
            "practice for that hall. Does that hold together for you, or is there a gap in it?"
        ),
        fits="When somebody wonders what the point is and would like to know.",
        misfires=(
            "As a reply to anger, or when the reason is known and the answer is still no. Then it is heard as "
            "talking down."
        ),
    ),
    Strategy(
        code="invites-thoughts-and-feelings",
        name="Invites thoughts and feelings about the therapist or the therapy",
        family="exploratory",
        definition=(
            "You make what is going on between you something that may be talked about. The question is open and "
            "the patient may pass."
        ),
        example="I have the feeling that something I said a minute ago came down hard. How was it to hear?",
        fits="When somebody draws back, or once you have acknowledged something, and there is time to hear the answer.",
        misfires=(
            "When it corners somebody, when it is repeated, or when the trouble is practical and wants a "
            "practical reply."
        ),
    ),
    Strategy(
        code="acknowledges-contribution",
        name="Acknowledges own contribution",
        family="exploratory",
        definition=(
            "You say, in a sentence or two, what you did that helped to cause the strain. No 'but' follows, and "
            "nothing is asked in return."
        ),
        example=(
            "I finished your sentence twice today, and both times I finished it my way. That was my doing, and I "
            "can see why you stopped."
        ),
        fits="Nearly always when it is true; above all when you are criticised or have made a cultural misstep.",
        misfires="When it is vague or untrue, or so heavy that the patient has to comfort you.",
    ),
    Strategy(
        code="discloses-internal-experience",
        name="Discloses internal experience of the interaction",
        family="exploratory",
        definition=(
            "You offer a feeling or an impulse of your own as news about the two of you. It is brief, blames "
            "nobody and leaves the patient free."
        ),
        example=(
            "I notice that I am picking my words as if one of them could break something. I wonder whether you "
            "are careful too, and whether that is in our way."
        ),
        fits="When you both keep ending up in the same place, and the patient has had some reason to trust you.",
        misfires="While tempers are high, or early on, or when your feeling turns into the patient's job.",
    ),
    Strategy(
        code="links-to-pattern-between-us",
        name="Links to a pattern between us",
        family="exploratory",
        definition=(
            "You point out that the two of you have been at this spot before. Your own half of the pattern is in "
            "the sentence."
        ),
        example=(
            "This feels familiar. I hurry towards a plan, you say 'good idea', and the plan gets no further than "
            "the car park. Do you see it too?"
        ),
        fits="Later, once this moment itself has been acknowledged.",
        misfires="As a first move, or when it tells only the patient's half.",
    ),
    Strategy(
        code="links-to-other-relationships",
        name="Links to other relationships",
        family="exploratory",
        definition=(
            "You ask whether what happened here is known from elsewhere in the patient's life. It is offered as a "
            "guess, and your part here stays yours."
        ),
        example=(
            "At home, you told me, whoever was loudest was right. You may see it quite otherwise, but I wonder "
            "whether I was being loud just now."
        ),
        fits="When the moment itself is settled and the patient begins to wonder about it too.",
        misfires="In the heat. Then it says that this is about the past and not about you.",
    ),
    Strategy(
        code="validates-defensive-posture",
        name="Validates the defensive posture",
        family="exploratory",
        definition=(
            "You treat the patient's caution as something with good reasons. It does not have to be given up "
            "before you can go on."
        ),
        example=(
            "You told your story to four people before me, and all four moved on. Giving me the short version "
            "seems very sensible."
        ),
        fits=(
            "With guardedness and mistrust, whether learned from persons, from services or from how society "
            "treats people."
        ),
        misfires="When something of yours calls for an apology. Respect for their caution does not replace it.",
    ),
    Strategy(
        code="redirects",
        name="Redirects or refocuses",
        family="immediate",
        definition=(
            "You lead back to the work in the open, and say what becomes of the thing you leave. Unless safety "
            "presses, you ask first."
        ),
        example=(
            "The parking fines matter, and I will keep time for them at the end. May we stay a little longer with "
            "the moment when you left the table?"
        ),
        fits="When the strain is slight and the patient would rather go on, or when safety has to come first.",
        misfires="When it leads away from a complaint about you or the therapy.",
    ),
    Strategy(
        code="stays-with-the-work",
        name="Stays with the work",
        family="ordinary work",
        definition=(
            "You do what a good hour consists of while nothing is broken: follow, ask, deepen, carry on with what "
            "you agreed. This mends nothing and need not, and many tense, sad or quiet turns ask for nothing "
            "else."
        ),
        example="Lonely, you say. When was it loneliest?",
        fits="When the patient is with you, even if tearful, blunt, silent or of another opinion.",
        misfires="When the patient has moved away or against you, and going on means leaving them there.",
    ),
)
