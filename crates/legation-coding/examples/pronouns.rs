//! Measures pronouns on a treebank with coreference, and fits their weights.
//! usage: pronouns FILE.conllu [fit] [WEIGHT=VALUE ...]
//!
//! FILE has coreference in its last column as GUM writes it: `Entity=(12-person-giv:act-...` opens a mention of chain 12,
//! `12)` closes one. Each third-person pronoun whose chain has an earlier mention by name or noun is owed; it is right
//! where the last mention by name or noun that the cast gives it is one of its chain. With `fit`, every weight of
//! `cast::pronoun` in turn is moved as long as that makes clearly more of them right, and the weights are printed.

use legation_coding::cast::Cast;
use legation_coding::cast::pronoun::{CHOSEN, Weights};
use legation_coding::knowledge::Knowledge;
use legation_english::{English, Worker};
use legation_record::{Document, Sentence, Span};
use std::collections::BTreeMap;

/// How many more pronouns a step must make right: fewer are chance.
const CLEAR: usize = 5;

/// A mention of a chain: the words that matter in it, and whether it is a pronoun.
struct Mention {
    chain: String,
    words: Vec<Span>,
    pronoun: bool,
}

struct Text {
    doc: Document,
    sentences: Vec<Sentence>,
    mentions: Vec<Mention>,
    genre: String,
}

#[derive(Clone, Copy, Default)]
struct Tally {
    right: usize,
    found: usize,
    owed: usize,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let Some(file) = args.next() else { return Err("usage: pronouns FILE.conllu [fit]".into()) };
    let rest: Vec<String> = args.collect();
    let fit = rest.iter().any(|a| a == "fit");
    let (english, knowledge, mut worker) = (English::builtin()?, Knowledge::builtin()?, Worker::default());
    let texts = read(&std::fs::read_to_string(file)?, &english, &mut worker);
    let mut weights = CHOSEN;
    for (name, value) in rest.iter().filter_map(|a| a.split_once('=')) {
        let value = value.parse()?;
        weights.each().into_iter().filter(|w| w.0 == name).for_each(|w| *w.1 = value);
    }
    show(&measure(&texts, &knowledge, &weights));
    if fit {
        search(&texts, &knowledge, &mut weights);
        show(&measure(&texts, &knowledge, &weights));
        for (name, value) in weights.each() {
            println!("    {name}: {value},");
        }
    }
    Ok(())
}

/// Moves one weight after the other, in ever smaller steps, and keeps what makes more pronouns right.
fn search(texts: &[Text], knowledge: &Knowledge, weights: &mut Weights) {
    let right = |w: &Weights| measure(texts, knowledge, w).values().map(|t| t.right).sum::<usize>() / 3;
    let mut best = right(weights);
    for step in [40, 20, 10] {
        for at in 0..weights.each().len() {
            for sign in [step, -step] {
                loop {
                    let mut other = *weights;
                    *other.each()[at].1 += sign;
                    let count = right(&other);
                    if count < best + CLEAR {
                        break;
                    }
                    (best, *weights) = (count, other);
                    let (name, value) = &weights.each()[at];
                    eprintln!("{step:3} {name:14} {value:5} right {best}");
                }
            }
        }
    }
}

/// Right, found and owed pronouns: of all, of each kind, of each genre.
fn measure(texts: &[Text], knowledge: &Knowledge, weights: &Weights) -> BTreeMap<String, Tally> {
    let mut out: BTreeMap<String, Tally> = BTreeMap::new();
    for text in texts {
        let cast = Cast::weighed(&text.doc, &text.sentences, knowledge, weights);
        for (si, s) in text.sentences.iter().enumerate() {
            for (ti, t) in s.tokens.iter().enumerate() {
                let lower = t.form.to_lowercase();
                let Some(kind) = kind(&lower) else { continue };
                let here = text.mentions.iter().find(|m| m.pronoun && m.words.contains(&t.span));
                let owed = here.filter(|h| {
                    let earlier = |m: &&Mention| !m.pronoun && m.words[0].start < t.span.start;
                    text.mentions.iter().filter(earlier).any(|m| m.chain == h.chain)
                });
                let found = cast.antecedent_head(si, ti).map(|(a, b)| text.sentences[a].tokens[b].span);
                let right = owed.is_some_and(|h| {
                    found.is_some_and(|f| {
                        let at = |m: &&Mention| m.chain == h.chain && m.words.iter().any(|w| w.overlaps(f));
                        text.mentions.iter().any(|m| at(&m))
                    })
                });
                for key in ["all", kind, &text.genre] {
                    let tally = out.entry(key.to_owned()).or_default();
                    tally.right += usize::from(right);
                    tally.found += usize::from(found.is_some());
                    tally.owed += usize::from(owed.is_some());
                }
            }
        }
    }
    out
}

fn show(tallies: &BTreeMap<String, Tally>) {
    for (key, t) in tallies {
        let of = |n: usize| 100.0 * t.right as f64 / n.max(1) as f64;
        println!(
            "{key:12} right {:5.1} of owed, {:5.1} of found   {} / {} / {}",
            of(t.owed),
            of(t.found),
            t.right,
            t.found,
            t.owed
        );
    }
}

