//! To whom and on what occasion something was said, where the attribution tells it: "told reporters", "said in an
//! interview with ...", "speaking at a forum, he said".

use super::cues::Takes;
use super::frame::Range;
use super::tree::Tree;
use crate::dates;
use legation_record::{Date, Span, Upos};

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Setting {
    /// Head of the phrase of whom it was said to.
    pub addressee: Option<usize>,
    pub occasion: Option<Range>,
}

/// Prepositions of the occasion.
const ON: [&str; 11] =
    ["in", "at", "during", "after", "before", "on", "via", "through", "following", "ahead", "alongside"];

/// The setting of the attribution whose cue stands at a token. Nothing within the content is part of it but whom an
/// infinitive is put to: "urged both sides to talk".
pub fn of(tree: &Tree, cue: usize, content: Span, dates: &[Date]) -> Setting {
    let Some(verb) = tree.verb(cue) else { return Setting::default() };
    let outside = |&k: &usize| !content.contains(tree.tok(k).span) && !tree.marked[k];
    let whom = verb.takes(&Takes::Whom).is_some();
    let told = |&k: &usize| {
        let t = tree.tok(k);
        match t.rel() {
            "iobj" => true,
            "obj" => whom,
            "obl" => match tree.case(k).as_deref() {
                Some("to") => verb.preposition("to").is_none(),
                Some("on" | "upon") => tree.tok(cue).lemma == "call",
                _ => false,
            },
            _ => false,
        }
    };
    let mut setting = Setting::default();
    let mut heads = vec![cue];
    // "Speaking at a forum in Doha, he said": what he was doing then.
    let speaking = |&k: &usize| {
        let word = tree.tok(k).lemma.as_str();
        tree.tok(k).rel() == "advcl"
            && matches!(word, "speak" | "talk" | "write" | "testify" | "address" | "attend")
    };
    heads.extend(tree.s.children(cue).filter(outside).filter(speaking));
    for &head in &heads {
        for k in tree.s.children(head) {
            let infinitive = whom && tree.first(k) > cue && tree.tok(k).rel() == "obj";
            if !(outside(&k) || infinitive) || tree.tok(k).upos == Upos::Verb {
                continue;
            }
            let addressed = if head == cue {
                told(&k)
            } else {
                tree.tok(k).rel() == "obl" && tree.case(k).is_some_and(|c| c == "to")
                    || tree.tok(k).rel() == "obj" && tree.tok(head).lemma == "address"
            };
            if occasion(tree, k, addressed) {
                setting.occasion = setting.occasion.or_else(|| phrase(tree, k, content, dates));
            } else if addressed && (tree.can_speak(k) || whom && tree.cues.noun(&tree.tok(k).lemma).is_none())
            {
                setting.addressee = setting.addressee.or(Some(k));
                // "told reporters at a briefing"
                let mut within = tree.s.children_by(k, "nmod").filter(outside);
                if let Some(o) = within.find(|&o| occasion(tree, o, false)) {
                    setting.occasion = setting.occasion.or_else(|| phrase(tree, o, content, dates));
                }
            }
        }
    }
    setting
}

/// Whether a nominal is an occasion: by its noun and the preposition before it, or as what was told ("told a news
/// conference").
fn occasion(tree: &Tree, k: usize, addressed: bool) -> bool {
    let on = tree.case(k).is_some_and(|c| ON.contains(&c.as_str()));
    let time = tree.tok(k).rel() == "obl" || tree.tok(k).rel() == "nmod";
    tree.cues.is_occasion(&tree.tok(k).lemma) && (on && time || addressed)
}

/// The words of an occasion, without its preposition, up to a comma, a date or the content.
fn phrase(tree: &Tree, k: usize, content: Span, dates: &[Date]) -> Option<Range> {
    let case = tree.s.children_by(k, "case").filter(|&c| c < k).last();
    let first = case.map_or(tree.first(k), |c| c + 1);
    let dated = |i: usize| {
        let span = tree.s.tokens.get(i).map(|t| t.span);
        span.is_some_and(|s| dates::within(dates, s).iter().any(|d| d.span.start == s.start))
    };
    let ends = |&i: &usize| {
        let day = dated(i) || tree.tok(i).upos == Upos::Adp && dated(i + 1);
        day || tree.comma(i) || tree.quotation_mark(i) || content.overlaps(tree.tok(i).span)
    };
    let last = (k + 1..=tree.last(k)).find(ends).map_or(tree.last(k), |i| i - 1);
    (first <= k && last >= k).then_some((first, last))
}
