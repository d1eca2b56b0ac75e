//! How many sentences of twenty words one core reads in a second. The best of many short runs counts, so that other
//! work on the machine does not.
//!
//! ```text
//! cargo run --release -p legation-english --example speed
//! ```

use std::time::Instant;

use legation_english::{English, Pair, Worker};
use legation_record::{Sentence, Token};

const SENTENCES: usize = 4;
const RUNS: usize = 300;
/// Words that news is made of; the sentences mean nothing, which is nothing to the clock.
const WORDS: &str = "the the the of in to and a said on for that with by from at as has was Monday President minister \
    government talks Washington Moscow Beijing Tehran troops border sanctions agreement ambassador visit security \
    council military foreign ministry officials statement condemned signed killed attack Turkish Israeli European \
    Union economic cooperation , , , . Azerbaijan's Erdoğan ceasefire humanitarian deployed negotiations Kyrgyzstan";

fn sentences() -> Vec<Sentence> {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut seed = 1u32;
    let mut word = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Token { form: words[(seed >> 16) as usize % words.len()].into(), ..Token::default() }
    };
    let sentence = |_| Sentence { tokens: (0..20).map(|_| word()).collect(), ..Sentence::default() };
    (0..SENTENCES).map(sentence).collect()
}

fn report(what: &str, mut work: impl FnMut()) {
    let run = |_| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    let best = (0..RUNS).map(run).min().unwrap_or_default();
    println!("{what:<20} {:>8.0} a second", SENTENCES as f64 / best.as_secs_f64());
}

fn main() -> Result<(), legation_english::Error> {
    let start = Instant::now();
    let english = English::builtin()?;
    println!("{:<20} {:>8.1} ms", "start", start.elapsed().as_secs_f64() * 1000.0);
    let mut worker = Worker::default();
    let mut sentences = sentences();
    report("syntax and names", || english.parse_syntax(&mut sentences, &mut worker));
    report("everything", || english.parse(&mut sentences, &mut worker));
    let pair = |s| Pair { tokens: s, source: 2..4, target: 12..13 };
    let pairs: Vec<Pair> = sentences.iter().map(|s| pair(&s.tokens)).collect();
    report("marked pairs", || drop(english.relations(&pairs, &mut worker)));
    Ok(())
}
