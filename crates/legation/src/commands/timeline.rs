//! `legation timeline`: what happened between two states, or all of one.

use crate::args::{AnswerFormat, TimelineArgs};
use crate::messages;
use crate::output::{Answer, Output};
use crate::show::timeline::{COLUMNS, header, line, row};
use crate::states;
use anyhow::Result;
use legation_archive::Archive;
use legation_archive::questions::Timeline;
use legation_coding::knowledge::States;
use std::process::ExitCode;

pub fn timeline(args: TimelineArgs) -> Result<ExitCode> {
    let known = States::builtin()?;
    let mut codes = args.states.iter().map(|typed| states::code(&known, typed));
    let state = codes.next().transpose()?.unwrap_or_default();
    let other = codes.next().transpose()?;
    let archive = Archive::open(&args.source.archive)?;
    let most = args.limit.most(args.format.format);
    let question = Timeline {
        state,
        other,
        filter: args.filter.filter(),
        order: args.order.order(),
        // One more tells whether there are more.
        limit: most.map(|most| most.saturating_add(1)),
    };
    let output = Output::open(args.format.output.output.as_deref())?;
    let look = output.look;
    let mut answer = Answer::begin(output, args.format.format, &COLUMNS, &header(look))?;
    let mut shown = 0;
    let mut failed = None;
    archive.timeline(&question, |brief| {
        if most == Some(shown) {
            shown += 1;
            return false;
        }
        shown += 1;
        let put = match args.format.format {
            AnswerFormat::Table => answer.text(&line(&brief, look)),
            _ => answer.row(&COLUMNS, row(&brief)),
        };
        failed = put.err();
        failed.is_none()
    })?;
    if let Some(error) = failed {
        return Err(error.into());
    }
    answer.end()?;
    if most.is_some_and(|most| shown > most) {
        messages::remark("there is more; --limit 0 prints all");
    }
    if shown == 0 {
        messages::remark("nothing of that in the archive");
    }
    Ok(ExitCode::SUCCESS)
}
