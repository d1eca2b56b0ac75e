//! Speech that stands beside its speaker's bare name: headlines ("Cohen: alliance grows stronger", "Talks failed: Iran's
//! minister"), transcripts ("Q: ...", "PUTIN: ..."), words signed with a name ("..." - Carla Sanchez) and tweets set into
//! a report (... - Jane Doe (@janedoe) May 2).

use super::join::{Found, Kind, Place, shape};
use super::marks::Marked;
use super::tree::Tree;
use std::collections::BTreeMap;

use legation_record::{NameKind, Sentence, Span, Upos};

/// How many tokens a label may have.
const LABEL: usize = 9;
/// How many characters a dash and a name may take.
const NAME: usize = 120;
/// How many bytes may lie between the dash and the handle of a tweet.
const HANDLE: usize = 60;

/// Every quotation that a name beside it attributes and no cue does.
pub fn find(
    text: &str,
    sentences: &[Sentence],
    trees: &[Tree],
    marks: &[Marked],
    found: &[Found],
) -> Vec<Found> {
    let mut out: Vec<(Found, Option<&str>)> = Vec::new();
    let mut labels: BTreeMap<&str, usize> = BTreeMap::new();
    let mut si = 0;
    while si < sentences.len() {
        let paragraph = sentences[si].paragraph;
        let end =
            sentences[si..].iter().position(|s| s.paragraph != paragraph).map_or(sentences.len(), |n| si + n);
        let words = sentences[si].span.cover(sentences[end - 1].span);
        let labelled = |headline| before(text, sentences, trees, marks, si, end, headline);
        // A first line of a few words is a title, though it ends with a full stop.
        let title = sentences[si].headline || si == 0 && end == 1 && sentences[0].tokens.len() <= 20;
        let as_title = if title { labelled(true) } else { None };
        if let Some((f, label)) = as_title {
            *labels.entry(label).or_insert(0) += 1;
            out.push((f, None));
        } else if let Some((f, label)) = labelled(false) {
            // A question in a transcript looks like a headline.
            *labels.entry(label).or_insert(0) += 1;
            out.push((f, Some(label)));
        }
        out.extend(after(text, trees, marks, si).map(|f| (f, None)));
        out.extend(tweet(text, sentences, words).map(|f| (f, None)));
        si = end;
    }
    // One label alone in a text is a dateline or a heading; speakers come again.
    let again = |label: &&str| labels.get(label).is_some_and(|&n| n > 1);
    let mut out: Vec<Found> = out
        .into_iter()
        .filter(|(f, label)| f.holds != (0, 0) && f.kind == Kind::Direct || label.is_none_or(|l| again(&l)))
        .map(|(f, _)| f)
        .collect();
    interviewed(sentences, trees, &mut out, found);
    for i in (0..marks.len()).filter(|&i| !marks[i].nested) {
        out.extend(
            signature(text, sentences, trees, marks, i).or_else(|| colon(text, sentences, trees, marks, i)),
        );
    }
    let mut taken: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
    for f in found {
        taken.entry(f.sentence).or_default().push(f.content);
    }
    out.retain(|f| !taken.get(&f.sentence).is_some_and(|t| t.iter().any(|c| c.contains(f.content))));
    out
}

/// Whose the answers of an interview are: the person named most often before the first question.
fn interviewed(sentences: &[Sentence], trees: &[Tree], labelled: &mut [Found], found: &[Found]) {
    let is = |f: &Found, words: [&str; 2]| {
        f.source.is_some_and(|(si, t)| words.contains(&sentences[si].tokens[t].form.as_str()))
    };
    if !labelled.iter().any(|f| is(f, ["A", "Answer"])) {
        return;
    }
    let first = labelled.first().map_or(0, |f| f.sentence);
    let mut named: BTreeMap<&str, (usize, Place)> = BTreeMap::new();
    for (si, s) in sentences.iter().enumerate().take(first) {
        for name in s.names.iter().filter(|n| n.kind == NameKind::Person) {
            let last = &s.tokens[name.last].form;
            named.entry(last).or_insert((0, (si, name.first))).0 += 1;
        }
    }
    let who = named.into_values().max_by_key(|&(n, place)| (n, std::cmp::Reverse(place)));
    // Nobody is named before: then who is quoted by name in an answer.
    let person = |&(si, t): &Place| {
        trees[si].is_person(t)
            && sentences[si].names.iter().any(|n| n.kind == NameKind::Person && n.first <= t && t <= n.last)
    };
    let quoted = || found.iter().filter_map(|f| f.source).find(person);
    let Some(place) = who.map(|(_, place)| place).or_else(quoted) else { return };
    for f in labelled.iter_mut().filter(|f| is(f, ["A", "Answer"])) {
        f.who = Some(place);
    }
}

