//! Measures the cast and the offices on annotated reports: `cargo run -p legation-coding --example cast -- GOLD [show | NAME]`.
//! With a report's name it prints every phrase of it.
//!
//! `GOLD` holds `NAME.json` and `docs/NAME.txt`. For each annotated participant the phrase at its words is resolved and
//! compared: state, sector, both. For each quote the speaker's name. For each office the person and a word of the title.

use legation_coding::cast::Cast;
use legation_coding::knowledge::Knowledge;
use legation_coding::offices;
use legation_english::{English, Worker};
use legation_record::{Actor, Document, Quote, Sentence, Span};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

#[derive(Default)]
struct Tally {
    right: usize,
    all: usize,
}

impl Tally {
    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.all += 1;
    }
    fn show(&self, what: &str) {
        println!(
            "{what:28} {:5.1}  {} / {}",
            100.0 * self.right as f64 / self.all.max(1) as f64,
            self.right,
            self.all
        );
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let Some(gold) = args.next() else { return Err("usage: cast GOLD [show | NAME]".into()) };
    let mode = args.next().unwrap_or_default();
    let (show, dump) = (!mode.is_empty(), mode.starts_with("gwn") || mode == "seed");
    let (english, knowledge, mut worker) = (English::builtin()?, Knowledge::builtin()?, Worker::default());
    let mut files: Vec<_> = std::fs::read_dir(&gold)?.filter_map(|e| e.ok().map(|e| e.path())).collect();
    files.sort();
    let (mut state, mut sector, mut both, mut unset, mut speaker) =
        <(Tally, Tally, Tally, Tally, Tally)>::default();
    let (mut tp, mut printed, mut owed) = (0, 0, 0);
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "json")) {
        let gold_doc: Value = serde_json::from_str(&std::fs::read_to_string(file)?)?;
        let id = gold_doc["doc"].as_str().unwrap_or_default().to_owned();
        let text = std::fs::read_to_string(Path::new(&gold).join("docs").join(format!("{id}.txt")))?;
        let sentences = english.read(&text, &mut worker);
        let published = gold_doc["date"].as_str().map(str::to_owned);
        let doc = Document { id: id.clone(), published, text, ..Document::default() };
        let mut cast = Cast::build(&doc, &sentences, &knowledge);
        if show {
            println!("== {id}: home {:?}", cast.home());
        }
        if dump && id != mode {
            continue;
        }
        if dump {
            phrases(&doc, &sentences, &cast);
        }
        let quotes = quotes(&doc, &gold_doc);
        for (quote, name) in &quotes {
            let Some((si, ti)) = quote.speaker.as_ref().and_then(|a| place(&sentences, a.span)) else {
                continue;
            };
            let found = cast.actors(si, ti);
            let right =
                found.iter().any(|a| same_name(Some(a.name.as_deref().unwrap_or(doc.words(a.span))), name));
            speaker.add(right);
            if show && !right {
                let words = doc.words(quote.speaker.as_ref().map(|a| a.span).unwrap_or_default());
                println!(
                    "  speaker  {words:30} is {name:25} got {:?}",
                    found.iter().map(|a| a.name.clone()).collect::<Vec<_>>()
                );
            }
        }
        let heard: Vec<Quote> = quotes.into_iter().map(|q| q.0).collect();
        cast.hear(&doc, &sentences, &heard);
        let mut seen = BTreeSet::new();
        for event in gold_doc["events"].as_array().into_iter().flatten() {
            for side in ["actors", "recipients"] {
                for who in event[side].as_array().into_iter().flatten() {
                    let Some(span) = locate(&doc, event["evidence"].as_str(), who["text"].as_str()) else {
                        continue;
                    };
                    let (want, want_sector) = (who["state"].as_str(), who["sector"].as_str());
                    if !seen.insert((span, want.map(str::to_owned))) {
                        continue;
                    }
                    let Some((si, ti)) = place(&sentences, span) else { continue };
                    let found = cast.actors(si, ti);
                    let ok_state = found.iter().any(|a| a.state.as_deref() == want);
                    let ok_sector = found.iter().any(|a| a.sector.as_deref() == want_sector);
                    let ok = found
                        .iter()
                        .any(|a| a.state.as_deref() == want && a.sector.as_deref() == want_sector);
                    if want.is_some() {
                        state.add(ok_state)
                    } else {
                        unset.add(ok_state)
                    }
                    sector.add(ok_sector);
                    both.add(ok);
                    if show && !ok {
                        println!(
                            "  actor  {:42} is {} {} got {}",
                            doc.words(span),
                            want.unwrap_or("-"),
                            want_sector.unwrap_or("-"),
                            brief(&found)
                        );
                    }
                }
            }
        }
        let roles = offices::find(&doc, &sentences, &knowledge);
        let gold_roles: Vec<&Value> = gold_doc["roles"].as_array().into_iter().flatten().collect();
        let mut free = vec![true; roles.len()];
        for g in &gold_roles {
            let (person, role) = (g["person"].as_str().unwrap_or(""), g["role"].as_str().unwrap_or(""));
            let hit = (0..roles.len()).find(|&i| {
                free[i]
                    && last_word(&roles[i].person) == last_word(person)
                    && !words(&roles[i].title).is_disjoint(&words(role))
            });
            match hit {
                Some(i) => {
                    free[i] = false;
                    tp += 1;
                    if show && roles[i].of.as_deref() != g["of"].as_str() {
                        println!("  role of  {person} | {role} | is {} got {:?}", g["of"], roles[i].of);
                    }
                }
                None if show => println!("  role missed  {person} | {role}"),
                None => {}
            }
        }
        for (i, r) in roles.iter().enumerate().filter(|(i, _)| free[*i] && show) {
            println!(
                "  role extra {i}  {} | {} | {:?} | {}",
                r.person,
                r.title,
                r.of,
                doc.words(r.evidence).chars().take(90).collect::<String>()
            );
        }
        printed += roles.len();
        owed += gold_roles.len();
    }
    state.show("state, where there is one");
    unset.show("no state, where there is none");
    sector.show("sector");
    both.show("state and sector");
    speaker.show("speaker's name");
    let (p, r) = (tp as f64 / f64::max(printed as f64, 1.0), tp as f64 / f64::max(owed as f64, 1.0));
    println!(
        "roles  P {:.1} R {:.1} F1 {:.1}   {tp} / {printed} / {owed}",
        100.0 * p,
        100.0 * r,
        200.0 * p * r / (p + r).max(1e-9)
    );
    Ok(())
}

