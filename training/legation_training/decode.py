"""Trees from arc scores, names from BIO scores."""

import numpy as np


def _cle(s):
    """Maximum spanning arborescence from node 0 over s[dep, head] (Chu-Liu, Edmonds)."""
    n = s.shape[0]
    s = s.copy()
    s[np.arange(n), np.arange(n)] = -np.inf
    s[0, :] = -np.inf
    head = s.argmax(1)
    head[0] = 0
    state = np.zeros(n, int)
    state[0] = 2
    cycle = None
    for i in range(1, n):
        path, j = [], i
        while state[j] == 0:
            state[j] = 1
            path.append(j)
            j = head[j]
        if state[j] == 1:
            cycle = path[path.index(j):]
        for k in path:
            state[k] = 2
        if cycle:
            break
    if not cycle:
        return head
    cyc = np.array(cycle)
    rest = np.array([i for i in range(n) if i not in set(cycle)])
    m = len(rest)
    t = np.full((m + 1, m + 1), -np.inf)
    t[:m, :m] = s[np.ix_(rest, rest)]
    out = s[np.ix_(rest, cyc)]
    t[:m, m] = out.max(1)
    out_arg = out.argmax(1)
    into = s[np.ix_(cyc, rest)] - s[cyc, head[cyc]][:, None]
    t[m, :m] = into.max(0)
    in_arg = into.argmax(0)
    h = _cle(t)
    res = head.copy()
    for a in range(m):
        if rest[a] == 0:
            continue
        res[rest[a]] = cyc[out_arg[a]] if h[a] == m else rest[h[a]]
    b = h[m]
    res[cyc[in_arg[b]]] = rest[b]
    return res


def tree(arc):
    """Heads (index 0 unused) of the best tree with one root; arc is [n+1, n+1] dep by head."""
    s = arc.astype(np.float64)
    n = s.shape[0]
    if n == 2:
        return np.array([0, 0])
    head = _cle(s)
    roots = [d for d in range(1, n) if head[d] == 0]
    if len(roots) == 1:
        return head
    best, best_score = head, -np.inf
    for r in roots:
        t = s.copy()
        t[1:, 0] = -1e9
        t[r, :] = -1e9
        t[r, 0] = 0.0
        h = _cle(t)
        sc = sum(s[d, h[d]] for d in range(1, n))
        if sc > best_score:
            best, best_score = h, sc
    return best


def bio(logits, labels):
    """Best sequence in which I-X follows only B-X or I-X."""
    n, k = logits.shape
    allow = np.zeros((k, k))
    for j, b in enumerate(labels):
        if b.startswith("I-"):
            for i, a in enumerate(labels):
                if a[2:] != b[2:] or a == "O":
                    allow[i, j] = -np.inf
    start = np.array([-np.inf if l.startswith("I-") else 0.0 for l in labels])
    v = logits[0] + start
    back = []
    for t in range(1, n):
        m = v[:, None] + allow
        back.append(m.argmax(0))
        v = m.max(0) + logits[t]
    y = [int(v.argmax())]
    for b in reversed(back):
        y.append(int(b[y[-1]]))
    return [labels[i] for i in reversed(y)]


def spans(tags):
    """Set of (start, end, type) of a BIO sequence."""
    out, start, kind = set(), None, None
    for i, t in enumerate(list(tags) + ["O"]):
        if start is not None and (t == "O" or t.startswith("B-") or t[2:] != kind):
            out.add((start, i, kind))
            start = None
        if t.startswith("B-") or (t.startswith("I-") and start is None):
            start, kind = i, t[2:]
    return out
