//! How sure an event is: a small logistic table that anybody can read and refit.

use serde::Deserialize;
use std::collections::BTreeMap;

/// `confidence.toml`. Each number is added to the log-odds where its condition holds; an event is kept from `keep` on.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Confidence {
    /// Log-odds to begin with.
    pub base: f64,
    /// Times the log-odds of the model's probability, where the model has a cue for the trigger.
    pub model: f64,
    /// The model knows events, and has no cue there.
    pub model_silent: f64,
    /// There is no model that knows events: the codebook speaks alone.
    pub alone: f64,
    /// A codebook entry fired; and more for one that names more than its trigger's lemma.
    pub pattern: f64,
    pub pattern_specific: f64,
    /// The trigger is a noun.
    pub noun: f64,
    /// A state or sector is known for the actor; for the recipient; none for either.
    pub actor: f64,
    pub recipient: f64,
    pub nobody: f64,
    /// Times the probability of the actor, of the recipient, that the model is surest of.
    pub actor_sure: f64,
    pub recipient_sure: f64,
    /// What is told is denied, or only thought of.
    pub unreal: f64,
    /// The trigger stands in a headline; in quotation marks.
    pub headline: f64,
    pub quoted: f64,
    /// Next to the trigger stands a surer one of another type; somewhere in the sentence a surer one of the same.
    pub beside: f64,
    pub again: f64,
    /// For each further mention in the report.
    pub mention: f64,
    /// Events below this confidence are left out.
    pub keep: f64,
    /// Cues below this probability are no candidates by themselves.
    pub cue: f64,
    /// Log-odds that a full match between a marked source and target gives to its type (`legation classify`).
    pub relation: f64,
    /// Participants of a cue below this probability are left out.
    pub participant: f64,
    /// By event type: how much oftener (or rarer) its candidates are right than the rest tells.
    #[serde(default)]
    pub types: BTreeMap<String, f64>,
}
