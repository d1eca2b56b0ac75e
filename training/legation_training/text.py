"""From words to encoder positions: normalisation, WordPiece and case classes.

The product does the same in Rust, so everything here is a plain function of
the word form and its place in the sentence.
"""

import unicodedata

PAD, UNK, CLS, SEP, SRC, SRC_END, TGT, TGT_END = range(8)
SPECIALS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[S]", "[/S]", "[T]", "[/T]"]
MAX_PIECES = 6
MAX_POSITIONS = 256
CASE_ROWS = 16
CASE_PAD = 13

_MAP = {}
for _c in "‘’‛ʼ′`":
    _MAP[ord(_c)] = "'"
for _c in "“”„‟«»″":
    _MAP[ord(_c)] = '"'
_MAP[ord("…")] = "..."


def is_punct(c):
    o = ord(c)
    if 33 <= o <= 47 or 58 <= o <= 64 or 91 <= o <= 96 or 123 <= o <= 126:
        return True
    return unicodedata.category(c).startswith("P")


def is_cjk(c):
    o = ord(c)
    return 0x4E00 <= o <= 0x9FFF or 0x3400 <= o <= 0x4DBF or 0xF900 <= o <= 0xFAFF or 0x20000 <= o <= 0x2FA1F


def runs(word):
    """The pieces of text between which WordPiece never reaches across."""
    s = "".join(c for c in word if c.isspace() or not (c in "\0\ufffd" or unicodedata.category(c) in ("Cc", "Cf")))
    s = s.translate(_MAP)
    s = "".join(c for c in unicodedata.normalize("NFD", s) if unicodedata.category(c) != "Mn").lower()
    out, cur = [], ""
    for c in s:
        if c.isspace() or is_punct(c) or is_cjk(c):
            if cur:
                out.append(cur)
                cur = ""
            if not c.isspace():
                out.append(c)
        else:
            cur += c
    if cur:
        out.append(cur)
    return out


class WordPiece:
    def __init__(self, vocab):
        self.vocab = vocab
        self.ids = {p: i for i, p in enumerate(vocab)}
        self.cache = {}

    def run_pieces(self, run):
        if len(run) > 100:
            return [UNK]
        out, start = [], 0
        while start < len(run):
            end = len(run)
            while end > start:
                piece = run[start:end] if start == 0 else "##" + run[start:end]
                i = self.ids.get(piece)
                if i is not None and i >= len(SPECIALS):
                    break
                end -= 1
            if end == start:
                return [UNK]
            out.append(i)
            start = end
        return out

    def word(self, word):
        hit = self.cache.get(word)
        if hit is None:
            hit = [i for r in runs(word) for i in self.run_pieces(r)] or [UNK]
            if len(hit) > MAX_PIECES:
                hit = hit[: MAX_PIECES - 1] + hit[-1:]
            self.cache[word] = hit
        return hit


def case_class(word, seen_word):
    """The case class of a word; `seen_word`: a word with letter or digit stands before it."""
    letters = [c for c in word if c.isalpha()]
    digit = any(c.isnumeric() for c in word)
    if not letters:
        return 6 if digit else 8
    if digit:
        return 7
    upper = [c.isupper() for c in letters]
    if not any(upper):
        return 0
    if len(letters) == 1:
        return 3
    if all(upper):
        return 4
    if upper[0] and not any(upper[1:]):
        return 1 if seen_word else 2
    return 5


def style_class(words):
    """The case style of a sentence: it tells the encoder how far to trust capitals."""
    long = []
    any_upper = False
    for w in words:
        letters = [c for c in w if c.isalpha()]
        any_upper = any_upper or any(c.isupper() for c in letters)
        if len(letters) >= 4:
            long.append(letters)
    if long and all(all(c.isupper() for c in ls) for ls in long):
        return 11
    if len(long) >= 3 and 4 * sum(ls[0].isupper() for ls in long) >= 3 * len(long):
        return 10
    return 9 if any_upper else 12


def encode(words, wp):
    """(ids, case classes, first position of each word), or None if too long."""
    style = style_class(words)
    ids, case, first = [CLS], [style], []
    seen = False
    for w in words:
        first.append(len(ids))
        pieces = wp.word(w)
        c = case_class(w, seen)
        seen = seen or any(ch.isalpha() or ch.isnumeric() for ch in w)
        ids += pieces
        case += [c] * len(pieces)
    ids.append(SEP)
    case.append(style)
    if len(ids) > MAX_POSITIONS:
        return None
    return ids, case, first


SUFFIX_LENGTHS = range(2, 7)


def suffixes(word):
    """The endings by which the tagging heads see the letters of a word; `^` marks its beginning."""
    s = "^" + word.lower().replace("’", "'").replace("‘", "'")
    return [s[-k:] for k in SUFFIX_LENGTHS if len(s) >= k]
