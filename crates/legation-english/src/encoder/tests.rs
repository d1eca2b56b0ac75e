//! The whole encoder, held to the training program's own answers and to itself.

use std::borrow::Cow;

use serde::Deserialize;

use super::events::softmax;
use super::*;
use crate::decode::names::Tag;

/// What the training program, computing with signed bytes as we do, says of some sentences
/// (`python -m legation_training.export --reference`).
#[derive(Deserialize)]
struct Reference {
    sentences: Vec<Answer>,
}

#[derive(Deserialize)]
struct Answer {
    words: Vec<String>,
    ids: Vec<u32>,
    case: Vec<u8>,
    first: Vec<u32>,
    upos: Vec<String>,
    xpos: Vec<String>,
    feats: Vec<String>,
    lemma: Vec<String>,
    head: Vec<usize>,
    deprel: Vec<String>,
    ner: Vec<String>,
    upos_logits: Vec<Vec<f32>>,
    ner_logits: Vec<Vec<f32>>,
    arc: Vec<Vec<Option<f32>>>,
    trigger_logits: Option<Vec<Vec<f32>>>,
    mode: Option<Vec<String>>,
    status: Option<Vec<String>>,
    actor: Option<Vec<Vec<f32>>>,
    recipient: Option<Vec<Vec<f32>>>,
}

fn answers() -> Vec<Answer> {
    let json = include_str!("../../tests/reference.json");
    serde_json::from_str::<Reference>(json).unwrap().sentences
}

fn encoder() -> Encoder {
    Encoder::open(Cow::Borrowed(include_bytes!("../../../../models/english.safetensors"))).unwrap()
}

fn sentence(words: &[String]) -> Sentence {
    let token = |form: &String| Token { form: form.clone(), ..Token::default() };
    Sentence { tokens: words.iter().map(token).collect(), ..Sentence::default() }
}

/// Parses one sentence by itself, so that the workspace holds its scores afterwards.
fn parse(encoder: &Encoder, words: &[String], w: &mut Workspace) -> Sentence {
    let mut sentence = sentence(words);
    encoder.parse(&mut [&mut sentence], true, w);
    sentence
}

/// Sums of floats in another order may round a byte the other way; what comes of that stays below this.
const NEAR: f32 = 0.06;

/// A word's row among `rows` rows of scores, the first of which is the root's.
fn row(scores: &[f32], rows: usize, word: usize) -> &[f32] {
    let stride = scores.len() / rows;
    &scores[(word + 1) * stride..][..stride]
}

#[track_caller]
fn near(found: &[f32], wanted: &[f32], what: &str) {
    assert!(found.len() >= wanted.len());
    for (i, (f, w)) in found.iter().zip(wanted).enumerate() {
        assert!((f - w).abs() < NEAR, "{what}, column {i}: {f} for {w}");
    }
}

#[test]
fn words_become_the_rows_of_the_training_program() {
    let encoder = encoder();
    let mut w = Workspace::default();
    for a in answers() {
        w.spelt.spell(a.words.iter().map(String::as_str), &encoder.lexicon, &mut w.seen);
        w.batch.clear();
        w.batch.push(0, &w.spelt, 0..a.words.len());
        assert_eq!((&w.batch.pieces, &w.batch.cases), (&a.ids, &a.case), "{:?}", a.words);
        assert_eq!(w.batch.wanted[1..], a.first);
    }
}

