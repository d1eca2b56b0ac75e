//! Where the time of reading goes: `cargo run --release -p legation-coding --example stages -- FILE...`.
//!
//! Each text is read ten times, stage by stage, on one core; the table gives the seconds of all and each stage's share.

use std::fmt::Display;
use std::time::{Duration, Instant};

use legation_coding::{Coder, cast::Cast, dates, events, figures, places, quotes};
use legation_english::{English, Worker, segment};
use legation_record::{Document, Record};

const ROUNDS: usize = 10;

/// Seconds of each stage, in the order in which the stages were first met.
#[derive(Default)]
struct Clock(Vec<(&'static str, Duration)>);

impl Clock {
    fn of<T>(&mut self, stage: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let made = work();
        let spent = start.elapsed();
        match self.0.iter_mut().find(|(name, _)| *name == stage) {
            Some((_, sum)) => *sum += spent,
            None => self.0.push((stage, spent)),
        }
        made
    }
}

fn row(stage: &str, seconds: f64, share: impl Display) {
    println!("| {stage:<42} | {seconds:>8.3} | {share:>6} |");
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let texts: Vec<String> =
        std::env::args().skip(1).map(std::fs::read_to_string).collect::<Result<_, _>>()?;
    let (english, coder, mut worker) = (English::builtin()?, Coder::builtin()?, Worker::default());
    let (mut clock, mut count, mut words) = (Clock::default(), 0, 0);
    for text in texts.iter().flat_map(|t| std::iter::repeat_n(t, ROUNDS)) {
        let mut s = clock.of("english: sentences and words", || segment::sentences(text));
        clock.of("english: tags, trees, names, cues", || english.parse(&mut s, &mut worker));
        count += s.len();
        words += s.iter().map(|s| s.tokens.len()).sum::<usize>();
        let document = Document { text: text.clone(), ..Document::default() };
        let dates = clock.of("coding: dates", || dates::find(&document, &s));
        let places = clock.of("coding: places", || places::find(&document, &s, &coder.knowledge));
        let mut cast = clock.of("coding: cast and offices", || Cast::build(&document, &s, &coder.knowledge));
        let quotes = clock.of("coding: quotes", || {
            let quotes = quotes::find(&document, &s, &dates, &cast);
            cast.hear(&document, &s, &quotes);
            quotes
        });
        let figures = clock.of("coding: figures", || figures::find(&document, &s, &dates, &cast));
        let events = clock.of("coding: events", || {
            let (document, sentences, cast) = (&document, &s[..], &cast);
            let report =
                events::Report { document, sentences, cast, quotes: &quotes, dates: &dates, places: &places };
            events::code(&report, &coder.codebook)
        });
        let roles = cast.roles().to_vec();
        let record = Record { events, quotes, roles, figures, places, dates, document };
        clock.of("record: as JSON", || legation_record::json::record(&record).to_string());
    }
    let all: f64 = clock.0.iter().map(|(_, spent)| spent.as_secs_f64()).sum();
    println!("{count} sentences of {:.1} words\n", words as f64 / count.max(1) as f64);
    println!("| {:<42} | {:>8} | {:>6} |\n|---|---|---|", "stage", "seconds", "share");
    for (stage, spent) in &clock.0 {
        let seconds = spent.as_secs_f64();
        row(stage, seconds, format_args!("{:.1}%", 100.0 * seconds / all));
    }
    row("all", all, format_args!("{:.0} sentences a second", count as f64 / all));
    Ok(())
}
