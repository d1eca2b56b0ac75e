//! What a caller may rely on, whatever the sentences.

use legation_english::{English, Pair, Worker};
use legation_record::{Sentence, Token};

fn sentence(words: &str) -> Sentence {
    let token = |form: &str| Token { form: form.into(), ..Token::default() };
    Sentence { tokens: words.split(' ').map(token).collect(), ..Sentence::default() }
}

/// One root, and every head leads there.
fn assert_tree(sentence: &Sentence) {
    assert_eq!(sentence.tokens.iter().filter(|t| t.head.is_none()).count(), 1);
    let mut leads = vec![false; sentence.tokens.len()];
    for start in 0..sentence.tokens.len() {
        let mut walk = Vec::new();
        let mut at = start;
        while let (false, Some(head)) = (leads[at], sentence.tokens[at].head) {
            walk.push(at);
            assert!(walk.len() <= sentence.tokens.len(), "a cycle from token {start}");
            at = head;
        }
        walk.into_iter().for_each(|t| leads[t] = true);
        leads[at] = true;
    }
    assert!(sentence.tokens.iter().all(|t| !t.deprel.is_empty() && (t.deprel == "root") == t.head.is_none()));
}

#[test]
fn a_plain_sentence_is_read() {
    let english = English::builtin().unwrap();
    let mut s = sentence("Foreign Minister Eli Cohen met in Baku with President Ilham Aliyev on Wednesday .");
    english.parse([&mut s], &mut Worker::default());
    assert_eq!(s.root(), Some(4));
    assert_eq!(s.tokens[4].lemma, "meet");
    assert_tree(&s);
    let names: Vec<_> = s.names.iter().map(|n| (n.first, n.last, n.kind.as_str())).collect();
    assert_eq!(names, [(2, 3, "PER"), (6, 6, "LOC"), (9, 10, "PER")]);
}

#[test]
fn a_sentence_without_end_is_parsed_in_parts_that_make_one_tree() {
    let english = English::builtin().unwrap();
    let plain = "Troops from Chad and Niger crossed the border near Diffa on Monday , ";
    for (text, parts) in
        [(plain.repeat(800), 30..100), ("xqzwv ".repeat(4000), 30..200), (", ".repeat(3000), 11..20)]
    {
        let mut s = sentence(text.trim_end());
        english.parse_syntax([&mut s], &mut Worker::default());
        assert_tree(&s);
        assert!(
            parts
                .contains(&s.tokens.iter().filter(|t| t.head == s.root() && t.deprel == "parataxis").count())
        );
    }
}

#[test]
fn odd_words_are_no_trouble() {
    let english = English::builtin().unwrap();
    let huge = "x".repeat(1_000_000);
    let marks = "!?".repeat(100_000);
    let words = [
        "",
        " ",
        "\u{0}",
        "\u{200b}",
        "👩‍👩‍👧",
        "ﷺ",
        "İ",
        "ß",
        "e\u{301}\u{301}",
        "中文",
        "'",
        "|",
        &huge,
        &marks,
    ];
    let mut alone: Vec<Sentence> = words
        .iter()
        .map(|w| Sentence {
            tokens: vec![Token { form: w.to_string(), ..Token::default() }],
            ..Sentence::default()
        })
        .collect();
    let together = alone.iter().flat_map(|s| s.tokens.clone()).collect();
    alone.push(Sentence { tokens: together, ..Sentence::default() });
    alone.push(Sentence::default());
    english.parse(&mut alone, &mut Worker::default());
    alone.iter().filter(|s| !s.tokens.is_empty()).for_each(assert_tree);
}

#[test]
fn parsing_again_changes_nothing_nor_does_company() {
    let english = English::builtin().unwrap();
    let texts = ["Iran 's president visited Moscow .", "TALKS COLLAPSE", "Of 3,000 troops , none left ."];
    let mut worker = Worker::default();
    let mut all: Vec<Sentence> = texts.map(sentence).into();
    english.parse(&mut all, &mut worker);
    let first = all.clone();
    english.parse(&mut all, &mut worker);
    assert_eq!(all, first);
    for (text, wanted) in texts.iter().zip(&first) {
        let mut s = sentence(text);
        english.parse([&mut s], &mut Worker::default());
        assert_eq!(&s, wanted);
    }
    let mut syntax = first.clone();
    english.parse_syntax(&mut syntax, &mut worker);
    for (syntax, full) in syntax.iter().zip(&first) {
        assert_eq!((&syntax.tokens, &syntax.names), (&full.tokens, &full.names));
        assert!(syntax.cues.is_empty());
    }
}

#[test]
fn relations_are_probabilities_of_their_labels() {
    let english = English::builtin().unwrap();
    let labels = english.relation_labels().len();
    let s = sentence("Moscow condemned the strike on Kyiv as barbaric .");
    let long = sentence(&("Moscow condemned ".to_string() + &"the strike on ".repeat(2000) + "Kyiv ."));
    let end = long.tokens.len();
    let pairs = [
        Pair { tokens: &s.tokens, source: 0..1, target: 5..6 },
        Pair { tokens: &s.tokens, source: 0..1, target: 5..5 },
        Pair { tokens: &s.tokens, source: 0..1, target: 90..99 },
        Pair { tokens: &s.tokens, source: 0..9, target: 5..6 },
        Pair { tokens: &long.tokens, source: 0..1, target: end - 2..end - 1 },
        Pair { tokens: &long.tokens, source: 0..end, target: 0..end },
        Pair { tokens: &[], source: 0..1, target: 0..1 },
    ];
    let mut worker = Worker::default();
    let found = english.relations(&pairs, &mut worker);
    for (i, (pair, p)) in pairs.iter().zip(&found).enumerate() {
        let none = labels == 0 || matches!(i, 1 | 2 | 6);
        assert_eq!(p.len(), if none { 0 } else { labels }, "{i}");
        assert!(none || (p.iter().sum::<f32>() - 1.0).abs() < 1e-4);
        assert_eq!(&english.relations(std::slice::from_ref(pair), &mut worker)[0], p);
    }
}

#[test]
fn a_file_that_is_no_model_is_refused() {
    for bytes in [&b""[..], b"12345678", &[255; 64], b"\x02\0\0\0\0\0\0\0{}"] {
        assert!(English::open(bytes.to_vec().into()).is_err());
    }
    let model = include_bytes!("../../../models/english.safetensors");
    for cut in [100, 10_000, model.len() / 2, model.len() - 1] {
        assert!(English::open(model[..cut].to_vec().into()).is_err(), "cut at {cut}");
    }
}
