//! `legation dyad`: how relations between two states stand.

use crate::args::{AnswerFormat, DyadArgs};
use crate::output::{Answer, Output};
use crate::show::dyad as show;
use crate::states;
use anyhow::{Result, bail};
use legation_archive::Archive;
use legation_archive::questions::DyadQuestion;
use legation_coding::knowledge::States;
use std::process::ExitCode;

pub fn dyad(args: DyadArgs) -> Result<ExitCode> {
    let known = States::builtin()?;
    let (state, other) = (states::code(&known, &args.state)?, states::code(&known, &args.other)?);
    if state == other {
        bail!("both are {state}\n  mend: for what stays within one state, legation timeline {state}");
    }
    let archive = Archive::open(&args.source.archive)?;
    let names = [known.names(&state).to_vec(), known.names(&other).to_vec()];
    let dyad = archive.dyad(&DyadQuestion {
        state,
        other,
        names,
        period: args.period.period(),
        days: args.days,
        most: usize::from(args.most),
    })?;
    let output = Output::open(args.format.output.output.as_deref())?;
    let look = output.look;
    let mut answer = Answer::begin(output, args.format.format, &show::COLUMNS, "")?;
    match args.format.format {
        AnswerFormat::Table => {
            let names = [&dyad.a, &dyad.b].map(|code| known.name(code).unwrap_or(code));
            answer.text(&show::page(&dyad, names, look))?;
        }
        AnswerFormat::Jsonl => answer.text(&(serde_json::to_string(&dyad)? + "\n"))?,
        _ => {
            for month in &dyad.months {
                answer.row(&show::COLUMNS, show::row(&dyad, month))?;
            }
        }
    }
    answer.end()?;
    Ok(ExitCode::SUCCESS)
}
