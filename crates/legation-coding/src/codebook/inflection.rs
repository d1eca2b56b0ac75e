//! The codebook's words in their inflected forms, for lemmas that a parser got wrong.

/// Verbs of the codebook whose past forms follow no rule.
#[rustfmt::skip]
const IRREGULAR: [(&str, &str); 60] = [
    ("withdrew", "withdraw"), ("withdrawn", "withdraw"), ("struck", "strike"), ("stricken", "strike"), ("shot", "shoot"),
    ("fought", "fight"), ("broke", "break"), ("broken", "break"), ("threw", "throw"), ("thrown", "throw"), ("met", "meet"),
    ("held", "hold"), ("sent", "send"), ("gave", "give"), ("given", "give"), ("took", "take"), ("taken", "take"),
    ("made", "make"), ("went", "go"), ("gone", "go"), ("came", "come"), ("spoke", "speak"), ("spoken", "speak"),
    ("flew", "fly"), ("flown", "fly"), ("paid", "pay"), ("led", "lead"), ("left", "leave"), ("lent", "lend"),
    ("sold", "sell"), ("bought", "buy"), ("brought", "bring"), ("sought", "seek"), ("told", "tell"), ("said", "say"),
    ("blew", "blow"), ("blown", "blow"), ("slew", "slay"), ("slain", "slay"), ("stole", "steal"), ("stolen", "steal"),
    ("shook", "shake"), ("shaken", "shake"), ("tore", "tear"), ("torn", "tear"), ("swore", "swear"), ("sworn", "swear"),
    ("fell", "fall"), ("fallen", "fall"), ("froze", "freeze"), ("frozen", "freeze"), ("laid", "lay"), ("drew", "draw"),
    ("drawn", "draw"), ("overthrew", "overthrow"), ("overthrown", "overthrow"), ("forgave", "forgive"), ("sank", "sink"),
    ("sunk", "sink"), ("stood", "stand"),
];

/// What an English word form may be an inflection of, the likeliest first: `imposed` of `impose` and `impos`.
pub fn bases(form: &str) -> Vec<String> {
    if let Some((_, base)) = IRREGULAR.iter().find(|(past, _)| *past == form) {
        return vec![(*base).to_owned()];
    }
    let mut out = Vec::new();
    for suffix in ["ed", "ing", "es", "s", "d"] {
        let Some(stem) = form.strip_suffix(suffix).filter(|s| s.len() >= 2 && s.is_ascii()) else { continue };
        match suffix {
            "ed" | "ing" => {
                out.push(format!("{stem}e"));
                out.push(stem.to_owned());
                let mut last = stem.chars().rev();
                if let (Some(a), Some(b)) = (last.next(), last.next())
                    && a == b
                {
                    out.push(stem[..stem.len() - 1].to_owned());
                }
                if suffix == "ed" && stem.ends_with('i') {
                    out.push(format!("{}y", &stem[..stem.len() - 1]));
                }
            }
            "es" if stem.ends_with('i') => out.push(format!("{}y", &stem[..stem.len() - 1])),
            _ => out.push(stem.to_owned()),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::bases;

    #[test]
    fn forms_go_back_to_their_words() {
        for (form, word) in [
            ("imposed", "impose"),
            ("expelled", "expel"),
            ("deported", "deport"),
            ("denied", "deny"),
            ("allies", "ally"),
            ("visiting", "visit"),
            ("cutting", "cut"),
            ("talks", "talk"),
            ("attaches", "attach"),
            ("vetoes", "veto"),
        ] {
            assert!(bases(form).iter().any(|b| b == word), "{form} does not give {word}");
        }
        assert!(bases("é").is_empty() && bases("").is_empty());
    }
}
