//! The language of a report, as an ISO 639-1 code: as its source says, else as its words show.

/// `en` for `en-GB`, `eng` or `English`; other names only where they are codes of two letters.
pub(crate) fn code(stated: &str) -> Option<String> {
    let stated = stated.trim().to_ascii_lowercase();
    if matches!(stated.as_str(), "english" | "eng") {
        return Some("en".into());
    }
    let code = stated.split(['-', '_']).next().unwrap_or("");
    (code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase())).then(|| code.to_string())
}

/// The language that the first words of a text are surely in.
pub(crate) fn of_text(text: &str) -> Option<&'static str> {
    // A few hundred letters tell as much as the whole.
    let end = text.char_indices().nth(1500).map_or(text.len(), |(at, _)| at);
    let found = whatlang::detect(&text[..end])?;
    if !found.is_reliable() {
        return None;
    }
    let code = found.lang().code();
    CODES.iter().find(|(long, _)| *long == code).map(|&(_, short)| short)
}

/// ISO 639-3 to 639-1.
#[rustfmt::skip]
const CODES: [(&str, &str); 69] = [
    ("afr", "af"), ("aka", "ak"), ("amh", "am"), ("ara", "ar"), ("aze", "az"), ("bel", "be"), ("ben", "bn"),
    ("bul", "bg"), ("cat", "ca"), ("ces", "cs"), ("cmn", "zh"), ("cym", "cy"), ("dan", "da"), ("deu", "de"),
    ("ell", "el"), ("eng", "en"), ("epo", "eo"), ("est", "et"), ("fin", "fi"), ("fra", "fr"), ("guj", "gu"),
    ("heb", "he"), ("hin", "hi"), ("hrv", "hr"), ("hun", "hu"), ("hye", "hy"), ("ind", "id"), ("ita", "it"),
    ("jav", "jv"), ("jpn", "ja"), ("kan", "kn"), ("kat", "ka"), ("khm", "km"), ("kor", "ko"), ("lat", "la"),
    ("lav", "lv"), ("lit", "lt"), ("mal", "ml"), ("mar", "mr"), ("mkd", "mk"), ("mya", "my"), ("nep", "ne"),
    ("nld", "nl"), ("nob", "nb"), ("ori", "or"), ("pan", "pa"), ("pes", "fa"), ("pol", "pl"), ("por", "pt"),
    ("ron", "ro"), ("rus", "ru"), ("sin", "si"), ("slk", "sk"), ("slv", "sl"), ("sna", "sn"), ("spa", "es"),
    ("srp", "sr"), ("swe", "sv"), ("tam", "ta"), ("tel", "te"), ("tgl", "tl"), ("tha", "th"), ("tuk", "tk"),
    ("tur", "tr"), ("ukr", "uk"), ("urd", "ur"), ("uzb", "uz"), ("vie", "vi"), ("zul", "zu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages() {
        assert_eq!(code("en-GB").as_deref(), Some("en"));
        assert_eq!(code(" English ").as_deref(), Some("en"));
        assert_eq!(code("unknown"), None);
        let english = "The foreign minister met the president in the capital on Wednesday, and they agreed to \
                       expand trade between the two countries, according to a statement of the ministry.";
        assert_eq!(of_text(english), Some("en"));
        let french = "Le ministre des affaires étrangères a rencontré le président dans la capitale mercredi, et \
                      ils sont convenus de développer le commerce entre les deux pays, selon le ministère.";
        assert_eq!(of_text(french), Some("fr"));
        assert_eq!(of_text("Oslo"), None);
        assert_eq!(of_text(""), None);
        assert!(
            whatlang::Lang::all()
                .iter()
                .all(|l| l.code() == "yid" || CODES.iter().any(|(c, _)| *c == l.code()))
        );
    }
}