/// "NAME: ..." at the beginning of a paragraph of the sentences `si..end`, with the last word of the label.
fn before<'a>(
    text: &str,
    sentences: &'a [Sentence],
    trees: &[Tree],
    marks: &[Marked],
    si: usize,
    end: usize,
    headline: bool,
) -> Option<(Found, &'a str)> {
    let (tree, s) = (&trees[si], &sentences[si]);
    let colon = (1..tree.len().min(LABEL)).find(|&k| tree.is(k, ":"))?;
    let from = usize::from(tree.quotation_mark(0));
    let source = speaker(tree, from, colon, headline)?;
    let last = if headline { s.span.end } else { sentences[end - 1].span.end };
    let words = Span::new(tree.tok(colon).span.end, last);
    let found = made(text, marks, words, (si, source), Some(tree.tok(colon).span), si, headline)?;
    Some((found, &s.tokens[colon - 1].form))
}

/// "More from NAME: "..."", "TITLE - NAME: "..."": a person's name and a colon straight before words in quotation marks.
fn colon(text: &str, sentences: &[Sentence], trees: &[Tree], marks: &[Marked], i: usize) -> Option<Found> {
    let mark = marks[i];
    let si = sentences.partition_point(|s| s.span.end <= mark.outer.start);
    let tree = trees.get(si)?;
    let at = tree.s.tokens.partition_point(|t| t.span.start < mark.outer.start);
    let last = at.checked_sub(2).filter(|_| tree.is(at - 1, ":"))?;
    let name = tree.s.name_at(last).filter(|n| n.kind == NameKind::Person && n.last == last)?;
    if (0..last).any(|k| tree.is_verb(k)) || mark.inner.of(text).split_whitespace().count() < 3 {
        return None;
    }
    let (kind, content) = shape(text, mark.outer, &marks[i..=i]);
    let cue = Some(tree.tok(at - 1).span);
    let source = Some((si, tree.phrase_head(name.first)));
    Some(Found { kind, content, source, who: None, cue, sentence: si, holds: (i, i + 1) })
}

/// "...: NAME" at the end of a headline.
fn after(text: &str, trees: &[Tree], marks: &[Marked], si: usize) -> Option<Found> {
    let tree = &trees[si];
    if !tree.s.headline || tree.len() < 4 {
        return None;
    }
    let colon = (2..tree.len() - 1).rev().take(LABEL).find(|&k| tree.is(k, ":"))?;
    if !(0..colon).any(|k| tree.tok(k).upos == Upos::Verb) {
        return None;
    }
    let source = speaker(tree, colon + 1, tree.len(), true)?;
    let words = Span::new(tree.s.span.start, tree.tok(colon).span.start);
    made(text, marks, words, (si, source), Some(tree.tok(colon).span), si, true)
}

/// The head of a label that names somebody: a person or body, the author of a text, or the letter of an interview.
fn speaker(tree: &Tree, from: usize, to: usize, headline: bool) -> Option<usize> {
    let noun = |k: usize| {
        matches!(
            tree.tok(k).upos,
            Upos::Propn
                | Upos::Noun
                | Upos::Adj
                | Upos::Adp
                | Upos::Det
                | Upos::Num
                | Upos::Punct
                | Upos::Part
                | Upos::X
        )
    };
    let bracket = tree.is_any(from, &["Q", "Question"]) && tree.is(from + 1, "(");
    if bracket && to > from + 3 {
        // "Question (a Japanese newspaper)"
        return (from + 2..to).find(|&k| tree.nominal(k)).map(|k| tree.phrase_head(k));
    }
    if to == from + 1 && tree.is_any(from, &["Q", "A", "Question", "Answer"]) {
        return Some(from);
    }
    // Quotation marks may stand around each paragraph of a transcript.
    let open = from > 0 && !headline;
    if from >= to || !(from..to).all(|k| noun(k) && (open || !tree.marked[k])) {
        return None;
    }
    let capitals = |k: usize| {
        let form = &tree.tok(k).form;
        form.chars().count() > 1 && form.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-' | '\''))
    };
    if !headline && to - from <= 4 && (from..to).all(capitals) {
        return Some(tree.phrase_head(to - 1)).filter(|&k| k >= from && k < to);
    }
    let person =
        (from..to).filter_map(|k| tree.s.name_at(k)).find(|n| n.kind == NameKind::Person && n.first >= from);
    let head = tree.phrase_head(person.map(|n| n.first).or_else(|| (from..to).find(|&k| tree.nominal(k)))?);
    if head < from || head >= to {
        return None;
    }
    let named = (from..to).filter_map(|k| tree.s.name_at(k)).map(|n| n.kind).next_back();
    let text = ["report", "study", "poll", "survey", "source"].contains(&tree.tok(head).lemma.as_str());
    let names = match named {
        Some(NameKind::Person) => true,
        Some(NameKind::Organization) => headline,
        _ => headline && tree.is_person(head),
    };
    (names || headline && text && to - from <= 3).then_some(head)
}

