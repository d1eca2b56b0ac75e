//! Learns the weights of the sentence breaker from treebanks and prints them as `models/segment.tsv` wants them.
//!
//!     cargo run -p legation-english --example segment_train -- EWT-TRAIN.conllu GUM-TRAIN.conllu >models/segment.tsv
//!
//! A logistic regression by AdaGrad with a fixed order: the same treebanks give the same weights.

mod treebank;

use legation_english::segment::training;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::error::Error;

const ROUNDS: usize = 12;
const RATE: f32 = 0.1;
/// Pulls weights that little evidence holds up towards nothing (both kinds).
const L2: f32 = 3e-5;
const L1: f32 = 1.5e-2;
/// Features seen less often are left out, and so are weights that are too small to matter.
const LEAST: usize = 3;
const SMALLEST: f32 = 0.03;
/// One sentence end in so many is shown a second time with the white space after it gone, as scraped pages have it.
const GLUED: usize = 12;

fn main() -> Result<(), Box<dyn Error>> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let mut places: Vec<(Vec<String>, bool)> = Vec::new();
    for path in &paths {
        for document in treebank::documents(path)? {
            let ends: HashSet<usize> = document.sentences.iter().map(|s| s.end).collect();
            training::places(
                &document.text,
                |at| ends.contains(&at),
                |f, end| places.push((f.to_vec(), end)),
            );
            let (text, ends) = glued(&document);
            training::places(
                &text,
                |at| ends.contains(&at),
                |f, end| {
                    if f.iter().any(|f| f.starts_with("sspace|-")) {
                        places.push((f.to_vec(), end));
                    }
                },
            );
        }
    }
    let weights = learn(&places);
    let right =
        places.iter().filter(|(f, end)| (f.iter().filter_map(|f| weights.get(f)).sum::<f32>() > 0.0) == *end);
    eprintln!(
        "{} places, {} weights, {:.4} right",
        places.len(),
        weights.len(),
        right.count() as f64 / places.len() as f64
    );
    println!("# Where English sentences end: weights of a logistic regression, one feature a line.");
    println!("# Made by `cargo run -p legation-english --example segment_train` from:");
    println!("#   Universal Dependencies English EWT, train part, CC BY-SA 4.0");
    println!(
        "#   Universal Dependencies English GUM, train part, texts CC BY / CC BY-SA, annotation CC BY 4.0"
    );
    println!(
        "# The first letter is the kind of place: s after a stop, a after an abbreviation, o without a mark."
    );
    for (feature, weight) in weights {
        println!("{weight:.2}\t{feature}");
    }
    Ok(())
}

/// The text with the space gone after every n-th sentence that ends in a full stop.
fn glued(document: &treebank::Document) -> (String, HashSet<usize>) {
    let mut text = String::new();
    let mut ends = HashSet::new();
    let mut from = 0;
    for (n, span) in document.sentences.iter().enumerate() {
        let between = &document.text[from..span.start];
        let capital = span.of(&document.text).starts_with(char::is_uppercase);
        if !(between == " " && n % GLUED == 0 && capital && text.ends_with(['.', '?', '”', '"', '!'])) {
            text.push_str(between);
        }
        text.push_str(span.of(&document.text));
        ends.insert(text.len());
        from = span.end;
    }
    (text, ends)
}

fn learn(places: &[(Vec<String>, bool)]) -> BTreeMap<String, f32> {
    let mut count: HashMap<&str, usize> = HashMap::new();
    for f in places.iter().flat_map(|(f, _)| f) {
        *count.entry(f).or_default() += 1;
    }
    let mut names: Vec<&str> = count.into_iter().filter(|&(_, n)| n >= LEAST).map(|(f, _)| f).collect();
    names.sort_unstable();
    let number: HashMap<&str, usize> = names.iter().enumerate().map(|(n, &f)| (f, n)).collect();
    let rows: Vec<(Vec<usize>, f32)> = places
        .iter()
        .map(|(f, end)| {
            (f.iter().filter_map(|f| number.get(f.as_str()).copied()).collect(), f32::from(u8::from(*end)))
        })
        .collect();
    let mut weight = vec![0f32; names.len()];
    let mut squares = vec![1e-6f32; names.len()];
    // A stride that shares no factor with the number of rows visits each once, in the same order on every machine.
    let stride = (rows.len() / 2..).find(|&s| gcd(s, rows.len()) == 1).unwrap_or(1);
    for round in 0..ROUNDS {
        let mut at = round;
        for _ in 0..rows.len() {
            at = (at + stride) % rows.len();
            let (features, end) = &rows[at];
            let score: f32 = features.iter().map(|&f| weight[f]).sum();
            let error = 1.0 / (1.0 + (-score).exp()) - end;
            for &f in features {
                let gradient = error + L2 * weight[f];
                squares[f] += gradient * gradient;
                let step = RATE / squares[f].sqrt();
                let moved = weight[f] - step * gradient;
                weight[f] = moved.signum() * (moved.abs() - step * L1).max(0.0);
            }
        }
    }
    names.iter().zip(weight).filter(|(_, w)| w.abs() >= SMALLEST).map(|(&f, w)| (f.to_string(), w)).collect()
}

fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}
