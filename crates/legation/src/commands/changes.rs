//! `legation changes`: what was added to an archive, corrected, removed and judged.

use crate::args::{self, AnswerFormat, ChangesArgs};
use crate::messages;
use crate::output::{Answer, Output};
use crate::show::changes as show;
use anyhow::Result;
use legation_archive::Archive;
use legation_archive::questions::ChangesQuestion;
use std::process::ExitCode;

pub fn changes(args: ChangesArgs) -> Result<ExitCode> {
    let archive = Archive::open(&args.source.archive)?;
    let most = args.limit.most(args.format.format);
    let question = ChangesQuestion {
        since: args.period.since,
        until: args.period.until,
        kinds: args.kind.iter().map(args::name).collect(),
        what: args.what.iter().map(args::name).collect(),
        limit: most.map(|most| most.saturating_add(1)),
    };
    let output = Output::open(args.format.output.output.as_deref())?;
    let look = output.look;
    let mut answer = Answer::begin(output, args.format.format, &show::COLUMNS, "")?;
    let mut shown = 0;
    let mut failed = None;
    archive.changes(&question, |change| {
        shown += 1;
        if most.is_some_and(|most| shown > most) {
            return false;
        }
        let put = match args.format.format {
            AnswerFormat::Table => answer.text(&show::paragraph(&change, look)),
            _ => answer.row(&show::COLUMNS, show::row(&change)),
        };
        failed = put.err();
        failed.is_none()
    })?;
    if let Some(error) = failed {
        return Err(error.into());
    }
    answer.end()?;
    match shown {
        0 => messages::remark("nothing changed"),
        _ if most.is_some_and(|most| shown > most) => messages::remark("there is more; --limit 0 prints all"),
        _ => {}
    }
    Ok(ExitCode::SUCCESS)
}
