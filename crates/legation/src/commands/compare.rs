//! `legation compare`: what two states do by month, in the archive and in each imported data set.

use super::export::query;
use crate::args::{CompareArgs, ViewFormat};
use crate::output::Output;
use crate::show::table::{self, Column, Row, column};
use crate::states;
use anyhow::Result;
use legation_archive::Archive;
use legation_coding::knowledge::States;
use legation_export::Compared;
use serde_json::json;
use std::process::ExitCode;

const COLUMNS: [Column; 8] = [
    column("month", 7),
    column("origin", 12),
    column("events", 7),
    column("verbal_cooperation", 18),
    column("material_cooperation", 20),
    column("verbal_conflict", 15),
    column("material_conflict", 17),
    column("score", 7),
];

pub fn compare(args: CompareArgs) -> Result<ExitCode> {
    let states = States::builtin()?;
    let mut query = query(&args.chosen);
    query.dyad = Some((states::code(&states, &args.state)?, states::code(&states, &args.other)?));
    let archive = Archive::open(&args.source.archive)?;
    let rows: Vec<Row> = legation_export::compare(&archive, &query)?.iter().map(row).collect();
    let mut output = Output::open(args.output.output.as_deref())?;
    let look = output.look;
    let text = match args.format {
        ViewFormat::Table => {
            (table::text_header(&COLUMNS, look) + &table::text_rows(&COLUMNS, &rows, look)).into_bytes()
        }
        ViewFormat::Csv => [table::csv_header(&COLUMNS), table::csv_rows(&rows)].concat(),
        ViewFormat::Jsonl => table::jsonl_rows(&COLUMNS, &rows).into_bytes(),
    };
    output.put(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn row(compared: &Compared) -> Row {
    let mut row = vec![json!(compared.month), json!(compared.origin), json!(compared.events)];
    row.extend(compared.quads.iter().map(|count| json!(count)));
    row.push(json!(compared.score));
    row
}
