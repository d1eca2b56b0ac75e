//! Numbers of every kind in words that no parser has seen: reading them must not hang on a parse.

use super::*;
use crate::cast::Cast;
use legation_record::Token;

/// A sentence cut at white space and punctuation, without tags or heads.
fn plain(text: &str) -> Sentence {
    let whole = Sentence { span: Span::new(0, text.len()), ..Default::default() };
    let tokens = atoms::cut(text, &whole)
        .iter()
        .map(|a| Token { span: a.span, form: a.text.to_string(), ..Default::default() })
        .collect();
    Sentence { tokens, ..whole }
}

fn read(text: &str) -> Vec<Figure> {
    let doc = Document { text: text.into(), published: Some("2018-04-05".into()), ..Default::default() };
    let sentences = [plain(text)];
    let dates = dates::find(&doc, &sentences);
    find(&doc, &sentences, &dates, &Cast::default())
}

fn show(figure: &Figure) -> String {
    let end = |v: Option<f64>| v.map_or(String::new(), |v| v.to_string());
    let mut out = format!("{} {}", figure.value.unwrap(), figure.unit.as_deref().unwrap());
    if figure.low.is_some() || figure.high.is_some() {
        out += &format!(" {}..{}", end(figure.low), end(figure.high));
    }
    out
}

#[test]
fn tricky_numbers() {
    let mut wrong = Vec::new();
    let rows = include_str!("tricky.tsv").lines().filter(|l| !l.starts_with('#'));
    for (text, told) in rows.filter_map(|l| l.split_once('\t')) {
        let found: Vec<String> = read(text).iter().map(show).collect();
        let found = if found.is_empty() { "-".to_string() } else { found.join("; ") };
        if found != told {
            wrong.push(format!("{text}\n    told {told}\n    read {found}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_figure_is_told_once() {
    let text = "Iran will buy 30 jets.\nThe deal covers 30 jets and $5 million in spares.";
    let doc = Document { text: text.into(), ..Default::default() };
    let cut = text.find('\n').unwrap();
    let mut sentences = [plain(&text[..cut]), plain(text)];
    sentences[1].span.start = cut + 1;
    sentences[1].tokens.retain(|t| t.span.start > cut);
    let found = find(&doc, &sentences, &[], &Cast::default());
    assert_eq!(found.iter().map(show).collect::<Vec<_>>(), ["30 jet", "5000000 USD"]);
    assert_eq!(doc.words(found[0].evidence), &text[cut + 1..]);
}

#[test]
fn any_text_is_read() {
    for text in [
        "",
        "$",
        "$$$",
        "1",
        "-1",
        "a",
        "between and",
        "from 1 to",
        "1-",
        "½½",
        "é1é",
        "million",
        "half a",
        "twenty-",
        "1,,2..3",
        "two hundred and",
        "\u{a0}1\u{a0}000",
        "Rs",
        "US$US$5",
    ] {
        read(text);
    }
    read(&"one hundred and ".repeat(2000));
    read(&"1 to ".repeat(2000));
}

/// English words of a whole number.
fn words(n: u64) -> String {
    #[rustfmt::skip]
    const SMALL: [&str; 20] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    match n {
        0..=19 => SMALL[n as usize].into(),
        20..=99 if n.is_multiple_of(10) => TENS[(n / 10 - 2) as usize].into(),
        20..=99 => format!("{}-{}", TENS[(n / 10 - 2) as usize], SMALL[(n % 10) as usize]),
        100..=999 if n.is_multiple_of(100) => format!("{} hundred", words(n / 100)),
        100..=999 => format!("{} hundred and {}", words(n / 100), words(n % 100)),
        _ => {
            let scales = [
                (1_000_000_000_000, "trillion"),
                (1_000_000_000, "billion"),
                (1_000_000, "million"),
                (1000, "thousand"),
            ];
            let (scale, name) = scales.into_iter().find(|(s, _)| n >= *s).unwrap();
            let rest = n % scale;
            let link = if rest == 0 {
                String::new()
            } else if rest < 100 {
                format!(" and {}", words(rest))
            } else {
                format!(" {}", words(rest))
            };
            format!("{} {name}{link}", words(n / scale))
        }
    }
}

#[test]
fn a_number_in_words_reads_as_itself() {
    // A fixed walk through numbers of every size, and all small ones.
    let mut seed: u64 = 1;
    let walk = (0..4000).map(|i| {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (seed >> 20) % 10u64.pow(1 + i % 12)
    });
    for n in (0..2000).chain(walk) {
        let text = words(n);
        let sentence = plain(&text);
        let atoms = atoms::cut(&text, &sentence);
        let read = numeral::read(&atoms, 0).unwrap();
        assert_eq!((read.value, read.last + 1), (n as f64, atoms.len()), "{n}: {text}");
        // And in digits, with thousands' commas.
        let digits = n.to_string();
        let mut commas = String::new();
        for (i, c) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                commas.push(',');
            }
            commas.push(c);
        }
        let sentence = plain(&commas);
        assert_eq!(numeral::read(&atoms::cut(&commas, &sentence), 0).unwrap().value, n as f64);
    }
}
