"""What a turn may show, in the order of the scenario format. All lines are invented.

The confrontation families are a working division.
"""

from alliance_sim.codebook.entries import Marker

MARKERS: tuple[Marker, ...] = (
    Marker(
        code="denial",
        name="Denial",
        type="withdrawal",
        family="shutting down",
        definition=(
            "The patient says that nothing is there, although both of you have just seen that something is. A "
            "matter of evident weight is called harmless, and there is no more to say about it."
        ),
        example=(
            "(eyes wet, folding a tissue into a small square) The session you cancelled? No, that was nothing to "
            "me. These things happen."
        ),
        look_alike=(
            "'I asked myself that on the way here. I was not upset about the cancelled session. I was glad of the "
            "free evening.' The patient has looked inside and tells you what is there instead."
        ),
    ),
    Marker(
        code="minimal-response",
        name="Minimal response",
        type="withdrawal",
        family="shutting down",
        definition=(
            "Silence, or replies so brief that nothing can be built on them. It counts because the work stops, "
            "not because the answer is short."
        ),
        example=(
            "(to three open questions, one after the other, pulling the sleeves over both hands) Not really. ... "
            "If you like. ... I don't mind."
        ),
        look_alike=(
            "'(looks at the ceiling for a long while) Lonely. That is the word for it.' Few words, after a "
            "silence in which somebody was working."
        ),
    ),
    Marker(
        code="abstract-communication",
        name="Abstract communication",
        type="withdrawal",
        family="avoiding",
        definition=(
            "The talk climbs to concepts, theories and people in general, where nobody in particular is hurt. It "
            "may be clever and even true, and it takes both of you away from what happened."
        ),
        example=(
            "(asked how it was when his wife moved out) One could say that modern marriage asks two people to do "
            "what a village used to do."
        ),
        look_alike=(
            "'I read that carers start to grieve while the person is still alive. That was me on Sunday, holding "
            "his spoon.' The idea leads straight into her own life."
        ),
    ),
    Marker(
        code="avoidant-storytelling",
        name="Avoidant storytelling or change of topic",
        type="withdrawal",
        family="avoiding",
        definition=(
            "A long story, news of other people or a new subject takes the place of what was about to be looked "
            "at. There is plenty of talk, and it moves off."
        ),
        example=(
            "(asked how last week's argument with you had been for her) Before I forget, my nephew has his lorry "
            "licence! Third attempt. You should have heard the examiner."
        ),
        look_alike=(
            "'Can I tell you about the lifeboat drill? It is the best picture I have of how Thursday felt.' The "
            "story serves the question and brings the feeling along."
        ),
    ),
    Marker(
        code="deferential",
        name="Deferential and appeasing",
        type="withdrawal",
        family="masking experience",
        definition=(
            "The patient agrees, praises or obeys more than the moment calls for, and so keeps the peace with "
            "you. What they themselves want or dislike drops out of sight."
        ),
        example=(
            "(nodding before you have finished) Twice a day? Of course, three times if you think so. You have "
            "never steered me badly."
        ),
        look_alike=(
            "'Thank you, the breathing got me through the queue. The one for the night did nothing, so I dropped "
            "it.' The thanks are for something in particular, and the disagreement stands next to them."
        ),
    ),
    Marker(
        code="content-affect-split",
        name="Split between content and feeling",
        type="withdrawal",
        family="masking experience",
        definition=(
            "What is said and what is shown do not belong together. The words tell of pain or anger, and the "
            "face, voice or laugh is about something lighter; or the other way round."
        ),
        example=(
            "(chuckling, drumming on the armrest) After our talk on Monday I cried so loudly that the neighbour "
            "rang the bell. Hilarious, really."
        ),
        look_alike=(
            "'(both of you laugh at a ringtone that has just gone off) So. Where was I? My sister.' A joke that "
            "belongs to both, and then back to the subject."
        ),
    ),
    Marker(
        code="self-criticism",
        name="Self-criticism or hopelessness",
        type="withdrawal",
        family="shutting down",
        definition=(
            "The patient attacks themselves or gives themselves up, and this leaves you and the work outside. It "
            "counts by what it does to the two of you, not by how dark it sounds; either way, despair may call "
            "for a question about safety."
        ),
        example=(
            "(when you suggest looking at Friday again) Save your effort. Some people are badly made, and today "
            "you have got one of them."
        ),
        look_alike=(
            "'I am ashamed of how I shouted at him. Can we go through it? I want to understand it.' Hard on "
            "himself, and he takes you along."
        ),
    ),
    Marker(
        code="complaint-about-therapist",
        name="Complaint about the therapist",
        type="confrontation",
        family="complaining",
        definition=(
            "The patient voices hurt, doubt or anger about you: how you speak, what you can do, whether you "
            "attend, who you are. It may be said outright or come as a barb."
        ),
        example="Ever since I told you that I punched the wall, you talk to me like a leaflet. I preferred you before.",
        look_alike=(
            "'Have you worked with farmers before? Then I know how much I need to explain.' A question about you "
            "that wants an answer and carries no reproach."
        ),
    ),
    Marker(
        code="rejects-intervention",
        name="Rejects the therapist's intervention",
        type="confrontation",
        family="pushing back",
        definition=(
            "Your words or your offer are pushed away almost before they arrive. It is the push that counts; "
            "seeing things differently is not enough."
        ),
        example="(before your sentence is over) Grief, no. You keep handing me that word, and I keep not wanting it.",
        look_alike=(
            "'Not grief, I think. More like waiting for a train that nobody has announced.' Your word is turned "
            "down and a better one given: that is work."
        ),
    ),
    Marker(
        code="complaint-about-activities",
        name="Complaint about the activities of therapy",
        type="confrontation",
        family="complaining",
        definition=(
            "The patient objects to what you do together, in the hour or between the hours. An exercise, the "
            "past, or talking as such seems pointless, childish or too much."
        ),
        example="So I shout at an empty chair, and then my father, who is dead, was a nicer man? Is that the plan?",
        look_alike=(
            "'What is the chair for? If I know, I can do it properly.' A wish to know the point, so as to take part."
        ),
    ),
    Marker(
        code="complaint-about-parameters",
        name="Complaint about the parameters of therapy",
        type="confrontation",
        family="complaining",
        definition=(
            "Dissatisfaction with the frame: the length, the place, the money, the gaps, the screen, the records, "
            "who else may hear. You may not be able to change the frame; what it says about the two of you is "
            "still worth hearing."
        ),
        example=(
            "You are away for all of August, and what I get is a number with an answering machine. Some arrangement."
        ),
        look_alike=(
            "'I am on the late shift from May. Would Mondays be possible?' Two diaries being compared, and the "
            "patient stays as warm as before."
        ),
    ),
    Marker(
        code="complaint-about-progress",
        name="Complaint about progress",
        type="confrontation",
        family="complaining",
        definition=(
            "The patient holds it against you or the therapy that things are no better, or not better enough. "
            "Hope in the joint work is what is at stake."
        ),
        example="Since March I have learned eleven words for being anxious. I am still not on the bus.",
        look_alike=(
            "'A bad week, I hardly slept. What did I do in April that I am not doing now?' Poor news, and the "
            "patient is at work on it with you."
        ),
    ),
    Marker(
        code="defends-self",
        name="Defends self against the therapist",
        type="confrontation",
        family="pushing back",
        definition=(
            "The patient hears blame from you and pleads their case. The blame may lie in no more than your tone."
        ),
        example=(
            "(sits up) I did ring him. At eight, as soon as the ward was quiet. I am not the cold person you have "
            "just made of me."
        ),
        look_alike=(
            "'At eight. Before that there was nobody to cover for me.' You asked how it came about, and this is "
            "the answer."
        ),
    ),
    Marker(
        code="controls-therapist",
        name="Efforts to control or pressure the therapist",
        type="confrontation",
        family="controlling",
        definition=(
            "The patient orders, tests or corners you, or sets terms which you are to meet. Pressure may be what "
            "is left when asking feels useless."
        ),
        example=(
            "You write that letter to my landlord today, with the word trauma in it. Then I will know whose side "
            "you are on."
        ),
        look_alike=(
            "'Could you write to my landlord? And if that is not something you do, who might?' A plain request "
            "that leaves you free to say no."
        ),
    ),
)
