//! The event heads: which tokens trigger an event, of which type, mode and status, and whom it joins.

use std::ops::Range;

use legation_record::{Cue, Sentence};

use super::batch::{Batch, Sequence};
use super::float::{Columns, exp, quantise, scores, sigmoid};
use super::kernel::{Packed, Path, Rows};
use super::labels::{Labels, text};
use super::trunk::{gather, linear};
use super::weights::Weights;
use crate::Error;
use crate::decode::best;

/// A token is a cue from this probability on that it triggers an event at all.
const CUE: f32 = 0.15;
/// A token is a participant from this probability on.
const PARTICIPANT: f32 = 0.2;
/// A cue tells of types from this probability on.
const TYPE: f32 = 0.05;

pub struct EventHeads {
    input: Packed,
    label: Range<usize>,
    trigger: Range<usize>,
    argument: Range<usize>,
    output: Packed,
    /// "No event" first, then the types.
    pub types: Labels<String>,
    modes: Labels<String>,
    /// For each type the columns of its modes among the modes, the one for no mode first.
    modes_of: Vec<Vec<usize>>,
    statuses: Labels<String>,
    actor: Role,
    recipient: Role,
    pub cue: f32,
    pub participant: f32,
}

/// How well a token fits as a trigger's participant: a bilinear form and an offset.
struct Role {
    form: Packed,
    offset: f32,
}

impl Role {
    fn open(w: &Weights, name: &str, trigger: usize, argument: usize) -> Result<Role, Error> {
        let form = linear(w, name, trigger, argument)?;
        let offset = w.floats(&format!("{name}.offset"), &[1])?[0];
        match form.outputs == argument {
            true => Ok(Role { form, offset }),
            false => Err(Error::Model(format!("{name} has an odd size"))),
        }
    }
}

/// Scores of a batch: a row for each wanted row, and for each trigger.
#[derive(Default)]
pub struct EventScores {
    input: Vec<f32>,
    pub output: Vec<f32>,
    /// Wanted rows whose word is a trigger.
    triggers: Vec<u32>,
    gathered: Vec<f32>,
    actors: Vec<f32>,
    recipients: Vec<f32>,
    one: Vec<f32>,
}

impl EventHeads {
    pub fn open(w: &Weights) -> Result<EventHeads, Error> {
        let c = &w.config;
        let columns = |name| c.slice("event.in", name);
        let (label, trigger, argument) = (columns("label")?, columns("trig")?, columns("arg")?);
        let types = Labels::open(w, Some("event.out"), "trigger", text)?;
        let modes = Labels::open(w, Some("event.out"), "mode", text)?;
        let modes_of = |kind: &String| {
            let own = modes.labels.iter().enumerate().skip(1);
            let own = own.filter(|(_, m)| m.split_once('/').is_some_and(|(k, _)| k == kind)).map(|(i, _)| i);
            [0].into_iter().chain(own).collect()
        };
        Ok(EventHeads {
            input: linear(w, "event.in", c.hidden, c.width("event.in"))?,
            output: linear(w, "event.out", label.len(), c.width("event.out"))?,
            modes_of: types.labels.iter().map(modes_of).collect(),
            statuses: Labels::open(w, Some("event.out"), "status", text)?,
            actor: Role::open(w, "event.actor", trigger.len(), argument.len())?,
            recipient: Role::open(w, "event.recipient", trigger.len(), argument.len())?,
            cue: c.threshold("cue", CUE),
            participant: c.threshold("participant", PARTICIPANT),
            label,
            trigger,
            argument,
            types,
            modes,
        })
    }

