//! Sentence and word F1 of the segmenter on treebanks, after the CoNLL 2018 shared task: a sentence or a word is right
//! if both its ends are.
//!
//!     cargo run -p legation-english --example segment_score -- [--errors N] FILE.conllu...

mod treebank;

use legation_english::segment;
use legation_record::Span;
use std::collections::HashSet;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let mut shown = 0;
    let mut arguments = std::env::args().skip(1);
    println!("{:40} {:>9} {:>6} {:>6} {:>6}", "", "", "P", "R", "F1");
    while let Some(path) = arguments.next() {
        if path == "--errors" {
            shown = arguments.next().ok_or("--errors needs a number")?.parse()?;
            continue;
        }
        let (mut sentences, mut words) = (Tally::default(), Tally::default());
        for document in treebank::documents(&path)? {
            let found = segment::sentences(&document.text);
            let spans: Vec<Span> = found.iter().map(|s| s.span).collect();
            let (missed, wrong) = sentences.add(&document.sentences, &spans);
            let show = |what: &str, places: Vec<Span>| {
                for span in places.iter().take(shown) {
                    println!("{what:8} {}", span.of(&document.text).replace('\n', "⏎"));
                }
            };
            show("-S", missed);
            show("+S", wrong);
            let tokens: Vec<(Span, String)> =
                found.into_iter().flat_map(|s| s.tokens).map(|t| (t.span, t.form)).collect();
            let (missed, wrong) = words.add(&document.words, &tokens);
            show("-W", missed.into_iter().map(|w| w.0).collect());
            show("+W", wrong.into_iter().map(|w| w.0).collect());
        }
        sentences.print(&path, "sentences");
        words.print(&path, "words");
    }
    Ok(())
}

#[derive(Default)]
struct Tally {
    gold: usize,
    found: usize,
    right: usize,
}

impl Tally {
    /// Counts, and gives back what was missed and what was found wrongly.
    fn add<T: Clone + Eq + std::hash::Hash>(&mut self, gold: &[T], found: &[T]) -> (Vec<T>, Vec<T>) {
        let (is_gold, is_found): (HashSet<&T>, HashSet<&T>) = (gold.iter().collect(), found.iter().collect());
        let missed: Vec<T> = gold.iter().filter(|g| !is_found.contains(g)).cloned().collect();
        let wrong: Vec<T> = found.iter().filter(|f| !is_gold.contains(f)).cloned().collect();
        self.gold += gold.len();
        self.found += found.len();
        self.right += found.len() - wrong.len();
        (missed, wrong)
    }

    fn print(&self, path: &str, what: &str) {
        let p = 100.0 * self.right as f64 / self.found.max(1) as f64;
        let r = 100.0 * self.right as f64 / self.gold.max(1) as f64;
        let name = path.rsplit('/').next().unwrap_or(path);
        println!("{name:40} {what:>9} {p:6.2} {r:6.2} {:6.2}", 2.0 * p * r / (p + r).max(1e-9));
    }
}
