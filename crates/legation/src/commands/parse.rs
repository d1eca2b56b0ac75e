//! `legation parse`: CoNLL-U from raw text, or anew for given sentences and tokens.

use crate::args::{InputArgs, InputOptions, ParseArgs, ParseFormat};
use crate::engine;
use crate::messages::Messages;
use crate::output::Output;
use crate::pipeline::in_order;
use crate::reports;
use anyhow::{Context, Result};
use legation_english::conllu::{self, Given, Heading, Reader};
use legation_english::{English, Worker};
use legation_record::{Document, Sentence};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::process::ExitCode;

/// Sentences that one thread takes at a time: enough that handing them over costs nothing.
const TOGETHER: usize = 64;

pub fn parse(args: ParseArgs) -> Result<ExitCode> {
    match args.input_format {
        ParseFormat::Text => parse_text(args),
        ParseFormat::Conllu => parse_conllu(&args),
    }
}

fn parse_text(args: ParseArgs) -> Result<ExitCode> {
    let english = engine::english()?;
    let mut output = Output::open(args.output.output.as_deref())?;
    let options = InputOptions {
        input_format: Some(crate::args::Format::Text),
        date: None,
        encoding: None,
        text_field: None,
        title_field: None,
        date_field: None,
        id_field: None,
    };
    let input = InputArgs { paths: args.files, options };
    let bar = !output.terminal;
    reports::for_each(
        &input,
        args.threads.count(),
        bar,
        |document, worker| conllu_of(&document, &english.read(&document.text, worker)),
        |rendered| Ok(output.put(&rendered?)?),
    )
}

fn conllu_of(document: &Document, sentences: &[Sentence]) -> io::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(document.text.len() * 8);
    let mut paragraph = None;
    for (number, sentence) in sentences.iter().enumerate() {
        let id = format!("{}-{}", document.id, number + 1);
        let heading = Heading {
            document: (number == 0).then_some(document.id.as_str()),
            paragraph: paragraph.replace(sentence.paragraph) != Some(sentence.paragraph),
            id: Some(&id),
        };
        conllu::write(&mut out, &document.text, sentence, heading)?;
    }
    Ok(out)
}

fn parse_conllu(args: &ParseArgs) -> Result<ExitCode> {
    let english = engine::english()?;
    let mut output = Output::open(args.output.output.as_deref())?;
    let mut messages = Messages::default();
    for path in reports::paths_or_stdin(&args.files)? {
        match open(&path) {
            Ok(input) => {
                parse_given(&english, &path, input, args.threads.count(), &mut output, &mut messages)?;
            }
            Err(error) => messages.error(format!("{error:#}")),
        }
    }
    Ok(messages.finish())
}

fn open(path: &Path) -> Result<Box<dyn BufRead + Send>> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    let file = File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
    Ok(Box::new(BufReader::new(file)))
}

fn parse_given(
    english: &English,
    path: &Path,
    input: Box<dyn BufRead + Send>,
    threads: usize,
    output: &mut Output,
    messages: &mut Messages,
) -> Result<()> {
    let mut reader = Reader::new(path.display().to_string(), input);
    let chunks = std::iter::from_fn(|| {
        let chunk: Vec<Result<Given, conllu::Error>> = reader.by_ref().take(TOGETHER).collect();
        (!chunk.is_empty()).then_some(chunk)
    });
    let work = |_, mut chunk: Vec<Result<Given, conllu::Error>>, worker: &mut Worker| {
        english.parse(chunk.iter_mut().flatten().map(|given| &mut given.sentence), worker);
        let mut out = Vec::new();
        let written = chunk.iter().flatten().try_for_each(|given| given.write(&mut out));
        let mistakes: Vec<conllu::Error> = chunk.into_iter().filter_map(Result::err).collect();
        (written.map(|()| out), mistakes)
    };
    let mut fine = true;
    in_order(chunks, threads, work, |(written, mistakes)| {
        fine &= mistakes.is_empty();
        mistakes.iter().for_each(|mistake| messages.error(mistake));
        anyhow::Ok(output.put(&written?)?)
    })?;
    if fine {
        messages.fine();
    }
    Ok(())
}
