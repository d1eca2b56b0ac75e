"""Lemmas as edit rules: what to cut and put at either end of a form, and its case.

A rule is `=lemma` (the whole lemma) or `C|pd|pa|sd|sa`: from the base of the form drop
`pd` characters in front and `sd` behind, put `pa` before and `sa` behind. The base is the
form itself for C = `k`, else the lower-cased form with straight apostrophes (for `n`
also without commas, for numbers); then `t` raises the first character and `u` all of them.
"""

import difflib


def _upper_first(s):
    return s[:1].upper() + s[1:]


def base_of(c, form):
    if c == "k":
        return form
    low = form.lower().replace("’", "'").replace("‘", "'")
    return low.replace(",", "") if c == "n" else low


def apply(rule, form):
    if rule.startswith("="):
        return rule[1:]
    c, pd, pa, sd, sa = rule.split("|")
    pd, sd = int(pd), int(sd)
    base = base_of(c, form)
    if pd + sd > len(base):
        return base
    out = pa + base[pd : len(base) - sd] + sa
    if c == "t":
        out = _upper_first(out)
    elif c == "u":
        out = out.upper()
    return out


def _edit(base, goal):
    m = difflib.SequenceMatcher(None, base, goal, autojunk=False).find_longest_match(0, len(base), 0, len(goal))
    if m.size == 0:
        return None
    return m.a, goal[: m.b], len(base) - m.a - m.size, goal[m.b + m.size :]


def rule_for(form, lemma):
    """The rule that makes `lemma` of `form`, as general as can be."""
    if "|" in lemma:
        return "=" + lemma
    low = base_of("l", form)
    tries = []
    if lemma == lemma.lower():
        tries.append(("l", low, lemma))
    if lemma == _upper_first(lemma.lower()):
        tries.append(("t", low, lemma.lower()))
    if lemma == lemma.upper():
        tries.append(("u", low, lemma.lower()))
    tries.append(("k", form, lemma))
    if lemma == base_of("n", form) != low:
        tries.insert(0, ("n", lemma, lemma))
    for c, base, goal in tries:
        e = _edit(base, goal)
        if e is None:
            continue
        pd, pa, sd, sa = e
        if pd > 0 and pd + sd >= len(base) - 1 and len(goal) <= 4:
            continue  # an irregular form: the whole lemma says it more plainly
        rule = f"{c}|{pd}|{pa}|{sd}|{sa}"
        if apply(rule, form) == lemma:
            return rule
    return "=" + lemma
