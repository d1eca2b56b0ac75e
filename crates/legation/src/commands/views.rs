//! `legation quotes`, `offices`, `figures`: lists over the records of many reports.

use crate::args::{FiguresArgs, OfficesArgs, QuotesArgs, ViewArgs, ViewFormat};
use crate::engine::Engine;
use crate::output::Output;
use crate::reports;
use crate::show::table::{self, Column, Row};
use crate::show::views::{FIGURES, FigureFilter, OFFICES, OfficeFilter, QUOTES, QuoteFilter};
use anyhow::Result;
use legation_record::Record;
use std::process::ExitCode;

pub fn quotes(args: QuotesArgs) -> Result<ExitCode> {
    let filter = QuoteFilter { speaker: args.speaker, about: args.about, since: args.view.since.clone() };
    list(&args.view, &QUOTES, |record| filter.rows(record))
}

pub fn offices(args: OfficesArgs) -> Result<ExitCode> {
    let filter = OfficeFilter { of: args.of, person: args.person, since: args.view.since.clone() };
    list(&args.view, &OFFICES, |record| filter.rows(record))
}

pub fn figures(args: FiguresArgs) -> Result<ExitCode> {
    let filter = FigureFilter { about: args.about, of: args.of, since: args.view.since.clone() };
    list(&args.view, &FIGURES, |record| filter.rows(record))
}

fn list(args: &ViewArgs, columns: &[Column], rows: impl Fn(&Record) -> Vec<Row> + Sync) -> Result<ExitCode> {
    let engine = Engine::new(&args.engine)?;
    let mut output = Output::open(args.output.output.as_deref())?;
    let look = output.look;
    match args.format {
        ViewFormat::Table => output.put(table::text_header(columns, look).as_bytes())?,
        ViewFormat::Csv => output.put(&table::csv_header(columns))?,
        ViewFormat::Jsonl => {}
    }
    let bar = !output.terminal;
    reports::for_each(
        &args.input,
        args.engine.threads.count(),
        bar,
        |document, worker| {
            let rows = rows(&engine.record(document, worker));
            match args.format {
                ViewFormat::Table => table::text_rows(columns, &rows, look).into_bytes(),
                ViewFormat::Csv => table::csv_rows(&rows),
                ViewFormat::Jsonl => table::jsonl_rows(columns, &rows).into_bytes(),
            }
        },
        |rendered| Ok(output.put(&rendered)?),
    )
}
