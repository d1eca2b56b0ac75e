//! Frames and quotation marks laid over one another.

use super::behind;
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
        let joiner = Joiner { text, tree, marks, si };
        let mut all = frames(tree, cues);
        let behind = behind::trailing(text, sentences, trees, si, marks, cues);
        for frame in &mut all {
            let mark = behind.iter().find(|b| b.cue == frame.cue);
            if let Some(b) = mark {
                frame.source = Some(b.source);
            }
            let (left, right) = joiner.reach(frame, mark.map(|b| b.mark));
            for reach in [left, right].into_iter().flatten() {
                out.extend(joiner.found(frame, reach));
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
    tree: &'a Tree<'a>,
    marks: &'a [Marked],
    si: usize,
}

impl Joiner<'_> {
    /// What a frame has on its left and on its right. `mark` ends straight before its attribution.
    fn reach(&self, frame: &Frame, mark: Option<usize>) -> (Option<Reach>, Option<Reach>) {
        let left = match mark {
            Some(i) => Some(self.up_to(frame, i)),
            None => frame.left.map(|r| self.over(r)),
        };
        let right = match frame.right {
            // What the tree hangs on the right of a trailing attribution is words in quotation marks or nothing.
            Some(r) if left.is_none() || self.tree.marked[r.0] || self.tree.quotation_mark(r.0) => {
                Some(self.over(r))
            }
            Some(_) => None,
            None if frame.takes_words => self.mark_after(frame),
            None => None,
        };
        (left, right)
    }

    /// All of the sentence up to the end of a stretch between marks, and the stretch.
    fn up_to(&self, frame: &Frame, i: usize) -> Reach {
        let whole = self.whole(i);
        if whole.span.start <= self.tree.s.span.start {
            return whole;
        }
        // Words before the marks belong to it where they are no sentence with a cue of their own.
        let clear = |r: Range| {
            !(r.0..=r.1).any(|k| {
                !self.tree.marked[k]
                    && self.tree.finite(k)
                    && Cues::builtin().verb(&self.tree.tok(k).lemma).is_some()
            })
        };
        match frame.left {
            Some(r) if clear(r) => {
                let over = self.over(r);
                let from = if over.holds == (0, 0) { i } else { over.holds.0.min(i) };
                Reach { span: over.span.cover(whole.span), holds: (from, over.holds.1.max(i + 1)) }
            }
            _ => whole,
        }
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
