//! `legation read`: reports in, records out.

use crate::args::{ReadArgs, RecordFormat};
use crate::engine::Engine;
use crate::output::Output;
use crate::reports;
use crate::show::{events, table, text};
use anyhow::Result;
use legation_record::json;
use std::process::ExitCode;

pub fn read(args: ReadArgs) -> Result<ExitCode> {
    let engine = Engine::new(&args.engine)?;
    let mut output = Output::open(args.output.output.as_deref())?;
    let look = output.look;
    if args.format == RecordFormat::Csv {
        output.put(&table::csv_header(&events::COLUMNS))?;
    }
    let mut first = true;
    let bar = !output.terminal;
    reports::for_each(
        &args.input,
        args.engine.threads.count(),
        bar,
        |document, worker| {
            let record = engine.record(document, worker);
            match args.format {
                RecordFormat::Text => text::record(&record, look).into_bytes(),
                RecordFormat::Jsonl => format!("{}\n", json::record(&record)).into_bytes(),
                RecordFormat::Csv => table::csv_rows(&events::rows(&record)),
            }
        },
        |rendered| {
            let between = args.format == RecordFormat::Text && !std::mem::take(&mut first);
            if between {
                output.put(b"\n")?;
            }
            Ok(output.put(&rendered)?)
        },
    )
}
