"""Whether a word is a Vietnamese syllable: an onset, a rime, and a tone that goes with its ending."""

from __future__ import annotations

import unicodedata
from functools import cache

ONSETS = """
b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x
""".split()
RIMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch
êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu o oa oac oach oai oam oan oang oanh
oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm
ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uyên
uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu ych
ynh yt
""".split()
TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
"""Falling, rising, broken, asking, heavy."""
STOPPED = {"\u0301", "\u0323"}
"""The tones of syllables that end in c, ch, p, t."""
LONGEST = 7
"""nghiêng"""


@cache
def toneless_syllables() -> frozenset[str]:
    return frozenset(onset + rime for onset in ["", *ONSETS] for rime in RIMES) | {"gi"}


def is_syllable(word: str) -> bool:
    """Whether ``word`` (composed, any case) can be said as one Vietnamese syllable."""
    if len(word) > LONGEST:
        return False
    apart = unicodedata.normalize("NFD", word.lower())
    tones = [sign for sign in apart if sign in TONES]
    plain = unicodedata.normalize("NFC", "".join(sign for sign in apart if sign not in TONES))
    if len(tones) > 1 or plain not in toneless_syllables():
        return False
    return not plain.endswith(("c", "ch", "p", "t")) or bool(set(tones) & STOPPED)
