//! How well given words are parsed: tags, features, lemmas, heads and relations against CoNLL-U files.
//!
//! ```text
//! cargo run --release -p legation-english --example parse_score -- DATA/treebanks/ewt-dev.conllu
//! ```

use std::error::Error;
use std::fs::File;
use std::io::BufReader;
use std::time::Instant;

use legation_english::conllu::Reader;
use legation_english::{English, Worker};
use legation_record::{Sentence, Token};

type Same = fn(&Token, &Token) -> bool;

const COLUMNS: [(&str, Same); 6] = [
    ("UPOS", |a, b| a.upos == b.upos),
    ("XPOS", |a, b| a.xpos == b.xpos),
    ("features", |a, b| a.feats == b.feats),
    ("lemma", |a, b| a.lemma == b.lemma),
    ("UAS", |a, b| a.head == b.head),
    ("LAS", |a, b| a.head == b.head && a.deprel == b.deprel),
];

fn main() -> Result<(), Box<dyn Error>> {
    let english = English::builtin()?;
    let mut worker = Worker::default();
    for path in std::env::args().skip(1) {
        let given = Reader::new(&path, BufReader::new(File::open(&path)?));
        let gold = given.map(|g| g.map(|g| g.sentence)).collect::<Result<Vec<Sentence>, _>>()?;
        let mut found = gold.clone();
        let start = Instant::now();
        english.parse_syntax(&mut found, &mut worker);
        let seconds = start.elapsed().as_secs_f64();
        println!("{path}: {} sentences in {seconds:.1} s", gold.len());
        let tokens: Vec<(&Token, &Token)> =
            gold.iter().zip(&found).flat_map(|(g, f)| g.tokens.iter().zip(&f.tokens)).collect();
        for (name, same) in COLUMNS {
            let right = tokens.iter().filter(|(g, f)| same(g, f)).count();
            println!("  {name:<8} {:.2}", 100.0 * right as f64 / tokens.len().max(1) as f64);
        }
    }
    Ok(())
}
