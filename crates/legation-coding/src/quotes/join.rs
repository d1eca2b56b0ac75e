//! Frames and quotation marks laid over one another.

use super::behind;
use super::cues::{Cues, Sort, Takes};
use super::frame::{Frame, Range, frames};
use super::marks::Marked;
use super::tree::Tree;
use crate::cast::Cast;
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
    /// Who the source is, where other words of the report tell it: the "A" of an interview.
    pub who: Option<Place>,
    pub cue: Option<Span>,
    /// The sentence that attributes it.
    pub sentence: usize,
    /// Which stretches between marks it holds: from the first up to the last, exclusive.
    pub holds: (usize, usize),
}

/// The trees of all sentences, with the marks that touch each.
pub fn trees<'a>(sentences: &'a [Sentence], marks: &[Marked], cast: &'a Cast) -> Vec<Tree<'a>> {
    let cues = Cues::builtin();
    let tree = |(number, s): (usize, &'a Sentence)| {
        let mut from = marks.partition_point(|m| m.outer.start < s.span.start);
        // The one that is still open: those within others are sorted behind it.
        for _ in 0..32.min(from) {
            from -= 1;
            if !marks[from].nested {
                break;
            }
        }
        let to = marks.partition_point(|m| m.outer.start < s.span.end);
        Tree::new(s, number, marks.get(from..to).unwrap_or(&[]), cues, cast)
    };
    sentences.iter().enumerate().map(tree).collect()
}

/// Every quotation that has a cue of its own.
pub fn join(text: &str, sentences: &[Sentence], trees: &[Tree], marks: &[Marked]) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    for (si, tree) in trees.iter().enumerate() {
        let joiner = Joiner { text, tree, marks, si };
        let behind = behind::trailing(text, sentences, trees, si, marks);
        let begun = out.len();
        let mut nouns = Vec::new();
        for mut frame in frames(tree) {
            let mark = behind.iter().find(|b| b.cue == frame.cue);
            if let Some(b) = mark {
                frame.source = Some(b.source);
            }
            let (left, right) = joiner.reach(&frame, mark.map(|b| b.mark));
            for reach in [left, right].into_iter().flatten() {
                let to = if frame.noun { &mut nouns } else { &mut out };
                to.extend(joiner.found(&frame, reach));
            }
        }
        same_words(&mut out, begun);
        // Words in quotation marks are a noun's only where no verb attributes them.
        for noun in nouns {
            let free = |f: &Found| f.holds.1 <= noun.holds.0 || noun.holds.1 <= f.holds.0;
            if noun.holds == (0, 0) || out[begun..].iter().all(free) {
                out.push(noun);
            }
        }
    }
    out
}

/// Where two cues of a sentence claim the same words ("wanted to know "..."), the first has them.
fn same_words(found: &mut Vec<Found>, begun: usize) {
    let mut i = begun;
    while i < found.len() {
        let f = &found[i];
        let taken = |g: &Found| {
            f.kind != Kind::Indirect
                && g.holds == f.holds
                && g.content.overlaps(f.content)
                && near(g.content, f.content)
        };
        if found[begun..i].iter().any(taken) {
            found.remove(i);
        } else {
            i += 1;
        }
    }
}

