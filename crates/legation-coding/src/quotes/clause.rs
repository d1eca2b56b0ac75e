//! How far the content of a cue reaches: where the clause on its right begins and ends.

use super::cues::{Sort, Takes};
use super::frame::{self, Range};
use super::tree::Tree;
use legation_record::Upos;

/// A clause on the right of a verb: by the tree, else the first finite verb with its own subject right behind.
pub fn on_the_right(tree: &Tree, cue: usize) -> Option<Range> {
    let by_tree = tree.s.children(cue).find(|&c| {
        let t = tree.tok(c);
        let clause = t.rel() == "ccomp"
            || t.rel() == "parataxis"
                && tree.finite(c)
                && !attributes(tree, c)
                && adjacent(tree, cue, tree.first(c));
        c > cue && clause && !goes_on_to_say(tree, c)
    });
    let root = by_tree.or_else(|| in_a_text(tree, cue)).or_else(|| stray(tree, cue))?;
    let start = start(tree, cue, root);
    if circumstance(tree, cue + 1, start) {
        return None;
    }
    let that = tree.tok(root).rel() != "parataxis" && tree.is(start.saturating_sub(1), "that");
    (start > cue && (that || adjacent(tree, cue, start))).then(|| (start, end(tree, cue, root)))
}

/// "said in a statement that ...", where the tree hangs the clause on the statement.
fn in_a_text(tree: &Tree, cue: usize) -> Option<usize> {
    let text = |&n: &usize| n > cue && tree.cues.noun(&tree.tok(n).lemma).is_some();
    let nouns = tree.s.children_by(cue, "obl").filter(text);
    nouns.flat_map(|n| tree.s.children_by(n, "acl")).find(|&c| tree.has_mark(c, &["that"]))
}

/// Whether a clause behind a comma says who said what stands before it: "They have agreed to meet, the minister told a
/// session".
fn attributes(tree: &Tree, verb: usize) -> bool {
    let speaks = tree.verb(verb).is_some_and(|c| c.sort == Sort::Speech && c.takes(&Takes::Clause).is_some());
    let content = || tree.s.children_by(verb, "ccomp").any(|c| c > verb);
    speaks
        && tree.child(verb, "nsubj").is_some_and(|s| s < verb && tree.comma(tree.first(s).saturating_sub(1)))
        && !content()
}

/// Whether a clause behind a comma tells when or how it was said: "..., he said, as parliament voted", "..., they said, in
/// what would be the heaviest loss".
fn circumstance(tree: &Tree, comma: usize, start: usize) -> bool {
    const MARKS: [&str; 8] = ["as", "though", "although", "while", "when", "after", "before", "since"];
    start == comma + 1
        && tree.comma(comma)
        && (tree.is_any(start, &MARKS) && tree.tok(start).rel() == "mark"
            || tree.tok(start).upos == Upos::Adp && tree.is(start + 1, "what"))
}

/// A participle behind a comma that is a cue itself: "..., adding that".
fn goes_on_to_say(tree: &Tree, k: usize) -> bool {
    k > 0 && tree.comma(k - 1) && tree.tok(k).xpos == "VBG" && tree.verb(k).is_some() && !tree.marked[k]
}

/// Content that its attribution interrupts: "The deal, he said on Friday, would fail", "And Cohen, said a friend, does not
/// forget".
pub fn around(tree: &Tree, cue: usize) -> Option<Range> {
    let subject = tree.nsubj(cue)?;
    let (from, last) = if subject < cue {
        let own = |c: &usize| tree.tok(*c).rel() == "aux" && *c < cue;
        (tree.first(subject).min(cue), tree.s.children(cue).filter(own).fold(cue, usize::max))
    } else {
        (cue, tree.last(subject))
    };
    // The attribution ends with the next comma; nothing but an addressee and adverbials stand before it.
    let close = (last + 1..tree.len()).take(12).find(|&k| tree.comma(k) || tree.finite(k))?;
    let next = close + 1;
    let content = |c: usize| c > cue && c < close && matches!(tree.tok(c).rel(), "ccomp" | "xcomp" | "obj");
    if tree.is_any(subject, &["who", "which", "that"]) || tree.s.children(cue).any(content) {
        return None;
    }
    let parted = from > 1 && tree.comma(from - 1) && tree.comma(close) && next + 1 < tree.end();
    let bare = |k: usize| !tree.marked[k] && !tree.quotation_mark(k);
    if !parted || !bare(from - 2) || !bare(next) || tree.phrase(next).is_some() {
        return None;
    }
    let before = from - 1;
    let first = (0..before).find(|&k| !tree.punct(k))?;
    let end = (next..tree.len()).find(|&k| tree.is(k, ";") && !tree.marked[k]).map_or(tree.end(), |k| k - 1);
    if tree.is_any(before - 1, &["which", "who"]) {
        let verb = (next..tree.len()).find(|&k| tree.finite(k))?;
        return Some((before - 1, tree.last(verb).max(verb)));
    }
    let told = (first..before).any(|k| tree.finite(k));
    let goes_on = (next..=end).any(|k| tree.finite(k));
    // What follows completes a clause that began before, or adds to a whole one.
    let adds = [
        "because",
        "since",
        "whether",
        "if",
        "unless",
        "including",
        "even",
        "despite",
        "rather",
        "but",
        "not",
        "instead",
        "with",
    ];
    let hangs = |k: usize| !tree.punct(k) && tree.tok(k).head.is_some_and(|h| h >= first && h < before);
    let whole = if told {
        tree.is_any(next, &adds) && (next..=end).any(hangs)
    } else {
        goes_on || (next..=end).any(hangs)
    };
    let goes_on_to_say = tree.tok(next).xpos == "VBG" && tree.verb(next).is_some();
    (whole && !goes_on_to_say && tree.tok(before - 1).upos != Upos::Cconj).then_some((first, end))
}

