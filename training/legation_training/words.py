"""Words of a raw sentence, near enough to the product's own for training (the product splits by crates/legation-english)."""

import re

ABBREVIATION = r"(?:[A-Z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Capt|Sen|Rep|Gov|St|Prof|Jr|Sr|Rev|Adm|Maj|Brig|Sept|Oct|Nov|Dec|Jan|Feb|Aug|No|vs|Inc|Ltd|Co|Corp)\.|[A-Z]\.(?=\s[A-Z])|[ap]\.m\."
WORD = re.compile(
    rf"{ABBREVIATION}|https?://\S+|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|bn|m|k)?\b|(?:US|C|A|S)?[$€£¥₹]|%|"
    r"[^\W\d_]+(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m|S)\b|\w+(?:[’'](?!s\b|re\b|ve\b|ll\b|d\b|m\b|t\b)\w+)*|\.{2,}|--+|[^\w\s]"
)


def words(text):
    """(start, end) of each word."""
    return [m.span() for m in WORD.finditer(text)]


def forms(text):
    return [text[a:b] for a, b in words(text)]