fn kind(lower: &str) -> Option<&'static str> {
    Some(match lower {
        "he" | "him" | "his" | "himself" => "he",
        "she" | "her" | "hers" | "herself" => "she",
        "it" | "its" | "itself" => "it",
        "they" | "them" | "their" | "theirs" | "themselves" => "they",
        _ => return None,
    })
}

/// The texts of a treebank, as plain text read anew, with their mentions.
fn read(file: &str, english: &English, worker: &mut Worker) -> Vec<Text> {
    let mut out = Vec::new();
    let mut open: Vec<(String, Vec<usize>, usize)> = Vec::new();
    let (mut words, mut glued, mut fresh): (Vec<(Span, String)>, bool, bool) = (Vec::new(), true, false);
    let mut current: Option<Text> = None;
    let mut close = |text: Option<Text>| {
        if let Some(mut text) = text {
            text.sentences = english.read(&text.doc.text, worker);
            out.push(text);
        }
    };
    // The words of a multiword token stand in the text once.
    let mut inside: Option<(usize, usize, Span)> = None;
    for line in file.lines() {
        if let Some(id) = line.strip_prefix("# newdoc id = ") {
            close(current.take());
            let genre = id.split('_').nth(1).unwrap_or("").to_owned();
            let doc = Document { id: id.to_owned(), ..Document::default() };
            current = Some(Text { doc, sentences: Vec::new(), mentions: Vec::new(), genre });
            (words, glued, fresh) = (Vec::new(), true, false);
            open.clear();
            continue;
        }
        fresh |= line.starts_with("# newpar");
        let fields: Vec<&str> = line.split('\t').collect();
        let ([id, form, .., misc], Some(text)) = (&fields[..], &mut current) else { continue };
        if fields.len() != 10 || id.contains('.') {
            continue;
        }
        let spaceless = misc.split('|').any(|m| m == "SpaceAfter=No");
        let number = id.split('-').next().and_then(|n| n.parse::<usize>().ok()).unwrap_or(0);
        let covered = inside.filter(|i| i.0 <= number && number <= i.1);
        let span = match covered {
            Some((_, _, span)) => span,
            None => {
                let gap = if text.doc.text.is_empty() {
                    ""
                } else if fresh {
                    "\n\n"
                } else if glued {
                    ""
                } else {
                    " "
                };
                text.doc.text.push_str(gap);
                let start = text.doc.text.len();
                text.doc.text.push_str(form);
                (glued, fresh, inside) = (spaceless, false, None);
                Span::new(start, text.doc.text.len())
            }
        };
        if let Some((_, last)) = id.split_once('-') {
            inside = last.parse().ok().map(|last| (number, last, span));
            continue;
        }
        words.push((span, form.to_lowercase()));
        let Some(entity) = misc.split('|').find_map(|m| m.strip_prefix("Entity=")) else { continue };
        entities(entity, words.len() - 1, &words, &mut open, &mut text.mentions);
    }
    close(current);
    out
}

/// Opens and closes mentions at a word.
fn entities(
    code: &str,
    at: usize,
    words: &[(Span, String)],
    open: &mut Vec<(String, Vec<usize>, usize)>,
    mentions: &mut Vec<Mention>,
) {
    let mut rest = code;
    while !rest.is_empty() {
        if let Some(tail) = rest.strip_prefix('(') {
            let end = tail.find(['(', ')']).unwrap_or(tail.len());
            let parts: Vec<&str> = tail[..end].split('-').collect();
            // Of the fields, the first is the chain and the sixth counts the words that matter.
            let heads =
                parts.get(5).map_or(Vec::new(), |m| m.split(',').filter_map(|n| n.parse().ok()).collect());
            open.push((chain(parts[0]), heads, at));
            rest = &tail[end..];
            if let Some(tail) = rest.strip_prefix(')') {
                let last = open.len() - 1;
                shut(open.remove(last), at, words, mentions);
                rest = tail;
            }
        } else {
            let end = rest.find(')').unwrap_or(rest.len());
            let id = chain(&rest[..end]);
            if let Some(i) = open.iter().rposition(|o| o.0 == id) {
                shut(open.remove(i), at, words, mentions);
            }
            rest = rest.get(end + 1..).unwrap_or("");
        }
    }
}

fn chain(id: &str) -> String {
    id.split('[').next().unwrap_or(id).to_owned()
}

fn shut(
    (chain, heads, first): (String, Vec<usize>, usize),
    last: usize,
    words: &[(Span, String)],
    mentions: &mut Vec<Mention>,
) {
    let mut own: Vec<Span> =
        heads.iter().filter_map(|h| words.get(first + h.checked_sub(1)?)).map(|w| w.0).collect();
    if own.is_empty() {
        own = words[first..=last].iter().map(|w| w.0).collect();
    }
    let pronoun = first == last && kind(&words[first].1).is_some();
    mentions.push(Mention { chain, words: own, pronoun });
}