    /// Scores the wanted rows' vectors `x`.
    pub fn score(&self, path: Path, batch: &Batch, x: &[f32], rows: &mut Rows, s: &mut EventScores) {
        quantise(path, Columns::all(x, self.input.inputs), rows);
        self.input.apply(path, rows, &mut s.input);
        quantise(path, self.columns(&s.input, &self.label), rows);
        self.output.apply(path, rows, &mut s.output);
        s.triggers.clear();
        for sequence in &batch.sequences {
            let words = sequence.wanted.start + 1..sequence.wanted.end;
            let is_trigger = |&row: &usize| {
                let scores = self.types.scores(&s.output[row * self.output.outputs..]);
                1.0 - softmax(scores, 0) > self.cue
            };
            s.triggers.extend(words.filter(is_trigger).map(|row| row as u32));
        }
        gather(&s.input, self.input.outputs, &s.triggers, &mut s.gathered);
        quantise(path, self.columns(&s.gathered, &self.trigger), rows);
        self.actor.form.apply(path, rows, &mut s.actors);
        self.recipient.form.apply(path, rows, &mut s.recipients);
    }

    fn columns<'a>(&self, values: &'a [f32], range: &Range<usize>) -> Columns<'a> {
        Columns { values, stride: self.input.outputs, start: range.start, width: range.len(), relu: true }
    }

    /// Writes the cues of a sequence into its sentence.
    pub fn fill(&self, path: Path, s: &mut EventScores, sequence: &Sequence, sentence: &mut Sentence) {
        let words = sequence.wanted.start + 1..sequence.wanted.end;
        let stride = self.input.outputs;
        let from = s.triggers.partition_point(|&row| (row as usize) < words.start);
        let to = s.triggers.partition_point(|&row| (row as usize) < words.end);
        let width = self.actor.form.outputs;
        for trigger in from..to {
            let row = s.triggers[trigger] as usize;
            let outputs = &s.output[row * self.output.outputs..];
            let scores_of = |role: &Role, forms: &[f32], one: &mut Vec<f32>| {
                let arguments =
                    self.columns(&s.input[words.start * stride..words.end * stride], &self.argument);
                scores(path, &forms[trigger * width..][..width], arguments, one);
                self.participants(role, one, sequence.words.start)
            };
            let actors = scores_of(&self.actor, &s.actors, &mut s.one);
            let recipients = scores_of(&self.recipient, &s.recipients, &mut s.one);
            sentence.cues.push(self.cue(
                sequence.words.start + row - words.start,
                outputs,
                actors,
                recipients,
            ));
        }
    }

    /// Tokens likely enough, the likeliest first.
    fn participants(&self, role: &Role, scores: &[f32], first: usize) -> Vec<(usize, f32)> {
        let likely = scores.iter().enumerate().map(|(i, s)| (first + i, sigmoid(s + role.offset)));
        let mut likely: Vec<_> = likely.filter(|&(_, p)| p > self.participant).collect();
        likely.sort_by(|a, b| b.1.total_cmp(&a.1));
        likely
    }

    fn cue(
        &self,
        token: usize,
        outputs: &[f32],
        actors: Vec<(usize, f32)>,
        recipients: Vec<(usize, f32)>,
    ) -> Cue {
        let scores = self.types.scores(outputs);
        let kind = 1 + best(&scores[1..]);
        let mut types: Vec<(String, f32)> = (1..scores.len())
            .map(|i| (i, softmax(scores, i)))
            .filter(|&(i, p)| p > TYPE || i == kind)
            .map(|(i, p)| (self.types.labels[i].clone(), p))
            .collect();
        types.sort_by(|a, b| b.1.total_cmp(&a.1));
        let modes = self.modes.scores(outputs);
        let own = &self.modes_of[kind];
        let mode = own[best(&own.iter().map(|&i| modes[i]).collect::<Vec<f32>>())];
        Cue {
            token,
            event_type: self.types.labels[kind].clone(),
            probability: softmax(scores, kind),
            types,
            mode: self.modes.labels[mode].split_once('/').map(|(_, mode)| mode.to_string()),
            status: self.statuses.best(outputs).clone(),
            actors,
            recipients,
        }
    }
}

/// The probability of one of some scores.
pub fn softmax(scores: &[f32], of: usize) -> f32 {
    let most = scores[best(scores)];
    exp(scores[of] - most) / scores.iter().map(|s| exp(s - most)).sum::<f32>()
}