fn made(
    text: &str,
    marks: &[Marked],
    words: Span,
    source: Place,
    cue: Option<Span>,
    sentence: usize,
    headline: bool,
) -> Option<Found> {
    let from = marks.partition_point(|m| m.outer.start < words.start);
    let to = marks.partition_point(|m| m.outer.start < words.end);
    let held = marks.get(from..to)?;
    let (kind, content) = shape(text, words, held);
    let kind = if kind == Kind::Indirect && !headline { Kind::Direct } else { kind };
    let holds = if held.is_empty() { (0, 0) } else { (from, to) };
    content.of(text).contains(' ').then_some(Found {
        kind,
        content,
        source: Some(source),
        who: None,
        cue,
        sentence,
        holds,
    })
}

/// "..." - NAME
fn signature(
    text: &str,
    sentences: &[Sentence],
    trees: &[Tree],
    marks: &[Marked],
    i: usize,
) -> Option<Found> {
    let mark = marks[i];
    let rest = text.get(mark.outer.end..)?;
    let reach = rest.char_indices().take(NAME).last().map_or(0, |(at, c)| at + c.len_utf8());
    let line = rest.get(..reach)?.split('\n').next()?;
    let name = line.trim_start().trim_start_matches(['-', '—', '–', '―', '~']);
    let dash = line.trim_start().len() - name.len();
    let begins = name.trim_start().chars().next().is_some_and(char::is_uppercase);
    if dash == 0 || !begins || mark.inner.of(text).split_whitespace().count() < 3 {
        return None;
    }
    let at = mark.outer.end + (line.len() - name.trim_start().len());
    let place = token_at(sentences, at)?;
    let tree = &trees[place.0];
    let verb = (place.1..tree.len()).any(|k| tree.is_verb(k));
    if verb || tree.len() - place.1 > 14 || !tree.nominal(place.1) {
        return None;
    }
    let (kind, content) = shape(text, mark.outer, &marks[i..=i]);
    let source = (place.0, tree.phrase_head(place.1));
    Some(Found {
        kind,
        content,
        source: Some(source),
        who: None,
        cue: None,
        sentence: place.0,
        holds: (i, i + 1),
    })
}

/// ... - NAME (@handle) DATE
fn tweet(text: &str, sentences: &[Sentence], paragraph: Span) -> Option<Found> {
    let words = paragraph.of(text);
    let handle = words.find("(@")?;
    let (dash, sign) = words[..handle].char_indices().rev().find(|&(_, c)| matches!(c, '—' | '–' | '―'))?;
    if handle - dash > HANDLE || dash == 0 {
        return None;
    }
    let name = &words[dash + sign.len_utf8()..handle];
    let at = paragraph.start + dash + sign.len_utf8() + (name.len() - name.trim_start().len());
    let source = token_at(sentences, at)?;
    let content = words[..dash].trim();
    let start = paragraph.start + (words[..dash].len() - words[..dash].trim_start().len());
    let content = Span::new(start, start + content.len());
    Some(Found {
        kind: Kind::Direct,
        content,
        source: Some(source),
        who: None,
        cue: None,
        sentence: source.0,
        holds: (0, 0),
    })
}

/// The token that begins at or covers a byte.
fn token_at(sentences: &[Sentence], at: usize) -> Option<Place> {
    let si = sentences.partition_point(|s| s.span.end <= at);
    let s = sentences.get(si)?;
    let ti = s.tokens.partition_point(|t| t.span.end <= at);
    s.tokens.get(ti).filter(|t| t.span.start <= at + 1).map(|_| (si, ti))
}
