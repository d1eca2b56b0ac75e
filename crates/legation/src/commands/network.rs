//! `legation network`: states and what lies between them.

use crate::args::{AnswerFormat, NetworkArgs, NetworkFormat};
use crate::messages;
use crate::output::{Answer, Output};
use crate::show::network as show;
use crate::states;
use anyhow::Result;
use legation_archive::Archive;
use legation_archive::questions::NetworkQuestion;
use legation_coding::knowledge::States;
use std::process::ExitCode;

pub fn network(args: NetworkArgs) -> Result<ExitCode> {
    let known = States::builtin()?;
    let states = args.state.iter().map(|typed| states::code(&known, typed)).collect::<Result<_>>()?;
    let archive = Archive::open(&args.source.archive)?;
    let mut network = archive.network(&NetworkQuestion {
        filter: args.filter.filter(),
        states,
        at_least: args.at_least,
    })?;
    let (format, whole) = match args.format {
        NetworkFormat::Table => (AnswerFormat::Table, false),
        NetworkFormat::Jsonl => (AnswerFormat::Jsonl, false),
        NetworkFormat::Csv => (AnswerFormat::Csv, false),
        NetworkFormat::Tsv => (AnswerFormat::Tsv, false),
        NetworkFormat::Json => (AnswerFormat::Jsonl, true),
    };
    let most = args.limit.most(format);
    let output = Output::open(args.output.output.as_deref())?;
    let look = output.look;
    let mut answer = Answer::begin(output, format, &show::COLUMNS, "")?;
    let cut = most.is_some_and(|most| most < network.edges.len());
    if format == AnswerFormat::Table {
        answer.text(&show::table(&network, most, look))?;
    } else {
        network.edges.truncate(most.unwrap_or(usize::MAX));
        if whole {
            answer.text(&(serde_json::to_string_pretty(&network)? + "\n"))?;
        } else {
            for edge in &network.edges {
                answer.row(&show::COLUMNS, show::row(edge))?;
            }
        }
    }
    answer.end()?;
    if cut {
        messages::remark("there is more; --limit 0 prints all");
    }
    Ok(ExitCode::SUCCESS)
}
