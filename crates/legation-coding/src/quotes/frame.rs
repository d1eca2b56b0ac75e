//! Which clause a cue brings in: the tokens on its right or left that are the words or thoughts it attributes.

use super::cues::{Cue, Cues, Takes};
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
    pub thought: bool,
}

/// Every frame of a sentence, in the order of their cues.
pub fn frames(tree: &Tree, cues: &Cues) -> Vec<Frame> {
    let mut out = Vec::new();
    for i in 0..tree.len() {
        if tree.marked[i] {
            continue;
        }
        let t = tree.tok(i);
        if let Some(len) = cues.phrase(|k| tree.s.tokens.get(i + k).map(|t| t.form.as_str())) {
            out.extend(phrase(tree, cues, i, len));
        } else if t.upos == Upos::Verb && !matches!(t.rel(), "amod" | "compound") {
            if let Some(cue) = cues.verb(&t.lemma) {
                out.extend(verb(tree, cues, i, cue));
            }
        } else if t.upos == Upos::Noun
            && let Some(cue) = cues.noun(&t.lemma)
        {
            out.extend(noun(tree, i, cue));
        }
    }
    out
}

/// "According to the ministry, ...": the rest of the sentence.
fn phrase(tree: &Tree, cues: &Cues, first: usize, len: usize) -> Option<Frame> {
    let at = first + len;
    let head = (at..tree.len().min(at + 12)).find(|&i| {
        let t = tree.tok(i);
        t.upos.is_nominal() && !matches!(t.rel(), "compound" | "flat" | "nummod" | "nmod") || tree.comma(i)
    })?;
    if tree.comma(head) {
        return None;
    }
    let source = author(tree, cues, head).unwrap_or(head);
    let last = tree.last(head).max(head);
    let close = (head + 1..=last).find(|&i| tree.comma(i) && tree.first(head) <= first).unwrap_or(last + 1);
    let mut frame = Frame { cue: first, words: (first, at - 1), source: Some(source), ..Frame::default() };
    frame.takes_words = true;
    let fronted = (0..first).all(|i| tree.punct(i) || tree.tok(i).upos == Upos::Cconj);
    if fronted {
        let begin = (close..tree.len()).find(|&i| !tree.punct(i) || tree.quotation_mark(i))?;
        frame.right = Some((begin, end_of(tree)));
    } else {
        frame.left = Some((0, before(tree, first)?));
    }
    Some(frame)
}

/// "the claim by the minister that ...", "the slogan "..."".
fn noun(tree: &Tree, i: usize, cue: &Cue) -> Option<Frame> {
    let clause = cue.takes(&Takes::Clause).and_then(|_| {
        tree.s.children(i).find(|&c| {
            c > i && matches!(tree.tok(c).rel(), "acl" | "ccomp") && has_mark(tree, c, &["that", "whether"])
        })
    });
    let source = owner(tree, i).or_else(|| {
        // "made the claim that", "expressed concern that": the subject of the verb.
        let t = tree.tok(i);
        t.head.filter(|&h| t.rel() == "obj" && tree.tok(h).upos == Upos::Verb).and_then(|h| tree.subject(h))
    });
    let mut frame = Frame { cue: i, words: (i, i), source, ..Frame::default() };
    frame.takes_words = cue.takes(&Takes::Words).is_some();
    if let Some(root) = clause {
        frame.right = Some((content_start(tree, i, root), right_end(tree, i, root)));
        frame.source?;
    } else if !frame.takes_words {
        return None;
    }
    Some(frame)
}

/// Whose statement it is: "the ministry's statement", "a statement by the ministry", "a Foreign Ministry statement".
pub fn owner(tree: &Tree, noun: usize) -> Option<usize> {
    let by = |c: &usize| {
        let t = tree.tok(*c);
        t.rel() == "nmod" && tree.case(*c).is_some_and(|p| matches!(p.as_str(), "by" | "from" | "of"))
    };
    let named = |c: &usize| matches!(tree.tok(*c).rel(), "compound" | "amod") && tree.s.name_at(*c).is_some();
    tree.child_full(noun, "nmod:poss")
        .or_else(|| tree.s.children(noun).find(by))
        .or_else(|| tree.s.children(noun).filter(named).last())
}

