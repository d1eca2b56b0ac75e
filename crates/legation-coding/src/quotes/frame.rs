//! Which clause a cue brings in: the tokens on its right or left that are the words or thoughts it attributes.

use super::clause;
use super::cues::{Cue, Takes};
use super::tree::Tree;
use legation_record::Upos;

/// Tokens from the first to the last.
pub type Range = (usize, usize);

/// A cue with its source and the content that the tree gives it.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// The token of the cue that names it.
    pub cue: usize,
    /// All its tokens.
    pub words: Range,
    pub source: Option<usize>,
    pub left: Option<Range>,
    pub right: Option<Range>,
    /// Counts only with words in quotation marks in it.
    pub marked_only: bool,
    /// Whether words in quotation marks beside it are its content.
    pub takes_words: bool,
    /// "called the move "a mistake"": the content begins with the object.
    pub calls: bool,
    pub noun: bool,
}

/// Every frame of a sentence, in the order of their cues.
pub fn frames(tree: &Tree) -> Vec<Frame> {
    let mut out: Vec<Frame> = Vec::new();
    for i in 0..tree.len() {
        if tree.marked[i] {
            continue;
        }
        if let Some(len) = tree.phrase(i) {
            out.extend(phrase(tree, i, len));
        } else if let Some(cue) = tree.verb(i) {
            let mut frame = verb(tree, i, cue);
            if let Some(f) = out.iter().rev().find(|f| shares_source(tree, f, i)) {
                frame.source = f.source.or(frame.source);
            }
            out.push(frame);
        } else if tree.tok(i).upos == Upos::Noun
            && let Some(cue) = tree.cues.noun(&tree.tok(i).lemma)
        {
            out.extend(noun(tree, i, cue));
        }
    }
    out.retain(|f| {
        f.source.is_some() && (f.right.is_some() || f.left.is_some() || f.takes_words) || f.takes_words
    });
    out
}

/// Whether a cue has its speaker from another before it, though the tree gives it to somebody within that one's content:
/// "said ... and asked ...", "said ..., adding that ...".
fn shares_source(tree: &Tree, before: &Frame, i: usize) -> bool {
    // "Rebels would follow, they said, adding that ..."
    let straight = before.left.is_some() && (before.words.1 + 1..i).all(|k| tree.punct(k));
    if before.noun || before.right.is_none() && !straight || tree.child(i, "nsubj").is_some() {
        return false;
    }
    let says = |c: &Cue| c.takes(&Takes::Clause) == Some(false) && c.takes(&Takes::Infinitive).is_none();
    let adds = tree.tok(i).xpos == "VBG" && i > 0 && tree.comma(i - 1) && tree.verb(i).is_some_and(says);
    let too = tree.tok(i).rel() == "conj" && tree.tensed(i) && tree.tok(before.cue).xpos == tree.tok(i).xpos;
    // Unless somebody else goes on to speak: "They demanded it; she refused, saying ...".
    let held = |s: usize| {
        before.source == Some(s) || before.right.or(before.left).is_some_and(|r| r.0 <= s && s <= r.1)
    };
    too || adds && tree.tensed(before.cue) && tree.subject(i).is_none_or(held)
}

/// "According to the ministry, ...": the rest of the sentence.
pub fn phrase(tree: &Tree, first: usize, len: usize) -> Option<Frame> {
    let at = first + len;
    // What stands before the head of the source's phrase: "her lawyers", "the Tax Foundation".
    let inner = |i: usize| {
        let t = tree.tok(i);
        matches!(t.rel(), "compound" | "flat" | "nummod")
            || t.rel() == "nmod" && t.head.is_some_and(|h| h > i && !(i..h).any(|k| tree.comma(k)))
    };
    let head = (at..tree.len().min(at + 12)).find(|&i| tree.nominal(i) && !inner(i) || tree.comma(i))?;
    if tree.comma(head) {
        return None;
    }
    let source = author(tree, head).unwrap_or(head);
    if tree.cues.is_measure(&tree.tok(head).lemma) {
        return None;
    }
    let mut frame = Frame {
        cue: first,
        words: (first, at - 1),
        source: Some(source),
        takes_words: true,
        ..Frame::default()
    };
    let fronted = (0..first).all(|i| tree.punct(i) || tree.tok(i).upos == Upos::Cconj);
    if fronted {
        let last = if tree.first(head) <= first { tree.last(head).max(head) } else { head };
        let close = (head + 1..=last).find(|&i| tree.comma(i)).unwrap_or(last + 1);
        let begin = (close..tree.len()).find(|&i| !tree.punct(i) || tree.quotation_mark(i))?;
        frame.right = Some((begin, tree.end()));
    } else {
        let last = tree.before(first)?;
        frame.left = Some((clause_before(tree, head, first), last));
    }
    Some(frame)
}

