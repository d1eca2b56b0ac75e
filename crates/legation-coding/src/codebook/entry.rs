//! An entry: what triggers an event of its type, and where the participants stand.

use super::trigger::Trigger;
use super::types::EventType;

/// Where a participant stands in the parse, seen from the trigger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    Subject,
    Object,
    IndirectObject,
    /// The subject of the clause that the trigger governs.
    Complement,
    /// Object and phrases of the clause that the trigger governs: "refused to meet [Japan]".
    Inner,
    Possessor,
    /// A nationality or name before a noun.
    Adjective,
    /// Whoever says the sentence.
    Speaker,
    Preposition(String),
}

impl Slot {
    pub fn read(text: &str) -> Slot {
        match text {
            "subj" => Slot::Subject,
            "obj" => Slot::Object,
            "iobj" => Slot::IndirectObject,
            "comp" => Slot::Complement,
            "inner" => Slot::Inner,
            "poss" => Slot::Possessor,
            "adj" => Slot::Adjective,
            "speaker" => Slot::Speaker,
            other => Slot::Preposition(other.to_lowercase()),
        }
    }

    pub fn name(&self) -> &str {
        match self {
            Slot::Subject => "subj",
            Slot::Object => "obj",
            Slot::IndirectObject => "iobj",
            Slot::Complement => "comp",
            Slot::Inner => "inner",
            Slot::Possessor => "poss",
            Slot::Adjective => "adj",
            Slot::Speaker => "speaker",
            Slot::Preposition(p) => p,
        }
    }
}

/// What participants an entry asks for, so that "the engine meets the law" is nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Needs {
    /// Somebody political on either side.
    #[default]
    Anyone,
    /// The actor is political.
    Actor,
    /// The actor is political, and a person or a body, not a thing.
    ActingActor,
    /// Somebody political on each side.
    TwoParties,
    /// Somebody political on each side, and the actor says it.
    SpeakingActor,
    /// Two different participants, wherever they stand.
    TwoSides,
    /// The recipient is human, and somebody is political.
    HumanRecipient,
    /// The recipient is what somebody did or has, not somebody: "welcomed the decision".
    ThingRecipient,
    /// What the trigger governs is itself cooperation of some kind.
    CooperativeComplement,
}

impl Needs {
    pub const NAMES: [(&'static str, Needs); 8] = [
        ("actor", Needs::Actor),
        ("acting-actor", Needs::ActingActor),
        ("two-parties", Needs::TwoParties),
        ("speaking-actor", Needs::SpeakingActor),
        ("two-sides", Needs::TwoSides),
        ("human-recipient", Needs::HumanRecipient),
        ("thing-recipient", Needs::ThingRecipient),
        ("cooperative-complement", Needs::CooperativeComplement),
    ];

    pub fn read(text: &str) -> Option<Needs> {
        Needs::NAMES.iter().find(|(name, _)| *name == text).map(|&(_, needs)| needs)
    }
}

/// One way in which reports tell of an event.
#[derive(Clone, Debug)]
pub struct Entry {
    /// `consult.hold-talks`: stable, cited by `why`.
    pub name: String,
    pub event_type: EventType,
    pub mode: Option<String>,
    /// CAMEO code and Goldstein value where the entry knows better than its type and mode.
    pub cameo: Option<String>,
    pub goldstein: Option<f64>,
    pub triggers: Vec<Trigger>,
    pub actor: Vec<Slot>,
    pub recipient: Vec<Slot>,
    /// Whether the two sides change places: the guest of "hosted" is the visitor.
    pub reverse: bool,
    pub needs: Needs,
    pub mode_from_complement: bool,
    /// Sentences that the entry must code (`sentence => ACTORS > RECIPIENTS`) and must leave alone.
    pub code: Vec<String>,
    pub leave: Vec<String>,
}
