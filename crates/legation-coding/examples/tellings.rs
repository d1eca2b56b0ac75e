//! Every telling of an event, before tellings of the same are joined, and the signs of each two, as JSON lines: what
//! the weights of joining are fitted on (`legation_training.joining`). Offsets are in code points.
//! usage: tellings REPORTS.jsonl (id, text, date)
use legation_coding::{Coder, events};
use legation_english::{English, Worker};
use legation_record::{Actor, Document, Span};
use serde_json::{Value, json};

/// Tellings further apart than this are not compared: enough for what the annotators called one.
const APART: usize = 80;

fn actor(a: &Actor) -> Value {
    json!({"name": a.name, "state": a.state, "sector": a.sector})
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: tellings REPORTS.jsonl")?;
    let english = English::builtin()?;
    let coder = Coder::builtin()?;
    let mut worker = Worker::default();
    for line in std::fs::read_to_string(path)?.lines() {
        let row: Value = serde_json::from_str(line)?;
        let text = row["text"].as_str().unwrap_or_default().to_owned();
        let sentences = english.read(&text, &mut worker);
        let document = Document {
            id: row["id"].as_str().unwrap_or_default().to_owned(),
            published: row["date"].as_str().map(str::to_owned),
            text,
            ..Document::default()
        };
        coder.with_report(document, sentences, |report| {
            let point = |byte: usize| report.document.text[..byte].chars().count();
            let points = |s: Span| json!([point(s.start), point(s.end)]);
            let tellings = events::tell(report, &coder.codebook);
            let traits = events::traits(report, &tellings);
            let told: Vec<Value> = tellings
                .iter()
                .map(|t| {
                    json!({
                        "type": t.event_type.name(), "log_odds": t.log_odds,
                        "actors": t.actor_list().iter().map(actor).collect::<Vec<_>>(),
                        "recipients": t.recipient_list().iter().map(actor).collect::<Vec<_>>(),
                        "trigger": points(t.trigger), "evidence": points(t.evidence),
                    })
                })
                .collect();
            let mut pairs = Vec::new();
            for (i, a) in tellings.iter().enumerate() {
                for (j, b) in tellings.iter().enumerate().skip(i + 1).take(APART) {
                    if a.event_type == b.event_type {
                        let (signs, words) = events::signs(a, &traits[i], b, &traits[j]);
                        pairs.push(json!({"a": i, "b": j, "signs": signs, "words": words}));
                    }
                }
            }
            println!("{}", json!({"id": report.document.id, "tellings": told, "pairs": pairs}));
        });
    }
    Ok(())
}
