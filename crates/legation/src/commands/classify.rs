//! `legation classify`: for each row of a table, what its source does to its target in its sentence.

use crate::args::{ClassifyArgs, TableFormat};
use crate::engine::Engine;
use crate::messages::Messages;
use crate::output::Output;
use crate::pipeline::in_order;
use anyhow::{Context, Result, bail};
use csv::{ByteRecord, ReaderBuilder, StringRecord, WriterBuilder};
use legation_coding::codebook::EventType;
use legation_english::{Pair, Worker, segment};
use legation_record::Token;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;
use std::process::ExitCode;

/// Rows that one thread takes at a time.
const TOGETHER: usize = 64;

/// What a source does to a target.
struct Answer {
    event_type: String,
    quad: String,
    confidence: f64,
}

/// Where the columns stand that the answer depends on.
struct Columns {
    sentence: usize,
    source: usize,
    target: usize,
}

pub fn classify(args: ClassifyArgs) -> Result<ExitCode> {
    let engine = Engine::new(&args.engine)?;
    let delimiter = if args.format == TableFormat::Tsv { b'\t' } else { b',' };
    let name = args.file.display().to_string();
    let mut table = ReaderBuilder::new()
        .delimiter(delimiter)
        .quoting(delimiter == b',')
        .flexible(true)
        .from_reader(open(&args.file)?);
    let header = table.headers().with_context(|| name.clone())?.clone();
    let columns = Columns::of(&header, &name)?;
    let mut output = Output::open(args.output.output.as_deref())?;
    let line = |record: &[&[u8]]| -> Result<Vec<u8>> {
        let mut writer = WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        writer.write_byte_record(&ByteRecord::from(record.to_vec()))?;
        Ok(writer.into_inner()?)
    };
    let mut names: Vec<&[u8]> = header.iter().map(str::as_bytes).collect();
    names.extend([&b"type"[..], b"quad", b"confidence"]);
    output.put(&line(&names)?)?;

    let mut messages = Messages::default();
    let mut rows = table.into_records();
    let chunks = std::iter::from_fn(|| {
        let chunk: Vec<csv::Result<StringRecord>> = rows.by_ref().take(TOGETHER).collect();
        (!chunk.is_empty()).then_some(chunk)
    });
    let work = |_, chunk: Vec<csv::Result<StringRecord>>, worker: &mut Worker| -> Vec<Result<_, String>> {
        chunk.into_iter().map(|row| one_row(&engine, worker, row, &columns, header.len())).collect()
    };
    in_order(chunks, args.engine.threads.count(), work, |answered| {
        let mut out = Vec::new();
        for row in answered {
            match row {
                Err(reason) => messages.error(format!("{name}: {reason}")),
                Ok((row, answer)) => {
                    messages.fine();
                    let confidence = format!("{:.3}", answer.confidence);
                    let mut cells: Vec<&[u8]> = row.iter().map(str::as_bytes).collect();
                    cells.extend([
                        answer.event_type.as_bytes(),
                        answer.quad.as_bytes(),
                        confidence.as_bytes(),
                    ]);
                    out.extend(line(&cells)?);
                }
            }
        }
        anyhow::Ok(output.put(&out)?)
    })?;
    Ok(messages.finish())
}

fn open(path: &Path) -> Result<Box<dyn Read + Send>> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(io::stdin()));
    }
    Ok(Box::new(File::open(path).with_context(|| format!("{} cannot be read", path.display()))?))
}

impl Columns {
    fn of(header: &StringRecord, file: &str) -> Result<Columns> {
        let place = |name: &str| header.iter().position(|column| column.trim().eq_ignore_ascii_case(name));
        let (Some(sentence), Some(source), Some(target)) =
            (place("sentence"), place("source"), place("target"))
        else {
            let has: Vec<&str> = header.iter().collect();
            bail!("{file}: the header lacks one of sentence, source, target (it has {})", has.join(", "));
        };
        Ok(Columns { sentence, source, target })
    }
}

/// The row with its answer, or what is wrong with the row.
fn one_row(
    engine: &Engine,
    worker: &mut Worker,
    row: csv::Result<StringRecord>,
    columns: &Columns,
    width: usize,
) -> Result<(StringRecord, Answer), String> {
    let row = row.map_err(|error| format!("{error}\n  mend: check its quotation marks and its encoding"))?;
    let line = row.position().map_or(0, csv::Position::line);
    if row.len() != width {
        return Err(format!("line {line}: {} fields where the header has {width}", row.len()));
    }
    let cell = |column: usize| row.get(column).unwrap_or("");
    let (sentence, source, target) = (cell(columns.sentence), cell(columns.source), cell(columns.target));
    let answer = answer(engine, worker, sentence, source, target)
        .map_err(|reason| format!("line {line}: {reason}"))?;
    Ok((row, answer))
}

