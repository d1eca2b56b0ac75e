//! `legation show`: everything behind one id.

use crate::args::{AnswerFormat, ShowArgs};
use crate::output::{Answer, Output};
use crate::show::shown as page;
use anyhow::Result;
use legation_archive::Archive;
use std::process::ExitCode;

pub fn show(args: ShowArgs) -> Result<ExitCode> {
    let archive = Archive::open(&args.source.archive)?;
    let shown = archive.show(&args.id)?;
    let output = Output::open(args.format.output.output.as_deref())?;
    let look = output.look;
    let mut answer = Answer::begin(output, args.format.format, &page::COLUMNS, "")?;
    match args.format.format {
        AnswerFormat::Table => answer.text(&page::page(&shown, look))?,
        AnswerFormat::Jsonl => answer.text(&(serde_json::to_string(&shown)? + "\n"))?,
        _ => {
            for told in page::mentions(&shown) {
                answer.row(&page::COLUMNS, page::row(told))?;
            }
        }
    }
    answer.end()?;
    Ok(ExitCode::SUCCESS)
}