/// Whether the shorter of two spans is at least half of the longer.
fn near(a: Span, b: Span) -> bool {
    2 * a.len().min(b.len()) >= a.len().max(b.len())
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
        (left, right.or_else(|| mark.and_then(|i| self.interrupted(i))))
    }

    /// All of the sentence up to the end of a stretch between marks, and the stretch.
    fn up_to(&self, frame: &Frame, i: usize) -> Reach {
        let whole = self.whole(i);
        // Words before the marks belong to it where they have no cue of their own.
        let says = |k: usize| {
            let cue = self.tree.verb(k).filter(|c| c.sort == Sort::Speech);
            cue.is_some_and(|c| c.takes(&Takes::Clause) == Some(false) || c.takes(&Takes::Call).is_some())
        };
        let clear = |r: Range| !(r.0..=r.1).any(|k| !self.tree.marked[k] && self.tree.finite(k) && says(k));
        let at = self.tree.s.tokens.partition_point(|t| t.span.start < whole.span.start);
        // Behind a comma they go on with the sentence where they begin with a small letter.
        let small = self.marks[i].inner.of(self.text).chars().next().is_some_and(char::is_lowercase);
        let joined = at > 0 && (!self.tree.comma(at - 1) || small) && !self.tree.is(at - 1, ":");
        match frame.left {
            Some(r) if joined && clear(r) => {
                let over = self.over(r);
                let from = if over.holds == (0, 0) { i } else { over.holds.0.min(i) };
                Reach { span: over.span.cover(whole.span), holds: (from, over.holds.1.max(i + 1)) }
            }
            _ => whole,
        }
    }

    /// Speech that goes on behind its attribution: ""The risk," said the economist, "is that ..."".
    fn interrupted(&self, i: usize) -> Option<Reach> {
        let next = (i + 1..self.marks.len()).take(8).find(|&n| !self.marks[n].nested)?;
        let mark = self.marks[next];
        let at = self.tree.s.tokens.partition_point(|t| t.span.start < mark.outer.start);
        let small = mark.inner.of(self.text).chars().next().is_some_and(char::is_lowercase);
        let here = mark.outer.start < self.tree.s.span.end && at > 0 && self.tree.comma(at - 1);
        // "..., he said, "I could ...": the comma tells that the sentence goes on.
        let straight =
            at > 1 && self.tree.is(at - 1, ",") && self.marks[i].inner.of(self.text).ends_with(',');
        (here && (small || straight)).then(|| self.whole(next))
    }

    /// The bytes of some tokens, and of the stretches between marks that they touch.
    fn over(&self, range: Range) -> Reach {
        let mut span = self.tree.s.span_of(range.0, range.1);
        let from = self.marks.partition_point(|m| m.outer.start < self.tree.s.span.start).saturating_sub(4);
        let mut holds: Option<(usize, usize)> = None;
        for (i, m) in self.marks.iter().enumerate().skip(from) {
            if m.outer.start >= span.end {
                break;
            }
            if m.inner.overlaps(span) {
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
        let tree = self.tree;
        let last = tree.tok(frame.words.1).span.end;
        let i = self.marks.partition_point(|m| m.outer.start < last);
        let mark = self.marks.get(i)?;
        if mark.outer.start >= tree.s.span.end {
            return self.introduced(frame, i);
        }
        let next = tree.s.tokens.partition_point(|t| t.span.start < mark.outer.start);
        let between = frame.words.1 + 1..next;
        let parted = next > 0 && tree.is_any(next - 1, &[":", ","]);
        let small = mark.inner.of(self.text).split_whitespace().count() < 2;
        let blocked = between.clone().any(|k| tree.is_verb(k) || tree.is_any(k, &[";", "."]));
        if blocked || between.len() > 16 || small && !between.is_empty() && !parted && !frame.calls {
            return None;
        }
        match tree.s.children_by(frame.cue, "obj").find(|o| between.contains(o)) {
            Some(o) if frame.calls && !parted => {
                let from = tree.tok(tree.first(o).max(frame.words.1 + 1)).span;
                Some(Reach { span: from.cover(mark.outer), holds: (i, i + 1) })
            }
            Some(_) if !parted => None,
            _ => Some(self.whole(i)),
        }
    }

    /// A sentence that ends with a colon brings in the words of the next.
    fn introduced(&self, frame: &Frame, i: usize) -> Option<Reach> {
        let tree = self.tree;
        let colon = tree.s.span.of(self.text).trim_end().ends_with(':');
        let gap = Span::new(tree.s.span.end, self.marks[i].outer.start).of(self.text);
        let near = gap.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '—' | '–' | '>'));
        let last = !(frame.words.1 + 1..tree.len()).any(|k| tree.is_verb(k) && tree.finite(k));
        (colon && near && last).then(|| self.whole(i))
    }

    /// "— We leave tomorrow, said the captain.": a dash at the beginning of a sentence opens speech.
    fn dashed(&self, content: Span) -> bool {
        let tokens = &self.tree.s.tokens;
        let dash = tokens.first().is_some_and(|t| matches!(t.form.as_str(), "—" | "–" | "―"));
        dash && tokens.get(1).is_some_and(|t| t.span.start == content.start)
    }

    fn found(&self, frame: &Frame, reach: Reach) -> Option<Found> {
        let source = (self.si, frame.source?);
        let held = self.marks.get(reach.holds.0..reach.holds.1).unwrap_or(&[]);
        if held.is_empty() && frame.marked_only {
            return None;
        }
        let (mut kind, content) = shape(self.text, reach.span, held);
        if kind == Kind::Indirect && self.dashed(content) {
            kind = Kind::Direct;
        }
        let cue = self.tree.s.span_of(frame.words.0, frame.words.1);
        Some(Found {
            kind,
            content,
            source: Some(source),
            who: None,
            cue: Some(cue),
            sentence: self.si,
            holds: reach.holds,
        })
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
