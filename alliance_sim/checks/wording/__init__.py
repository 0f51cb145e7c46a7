"""Family 6: wording and item writing. Where a reply can be told from its looks, and where words do not do their work.

The flaws are those of the item-writing literature (Haladyna, Downing & Rodriguez 2002), in the terms of a conversation.
One turn with a flaw need not matter, so nearly all of them are warnings that can be allowed with a reason; how often a
cue works over many turns is asked by the rules of a folder.
"""
