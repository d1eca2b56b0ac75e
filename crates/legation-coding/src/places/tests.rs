use super::*;
use legation_record::{Name, NameKind, Span, Token, Upos};

/// A report of one sentence; words in `names` are places to the tagger.
fn places(text: &str, names: &[&str]) -> Vec<(String, String, String)> {
    let mut tokens = Vec::new();
    let mut at = 0;
    for word in text.split(' ') {
        let mut rest = word;
        while !rest.is_empty() {
            let cut = rest.find([',', '.']).map_or(rest.len(), |c| if c == 0 { 1 } else { c });
            let form = &rest[..cut];
            let proper = form.starts_with(char::is_uppercase);
            let upos = if proper { Upos::Propn } else { Upos::Noun };
            let span = Span { start: at, end: at + cut };
            tokens.push(Token {
                span,
                form: form.into(),
                lemma: form.to_lowercase(),
                upos,
                ..Token::default()
            });
            at += cut;
            rest = &rest[cut..];
        }
        at += 1;
    }
    let mut marked = Vec::new();
    for name in names {
        let parts: Vec<&str> = name.split(' ').collect();
        let found = (0..tokens.len()).filter(|&i| {
            parts.iter().enumerate().all(|(n, p)| tokens.get(i + n).is_some_and(|t| t.form == *p))
        });
        marked.extend(found.map(|i| Name { first: i, last: i + parts.len() - 1, kind: NameKind::Location }));
    }
    marked.sort_by_key(|n| n.first);
    let sentence =
        Sentence { span: Span { start: 0, end: text.len() }, tokens, names: marked, ..Sentence::default() };
    let document = Document { text: text.into(), ..Document::default() };
    let knowledge = Knowledge::builtin().unwrap();
    find(&document, &[sentence], &knowledge)
        .into_iter()
        .map(|p| {
            (document.words(p.span).to_owned(), p.state.unwrap_or_default(), p.admin1.unwrap_or_default())
        })
        .collect()
}

fn told(text: &str, state: &str, region: &str) -> (String, String, String) {
    (text.into(), state.into(), region.into())
}

#[test]
fn the_largest_is_meant_where_nothing_else_is_said() {
    assert_eq!(places("She went to Paris yesterday", &["Paris"]), [told("Paris", "FRA", "Ile-de-France")]);
}

#[test]
fn a_region_behind_a_comma_decides() {
    let found = places("She went to Paris, Texas yesterday", &["Paris", "Texas"]);
    assert_eq!(found, [told("Paris", "USA", "Texas"), told("Texas", "USA", "Texas")]);
    // For all mentions of the name.
    let found = places("He left Paris in May and went to Paris, Texas again", &["Paris", "Texas"]);
    assert!(found.iter().all(|f| f.2 == "Texas"), "{found:?}");
}

#[test]
fn neighbours_settle_each_other() {
    let found = places(
        "The road from Alexandria to Pineville and Shreveport, Louisiana",
        &["Alexandria", "Pineville", "Shreveport", "Louisiana"],
    );
    assert!(found.iter().all(|f| f.2 == "Louisiana"), "{found:?}");
}

#[test]
fn states_are_places_and_adjectives_are_not() {
    let found = places("The Turkish minister spoke in Azerbaijan today", &[]);
    assert_eq!(found, [told("Azerbaijan", "AZE", "")]);
}

#[test]
fn a_town_is_meant_before_its_region_unless_said() {
    let city = places("They fought in Kharkiv today", &["Kharkiv"]);
    assert_eq!(city[0].1, "UKR");
    assert_eq!(places("A man from New York spoke", &["New York"])[0].2, "New York");
}

#[test]
fn any_text_is_safe() {
    for text in ["", " ", ",", "Zzyzx, Zzyzx, Zzyzx", "in", "The, The"] {
        places(text, &["Zzyzx", "The"]);
    }
    assert_eq!(places("Near Qwrtzhausen today", &["Qwrtzhausen"]), [told("Qwrtzhausen", "", "")]);
}
