//! Frames and quotation marks laid over one another.

use super::cues::Cues;
use super::frame::{Frame, Range, frames};
use super::marks::Marked;
use super::tree::Tree;
use legation_record::{Sentence, Span};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Direct,
    Indirect,
    Mixed,
}

/// Where a speaker is named: a token of a sentence.
pub type Place = (usize, usize);

/// A quotation before its speaker is looked up.
#[derive(Clone, Debug)]
pub struct Found {
    pub kind: Kind,
    pub content: Span,
    pub source: Option<Place>,
    pub cue: Option<Span>,
    /// The sentence that attributes it.
    pub sentence: usize,
    /// Which stretches between marks it holds: from the first up to the last, exclusive.
    pub holds: (usize, usize),
}

/// The trees of all sentences, with the marks that touch each.
pub fn trees<'a>(sentences: &'a [Sentence], marks: &[Marked]) -> Vec<Tree<'a>> {
    sentences
        .iter()
        .map(|s| {
            let from = marks.partition_point(|m| m.outer.end <= s.span.start && !m.nested);
            let from = from.saturating_sub(4);
            let to = marks.partition_point(|m| m.outer.start < s.span.end);
            Tree::new(s, marks.get(from..to).unwrap_or(&[]))
        })
        .collect()
}

/// Every quotation that has a cue of its own.
pub fn join(text: &str, sentences: &[Sentence], trees: &[Tree], marks: &[Marked]) -> Vec<Found> {
    let cues = Cues::builtin();
    let mut out = Vec::new();
    for (si, tree) in trees.iter().enumerate() {
        let mut all = frames(tree, cues);
        let joiner = Joiner { text, sentences, tree, marks, si };
        let claims: Vec<(Option<Reach>, Option<Reach>)> = all.iter().map(|f| joiner.reach(f)).collect();
        for (n, (frame, (left, right))) in all.iter_mut().zip(claims).enumerate() {
            let _ = n;
            for reach in [left, right].into_iter().flatten() {
                if let Some(found) = joiner.found(frame, reach) {
                    out.push(found);
                }
            }
        }
    }
    out
}

/// Bytes that a frame claims, with the stretches between marks among them.
#[derive(Clone, Copy, Debug)]
struct Reach {
    span: Span,
    holds: (usize, usize),
}

struct Joiner<'a> {
    text: &'a str,
    sentences: &'a [Sentence],
    tree: &'a Tree<'a>,
    marks: &'a [Marked],
    si: usize,
}

