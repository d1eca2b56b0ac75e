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
    let mut out = Vec::new();
    let mut labels: BTreeMap<Option<String>, usize> = BTreeMap::new();
    let mut si = 0;
    while si < sentences.len() {
        let paragraph = sentences[si].paragraph;
        let end =
            sentences[si..].iter().position(|s| s.paragraph != paragraph).map_or(sentences.len(), |n| si + n);
        let words = sentences[si].span.cover(sentences[end - 1].span);
        if let Some(f) = before(text, sentences, trees, marks, si, end) {
            let label = f.source.map(|(_, t)| sentences[si].tokens[t].form.clone());
            *labels.entry(label).or_insert(0) += usize::from(!sentences[si].headline);
            out.push(f);
        }
        out.extend(after(text, trees, marks, si));
        out.extend(tweet(text, sentences, words));
        si = end;
    }
    // One label alone in a text is a dateline or a heading; speakers come again.
    out.retain(|f| match f.source {
        Some((si, t)) if f.holds == (0, 0) && !sentences[si].headline && f.cue.is_some() => {
            labels.get(&Some(sentences[si].tokens[t].form.clone())).is_some_and(|&n| n > 1)
        }
        _ => true,
    });
    interviewed(sentences, &mut out);
    let signed = (0..marks.len()).filter(|&i| !marks[i].nested);
    out.extend(signed.filter_map(|i| signature(text, sentences, trees, marks, i)));
    let mut taken: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
    for f in found {
        taken.entry(f.sentence).or_default().push(f.content);
    }
    out.retain(|f| !taken.get(&f.sentence).is_some_and(|t| t.iter().any(|c| c.contains(f.content))));
    out
}

/// Whose the answers of an interview are: the person named most often before the first question.
fn interviewed(sentences: &[Sentence], found: &mut [Found]) {
    let is = |f: &Found, words: [&str; 2]| {
        f.source.is_some_and(|(si, t)| words.contains(&sentences[si].tokens[t].form.as_str()))
    };
    let Some(first) = found.iter().find(|f| is(f, ["Q", "Question"])).map(|f| f.sentence) else { return };
    let mut named: BTreeMap<&str, (usize, Place)> = BTreeMap::new();
    for (si, s) in sentences.iter().enumerate().take(first) {
        for name in s.names.iter().filter(|n| n.kind == NameKind::Person) {
            let last = &s.tokens[name.last].form;
            named.entry(last).or_insert((0, (si, name.first))).0 += 1;
        }
    }
    let who = named.into_values().max_by_key(|&(n, place)| (n, std::cmp::Reverse(place)));
    let Some((_, place)) = who else { return };
    for f in found.iter_mut().filter(|f| is(f, ["A", "Answer"])) {
        f.who = Some(place);
    }
}

/// "NAME: ..." at the beginning of a paragraph of the sentences `si..end`.
fn before(
    text: &str,
    sentences: &[Sentence],
    trees: &[Tree],
    marks: &[Marked],
    si: usize,
    end: usize,
) -> Option<Found> {
    let (tree, s) = (&trees[si], &sentences[si]);
    let colon = (1..tree.len().min(LABEL)).find(|&k| tree.is(k, ":"))?;
    let source = speaker(tree, 0, colon, s.headline)?;
    let last = if s.headline { s.span.end } else { sentences[end - 1].span.end };
    let words = Span::new(tree.tok(colon).span.end, last);
    made(text, marks, words, (si, source), Some(tree.tok(colon).span), si, s.headline)
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
    if from >= to || !(from..to).all(|k| noun(k) && !tree.marked[k]) {
        return None;
    }
    if to - from == 1 && tree.is_any(from, &["Q", "A", "Question", "Answer"]) {
        return Some(from);
    }
    let head = tree.phrase_head((from..to).find(|&k| tree.nominal(k))?);
    if head < from || head >= to {
        return None;
    }
    let named = (from..to).filter_map(|k| tree.s.name_at(k)).map(|n| n.kind).next_back();
    let text = ["report", "study", "poll", "survey", "source"].contains(&tree.tok(head).lemma.as_str());
    let names = match named {
        Some(NameKind::Person) => true,
        Some(NameKind::Organization) => headline,
        _ => false,
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
