//! Measures the figures on annotated reports, or prints the figures and dates of any text.
//!
//! ```text
//! cargo run -p legation-coding --example figures -- GOLD [show]
//! cargo run -p legation-coding --example figures -- read FILE... [2018-04-05]
//! ```
//!
//! `GOLD` holds `NAME.json` and `docs/NAME.txt`. A figure is right where its words overlap the annotated ones and value and
//! unit agree.

use legation_coding::cast::Cast;
use legation_coding::knowledge::Knowledge;
use legation_coding::{dates, figures};
use legation_english::{English, Worker};
use legation_record::{Date, Document, Figure, Span};
use serde_json::Value;
use std::error::Error;
use std::path::Path;

struct Program {
    english: English,
    worker: Worker,
    knowledge: Knowledge,
}

impl Program {
    fn figures(&mut self, doc: &Document) -> (Vec<Date>, Vec<Figure>) {
        let sentences = self.english.read(&doc.text, &mut self.worker);
        let cast = Cast::build(doc, &sentences, &self.knowledge);
        let dates = dates::find(doc, &sentences);
        let figures = figures::find(doc, &sentences, &dates, &cast);
        (dates, figures)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let mut program =
        Program { english: English::builtin()?, worker: Worker::default(), knowledge: Knowledge::builtin()? };
    match args.split_first() {
        Some((first, rest)) if first == "read" => read(&mut program, rest),
        Some((gold, rest)) => measure(&mut program, gold, rest.iter().any(|a| a == "show")),
        None => Err("usage: figures GOLD [show] | figures read FILE... [DATE]".into()),
    }
}

fn line(doc: &Document, figure: &Figure) -> String {
    let value = figure.value.map_or("?".into(), |v| v.to_string());
    let unit = figure.unit.as_deref().unwrap_or("?");
    let bounds = format!("{:?}..{:?}", figure.low, figure.high).replace("None", "");
    let about = figure.about.as_deref().unwrap_or("-");
    let date = figure.date.as_ref().map_or("", |d| doc.words(d.span));
    format!(
        "[{}] {value} {unit} {bounds} | {about} | {} | {date}",
        doc.words(figure.span),
        figure.parties.join(" ")
    )
}

fn read(program: &mut Program, args: &[String]) -> Result<(), Box<dyn Error>> {
    let published = args.last().filter(|a| !Path::new(a).exists()).cloned();
    for file in args.iter().take(args.len() - usize::from(published.is_some())) {
        let doc = Document {
            text: std::fs::read_to_string(file)?,
            published: published.clone(),
            ..Document::default()
        };
        let (dates, figures) = program.figures(&doc);
        println!("== {file}");
        for figure in figures {
            println!("  {}\n      {}", line(&doc, &figure), doc.words(figure.evidence).replace('\n', " "));
        }
        for date in dates {
            let from = (0..=date.span.start.saturating_sub(40))
                .rev()
                .find(|i| doc.text.is_char_boundary(*i))
                .unwrap_or(0);
            let context = doc.words(Span::new(from, date.span.end)).replace('\n', " ");
            println!(
                "  date [{}] {} {}   ..{context}",
                doc.words(date.span),
                date.value.unwrap_or("-".into()),
                date.precision.unwrap_or_default()
            );
        }
    }
    Ok(())
}

fn measure(program: &mut Program, gold: &str, show: bool) -> Result<(), Box<dyn Error>> {
    let mut files: Vec<_> = std::fs::read_dir(gold)?.filter_map(|e| e.ok().map(|e| e.path())).collect();
    files.sort();
    let (mut right, mut printed, mut owed) = (0, 0, 0);
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "json")) {
        let told: Value = serde_json::from_str(&std::fs::read_to_string(file)?)?;
        let id = told["doc"].as_str().unwrap_or_default().to_owned();
        let text = std::fs::read_to_string(Path::new(gold).join("docs").join(format!("{id}.txt")))?;
        let doc = Document {
            id: id.clone(),
            text,
            published: told["date"].as_str().map(Into::into),
            ..Document::default()
        };
        let (_, found) = program.figures(&doc);
        let mut free: Vec<&Figure> = found.iter().collect();
        let told: Vec<&Value> = told["figures"].as_array().map(|a| a.iter().collect()).unwrap_or_default();
        // What the annotators left without a value ("hundreds") is neither owed nor wrong.
        let (told, vague): (Vec<&Value>, Vec<&Value>) =
            told.into_iter().partition(|f| f["value"].is_number());
        let open = vague.iter().filter_map(|f| f["text"].as_str()).flat_map(|w| doc.text.match_indices(w));
        let open: Vec<Span> = open.map(|(i, w)| Span::new(i, i + w.len())).collect();
        free.retain(|f| !open.iter().any(|o| o.overlaps(f.span)));
        printed += free.len();
        owed += told.len();
        for figure in told {
            let words = figure["text"].as_str().unwrap_or_default();
            let places: Vec<Span> =
                doc.text.match_indices(words).map(|(i, w)| Span::new(i, i + w.len())).collect();
            let unit = |u: &str| u.to_lowercase().trim_end_matches('s').to_owned();
            let same = |f: &&Figure| {
                let value = figure["value"]
                    .as_f64()
                    .zip(f.value)
                    .is_some_and(|(a, b)| (a - b).abs() <= 1e-6 * a.abs().max(1.0));
                let units =
                    unit(figure["unit"].as_str().unwrap_or("")) == unit(f.unit.as_deref().unwrap_or(""));
                value && units && places.iter().any(|p| p.overlaps(f.span))
            };
            match free.iter().position(same) {
                Some(at) => {
                    right += 1;
                    free.remove(at);
                }
                None if show => println!("{id} missed [{words}] {} {}", figure["value"], figure["unit"]),
                None => {}
            }
        }
        if show {
            free.iter().for_each(|f| {
                println!("{id} extra  {}\n      {}", line(&doc, f), doc.words(f.evidence).replace('\n', " "))
            });
        }
    }
    let (p, r) =
        (right as f64 / f64::from(printed.max(1) as u32), right as f64 / f64::from(owed.max(1) as u32));
    println!(
        "figures: precision {:.1}, recall {:.1}, F1 {:.1}   {right} / {printed} / {owed}",
        100.0 * p,
        100.0 * r,
        200.0 * p * r / (p + r).max(1e-9)
    );
    Ok(())
}
