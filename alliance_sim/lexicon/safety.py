"""Words and phrases for the rules of safety, one a line; case and punctuation do not matter.

A list whose name ends in -rot13 is written so that nobody has to read it in passing.
"""

SAFETY = {
    # banned-label: words that blame the person for what happened between two people
    "labels": """
resistant
resistance
resisting patient
resisting client
manipulative
manipulating
manipulation
manipulates
manipulator
attention-seeking
attention-seeker
seeking attention
seeks attention
non-compliant
noncompliant
non-compliance
non-adherent
difficult patient
difficult patients
difficult client
difficult clients
heartsink
borderline behaviour
borderline behavior
typical borderline
so borderline
acting out
acts out
passive-aggressive
help-rejecting
treatment-resistant patient
treatment resistant
not psychologically minded
playing the victim
plays the victim
drama queen
needy
clingy
hysterical
overreacting
overreacts
over-reacts
overly sensitive
too sensitive
oversensitive
""",
    # method-of-harm: always
    "methods": """
hang myself
hang himself
hang herself
hang yourself
hang themselves
hanged myself
hanged himself
hanged herself
hanged themselves
hanging myself
hanging himself
hanging herself
hung myself
hung himself
hung herself
slit my wrists
slit his wrists
slit her wrists
slit your wrists
slit my wrist
slash my wrists
slashed my wrists
slashed his wrists
slashed her wrists
cut my wrists
cut his wrists
cut her wrists
cutting my wrists
gas myself
gassed himself
gassed herself
suicide note
jump in front of a train
jump in front of the train
jump in front of a bus
jump in front of a lorry
jump in front of a truck
jump in front of the traffic
jumped in front of a train
jumped in front of the train
jumped in front of a bus
jumped in front of a lorry
jumped in front of a truck
jumped in front of the traffic
jumping in front of a train
jumping in front of the train
jumping in front of a bus
jumping in front of a lorry
jumping in front of a truck
jumping in front of the traffic
step in front of a train
step in front of the train
step in front of a bus
step in front of a lorry
step in front of a truck
step in front of the traffic
stepped in front of a train
stepped in front of the train
stepped in front of a bus
stepped in front of a lorry
stepped in front of a truck
stepped in front of the traffic
stepping in front of a train
stepping in front of the train
stepping in front of a bus
stepping in front of a lorry
stepping in front of a truck
stepping in front of the traffic
walk in front of a train
walk in front of the train
walk in front of a bus
walk in front of a lorry
walk in front of a truck
walk in front of the traffic
walked in front of a train
walked in front of the train
walked in front of a bus
walked in front of a lorry
walked in front of a truck
walked in front of the traffic
walking in front of a train
walking in front of the train
walking in front of a bus
walking in front of a lorry
walking in front of a truck
walking in front of the traffic
throw myself under a train
throw myself in front of a train
throw myself in front of a bus
throw myself in front of a lorry
throw myself off a bridge
throw myself off the bridge
throw myself off the roof
throw himself under a train
throw himself in front of a train
throw himself in front of a bus
throw himself in front of a lorry
throw himself off a bridge
throw himself off the bridge
throw himself off the roof
throw herself under a train
throw herself in front of a train
throw herself in front of a bus
throw herself in front of a lorry
throw herself off a bridge
throw herself off the bridge
throw herself off the roof
threw myself under a train
threw myself in front of a train
threw myself in front of a bus
threw myself in front of a lorry
threw myself off a bridge
threw myself off the bridge
threw myself off the roof
threw himself under a train
threw himself in front of a train
threw himself in front of a bus
threw himself in front of a lorry
threw himself off a bridge
threw himself off the bridge
threw himself off the roof
threw herself under a train
threw herself in front of a train
threw herself in front of a bus
threw herself in front of a lorry
threw herself off a bridge
threw herself off the bridge
threw herself off the roof
throwing myself under a train
throwing myself in front of a train
throwing myself in front of a bus
throwing myself in front of a lorry
throwing myself off a bridge
throwing myself off the bridge
throwing myself off the roof
throwing himself under a train
throwing himself in front of a train
throwing himself in front of a bus
throwing himself in front of a lorry
throwing himself off a bridge
throwing himself off the bridge
throwing himself off the roof
throwing herself under a train
throwing herself in front of a train
throwing herself in front of a bus
throwing herself in front of a lorry
throwing herself off a bridge
throwing herself off the bridge
throwing herself off the roof
went under a train
went under the train
""",
    # method-of-harm: what makes a sentence one about risk
    "risk": """
suicide
suicidal
kill myself
kill himself
kill herself
kill yourself
kill themselves
killed myself
killed himself
killed herself
killing myself
killing himself
killing herself
end my life
end his life
end her life
end your life
ended his life
ended her life
ending my life
ending it all
end it all
take my life
take my own life
took his life
took his own life
took her life
took her own life
taking my life
taking my own life
want to die
wanted to die
wanting to die
wants to die
wishes she was dead
wishes he was dead
wish i was dead
wish i were dead
better off dead
better off without me
not be here any more
not be here anymore
self-harm
self-harmed
self-harming
harm myself
harmed myself
harming myself
burning myself
overdose
overdosed
overdoses
""",
    # method-of-harm: the same in a scenario whose themes name suicide or self-harm; elsewhere it may be a kitchen knife
    "declared-risk": """
hurt myself
hurting myself
cut myself
cutting myself
burn myself
burning myself
scratch myself
not wake up
never wake up
""",
    # method-of-harm: means and places, only in a sentence about risk; therapists may ask about them
    "means": """
pills
tablets
capsules
paracetamol
acetaminophen
aspirin
ibuprofen
insulin
opioids
morphine
medicine cabinet
bleach
poison
pesticide
weedkiller
helium
hosepipe
rope
noose
ligature
plastic bag
knife
knives
blade
blades
razor
razors
scissors
gun
pistol
rifle
shotgun
bridge
viaduct
cliff
cliffs
rooftop
balcony
car park roof
railway
rails
tracks
platform
drown
drowning
i know how i would
i know how i'd
i know where i would
i know where i'd
i know when i would
i know when i'd
i have a plan
i have it planned
i've planned
i had planned
all planned
i've chosen
i have chosen
jump off
jump from
jumping off
jumping from
jumped off
jumped from
farewell letter
farewell letters
farewell note
goodbye letter
goodbye letters
car exhaust
hanging from
drown myself
""",
    # risk-as-leverage: in the author's own voice, in a sentence about risk
    "leverage": """
manipulate
manipulates
manipulating
manipulation
manipulative
gesture
gestures
cry for help
attention
blackmail
emotional blackmail
threat
threats
threatens
threatening
bargain
bargains
bargaining
lever
leverage
game
games
tactic
tactics
to punish
to control
to test
""",
    # romantic-reply
    "romantic": """
i love you
in love with you
i'm attracted to you
i am attracted to you
i feel attracted to you
i find you attractive
you're beautiful
you are beautiful
you're gorgeous
you are gorgeous
you look gorgeous
you're sexy
you are sexy
you look sexy
i want to kiss you
i'd like to kiss you
may i kiss you
i want to sleep with you
i want to hold you
go on a date with me
have dinner with me
have a drink with me
come to my flat
come to my house
come to my place
""",
    # slur
    "slurs-rot13": """
avttre
avttref
avttn
cnxv
cnxvf
jbt
jbtf
tbbx
tbbxf
xvxr
xvxrf
fcvp
fcvpf
enturnq
enturnqf
gbjryurnq
tlccb
tlccbf
cvxrl
cvxrlf
snttbg
snttbgf
cbbsgre
cbbsgref
genaal
genaavrf
ergneq
ergneqf
ergneqrq
fcnm
""",
    # identifying-detail: what a text may hold that names a service or a site
    "services": """
www
http
https
hospital
infirmary
clinic
surgery
hospice
centre
center
board
trust
""",
}