/// The author of a noun that stands for one ("a statement from the ministry"), else none.
pub fn author(tree: &Tree, cues: &Cues, noun: usize) -> Option<usize> {
    let t = tree.tok(noun);
    let stands =
        t.upos == Upos::Noun && cues.noun(&t.lemma).is_some_and(|c| c.takes(&Takes::Source).is_some());
    if stands { owner(tree, noun) } else { None }
}

fn verb(tree: &Tree, cues: &Cues, i: usize, cue: &Cue) -> Option<Frame> {
    let source = tree.subject(i);
    let source = source.map(|s| author(tree, cues, s).unwrap_or(s)).filter(|&s| !tree.marked[s]);
    let mut frame = Frame { cue: i, words: group(tree, i), source, thought: cue.thought, ..Frame::default() };
    frame.takes_words = cue.takes(&Takes::Words).is_some();
    if let Some(marked) = cue.takes(&Takes::Clause)
        && let Some(right) = clause_right(tree, i)
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
    if cue.takes(&Takes::Clause).is_some() || frame.takes_words {
        left(tree, i, &mut frame);
    }
    if tree.negated(i) {
        frame.marked_only = true;
    }
    (frame.right.is_some() || frame.left.is_some() || frame.takes_words).then_some(frame)
}

/// The verb with its auxiliaries.
fn group(tree: &Tree, i: usize) -> Range {
    let aux = |c: usize| matches!(tree.tok(c).rel(), "aux") && c < i && i - c <= 3;
    (tree.s.children(i).filter(|&c| aux(c)).min().unwrap_or(i), i)
}

/// A clause on the right of a verb: by the tree, else the first finite verb with its own subject right behind.
fn clause_right(tree: &Tree, i: usize) -> Option<Range> {
    let by_tree = tree.s.children(i).find(|&c| {
        c > i
            && (tree.tok(c).rel() == "ccomp"
                || tree.tok(c).rel() == "parataxis" && tree.finite(c) && adjacent(tree, i, tree.first(c)))
    });
    let root = by_tree.or_else(|| stray_clause(tree, i))?;
    if let Some(all) = around(tree, i, root) {
        return Some(all);
    }
    let start = content_start(tree, i, root);
    (start > i && adjacent(tree, i, start)).then(|| (start, right_end(tree, i, root)))
}

/// Content that its attribution interrupts: "The deal, he said, would fail".
fn around(tree: &Tree, i: usize, root: usize) -> Option<Range> {
    let subject = tree.child(i, "nsubj")?;
    let (from, to) = (tree.first(subject).min(i), tree.last(subject).max(i));
    let first = tree.first(root);
    let inside =
        first + 1 < from && tree.comma(from - 1) && tree.comma(to + 1) && !tree.quotation_mark(from - 2);
    inside.then(|| (first, right_end(tree, i, root)))
}

/// Whether nothing but an addressee or an adverbial stands between the cue and the content.
fn adjacent(tree: &Tree, i: usize, start: usize) -> bool {
    let mut commas = 0;
    for k in i + 1..start {
        if tree.comma(k) {
            commas += 1;
        }
        if tree.is_verb(k) && tree.finite(k) && tree.tok(k).rel() != "acl" {
            return false;
        }
    }
    commas <= 2
}

fn stray_clause(tree: &Tree, i: usize) -> Option<usize> {
    let mut k = i + 1;
    // Over an adverbial of time or place, or an addressee.
    while k < tree.len()
        && tree.tok(k).head == Some(i)
        && !tree.punct(k)
        && tree.last(k) < tree.len()
        && !tree.finite(k)
    {
        if matches!(tree.tok(k).rel(), "obl" | "advmod" | "iobj") {
            k = tree.last(k).max(k) + 1
        } else {
            break;
        }
    }
    if tree.is(k, ":") {
        return None;
    }
    let marked = |w: usize| ["that", "why", "how", "whether", "if", "what"].iter().any(|m| tree.is(w, m));
    let root = (k..tree.len())
        .take(30)
        .take_while(|&t| !tree.comma(t))
        .find(|&t| tree.finite(t) && tree.tok(t).rel() != "acl")?;
    let subject = tree.s.children(root).find(|&c| matches!(tree.tok(c).rel(), "nsubj" | "csubj"))?;
    let begins =
        tree.first(subject).max(k) == k || marked(k) || (tree.first(subject) > k && tree.first(root) <= k);
    (subject > i && begins && tree.first(subject) > i).then_some(root)
}

