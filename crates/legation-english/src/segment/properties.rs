//! What holds for any text whatever.

use super::sentences;
use proptest::prelude::*;
use std::time::Instant;

/// Panics where the promises of [`sentences`] do not hold.
fn check(text: &str) {
    let mut end = 0;
    let mut paragraph = 0;
    let uncovered =
        |from: usize, to: usize| assert!(text[from..to].trim().is_empty(), "lost: {:?}", &text[from..to]);
    for sentence in sentences(text) {
        assert!(!sentence.tokens.is_empty() && sentence.tokens.len() <= 400);
        assert_eq!(sentence.span.start, sentence.tokens[0].span.start);
        assert!(sentence.paragraph >= paragraph);
        paragraph = sentence.paragraph;
        for token in &sentence.tokens {
            assert!(token.span.start < token.span.end && token.span.start >= end);
            uncovered(end, token.span.start);
            end = token.span.end;
            assert_eq!(token.form, text[token.span.start..end]);
            assert!(!token.form.contains(char::is_whitespace));
        }
        assert_eq!(sentence.span.end, end);
    }
    uncovered(end, text.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_unicode(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn what_looks_like_english(text in r#"([A-Za-z]{1,3}|[0-9]{1,4}|[ .,;:!?'"’“”‘()$%/&@#…—–-]|\n|\r\n|\t|n't|'s|U\.S\.|Mr\.|http://|www\.|é|ñ|\u{200d}|\u{301}|🙂|№|。){0,60}"#) {
        check(&text);
    }
}

#[test]
fn nothing() {
    assert!(sentences("").is_empty());
    assert!(sentences(" \r\n\t\u{a0}\u{2028}\n").is_empty());
}

/// A long line costs what it is long, whatever it repeats. A quadratic step would take minutes here.
#[test]
fn one_endless_line() {
    let units = [
        "a",
        ".",
        "-",
        "'",
        "\"",
        "(",
        ")",
        "’",
        "a.",
        "U.S.-",
        "1,",
        "1.",
        "1/",
        "1-",
        "a-",
        "non-",
        "http://",
        "(www.",
        "@a",
        "#",
        " ",
        "a ",
        ". ",
        "La.,\u{a0}",
        "é",
        "\u{301}",
        "🙂\u{200d}",
        "The minister met them. ",
        "“No,” ",
        "? ) ",
        "\n",
        "a\n",
        "He said \"",
        "$US",
        "n't",
        "'s",
        "-- ",
        "1:",
    ];
    for unit in units {
        let text = unit.repeat(200_000 / unit.len());
        let start = Instant::now();
        check(&text);
        assert!(start.elapsed().as_secs() < 5, "{unit:?} took {:?}", start.elapsed());
    }
}