/// Whether nothing but an addressee or an adverbial stands between the cue and the content.
fn adjacent(tree: &Tree, cue: usize, start: usize) -> bool {
    let between = cue + 1..start;
    let commas = between.clone().filter(|&k| tree.comma(k)).count();
    let clause = |k: usize| tree.tok(k).upos == Upos::Verb && tree.finite(k) && tree.tok(k).rel() != "acl";
    commas <= 2 && !between.into_iter().any(clause)
}

/// The root of a clause that begins right behind a verb and hangs elsewhere.
fn stray(tree: &Tree, cue: usize) -> Option<usize> {
    let mut k = cue + 1;
    // Over an adverbial of time or place, or an addressee.
    while k < tree.len()
        && tree.tok(k).head == Some(cue)
        && !tree.finite(k)
        && matches!(tree.tok(k).rel(), "obl" | "advmod" | "iobj")
    {
        // A phrase that takes in the clause itself ends where the tree went wrong.
        let last = tree.last(k).max(k);
        let astray = (k + 1..=last).find(|&c| tree.finite(c) && tree.tok(c).rel() != "acl");
        k = match astray {
            Some(c) => match tree.nsubj(c) {
                Some(s) if s > k => tree.first(s),
                _ => k + 1,
            },
            None => last + 1,
        };
        if astray.is_some() {
            break;
        }
    }
    let mark = tree.is_any(k, &["that", "why", "how", "whether", "if", "what"]);
    let clause = |&t: &usize| tree.finite(t) && tree.tok(t).rel() != "acl";
    let root = (k..tree.len()).take(30).take_while(|&t| !tree.comma(t)).find(clause)?;
    let subject = tree.s.children(root).find(|&c| matches!(tree.tok(c).rel(), "nsubj" | "csubj"))?;
    let first = tree.first(subject);
    let begins = first == k || mark || tree.first(root) <= k && first > k;
    (first > cue && begins).then_some(root)
}

/// Where a clause begins behind its cue, without "that".
pub fn start(tree: &Tree, cue: usize, root: usize) -> usize {
    // What stands between the cue and "that" is the cue's, wherever the tree hangs it.
    if let Some(that) = tree.s.children_by(root, "mark").find(|&m| m > cue && m < root && tree.is(m, "that"))
    {
        return if tree.quotation_mark(that - 1) && that > cue + 1 { that - 1 } else { that + 1 };
    }
    let mut first = tree.first(root);
    if first <= cue {
        first = (cue + 1..=root).find(|&k| tree.under(k, root)).unwrap_or(root);
    }
    // A phrase between that the tree took for the cue's own subject is the clause's.
    if tree.tensed(cue)
        && let Some(s) = tree.s.children_by(cue, "nsubj").find(|&s| s > cue && s < root)
    {
        first = first.min(tree.first(s).max(cue + 1));
    }
    if tree.is(first, "that") && first < root && tree.tok(first).rel() == "mark" {
        first += 1;
    }
    if first > cue + 1 && tree.quotation_mark(first - 1) {
        first -= 1;
    }
    first
}

