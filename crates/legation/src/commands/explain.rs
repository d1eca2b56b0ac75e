//! `legation explain`: how one event of a report came about.

use crate::args::{ExplainArgs, InputArgs};
use crate::engine::Engine;
use crate::output::Output;
use crate::reports;
use crate::show::{explain as show, text};
use anyhow::Result;
use legation_coding::events;
use legation_record::Event;
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
            let mut coded = Vec::new();
            let mut record = engine.coder.with_report(document, sentences.clone(), |report| {
                coded = events::code(report, &engine.coder.codebook)
                    .into_iter()
                    .map(|event| {
                        let asked = event.id.starts_with(&args.event_id);
                        let steps = if asked { reasons(report, &engine, &event) } else { Vec::new() };
                        (event, steps)
                    })
                    .collect();
            });
            let steps: Vec<Vec<String>>;
            (record.events, steps) = coded.into_iter().unzip();
            let shown: Vec<String> = record
                .events
                .iter()
                .zip(&steps)
                .filter(|(event, _)| event.id.starts_with(&args.event_id))
                .map(|(event, steps)| {
                    text::one_event(&record, event, look) + &show::explanation(event, steps, &sentences, look)
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

/// Why the coder coded the event so, one reason a line: for each of its tellings what fired, what decided on the status,
/// and why each participant was chosen.
fn reasons(report: &events::Report<'_>, engine: &Engine, event: &Event) -> Vec<String> {
    let book = &engine.coder.codebook;
    events::tell(report, book)
        .iter()
        .filter(|telling| telling.trigger == event.trigger && telling.event_type.name() == event.event_type)
        .flat_map(|telling| {
            events::reasons(report, book, telling).lines().map(str::to_owned).collect::<Vec<_>>()
        })
        .collect()
}