fn content_start(tree: &Tree, i: usize, root: usize) -> usize {
    let mut first = tree.first(root);
    if first <= i {
        first = (i + 1..=root).find(|&k| under(tree, k, root)).unwrap_or(root);
    }
    if tree.is(first, "that") && first < root && tree.tok(first).rel() == "mark" {
        first += 1;
    }
    if first > 0 && tree.quotation_mark(first - 1) && first - 1 > i {
        first -= 1;
    }
    first
}

/// Whether a token hangs under another.
fn under(tree: &Tree, token: usize, root: usize) -> bool {
    let mut at = token;
    for _ in 0..tree.len() {
        if at == root {
            return true;
        }
        match tree.tok(at).head {
            Some(h) => at = h,
            None => return false,
        }
    }
    false
}

fn has_mark(tree: &Tree, i: usize, words: &[&str]) -> bool {
    tree.s.children_by(i, "mark").any(|c| words.iter().any(|w| tree.is(c, w)))
}

/// Where the content of a cue on its left ends: with the cue's own clause, or where the tree goes on with something that
/// hangs on the cue or above it.
fn right_end(tree: &Tree, cue: usize, root: usize) -> usize {
    let limit = limit(tree, cue);
    let mut above = vec![cue];
    while let Some(h) = above.last().and_then(|&t| tree.tok(t).head) {
        if above.contains(&h) {
            break;
        }
        above.push(h);
    }
    let mut end = limit;
    for k in root + 1..=limit {
        let t = tree.tok(k);
        let hangs = t.head.is_some_and(|h| above.contains(&h) && h != root);
        let goes_on = hangs && matches!(t.rel(), "conj" | "parataxis" | "advcl") && tree.first(k) > root;
        let participle = k > 0
            && tree.comma(k - 1)
            && t.xpos == "VBG"
            && Cues::builtin().verb(&t.lemma).is_some()
            && !tree.marked[k];
        let phrase = Cues::builtin().phrase(|n| tree.s.tokens.get(k + n).map(|t| t.form.as_str())).is_some()
            && !tree.marked[k];
        if goes_on || participle || phrase {
            let mut edge = if goes_on { tree.first(k).max(root + 1) } else { k };
            while edge > root + 1
                && (tree.punct(edge - 1) && !tree.quotation_mark(edge - 1)
                    || tree.tok(edge - 1).upos == Upos::Cconj)
            {
                edge -= 1;
            }
            end = edge - 1;
            break;
        }
    }
    end.max(root)
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
    end_of(tree)
}

/// The last token of a sentence that is no punctuation, or the quotation mark behind it.
fn end_of(tree: &Tree) -> usize {
    (0..tree.len()).rev().find(|&i| !tree.punct(i) || tree.quotation_mark(i)).unwrap_or(0)
}

/// The token before a comma or straight before this one.
fn before(tree: &Tree, i: usize) -> Option<usize> {
    (0..i).rev().find(|&k| !tree.punct(k) || tree.quotation_mark(k))
}