/// Where the clause begins that an attributing phrase closes: behind a semicolon, or the last of clauses side by side.
fn clause_before(tree: &Tree, head: usize, first: usize) -> usize {
    let semicolon = (0..first).rev().find(|&k| tree.is(k, ";")).map_or(0, |k| k + 1);
    let verb = tree
        .above(head)
        .filter(|&v| v < first && tree.tok(v).rel() == "conj" && tree.child(v, "nsubj").is_some());
    let conjunct = verb.and_then(|v| tree.child(v, "nsubj")).map_or(0, |s| tree.first(s));
    semicolon.max(conjunct)
}

/// "the claim by the minister that ...", "the slogan "..."".
fn noun(tree: &Tree, i: usize, cue: &Cue) -> Option<Frame> {
    let brings_in = |c: &usize| {
        *c > i && matches!(tree.tok(*c).rel(), "acl" | "ccomp") && tree.has_mark(*c, &["that", "whether"])
    };
    let root = cue.takes(&Takes::Clause).and_then(|_| tree.s.children(i).find(brings_in));
    let of_verb = || {
        // "made the claim that": the subject of the verb.
        let t = tree.tok(i);
        t.head.filter(|&h| t.rel() == "obj" && tree.light(h)).and_then(|h| tree.subject(h))
    };
    let takes_words = cue.takes(&Takes::Words).is_some();
    let beside = || {
        // "wore a shirt with the slogan "..."": the subject of the clause.
        let near = takes_words && tree.quotation_mark(i + 1);
        near.then(|| tree.above(i)).flatten().and_then(|v| tree.subject(v)).filter(|&s| tree.can_speak(s))
    };
    let source = owner(tree, i).or_else(of_verb).or_else(beside);
    let mut frame = Frame { cue: i, words: (i, i), source, takes_words, noun: true, ..Frame::default() };
    if let Some(root) = root {
        frame.right = Some((clause::start(tree, i, root), clause::end(tree, i, root)));
    }
    Some(frame)
}

/// Whose statement it is: "the ministry's statement", "a statement by the ministry", "a Foreign Ministry statement".
pub fn owner(tree: &Tree, noun: usize) -> Option<usize> {
    let by = |c: &usize| {
        let words = ["by", "from", "of"];
        tree.tok(*c).rel() == "nmod"
            && tree.case(*c).is_some_and(|p| words.contains(&p.as_str()))
            && tree.can_speak(*c)
    };
    let named = |c: &usize| matches!(tree.tok(*c).rel(), "compound" | "amod") && tree.s.name_at(*c).is_some();
    tree.child_full(noun, "nmod:poss")
        .or_else(|| tree.s.children(noun).find(by))
        .or_else(|| tree.s.children(noun).filter(named).last())
}

/// The author of a noun that stands for one ("a statement from the ministry"), else none.
fn author(tree: &Tree, noun: usize) -> Option<usize> {
    let t = tree.tok(noun);
    let stands =
        t.upos == Upos::Noun && tree.cues.noun(&t.lemma).is_some_and(|c| c.takes(&Takes::Source).is_some());
    if stands { owner(tree, noun) } else { None }
}