#[test]
fn syntax_and_names_are_the_training_programs() {
    let encoder = encoder();
    let mut w = Workspace::default();
    for a in answers() {
        let (what, rows) = (a.words.join(" "), a.words.len() + 1);
        let found = parse(&encoder, &a.words, &mut w);
        for word in 0..a.words.len() {
            near(row(&w.syntax.tags, rows, word), &a.upos_logits[word], &what);
            near(row(&w.syntax.names, rows, word), &a.ner_logits[word], &what);
            for (f, wanted) in w.syntax.arcs[word * rows..].iter().zip(&a.arc[word]) {
                assert!(wanted.is_none_or(|w| (f - w).abs() < 4.0 * NEAR), "{what}: {f} for {wanted:?}");
            }
        }
        let column = |get: fn(&Token) -> &str| -> Vec<&str> { found.tokens.iter().map(get).collect() };
        assert_eq!(column(|t| t.upos.as_str()), a.upos, "{what}");
        assert_eq!(column(|t| &t.xpos), a.xpos, "{what}");
        assert_eq!(column(|t| if t.feats.is_empty() { "_" } else { &t.feats }), a.feats, "{what}");
        assert_eq!(column(|t| &t.lemma), a.lemma, "{what}");
        assert_eq!(column(|t| &t.deprel), a.deprel, "{what}");
        let heads: Vec<usize> = found.tokens.iter().map(|t| t.head.map_or(0, |h| h + 1)).collect();
        assert_eq!(heads, a.head, "{what}");
        let mut names = vec![Tag::Outside; a.words.len()];
        for name in &found.names {
            names[name.first..=name.last].fill(Tag::Inside(name.kind));
            names[name.first] = Tag::Begins(name.kind);
        }
        let wanted: Vec<Tag> = a.ner.iter().map(|t| Tag::parse(t).unwrap()).collect();
        assert_eq!(names, wanted, "{what}");
    }
}

#[test]
fn events_are_the_training_programs() {
    let encoder = encoder();
    let Some(heads) = &encoder.events else {
        return eprintln!("skipped: the parameters have no event heads");
    };
    let mut w = Workspace::default();
    let mut cues = 0;
    for a in answers() {
        let (what, rows) = (a.words.join(" "), a.words.len() + 1);
        let triggers = a.trigger_logits.as_deref().expect("a reference without events");
        let found = parse(&encoder, &a.words, &mut w);
        for (word, wanted) in triggers.iter().enumerate() {
            near(heads.types.scores(row(&w.events.output, rows, word)), wanted, &what);
            let p = 1.0 - softmax(wanted, 0);
            let cue = found.cues.iter().find(|c| c.token == word);
            if (p - heads.cue).abs() > 0.02 {
                assert_eq!(cue.is_some(), p > heads.cue, "{what}: {word}");
            }
            let Some(cue) = cue else { continue };
            cues += 1;
            assert_eq!(cue.status, a.status.as_ref().unwrap()[word], "{what}: {word}");
            for (found, wanted) in [(&cue.actors, &a.actor), (&cue.recipients, &a.recipient)] {
                let mut wanted: Vec<(usize, f32)> =
                    wanted.as_ref().unwrap()[word].iter().copied().enumerate().collect();
                wanted.retain(|&(_, p)| p > heads.participant + 0.02);
                for (token, p) in wanted {
                    let near = found.iter().any(|&(t, q)| t == token && (p - q).abs() < 0.02);
                    assert!(near, "{what}: participant {token} of {word} at {p}, found {found:?}");
                }
            }
        }
    }
    assert!(cues > 10);
}

#[test]
fn every_path_and_every_batch_give_the_same_bits() {
    let mut encoder = encoder();
    let words: Vec<Vec<String>> = answers().into_iter().map(|a| a.words).collect();
    let mut run = |path: Path, together: bool| {
        encoder.path = path;
        let mut w = Workspace::default();
        let mut bits: Vec<u32> = Vec::new();
        let mut sentences: Vec<Sentence> = words.iter().map(|w| sentence(w)).collect();
        if together {
            encoder.parse(&mut sentences.iter_mut().collect::<Vec<_>>(), true, &mut w);
        } else {
            for sentence in &mut sentences {
                encoder.parse(&mut [sentence], true, &mut w);
                for scores in [&w.syntax.tags, &w.syntax.names, &w.syntax.arcs, &w.events.output] {
                    bits.extend(scores.iter().map(|s| s.to_bits()));
                }
            }
        }
        (sentences, bits)
    };
    let (sentences, bits) = run(Path::Portable, false);
    assert!(run(Path::best(), true).0 == sentences, "a batch differs from its sentences");
    for path in Path::available() {
        let found = run(path, false);
        assert!(found.1 == bits, "{path:?} differs from the portable path");
        assert!(found.0 == sentences);
    }
}
