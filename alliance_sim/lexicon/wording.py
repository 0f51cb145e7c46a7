"""Words and phrases for the rules of wording, one a line; case and punctuation do not matter."""

WORDING = {
    # verdict-in-feedback
    "verdicts": """
this is correct
this is incorrect
this is right
this is wrong
this is the key
this was correct
this was incorrect
this was right
this was wrong
this was the key
is the best answer
is the best choice
is the best option
is the best reply
is the best response
is the right answer
is the right choice
is the right option
is the right reply
is the right response
is the correct answer
is the correct choice
is the correct option
is the correct reply
is the correct response
is the wrong answer
is the wrong choice
is the wrong option
is the wrong reply
is the wrong response
was the best answer
was the best choice
was the best option
was the best reply
was the best response
was the right answer
was the right choice
was the right option
was the right reply
was the right response
was the correct answer
was the correct choice
was the correct option
was the correct reply
was the correct response
was the wrong answer
was the wrong choice
was the wrong option
was the wrong reply
was the wrong response
correct answer
correct choice
correct option
correct reply
correct response
""",
    # shaming-feedback
    "shaming": """
you should have known
you should know better
you ought to know
you ought to have known
you blew
you botched
you mishandled
shame on
any competent
any good therapist
a good therapist would
a competent therapist
a real therapist
no therapist would
no good therapist
bad therapist
poor therapist
unprofessional of you
careless of you
thoughtless of you
insensitive of you
clumsy of you
stupid of you
foolish of you
lazy of you
sloppy
amateurish
inexcusable
awful reply
dreadful reply
terrible reply
stupid reply
obviously wrong
plainly wrong
""",
    # crude-reply: what no trained person would say, so that nobody is tempted by it
    "crude": """
i don't care
not my problem
your own fault
pathetic
idiot
idiotic
bullshit
fuck
fucking
shit
arse
ass
bastard
liar
you're lying
you are lying
grow a pair
hysterical
how dare you
don't be silly
you're being difficult
you are being difficult
you're overreacting
you are overreacting
attention-seeking
that's ridiculous
that is ridiculous
being ridiculous
don't be ridiculous
don't be stupid
stupid of you
that's nonsense
that is nonsense
what nonsense
that's rubbish
what rubbish
you're lazy
being lazy
being childish
you're crazy
what a waste of time
a waste of my time
wasting my time
your own silly fault
""",
    # crude-reply: the same at the beginning of a sentence; further on they may be a question
    "orders": """
shut up
calm down
get over it
grow up
get a grip
snap out of it
pull yourself together
stop whining
stop moaning
stop complaining
man up
deal with it
get real
""",
    # described-reply: verbs that name what therapists do and are not said to a patient
    "techniques": """
validate
validating
acknowledge
acknowledging
empathise
empathising
empathize
empathizing
sympathise
sympathising
normalise
normalising
normalize
normalizing
paraphrase
paraphrasing
summarise
summarising
summarize
summarizing
reflect
reflecting
reassure
reassuring
interpret
interpreting
clarify
clarifying
explore
exploring
redirect
redirecting
refocus
refocusing
metacommunicate
metacommunicating
disclose
disclosing
self-disclose
apologise
apologising
apologize
apologizing
confront
confronting
challenging
probing
encourage
encouraging
praising
ignore
ignoring
defend
defending
justify
justifying
respond
responding
invite
inviting
repairing
""",
    # code-name-shown: terms of the key, in scenes, stage directions and replies
    "terms": """
rupture
ruptures
ruptured
alliance
working alliance
therapeutic alliance
metacommunicate
metacommunicating
metacommunication
withdrawal
withdrawing
confrontation
validate
validates
validating
validation
defensive
defensively
defensiveness
deferential
deferentially
appeasing
appeasement
avoidant
minimal response
content affect split
denial
repair this
repair our
repair what happened
repair the relationship
repair the bond
repair things
repair what is between us
""",
    # code-name-shown: the same in what a patient says aloud, where most of these words have an everyday meaning
    "spoken-terms": """
rupture between us
alliance rupture
working alliance
therapeutic alliance
metacommunicate
metacommunicating
metacommunication
withdrawal marker
confrontation marker
minimal response
content affect split
""",
    # direction-names-feeling: what a stage direction should show by what can be seen or heard
    "feelings": """
angry
angrily
anger
annoyed
irritated
irritably
irritation
frustrated
frustration
furious
furiously
resentful
resentfully
resentment
bitter
bitterly
hostile
hostility
contemptuous
contemptuously
contempt
dismissive
dismissively
sarcastic
sarcastically
sarcasm
accusing
accusingly
sad
sadly
sadness
hurt
wounded
upset
disappointed
disappointment
ashamed
shame
embarrassed
embarrassment
guilty
guiltily
anxious
anxiously
anxiety
nervous
nervously
afraid
fearful
fearfully
frightened
hopeless
hopelessly
lonely
defensive
defensively
guarded
guardedly
withdrawn
withdrawing
withdraws
withdrawal
avoidant
avoiding
evasive
evasively
deferential
deferentially
submissive
submissively
appeasing
compliant
compliantly
detached
disengaged
disengaging
confrontational
controlling
mistrustful
suspicious
suspiciously
""",
    # telltale-words: what only a strained patient is thought to say
    "telltale": """
fine
whatever
i suppose
i guess
you know best
you're the expert
you are the expert
if you say so
""",
    # jargon-unexplained: in narration and feedback
    "jargon": """
countertransference
counter-transference
transference
metacommunication
mentalise
mentalising
mentalisation
mentalize
mentalizing
mentalization
projective identification
reaction formation
enactment
disembed
disembedding
dyad
dyadic
intersubjective
intersubjectivity
reflective functioning
affect regulation
co-regulation
alexithymia
alexithymic
ego-syntonic
ego-dystonic
introject
introjection
isomorphism
schema mode
selfobject
object relations
working through
holding environment
epistemic trust
psychoeducation
diffusion
defusion
functional analysis
chain analysis
socratic questioning
downward arrow
""",
    # idiom: sayings that readers with another first language or from another country may not know
    "idioms": """
across the board
at sixes and sevens
back to square one
ball is in your court
barking up the wrong tree
beat about the bush
beat around the bush
bite the bullet
bite your tongue
blessing in disguise
blow off steam
let off steam
break the ice
broken record
bull by the horns
bull in a china shop
burn the candle
burning bridges
burn your bridges
by the skin of
cards on the table
carrot and stick
chip on his shoulder
chip on her shoulder
chip on your shoulder
close to the bone
couldn't care less
cross that bridge
curate's egg
curveball
cut the mustard
devil's advocate
dead horse
draw a line under
drop the ball
elbow grease
elephant in the room
face the music
fall on deaf ears
fly off the handle
from the hip
get the wrong end of the stick
give the cold shoulder
go the extra mile
grasp the nettle
ground zero
hit the nail on the head
hit the roof
hot potato
in the same boat
in the long grass
it's not cricket
jump on the bandwagon
jump the gun
keep your chin up
kick the bucket
kick into touch
knock on wood
knocked for six
last straw
let sleeping dogs lie
let the cat out of the bag
level playing field
low-hanging fruit
make a mountain out of a molehill
move the goalposts
moved the goalposts
no stone unturned
off the bat
off the cuff
off the hook
on the back foot
on the fence
on the same page
on thin ice
open a can of worms
can of worms
out of the woods
over the moon
own goal
paint the town
pass the buck
play it by ear
pull your leg
pulling your leg
put your foot in it
rain check
read the riot act
red herring
rock the boat
rub salt
save face
see eye to eye
sent to coventry
sit on the fence
spill the beans
square peg
step up to the plate
sticky wicket
storm in a teacup
straight from the horse's mouth
sweep under the carpet
swept under the carpet
take the biscuit
take with a pinch of salt
throw in the towel
throw under the bus
tip of the iceberg
touch base
touch wood
turn a blind eye
turn over a new leaf
under the weather
up the creek
walking on eggshells
walk on eggshells
water under the bridge
white elephant
wild goose chase
wrong end of the stick
""",
    # spelling-of-another-country: British on the left, American on the right
    "spellings": """
behaviour behavior
behaviours behaviors
behavioural behavioral
colour color
colours colors
coloured colored
favour favor
favours favors
favourite favorite
honour honor
honoured honored
labour labor
neighbour neighbor
neighbours neighbors
neighbourhood neighborhood
humour humor
rumour rumor
rumours rumors
harbour harbor
odour odor
vapour vapor
centre center
centres centers
centred centered
theatre theater
litre liter
fibre fiber
defence defense
offence offense
pretence pretense
travelling traveling
travelled traveled
traveller traveler
cancelled canceled
cancelling canceling
counselling counseling
counsellor counselor
counsellors counselors
modelled modeled
labelled labeled
labelling labeling
quarrelled quarreled
jewellery jewelry
enrol enroll
fulfil fulfill
skilful skillful
grey gray
plough plow
pyjamas pajamas
mum mom
mummy mommy
analyse analyze
analysed analyzed
analysing analyzing
paralyse paralyze
paralysed paralyzed
catalogue catalog
dialogue dialog
manoeuvre maneuver
paediatric pediatric
anaesthetic anesthetic
oestrogen estrogen
""",
    # abbreviation-unexplained: known to everybody who trains in this language
    "abbreviations": """
AM
PM
AD
BC
BBC
CBT
CD
CV
DIY
DVD
EU
GB
GP
HR
ID
IT
IQ
NHS
OK
PC
PDF
PE
PIN
SMS
TV
UK
UN
US
USA
USB
VAT
VIP
""",
}
