//! Speech that goes on: words between quotation marks that have no cue of their own.

use super::join::{Found, Kind, shape};
use super::marks::Marked;
use super::tree::Tree;
use crate::cast::Cast;
use legation_record::{Sentence, Span};

/// Adds a quotation for every sentence that stands wholly between quotation marks and that no cue has claimed: its
/// speaker is the last one, or who the sentence before is about.
pub fn go_on(
    text: &str,
    sentences: &[Sentence],
    trees: &[Tree],
    marks: &[Marked],
    found: &mut Vec<Found>,
    cast: &Cast,
) {
    let mut claimed = vec![false; marks.len()];
    for f in found.iter() {
        for c in claimed.iter_mut().take(f.holds.1).skip(f.holds.0) {
            *c = true;
        }
    }
    let mut by_place: Vec<usize> = (0..found.len()).collect();
    by_place.sort_by_key(|&i| found[i].content.start);
    let mut next = 0;
    let mut last: Option<Found> = None;
    for (i, mark) in marks.iter().enumerate() {
        while next < by_place.len() && found[by_place[next]].content.start < mark.outer.start {
            let f = &found[by_place[next]];
            next += 1;
            if f.kind != Kind::Indirect || last.is_none() {
                last = Some(f.clone());
            }
        }
        if claimed[i] || mark.nested {
            continue;
        }
        let si = sentences.partition_point(|s| s.span.end <= mark.outer.start);
        let Some(s) = sentences.get(si) else { continue };
        let before = Span::new(s.span.start.min(mark.outer.start), mark.outer.start).of(text);
        let ends = sentences.partition_point(|s| s.span.start < mark.outer.end).saturating_sub(1);
        let after = Span::new(
            mark.outer.end,
            sentences.get(ends).map_or(mark.outer.end, |s| s.span.end.max(mark.outer.end)),
        )
        .of(text);
        let bare = |w: &str| !w.contains(char::is_alphanumeric);
        if !bare(before) || !bare(after) || mark.inner.of(text).split_whitespace().count() < 2 {
            continue;
        }
        let source = previous(sentences, trees, si, cast, marks);
        let (source, cue) = match (&last, source) {
            (Some(l), None) if near(sentences, l.sentence, si) => (l.source, l.cue),
            (_, Some(place)) => (Some(place), None),
            _ => continue,
        };
        let (_, content) = shape(text, mark.outer, &marks[i..=i]);
        let f =
            Found { kind: Kind::Direct, content, source, who: None, cue, sentence: ends, holds: (i, i + 1) };
        last = Some(f.clone());
        found.push(f);
    }
}

/// Whether two sentences stand in one paragraph or in neighbouring ones.
fn near(sentences: &[Sentence], a: usize, b: usize) -> bool {
    match (sentences.get(a), sentences.get(b)) {
        (Some(x), Some(y)) => y.paragraph.saturating_sub(x.paragraph) <= 1,
        _ => false,
    }
}

/// The person whom the sentence before is about, where that sentence is no speech itself.
fn previous(
    sentences: &[Sentence],
    trees: &[Tree],
    si: usize,
    cast: &Cast,
    marks: &[Marked],
) -> Option<(usize, usize)> {
    let p = si.checked_sub(1)?;
    let tree = trees.get(p)?;
    if sentences[p].paragraph != sentences[si].paragraph
        && sentences[p].tokens.last().is_none_or(|t| t.form != ":")
    {
        return None;
    }
    let from = marks.partition_point(|m| m.outer.start < sentences[p].span.start).saturating_sub(4);
    let mut near = marks[from..].iter().take_while(|m| m.outer.start < sentences[p].span.end);
    if near.any(|m| m.outer.overlaps(sentences[p].span) && m.outer.len() > 20) || sentences[p].headline {
        return None;
    }
    let root = sentences[p].root()?;
    let subject = tree.child(root, "nsubj")?;
    cast.is_person(p, subject).then_some((p, subject))
}
