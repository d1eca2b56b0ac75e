//! How often the codebook alone, and codebook and cues together, know what a marked source does to a marked target.
//! usage: classify_pairs TABLE.tsv (columns type, sentence, source, target)
use legation_coding::codebook::Codebook;
use legation_coding::events;
use legation_english::{English, Worker};
use legation_record::Sentence;
use std::ops::Range;

fn tokens_of(s: &Sentence, text: &str, words: &str) -> Option<Range<usize>> {
    let start = text.find(words).filter(|_| !words.is_empty())?;
    let first = s.tokens.iter().position(|t| t.span.end > start)?;
    let after = s.tokens.iter().position(|t| t.span.start >= start + words.len()).unwrap_or(s.tokens.len());
    (first < after).then_some(first..after)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let text = std::fs::read_to_string(std::env::args().nth(1).ok_or("name a table")?)?;
    let (english, book, mut worker) = (English::builtin()?, Codebook::builtin()?, Worker::default());
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let column = |name: &str| header.iter().position(|h| *h == name).ok_or(format!("no column {name}"));
    let (ty, sent, src, tgt) = (column("type")?, column("sentence")?, column("source")?, column("target")?);
    // Answered and right, for each confidence from half on.
    let mut tally = vec![[0usize; 3]; 2];
    let mut rows = 0;
    for line in lines {
        let cells: Vec<&str> = line.split('\t').collect();
        let (Some(kind), Some(sentence)) = (cells.get(ty), cells.get(sent)) else { continue };
        rows += 1;
        let Some(mut s) = english.read(sentence, &mut worker).into_iter().next() else { continue };
        let (Some(source), Some(target)) = (
            cells.get(src).and_then(|w| tokens_of(&s, sentence, w)),
            cells.get(tgt).and_then(|w| tokens_of(&s, sentence, w)),
        ) else {
            continue;
        };
        for (with_cues, tally) in [true, false].into_iter().zip(tally.iter_mut()) {
            if !with_cues {
                s.cues.clear();
            }
            if let Some(answer) = events::classify(&book, &s, source.clone(), target.clone(), &[]) {
                tally[0] += 1;
                tally[1] += usize::from(answer.event_type == *kind);
                tally[2] += usize::from(cells.get(ty + 1) == Some(&answer.quad.as_str()));
            }
        }
    }
    for (name, [answered, right, quad]) in ["codebook and cues", "codebook"].iter().zip(&tally) {
        println!("{name}: answered {answered} of {rows}, type right {right}, quad class right {quad}");
    }
    Ok(())
}
