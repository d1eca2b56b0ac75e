//! Attributions that stand straight behind words in quotation marks: `"...," he said`, `"...?" asked the minister`.
//!
//! Here the order of the words tells more surely than a tree that a long quotation has bent.

use super::clause;
use super::cues::{Cue, Takes};
use super::marks::Marked;
use super::tree::Tree;
use legation_record::{Sentence, Span, Upos};

/// An attribution and the stretch between marks before it.
pub struct Behind {
    pub mark: usize,
    pub cue: usize,
    pub source: usize,
}

/// How many tokens a speaker with his apposition may take before the cue.
const FAR: usize = 45;

/// The trailing attributions of one sentence.
pub fn trailing(
    text: &str,
    sentences: &[Sentence],
    trees: &[Tree],
    si: usize,
    marks: &[Marked],
) -> Vec<Behind> {
    let (tree, s) = (&trees[si], &sentences[si]);
    // A mark may end with the sentence before: ""Why?" he asked."
    let begin = if si > 0 { sentences[si - 1].span.end.saturating_sub(1) } else { 0 };
    let from = marks.partition_point(|m| m.outer.start < s.span.start).saturating_sub(3);
    let mut out: Vec<Behind> = Vec::new();
    for (i, mark) in marks.iter().enumerate().skip(from) {
        if mark.outer.start >= s.span.end {
            break;
        }
        if mark.nested || mark.outer.end < begin || mark.outer.end > s.span.end {
            continue;
        }
        let at = s.tokens.partition_point(|t| t.span.start < mark.outer.end);
        if at > 0 && at < s.tokens.len() && Span::new(mark.outer.end, s.tokens[at].span.start).len() > 3 {
            continue;
        }
        let gap = Span::new(mark.outer.end, s.tokens.get(at).map_or(mark.outer.end, |t| t.span.start));
        if gap.of(text).contains('\n') || !parted(text, mark, tree, at) {
            continue;
        }
        // A sentence of its own that says something else: ""Why?" The ministry says the talks will go on."
        let own = |cue: usize| mark.outer.end <= s.span.start && clause::on_the_right(tree, cue).is_some();
        if let Some((cue, source)) = attribution(tree, at)
            && !own(cue)
            && !out.iter().any(|b| b.cue == cue)
        {
            out.push(Behind { mark: i, cue, source });
        }
    }
    out
}

/// Whether punctuation parts the words from what follows, without ending their sentence: after a full stop only what
/// begins in lower case goes with them, and a question in the sentence before only what says nothing further.
fn parted(text: &str, mark: &Marked, tree: &Tree, at: usize) -> bool {
    let Some(next) = tree.s.tokens.get(at) else { return false };
    let inner = mark.inner.of(text).trim_end();
    let small = next.form.chars().next().is_some_and(char::is_lowercase);
    if matches!(next.form.as_str(), "," | "-" | "—" | "–" | "--")
        || inner.ends_with([',', '-', '—', '–', ';'])
    {
        return true;
    }
    let ends = inner.ends_with(['?', '!', '.', '…']);
    let silent = (at..tree.len()).all(|k| !tree.marked[k] && !tree.is(k, ":"));
    ends && (small || inner.ends_with(['?', '!']) && silent && tree.len() - at <= 20)
}

/// Cue and source of an attribution that begins at a token.
fn attribution(tree: &Tree, at: usize) -> Option<(usize, usize)> {
    let mut first = at;
    while first < tree.len() && tree.punct(first) {
        if tree.marked[first] || tree.is_any(first, &[".", ":"]) {
            return None;
        }
        first += 1;
    }
    if first >= tree.len() || matches!(tree.tok(first).upos, Upos::Cconj | Upos::Sconj | Upos::Adp) {
        return None;
    }
    let cue = |k: usize| {
        let t = tree.tok(k);
        let says = |c: &Cue| c.takes(&Takes::Words).is_some() || c.takes(&Takes::Clause).is_some();
        tree.verb(k).is_some_and(says) && t.xpos != "VB" && t.xpos != "VBG"
    };
    let verb = (first..tree.len().min(first + FAR))
        .find(|&k| tree.marked[k] || cue(k) && outermost(tree, k, first) || closes(tree, k))?;
    if tree.marked[verb] || !cue(verb) {
        return None;
    }
    let nominal = |k: &usize| tree.tok(*k).upos.is_nominal() && !tree.punct(*k);
    let subject = tree.child(verb, "nsubj").filter(|&s| !tree.marked[s] && s >= first);
    let source = subject.or_else(|| {
        let gap = (first..verb).find(nominal).map(|k| tree.noun_head(k, verb));
        gap.or_else(|| {
            (verb + 1..tree.len())
                .take(8)
                .take_while(|&k| !tree.punct(k))
                .find(nominal)
                .map(|k| tree.noun_head(k, tree.len()))
        })
    })?;
    Some((verb, source))
}

/// Where the search for the cue ends: the end of a clause.
fn closes(tree: &Tree, k: usize) -> bool {
    matches!(tree.tok(k).form.as_str(), "." | ";" | ":" | "?" | "!")
}

/// Whether a cue is no part of a relative clause within the speaker's phrase: "the man who said he saw it, told".
fn outermost(tree: &Tree, verb: usize, first: usize) -> bool {
    !(first..verb).any(|k| {
        matches!(tree.tok(k).form.to_lowercase().as_str(), "who" | "which" | "that" | "whose")
            && tree.tok(k).head == Some(verb)
    })
}