fn verb(tree: &Tree, i: usize, cue: &Cue) -> Frame {
    let subject = tree.subject(i).filter(|&s| !tree.marked[s]);
    let source = subject.map(|s| author(tree, s).unwrap_or(s));
    let mut frame = Frame { cue: i, words: group(tree, i), source, ..Frame::default() };
    frame.takes_words = cue.takes(&Takes::Words).is_some();
    frame.calls = cue.takes(&Takes::Call).is_some();
    let interrupts = cue.takes(&Takes::Clause).and_then(|marked| Some((marked, clause::around(tree, i)?)));
    if let Some((marked, all)) = interrupts {
        frame.right = Some(all);
        frame.marked_only = marked;
    } else if let Some(marked) = cue.takes(&Takes::Clause)
        && let Some(right) = clause::on_the_right(tree, i)
    {
        frame.right = Some(right);
        frame.marked_only = marked;
    }
    if frame.right.is_none()
        && let Some((right, marked)) = other_right(tree, i, cue)
    {
        frame.right = Some(right);
        frame.marked_only = marked;
    }
    // "told a session of the commission": no content where it takes words in marks and none are there.
    if frame.marked_only
        && tree.tensed(i)
        && cue.takes(&Takes::Whom).is_some()
        && let Some((from, to)) = frame.right
        && (from..=to).all(|k| !tree.marked[k] && !tree.quotation_mark(k))
    {
        frame.right = None;
        frame.marked_only = false;
    }
    if frame.takes_words && interrupts.is_none() {
        left(tree, i, &mut frame);
    }
    // "The study shows" is speech, "the move shows" is none; nor is what somebody shows by what he does.
    let text =
        |s: usize| tree.cues.noun(&tree.tok(s).lemma).is_some_and(|c| c.takes(&Takes::Source).is_some());
    let silent = match (cue.takes(&Takes::Things), cue.takes(&Takes::Texts)) {
        (_, Some(_)) => !subject.is_some_and(text),
        (Some(_), _) => {
            subject.is_some_and(|s| !tree.can_speak(s) && tree.cues.noun(&tree.tok(s).lemma).is_none())
        }
        _ => false,
    };
    let only_words = frame.right.is_none() && cue.takes(&Takes::Clause).is_none();
    frame.marked_only |= silent || only_words || tree.negated(i);
    frame
}

/// The verb with its auxiliaries.
fn group(tree: &Tree, i: usize) -> Range {
    let aux = |c: &usize| tree.tok(*c).rel() == "aux" && *c < i && i - *c <= 3;
    (tree.s.children(i).filter(aux).min().unwrap_or(i), i)
}

/// Infinitives, participles, small clauses, prepositional and nominal objects.
fn other_right(tree: &Tree, i: usize, cue: &Cue) -> Option<(Range, bool)> {
    let obj = tree.s.children_by(i, "obj").chain(tree.s.children_by(i, "iobj")).find(|&c| c > i);
    let below =
        || tree.s.children(i).chain(obj.into_iter().flat_map(|o| tree.s.children(o))).filter(|&c| c > i);
    let verbal = |c: &usize| matches!(tree.tok(*c).rel(), "xcomp" | "advcl" | "ccomp" | "acl");
    if let Some(marked) = cue.takes(&Takes::Infinitive)
        && let Some(c) = below().filter(verbal).find(|&c| tree.is_verb(c) && tree.has_mark(c, &["to"]))
    {
        let to = tree.s.children_by(c, "mark").find(|&m| tree.is(m, "to") && m > i).unwrap_or(c);
        let mut start = to;
        // With the one who is to do it: "urged both sides to talk", "called on both sides to talk".
        let on = |&o: &usize| o > i && o < to && tree.case(o).is_some_and(|p| p == "on" || p == "upon");
        match obj.or_else(|| tree.s.children_by(i, "obl").find(on)) {
            Some(o) if o < to && tree.last(o) < to && !tree.quotation_mark(to - 1) => {
                start = tree.first(o).max(i + 1)
            }
            _ if tree.is_any(to - 1, &["not", "never"]) => start -= 1,
            _ => {}
        }
        if start > i + 1 && tree.quotation_mark(start - 1) {
            start -= 1;
        }
        return Some(((start, clause::end_of_infinitive(tree, i, c)), marked));
    }
    if let Some(marked) = cue.takes(&Takes::Participle)
        && let Some(c) =
            below().find(|&c| matches!(tree.tok(c).rel(), "xcomp" | "ccomp") && tree.tok(c).xpos == "VBG")
    {
        return Some(((clause::start(tree, i, c), clause::end(tree, i, c)), marked));
    }
    if let (Some(marked), Some(o)) = (cue.takes(&Takes::Call), obj) {
        let end = clause::end(tree, i, o);
        let named =
            tree.s.children(i).any(|c| c > o && matches!(tree.tok(c).rel(), "xcomp" | "obj" | "ccomp"));
        if named || tree.last(o) > o {
            return Some(((clause::start(tree, i, o), end), marked || !named));
        }
    }
    for c in below() {
        let preposition = match tree.tok(c).rel() {
            "obl" | "nmod" => tree.case(c),
            "advcl" | "acl" | "xcomp" | "ccomp" => {
                let as_word = tree.s.children_by(c, "advmod").filter(|&a| tree.is(a, "as"));
                let mut marks =
                    tree.s.children_by(c, "mark").chain(tree.s.children_by(c, "case")).chain(as_word);
                marks.next().map(|m| tree.tok(m).form.to_lowercase())
            }
            _ => None,
        };
        let Some(marked) = preposition.as_deref().and_then(|p| cue.preposition(p)) else { continue };
        let own = clause::start(tree, i, c);
        let start = match obj {
            // "called a strike for Thursday"
            Some(o)
                if o < c && cue.takes(&Takes::Call).is_some() && preposition.as_deref() == Some("for") =>
            {
                continue;
            }
            Some(o) if o < c => clause::start(tree, i, o),
            _ => own + usize::from(tree.tok(own).rel() == "case"),
        };
        return Some(((start, clause::end(tree, i, c)), marked));
    }
    // "denied claims that ...": the noun has a content and a source of its own.
    let own = |o: usize| {
        tree.cues.noun(&tree.tok(o).lemma).is_some() && tree.s.children_by(o, "acl").next().is_some()
    };
    if let (Some(marked), Some(o)) = (cue.takes(&Takes::Object), obj.filter(|&o| !own(o))) {
        let end = tree.last(o).min(clause::end(tree, i, o));
        return Some(((clause::start(tree, i, o), end), marked));
    }
    None
}