/// Where the content of a cue on its left ends: with the cue's own clause, or where the sentence goes on with something
/// that hangs on the cue or above it.
pub fn end(tree: &Tree, cue: usize, root: usize) -> usize {
    let limit = limit(tree, cue);
    let mut above = vec![cue];
    while let Some(h) = above.last().and_then(|&t| tree.tok(t).head) {
        if above.contains(&h) {
            break;
        }
        above.push(h);
    }
    let cut = (root + 1..=limit).find_map(|k| {
        let t = tree.tok(k);
        if above.contains(&k) {
            // The clause that the cue depends on begins: "When he says ..., they ...".
            return (root + 1..=k).find(|&e| !tree.punct(e) && !tree.under(e, cue) && !tree.under(e, root));
        }
        let hangs = t.head.is_some_and(|h| above.contains(&h) && h != root);
        if hangs && leaves(tree, cue, root, k) {
            return Some(tree.first(k).max(root + 1));
        }
        if told_next(tree, root, k) {
            return Some(tree.first(k).max(root + 1));
        }
        let remark = tree.comma(k - 1) && tree.is_any(k, &["which", "who"]) && !tree.marked[k];
        let attribution = !tree.marked[k]
            && (goes_on_to_say(tree, k)
                || tree.phrase(k).is_some_and(|len| frame::phrase(tree, k, len).is_some()));
        if says_too(tree, cue, k) {
            return Some(tree.first(k).max(root + 1));
        }
        (remark || attribution || tree.is(k, ";") && !tree.marked[k]).then_some(k)
    });
    let Some(mut edge) = cut else { return limit.max(root) };
    let joint =
        |k: usize| tree.punct(k) && !tree.quotation_mark(k) || matches!(tree.tok(k).upos, Upos::Cconj);
    while edge > root + 1 && joint(edge - 1) {
        edge -= 1;
    }
    (edge - 1).max(root)
}

/// Whether a clause that hangs on the cue or above it is no more of the content. What goes on in the present or the future
/// after "said" is still what was said, wherever the tree hangs it.
fn leaves(tree: &Tree, cue: usize, root: usize, k: usize) -> bool {
    if !matches!(tree.tok(k).rel(), "conj" | "parataxis" | "advcl") || tree.first(k) <= root {
        return false;
    }
    let t = tree.tok(k);
    let modal = tree.s.children(k).any(|c| tree.tok(c).xpos == "MD");
    let present = matches!(t.xpos.as_str(), "VBZ" | "VBP")
        || tree.s.children_by(k, "cop").any(|c| tree.tok(c).xpos != "VBD");
    let shares = tree.child(k, "nsubj").is_none();
    let said = tree.tok(cue).xpos == "VBD";
    !(t.rel() == "conj" && said && (modal || present && shares) && tree.verb(k).is_none())
}

/// "said it would impose duties, and China retaliated": what happened then is told by the report.
fn told_next(tree: &Tree, root: usize, k: usize) -> bool {
    let t = tree.tok(k);
    let modal = |i: usize| tree.s.children(i).any(|c| tree.tok(c).xpos == "MD");
    t.rel() == "conj"
        && t.head == Some(root)
        && t.xpos == "VBD"
        && modal(root)
        && tree.child(k, "nsubj").is_some()
        && tree.child(k, "cc").is_some_and(|c| tree.comma(c.saturating_sub(1)))
}

/// "..., and asked": a cue in the same tense without a subject of its own.
fn says_too(tree: &Tree, cue: usize, k: usize) -> bool {
    tree.verb(k).is_some_and(|c| c.sort == Sort::Speech)
        && tree.tok(k).rel() == "conj"
        && (tree.tok(k).xpos == tree.tok(cue).xpos || tree.tok(k).xpos == "VBD")
        && tree.tensed(k)
        && tree.child(k, "nsubj").is_none()
        && !tree.marked[k]
        && tree.child(k, "cc").is_some_and(|c| c < k && !(c..k).any(|i| tree.comma(i)))
}

/// How far a cue's own clause can reach: to the end of the sentence, but for a cue in a relative or adverbial clause.
fn limit(tree: &Tree, cue: usize) -> usize {
    let mut at = cue;
    for _ in 0..8 {
        let t = tree.tok(at);
        match (t.rel(), t.head) {
            ("acl", _) => return tree.last(at),
            ("advcl", Some(h)) if h > at => return tree.last(at),
            ("conj" | "parataxis" | "xcomp" | "advcl" | "ccomp", Some(h)) => at = h,
            (_, None) => break,
            _ => return tree.last(at).max(tree.last(cue)),
        }
    }
    tree.end()
}

/// An infinitive ends before a clause of time: "vowed to fight after ...".
pub fn end_of_infinitive(tree: &Tree, cue: usize, root: usize) -> usize {
    let end = end(tree, cue, root);
    let time = (root + 1..=end).find(|&k| {
        tree.tok(k).rel() == "mark"
            && tree.is_any(k, &["after", "as", "while", "when", "since"])
            && !tree.marked[k]
    });
    time.and_then(|k| tree.before(k)).map_or(end, |k| k.max(root))
}