/// Every phrase of a report and whom it stands for.
fn phrases(doc: &Document, sentences: &[Sentence], cast: &Cast) {
    for (si, s) in sentences.iter().enumerate() {
        println!("{}", doc.words(s.span));
        let mut last = Span::default();
        for ti in 0..s.tokens.len() {
            let span = cast.mention_span(sentences, si, ti);
            let found = cast.actors(si, ti);
            if !found.is_empty() && span != last {
                let t = &s.tokens[ti];
                println!("    {:40} {:10} {}", doc.words(span), t.deprel, brief(&found));
                last = span;
            }
        }
    }
}

fn brief(found: &[Actor]) -> String {
    let one = |a: &Actor| {
        format!(
            "{} {} ({})",
            a.state.as_deref().unwrap_or("-"),
            a.sector.as_deref().unwrap_or("-"),
            a.name.as_deref().unwrap_or("")
        )
    };
    if found.is_empty() { "nobody".into() } else { found.iter().map(one).collect::<Vec<_>>().join(" + ") }
}

/// The words `needle` inside the sentence `evidence`, in the document.
fn locate(doc: &Document, evidence: Option<&str>, needle: Option<&str>) -> Option<Span> {
    let (evidence, needle) = (evidence?, needle?);
    let base = doc.text.find(evidence)?;
    let bound = |at: usize| {
        let before = evidence[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        before && evidence[at + needle.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric())
    };
    let at = evidence.match_indices(needle).map(|(i, _)| i).find(|&i| bound(i))?;
    Some(Span::new(base + at, base + at + needle.len()))
}

/// The token of a span on which the rest of it hangs.
fn place(sentences: &[Sentence], span: Span) -> Option<(usize, usize)> {
    let si = sentences.iter().position(|s| s.span.overlaps(span))?;
    let s = &sentences[si];
    let inside: Vec<usize> = (0..s.tokens.len()).filter(|&i| s.tokens[i].span.overlaps(span)).collect();
    let (a, b) = (*inside.first()?, *inside.last()?);
    let head = inside
        .iter()
        .copied()
        .find(|&i| s.tokens[i].head.is_none_or(|h| h < a || h > b) && s.tokens[i].upos.is_nominal());
    Some((si, head.unwrap_or(b)))
}

fn quotes(doc: &Document, gold: &Value) -> Vec<(Quote, String)> {
    let mut out = Vec::new();
    for q in gold["quotes"].as_array().into_iter().flatten() {
        let (Some(content), Some(name)) = (
            q["text"].as_str().and_then(|t| doc.text.find(t).map(|i| Span::new(i, i + t.len()))),
            q["name"].as_str(),
        ) else {
            continue;
        };
        let speaker = locate(doc, q["evidence"].as_str(), q["speaker"].as_str())
            .map(|span| Actor { span, ..Actor::default() });
        out.push((
            Quote { kind: q["kind"].as_str().unwrap_or("").into(), content, speaker, ..Quote::default() },
            name.to_owned(),
        ));
    }
    out
}

fn same_name(a: Option<&str>, b: &str) -> bool {
    a.is_some_and(|a| last_word(a) == last_word(b))
}

fn last_word(name: &str) -> String {
    name.split_whitespace().last().unwrap_or("").trim_matches(['.', ',', '\'', '’', '"']).to_lowercase()
}

fn words(title: &str) -> BTreeSet<String> {
    title
        .replace('-', " ")
        .split_whitespace()
        .map(|w| w.to_lowercase().trim_matches([',', '.']).to_owned())
        .filter(|w| !matches!(w.as_str(), "of" | "the" | "for" | "and" | ""))
        .collect()
}