/// Content before the cue: "..., he said", "..., said the minister".
fn left(tree: &Tree, i: usize, frame: &mut Frame) {
    if tree.passive(i) && frame.source.is_none() {
        return;
    }
    let parts = |k: usize| {
        k > 0 && (tree.comma(k - 1) || tree.quotation_mark(k - 1) || tree.is_any(k - 1, &["?", "!"]))
    };
    // The attribution's own first token: the subject's phrase, or the verb where the subject follows it.
    let subject = tree.nsubj(i).or_else(|| tree.lost_subject(i).filter(|_| frame.right.is_none()));
    if frame.source.is_none() {
        frame.source = subject.filter(|&s| s > i);
    }
    let mut from = match subject {
        Some(s) if s < i => tree.first(s),
        _ => group(tree, i).0,
    };
    if !parts(from) {
        let small = |t: usize| matches!(tree.tok(t).upos, Upos::Adv | Upos::Cconj | Upos::Adj | Upos::Det);
        let back = (from.saturating_sub(3)..from).rev().find(|&k| parts(k));
        match back {
            Some(k) if subject.is_some() && (k..from).all(small) => {
                // "..., but he said that": another sentence begins.
                if frame.right.is_some() && tree.tok(k).upos == Upos::Cconj {
                    return;
                }
                from = k
            }
            _ => return,
        }
    }
    let Some(last) = tree.before(from) else { return };
    if frame.right.is_some_and(|r| r.0 < from || !tree.marked[last]) {
        return;
    }
    let t = tree.tok(i);
    let told = tree
        .s
        .children(i)
        .any(|c| c < from && matches!(tree.tok(c).rel(), "ccomp" | "parataxis" | "obj" | "dep"));
    let hangs = t.rel() == "parataxis" && t.head.is_some_and(|h| h < from);
    let inverted = subject.is_some_and(|s| s > i);
    // A clause of circumstance has a word that says so, and does not stand alone between commas.
    let alone = t.rel() == "advcl"
        && tree.tensed(i)
        && tree.child(i, "mark").is_none()
        && tree.child(i, "advmod").is_none()
        && (i + 1 > tree.end() || tree.comma(i + 1));
    let free = frame.right.is_none()
        && subject.is_some_and(|s| s < i)
        && (alone || !matches!(t.rel(), "acl" | "advcl"));
    let clause = (0..=last).any(|k| tree.finite(k)) || tree.marked[last];
    if !(clause && (told || hangs || inverted || free || tree.marked[last])) {
        return;
    }
    // Without a subject only words in quotation marks right before it: ""...," said the minister".
    if subject.is_none() {
        let next = (i + 1..tree.len()).take(8).find(|&k| tree.nominal(k));
        if !tree.quotation_mark(from - 1) || !tree.tensed(i) || next.is_none() {
            return;
        }
        frame.source = next.map(|k| tree.phrase_head(k));
    }
    let start = (0..=last).find(|&k| !tree.punct(k) || tree.quotation_mark(k)).unwrap_or(0);
    frame.left = Some((start, last));
}
