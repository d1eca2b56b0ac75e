//! `legation explain`: how one event of a report came about.

use crate::args::{ExplainArgs, InputArgs};
use crate::engine::Engine;
use crate::output::Output;
use crate::reports;
use crate::show::{explain as show, text};
use anyhow::Result;
use legation_record::{Event, Record, Sentence};
use std::process::ExitCode;

pub fn explain(args: ExplainArgs) -> Result<ExitCode> {
    let engine = Engine::new(&args.engine)?;
    let mut output = Output::open(None)?;
    let look = output.look;
    let input = InputArgs { paths: vec![args.file], options: args.options };
    let mut found = 0;
    let mut others = Vec::new();
    let code = reports::for_each(
        &input,
        args.engine.threads.count(),
        false,
        |document, worker| {
            let sentences = engine.english.read(&document.text, worker);
            let record = engine.coder.code(document, sentences.clone());
            let shown: Vec<String> = record
                .events
                .iter()
                .filter(|event| event.id.starts_with(&args.event_id))
                .map(|event| {
                    let steps = reasons(&engine, &record, &sentences, event);
                    text::one_event(&record, event, look)
                        + &show::explanation(event, &steps, &sentences, look)
                })
                .collect();
            (shown, record.events.into_iter().map(|event| event.id).collect::<Vec<_>>())
        },
        |(shown, ids)| {
            found += shown.len();
            // A few ids are enough to show what they look like.
            others.extend(ids.into_iter().take(10usize.saturating_sub(others.len())));
            Ok(output.put(shown.join("\n").as_bytes())?)
        },
    )?;
    if found > 0 {
        return Ok(code);
    }
    let known = if others.is_empty() {
        "it has no events".into()
    } else {
        format!("its events: {}", others.join(", "))
    };
    crate::messages::failure(&anyhow::anyhow!("no event {:?} in this input\n  mend: {known}", args.event_id));
    Ok(ExitCode::from(1))
}

/// Why the coder coded the event so, one reason a line. Today that is the event's own `why`; the coder's account of the
/// codebook entry, of the slots it filled and of the mentions it resolved will be asked for here.
fn reasons(_engine: &Engine, _record: &Record, _sentences: &[Sentence], event: &Event) -> Vec<String> {
    event.why.lines().map(str::to_owned).collect()
}