/// Asks the relation head of the English front end.
fn answer(
    engine: &Engine,
    worker: &mut Worker,
    sentence: &str,
    source: &str,
    target: &str,
) -> Result<Answer, String> {
    let labels = engine.english.relation_labels();
    if labels.is_empty() {
        return Err("the built-in parameters do not know relations".into());
    }
    // A participant that the sentence leaves out ("was told by a recipient") is asked about behind it, so that every row
    // has its answer.
    let mut asked = sentence.to_owned();
    for words in [source, target] {
        let words = if words.trim().is_empty() { "somebody" } else { words };
        if !asked.contains(words.trim()) {
            asked.push(' ');
            asked.push_str(words);
        }
    }
    let filled = |words: &str| if words.trim().is_empty() { "somebody".to_owned() } else { words.to_owned() };
    let (source, target) = (filled(source), filled(target));
    let tokens: Vec<Token> = segment::sentences(&asked).into_iter().flat_map(|s| s.tokens).collect();
    let missing = |name: &str, what: &str| format!("the sentence does not hold its {name} {what:?}");
    let (source, target) = tokens_of_both(&tokens, &asked, &source, &target).map_err(|side| match side {
        Side::Source => missing("source", &source),
        Side::Target => missing("target", &target),
    })?;
    let pair = Pair { tokens: &tokens, source, target };
    let probabilities = engine.english.relations(&[pair], worker).pop().unwrap_or_default();
    // The quad class is the one whose types are likeliest together, and the type the likeliest within it: right more
    // often than the class of the likeliest type alone.
    let mut mass: BTreeMap<String, f32> = BTreeMap::new();
    for (p, label) in probabilities.iter().zip(labels) {
        *mass.entry(quad(engine, label)).or_default() += p;
    }
    let class =
        mass.into_iter().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(class, _)| class).unwrap_or_default();
    let within = probabilities.iter().zip(labels).filter(|(_, label)| quad(engine, label) == class);
    let (probability, label) =
        within.max_by(|a, b| a.0.total_cmp(b.0)).ok_or("its source or its target holds no words")?;
    Ok(Answer { event_type: label.clone(), quad: class, confidence: f64::from(*probability) })
}

enum Side {
    Source,
    Target,
}

/// The tokens of source and target. Of several places where their words stand, the first two that lie apart.
fn tokens_of_both(
    tokens: &[Token],
    sentence: &str,
    source: &str,
    target: &str,
) -> Result<(Range<usize>, Range<usize>), Side> {
    let sources = tokens_of(tokens, sentence, source);
    let targets = tokens_of(tokens, sentence, target);
    let first = sources.first().ok_or(Side::Source)?;
    let other = targets.first().ok_or(Side::Target)?;
    let apart = |s: &Range<usize>, t: &Range<usize>| s.end <= t.start || t.end <= s.start;
    let pairs = sources.iter().flat_map(|s| targets.iter().map(move |t| (s, t)));
    let (s, t) = pairs.into_iter().find(|(s, t)| apart(s, t)).unwrap_or((first, other));
    Ok((s.clone(), t.clone()))
}

/// Where the words of a participant stand, as tokens: whole words before parts of words, in order of the text.
fn tokens_of(tokens: &[Token], sentence: &str, words: &str) -> Vec<Range<usize>> {
    let words = words.trim();
    if words.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(bool, Range<usize>)> = Vec::new();
    for (start, _) in sentence.match_indices(words) {
        let end = start + words.len();
        let Some(first) = tokens.iter().position(|token| token.span.end > start) else { continue };
        let after = tokens.iter().position(|token| token.span.start >= end).unwrap_or(tokens.len());
        if first < after {
            let whole = tokens[first].span.start == start && tokens[after - 1].span.end == end;
            found.push((!whole, first..after));
        }
    }
    found.sort_by_key(|(part, range)| (*part, range.start));
    found.into_iter().map(|(_, range)| range).collect()
}

/// PLOVER's class of a type, as the codebook has it. `YIELD`, which holds CONCEDE and RETREAT in sentences annotated
/// without their difference, counts as the material one.
fn quad(engine: &Engine, label: &str) -> String {
    let label = if label == "YIELD" { "RETREAT" } else { label };
    EventType::parse(label).map(|known| engine.coder.codebook.info(known).quad.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn participants_are_found_by_their_words() {
        let sentence = "The U.S. warned Iran's government.";
        let tokens: Vec<Token> = segment::sentences(sentence).into_iter().flat_map(|s| s.tokens).collect();
        let found = |words: &str| {
            let range = tokens_of(&tokens, sentence, words).into_iter().next()?;
            Some(tokens[range].iter().map(|t| t.form.as_str()).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(found("Iran").as_deref(), Some("Iran"));
        assert_eq!(found("Iran's government").as_deref(), Some("Iran 's government"));
        assert_eq!(found("France"), None);
        assert_eq!(found(""), None);
    }
}