/// Infinitives, participles, small clauses, prepositional and nominal objects.
fn other_right(tree: &Tree, i: usize, cue: &Cue) -> Option<(Range, bool)> {
    let obj = tree.s.children_by(i, "obj").chain(tree.s.children_by(i, "iobj")).find(|&c| c > i);
    let verbal = |c: usize| matches!(tree.tok(c).rel(), "xcomp" | "advcl" | "ccomp" | "acl");
    let below = tree.s.children(i).chain(obj.into_iter().flat_map(|o| tree.s.children(o)));
    let infinitive = below
        .filter(|&c| c > i && verbal(c) && tree.tok(c).upos == Upos::Verb)
        .find(|&c| has_mark(tree, c, &["to"]));
    if let Some(marked) = cue.takes(&Takes::Infinitive)
        && let Some(c) = infinitive
    {
        let start = content_start(tree, i, c).max(i + 1);
        // The mark, or a negation before it.
        let to = tree.s.children_by(c, "mark").find(|&m| tree.is(m, "to") && m > i).unwrap_or(start);
        let start = if to > 0 && (tree.is(to - 1, "not") || tree.is(to - 1, "never")) { to - 1 } else { to };
        let start = if start > i + 1 && tree.quotation_mark(start - 1) { start - 1 } else { start };
        return Some(((start, right_end(tree, i, c)), marked));
    }
    if let Some(marked) = cue.takes(&Takes::Participle)
        && let Some(c) = tree
            .s
            .children_by(i, "xcomp")
            .chain(tree.s.children_by(i, "ccomp"))
            .find(|&c| c > i && tree.tok(c).xpos == "VBG")
    {
        return Some(((content_start(tree, i, c), right_end(tree, i, c)), marked));
    }
    if let (Some(marked), Some(o)) = (cue.takes(&Takes::Call), obj) {
        let end = right_end(tree, i, o);
        let wide = tree.last(o).max(end);
        if wide > o + 1 || tree.s.children_by(i, "xcomp").any(|c| c > o) {
            return Some(((content_start(tree, i, o), wide), marked));
        }
    }
    for c in tree.s.children(i).chain(obj.into_iter().flat_map(|o| tree.s.children(o))).filter(|&c| c > i) {
        let t = tree.tok(c);
        let preposition = match t.rel() {
            "obl" | "nmod" => tree.case(c),
            "advcl" | "acl" | "xcomp" | "ccomp" => tree
                .s
                .children_by(c, "mark")
                .chain(tree.s.children_by(c, "case"))
                .next()
                .map(|m| tree.tok(m).form.to_lowercase()),
            _ => None,
        };
        let Some(marked) = preposition.as_deref().and_then(|p| cue.preposition(p)) else { continue };
        let start = match obj {
            Some(o) if o < c => content_start(tree, i, o),
            _ => content_start(tree, i, c) + usize::from(tree.tok(content_start(tree, i, c)).rel() == "case"),
        };
        return Some(((start, right_end(tree, i, c)), marked));
    }
    if let (Some(marked), Some(o)) = (cue.takes(&Takes::Object), obj) {
        return Some(((content_start(tree, i, o), tree.last(o)), marked));
    }
    None
}

/// Content before the cue: "..., he said", "..., said the minister". Also an attribution in the middle of its content.
fn left(tree: &Tree, i: usize, frame: &mut Frame) {
    if tree.passive(i) && frame.source.is_none() {
        return;
    }
    // The attribution's own first token: the subject's phrase, or the verb where the subject follows it.
    let subject = tree.child(i, "nsubj");
    let mut from = match subject {
        Some(s) if s < i => tree.first(s).min(tree.first(s)),
        _ => group(tree, i).0,
    };
    let bounded = |k: usize| {
        k > 0
            && (tree.comma(k - 1) || tree.quotation_mark(k - 1) || tree.is(k - 1, "?") || tree.is(k - 1, "!"))
    };
    if !bounded(from)
        && let Some(k) = (0..from).rev().take_while(|&k| from - k <= 3).find(|&k| bounded(k))
        && (k..from).all(|t| matches!(tree.tok(t).upos, Upos::Adv | Upos::Cconj | Upos::Adj | Upos::Det))
    {
        from = k;
    }
    if !bounded(from) {
        return;
    }
    let Some(last) = before(tree, from) else { return };
    if frame.right.is_some_and(|r| r.0 < from) {
        return;
    }
    let told = tree
        .s
        .children(i)
        .any(|c| c < from && matches!(tree.tok(c).rel(), "ccomp" | "parataxis" | "obj" | "dep"));
    let hangs = tree.tok(i).rel() == "parataxis" && tree.tok(i).head.is_some_and(|h| h < from);
    let inverted = subject.is_some_and(|s| s > i);
    let clause = (0..=last).any(|k| tree.finite(k)) || tree.marked[last];
    let free = frame.right.is_none()
        && subject.is_some_and(|s| s < i)
        && !matches!(tree.tok(i).rel(), "acl" | "advcl");
    if !(clause && (told || hangs || inverted || free || tree.marked[last])) {
        return;
    }
    if frame.right.is_some() && !tree.marked[last] {
        return;
    }
    // Without a subject only words in quotation marks right before it: ""...," said the minister".
    if subject.is_none() {
        let next = (i + 1..tree.len()).take(8).find(|&k| tree.tok(k).upos.is_nominal());
        if tree.quotation_mark(from.saturating_sub(1))
            && next.is_some()
            && tree.tok(i).xpos != "VBG"
            && tree.tok(i).xpos != "VB"
        {
            frame.source = next.map(|k| tree.phrase_head(k));
        } else {
            return;
        }
    }
    let start = (0..=last).find(|&k| !tree.punct(k) || tree.quotation_mark(k)).unwrap_or(0);
    frame.left = Some((start, last));
}
