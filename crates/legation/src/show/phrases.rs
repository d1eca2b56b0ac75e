//! Event types as verbs, so that an event reads as a sentence.

use legation_record::Event;

/// A verb in the forms that the statuses need, and what joins it to whom it concerns.
struct Verb {
    base: &'static str,
    past: &'static str,
    participle: &'static str,
    to: &'static str,
}

const fn regular(base: &'static str, past: &'static str, to: &'static str) -> Verb {
    Verb { base, past, participle: past, to }
}

/// What the event says happened, and the word before whom it concerns ("" for none): `("met", "with")`.
pub fn phrase(event: &Event) -> (String, &'static str) {
    phrase_of(&event.event_type, event.mode.as_deref(), &event.status)
}

/// As [`phrase`], of an event's type, mode and status.
pub fn phrase_of(event_type: &str, mode: Option<&str>, status: &str) -> (String, &'static str) {
    let verb = verb(event_type, mode.unwrap_or(""));
    let words = match status {
        "future" => format!("will {}", verb.base),
        "hypothetical" => format!("may {}", verb.base),
        "negated" => format!("did not {}", verb.base),
        "historical" => format!("had {}", verb.participle),
        _ => verb.past.to_owned(),
    };
    (words, verb.to)
}

#[rustfmt::skip]
fn verb(event_type: &str, mode: &str) -> Verb {
    match (event_type, mode) {
        ("AGREE", _) => regular("agree to cooperate", "agreed to cooperate", "with"),
        ("CONSULT", "visit") => regular("visit", "visited", ""),
        ("CONSULT", "phone") => Verb { base: "speak by phone", past: "spoke by phone", participle: "spoken by phone", to: "with" },
        ("CONSULT", "third-party") => regular("mediate", "mediated", "between"),
        ("CONSULT", _) => regular("meet", "met", "with"),
        ("SUPPORT", _) => regular("support", "supported", ""),
        ("COOPERATE", _) => regular("cooperate", "cooperated", "with"),
        ("AID", _) => Verb { base: "give aid", past: "gave aid", participle: "given aid", to: "to" },
        ("CONCEDE", _) => Verb { base: "give way", past: "gave way", participle: "given way", to: "to" },
        ("RETREAT", "withdraw") => Verb { base: "withdraw", past: "withdrew", participle: "withdrawn", to: "from" },
        ("RETREAT", "release") => regular("release", "released", ""),
        ("RETREAT", "disarm") => regular("disarm", "disarmed", "before"),
        ("RETREAT", "ceasefire") => regular("cease fire", "ceased fire", "with"),
        ("RETREAT", "access") => regular("allow access", "allowed access", "to"),
        ("RETREAT", "resign") => regular("resign", "resigned", "before"),
        ("RETREAT", _) => regular("yield", "yielded", "to"),
        ("REQUEST", "assist") => regular("ask for help", "asked for help", "from"),
        ("REQUEST", "meet") => regular("ask for talks", "asked for talks", "with"),
        ("REQUEST", _) => regular("make demands", "made demands", "on"),
        ("ACCUSE", "investigate") => regular("investigate", "investigated", ""),
        ("ACCUSE", "disapprove") => regular("criticise", "criticised", ""),
        ("ACCUSE", _) => regular("accuse", "accused", ""),
        ("REJECT", "meet") => regular("refuse to meet", "refused to meet", ""),
        ("REJECT", "assist") => regular("refuse help", "refused help", "to"),
        ("REJECT", _) => regular("reject", "rejected", ""),
        ("THREATEN", "violence") => regular("threaten with force", "threatened with force", "against"),
        ("THREATEN", _) => regular("threaten", "threatened", ""),
        ("PROTEST", "strike") => Verb { base: "go on strike", past: "went on strike", participle: "gone on strike", to: "against" },
        ("PROTEST", "riot") => regular("riot", "rioted", "against"),
        ("PROTEST", "boycott") => regular("boycott", "boycotted", ""),
        ("PROTEST", _) => regular("protest", "protested", "against"),
        ("SANCTION", "expel") => regular("expel", "expelled", ""),
        ("SANCTION", "convict") => regular("convict", "convicted", ""),
        ("SANCTION", "withdraw" | "discontinue") => regular("cut ties", "cut ties", "with"),
        ("SANCTION", _) => regular("impose sanctions", "imposed sanctions", "on"),
        ("MOBILIZE", _) => regular("mobilize", "mobilized", "against"),
        ("COERCE", "arrest") => regular("arrest", "arrested", ""),
        ("COERCE", "deport") => regular("deport", "deported", ""),
        ("COERCE", "seize") => regular("seize property", "seized property", "of"),
        ("COERCE", "censor") => regular("censor", "censored", ""),
        ("COERCE", "cyber") => regular("launch a cyberattack", "launched a cyberattack", "on"),
        ("COERCE", _) => regular("use coercion", "used coercion", "against"),
        ("ASSAULT", "abduct") => regular("abduct", "abducted", ""),
        ("ASSAULT", "beat") => Verb { base: "beat", past: "beat", participle: "beaten", to: "" },
        ("ASSAULT", "torture") => regular("torture", "tortured", ""),
        ("ASSAULT", _) => regular("attack", "attacked", ""),
        _ => regular("act", "acted", "towards"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_bend_the_verb() {
        let phrase = |status: &str| {
            let event = Event { event_type: "AID".into(), status: status.into(), ..Event::default() };
            super::phrase(&event)
        };
        assert_eq!(phrase("actual"), ("gave aid".into(), "to"));
        assert_eq!(phrase("future").0, "will give aid");
        assert_eq!(phrase("hypothetical").0, "may give aid");
        assert_eq!(phrase("negated").0, "did not give aid");
        assert_eq!(phrase("historical").0, "had given aid");
    }
}
