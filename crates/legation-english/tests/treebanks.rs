//! The front end against the development halves of the treebanks, from `$LEGATION_DATA` or `../shared/data`.

#[path = "../examples/treebank/mod.rs"]
mod treebank;

use legation_english::conllu::Reader;
use legation_english::segment;
use std::collections::HashSet;
use std::hash::Hash;
use std::path::PathBuf;

fn dev(name: &str) -> Option<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data");
    let data = std::env::var_os("LEGATION_DATA").map_or_else(|| beside.into(), PathBuf::from);
    let path = data.join("treebanks").join(name);
    if !path.exists() {
        eprintln!("skipped: no {}; set LEGATION_DATA to the folder that holds treebanks/", path.display());
        return None;
    }
    Some(path)
}

fn f1<T: Hash + Eq>(gold: &[T], found: &[T]) -> f64 {
    let gold: HashSet<&T> = gold.iter().collect();
    let right = found.iter().filter(|f| gold.contains(f)).count();
    200.0 * right as f64 / (gold.len() + found.len()) as f64
}

#[test]
fn sentences_and_words_stay_above_their_bars() {
    for (name, sentence_bar, word_bar) in [("ewt-dev.conllu", 88.0, 99.0), ("gum-dev.conllu", 94.0, 99.7)] {
        let Some(path) = dev(name) else { return };
        // Offsets of a document begin at a place of their own, so that documents do not mix.
        let (mut gold, mut found, mut gold_words, mut found_words) = (vec![], vec![], vec![], vec![]);
        for (n, document) in treebank::documents(&path.to_string_lossy()).unwrap().into_iter().enumerate() {
            let sentences = segment::sentences(&document.text);
            gold.extend(document.sentences.iter().map(|&s| (n, s)));
            found.extend(sentences.iter().map(|s| (n, s.span)));
            gold_words.extend(document.words.into_iter().map(|(s, form)| (n, s, form)));
            found_words.extend(sentences.into_iter().flat_map(|s| s.tokens).map(|t| (n, t.span, t.form)));
        }
        let (sentences, words) = (f1(&gold, &found), f1(&gold_words, &found_words));
        assert!(
            sentences >= sentence_bar && words >= word_bar,
            "{name}: sentences {sentences:.2}, words {words:.2}"
        );
    }
}

#[test]
fn a_treebank_passes_through_unchanged() {
    let Some(path) = dev("ewt-dev.conllu") else { return };
    let file = std::fs::read_to_string(path).unwrap();
    let mut out = Vec::new();
    for given in Reader::new("ewt-dev.conllu", file.as_bytes()) {
        given.unwrap().write(&mut out).unwrap();
    }
    let out = String::from_utf8(out).unwrap();
    let change = file.lines().zip(out.lines()).enumerate().find(|(_, (a, b))| a != b);
    assert_eq!(change, None);
    assert_eq!(file.len(), out.len());
}
