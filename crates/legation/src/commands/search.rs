//! `legation search`: words in the evidence and in titles.

use crate::args::{AnswerFormat, SearchArgs};
use crate::messages;
use crate::output::{Answer, Output};
use crate::show::search as show;
use crate::states;
use anyhow::Result;
use legation_archive::Archive;
use legation_archive::questions::Search;
use legation_coding::knowledge::States;
use std::process::ExitCode;

pub fn search(args: SearchArgs) -> Result<ExitCode> {
    let state = match &args.state {
        Some(typed) => Some(states::code(&States::builtin()?, typed)?),
        None => None,
    };
    let archive = Archive::open(&args.source.archive)?;
    let hits = archive.search(&Search {
        words: args.words.join(" "),
        state,
        types: args.types,
        period: args.period.period(),
        limit: args.limit.most(args.format.format),
    })?;
    let output = Output::open(args.format.output.output.as_deref())?;
    let look = output.look;
    let mut answer = Answer::begin(output, args.format.format, &show::COLUMNS, "")?;
    if hits.is_empty() {
        messages::remark("nothing of that in the archive");
    }
    for hit in &hits {
        match args.format.format {
            AnswerFormat::Table => answer.text(&show::paragraph(hit, look))?,
            _ => answer.row(&show::COLUMNS, show::row(hit))?,
        }
    }
    answer.end()?;
    Ok(ExitCode::SUCCESS)
}