impl Joiner<'_> {
    /// What a frame has on its left and on its right.
    fn reach(&self, frame: &Frame) -> (Option<Reach>, Option<Reach>) {
        let left = frame.left.map(|r| self.over(r)).or_else(|| {
            // The words end with the sentence before: ""Why?" he asked."
            (frame.takes_words && frame.right.is_none()).then(|| self.mark_before(frame)).flatten()
        });
        let mut right = frame.right.map(|r| self.over(r));
        if right.is_none() && frame.takes_words {
            right = self.mark_after(frame);
        }
        // A left and a right part without marks are one clause around its attribution.
        (left, right)
    }

    fn over(&self, range: Range) -> Reach {
        let mut span = self.tree.s.span_of(range.0, range.1);
        let from = self.marks.partition_point(|m| m.outer.end <= span.start).saturating_sub(2);
        let mut holds: Option<(usize, usize)> = None;
        for (i, m) in self.marks.iter().enumerate().skip(from) {
            if m.outer.start >= span.end {
                break;
            }
            if m.outer.overlaps(span) && m.inner.overlaps(span) {
                span = span.cover(m.outer);
                holds = Some((holds.map_or(i, |h| h.0), i + 1));
            }
        }
        Reach { span, holds: holds.unwrap_or((0, 0)) }
    }

    fn whole(&self, i: usize) -> Reach {
        Reach { span: self.marks[i].outer, holds: (i, i + 1) }
    }

    /// Words in quotation marks that end straight before the attribution begins, in this sentence or the one before.
    fn mark_before(&self, frame: &Frame) -> Option<Reach> {
        let subject = self.tree.child(frame.cue, "nsubj").filter(|&s| s < frame.cue);
        let first = subject.map_or(frame.words.0, |s| self.tree.first(s)).min(frame.words.0);
        if frame.source.is_none() && subject.is_none() {
            return None;
        }
        let from = self.tree.tok(first).span.start;
        let before = self.marks.partition_point(|m| m.outer.start < from);
        let i = (0..before).rev().take(3).find(|&i| !self.marks[i].nested)?;
        let gap = Span::new(self.marks[i].outer.end, from).of(self.text);
        let near = gap.chars().all(|c| c.is_whitespace() || matches!(c, ',' | '-' | '—' | '–'));
        let here = first == 0 || self.tree.marked[first - 1] || self.tree.comma(first - 1);
        (near && here && !gap.contains('\n')).then(|| self.whole(i))
    }

    /// Words in quotation marks that begin behind the cue, with nothing but an addressee or an adverbial between.
    fn mark_after(&self, frame: &Frame) -> Option<Reach> {
        let last = self.tree.tok(frame.words.1).span.end;
        let i = self.marks.partition_point(|m| m.outer.start < last);
        let mark = self.marks.get(i)?;
        if mark.outer.start >= self.tree.s.span.end {
            return self.introduced(frame, i);
        }
        let next = self.tree.s.tokens.partition_point(|t| t.span.start < mark.outer.start);
        let between = frame.words.1 + 1..next;
        let blocked =
            between.clone().any(|k| self.tree.is_verb(k) || self.tree.is(k, ";") || self.tree.is(k, "."));
        let far = between.len() > 16;
        let object = self.tree.s.children_by(frame.cue, "obj").any(|o| between.contains(&o));
        let colon = next > 0 && (self.tree.is(next - 1, ":") || self.tree.is(next - 1, ","));
        (!blocked && !far && (colon || !object)).then(|| self.whole(i))
    }

    /// A sentence that ends with a colon brings in the words of the next.
    fn introduced(&self, frame: &Frame, i: usize) -> Option<Reach> {
        let end = self.tree.s.span.end;
        let colon = self.tree.s.span.of(self.text).trim_end().ends_with(':');
        let gap = Span::new(end, self.marks[i].outer.start).of(self.text);
        let near = gap.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '—' | '–' | '>'));
        let verbs = (frame.words.1 + 1..self.tree.len())
            .filter(|&k| self.tree.is_verb(k) && self.tree.finite(k))
            .count();
        (colon && near && verbs == 0).then(|| self.whole(i))
    }

    fn found(&self, frame: &Frame, reach: Reach) -> Option<Found> {
        let held = self.marks.get(reach.holds.0..reach.holds.1).unwrap_or(&[]);
        if held.is_empty() && (frame.marked_only || frame.thought) {
            return None;
        }
        let (kind, content) = shape(self.text, reach.span, held);
        if held.is_empty() && frame.source.is_none() {
            return None;
        }
        let cue = self.tree.s.span_of(frame.words.0, frame.words.1);
        if content.overlaps(cue) && content.end <= cue.end {
            return None;
        }
        let source = frame.source.map(|t| (self.si, t));
        let _ = self.sentences;
        Some(Found { kind, content, source, cue: Some(cue), sentence: self.si, holds: reach.holds })
    }
}

/// Direct where one pair of marks holds all of it, mixed where marks hold a part, indirect without. The span is the exact
/// content: within the marks for direct speech, and without the comma that the attribution puts there.
pub fn shape(text: &str, span: Span, held: &[Marked]) -> (Kind, Span) {
    if let Some(one) = held.iter().find(|m| m.outer.contains(span) || within(text, span, m)) {
        return (Kind::Direct, trim(text, one.inner, true));
    }
    let kind = if held.is_empty() { Kind::Indirect } else { Kind::Mixed };
    (kind, trim(text, span, held.is_empty()))
}

/// Whether nothing of a span stands outside a pair of marks but punctuation and "that".
fn within(text: &str, span: Span, m: &Marked) -> bool {
    let bare = |s: &str| {
        let words = s.trim_matches(|c: char| !c.is_alphanumeric());
        words.is_empty() || ["that", "but", "and", "so"].iter().any(|w| words.eq_ignore_ascii_case(w))
    };
    let before = Span::new(span.start, m.outer.start.max(span.start)).of(text);
    let after = Span::new(m.outer.end.min(span.end), span.end).of(text);
    bare(before) && bare(after)
}

/// Without white space and without the punctuation that belongs to the sentence around.
fn trim(text: &str, span: Span, bare: bool) -> Span {
    let words = span.of(text);
    let left =
        words.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | ';' | '—' | '–'));
    let right = left.trim_end_matches(|c: char| {
        c.is_whitespace() || bare && matches!(c, ',' | ';' | ':' | '—' | '–' | '-')
    });
    let start = span.start + (words.len() - left.len());
    Span::new(start, start + right.len())
}
