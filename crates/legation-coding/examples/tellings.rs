//! Every telling of an event, before tellings of the same are joined, as JSON lines: what the weights of joining are fitted on
//! (`legation_training.joining`).
//! usage: tellings REPORTS.jsonl (id, text, date)
use legation_coding::Coder;
use legation_coding::events;
use legation_english::{English, Worker};
use legation_record::{Actor, Document, Upos};
use serde_json::{Value, json};

fn actor(a: &Actor) -> Value {
    json!({"name": a.name, "state": a.state, "sector": a.sector, "role": a.role})
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
            let tellings = events::tell(report, &coder.codebook);
            let mut out = Vec::new();
            for t in &tellings {
                let s = &report.sentences[t.sentence];
                let noun = matches!(s.tokens[t.token].upos, Upos::Noun | Upos::Propn);
                let definite = s.tokens.iter().any(|k| {
                    k.head == Some(t.token)
                        && (matches!(k.lemma.as_str(), "the" | "this" | "that" | "these" | "those")
                            || k.deprel == "nmod:poss")
                });
                let content: Vec<String> = s
                    .tokens
                    .iter()
                    .filter(|k| matches!(k.upos, Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::Num))
                    .map(|k| k.lemma.to_lowercase())
                    .collect();
                let near: Vec<String> = s
                    .tokens
                    .iter()
                    .enumerate()
                    .filter(|(i, k)| {
                        *i != t.token
                            && (k.head == Some(t.token)
                                || k.head.and_then(|h| s.tokens[h].head) == Some(t.token)
                                || s.tokens[t.token].head == Some(*i))
                            && matches!(k.upos, Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::Num)
                    })
                    .map(|(_, k)| k.lemma.to_lowercase())
                    .collect();
                out.push(json!({
                    "sentence": t.sentence, "token": t.token, "type": t.event_type.name(), "mode": t.mode,
                    "status": t.status.name(), "entry": t.entry, "probability": t.probability, "log_odds": t.log_odds,
                    "actors": t.actor_list().iter().map(actor).collect::<Vec<_>>(),
                    "recipients": t.recipient_list().iter().map(actor).collect::<Vec<_>>(),
                    "start": t.trigger.start, "end": t.trigger.end, "lemma": t.lemma, "noun": noun, "definite": definite,
                    "content": content, "near": near, "evidence": [t.evidence.start, t.evidence.end],
                    "date": t.date_value(), "place": t.place.as_ref().map(|p| p.name.clone()),
                    "quoted": report.quotes.iter().any(|q| q.content.start <= t.trigger.start && t.trigger.start < q.content.end),
                    "fullness": t.fullness(),
                }));
            }
            println!("{}", json!({"id": report.document.id, "tellings": out}));
        });
    }
    Ok(())
}
