//! The codebook's words in their inflected forms, for lemmas that a parser got wrong.

/// What an English word form may be an inflection of, the likeliest first: `imposed` of `impose` and `impos`.
pub fn bases(form: &str) -> Vec<String> {
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
