//! Who is who, on short reports written for these tests, through the parser that the product uses.

use legation_coding::cast::Cast;
use legation_coding::knowledge::Knowledge;
use legation_coding::offices;
use legation_english::{English, Worker};
use legation_record::{Actor, Document, Quote, Sentence, Span};
use std::sync::LazyLock;

static ENGLISH: LazyLock<English> =
    LazyLock::new(|| English::builtin().expect("the parameters that the binary carries"));
static KNOWLEDGE: LazyLock<Knowledge> =
    LazyLock::new(|| Knowledge::builtin().expect("the tables that the binary carries"));

struct Report {
    doc: Document,
    sentences: Vec<Sentence>,
    cast: Cast,
}

fn report(text: &str) -> Report {
    let sentences = ENGLISH.read(text, &mut Worker::default());
    let doc = Document { text: text.into(), published: Some("2019-05-14".into()), ..Document::default() };
    let cast = Cast::build(&doc, &sentences, &KNOWLEDGE);
    Report { doc, sentences, cast }
}

impl Report {
    /// Token under the last word of the `nth` time that the words stand in the report.
    fn token(&self, words: &str, nth: usize) -> (usize, usize) {
        let (at, _) = self.doc.text.match_indices(words).nth(nth).expect("the words stand in the report");
        let end = at + words.len();
        let si =
            self.sentences.iter().position(|s| s.span.start <= at && end <= s.span.end).expect("a sentence");
        let ti = self.sentences[si].tokens.iter().rposition(|t| t.span.start < end).expect("a token");
        (si, ti)
    }

    fn who(&self, words: &str, nth: usize) -> Vec<Actor> {
        let (si, ti) = self.token(words, nth);
        self.cast.actors(si, ti)
    }

    /// "ISR GOV" for each actor.
    fn codes(&self, words: &str, nth: usize) -> Vec<String> {
        let show = |o: &Option<String>| o.clone().unwrap_or_else(|| "-".into());
        self.who(words, nth).iter().map(|a| format!("{} {}", show(&a.state), show(&a.sector))).collect()
    }

    fn name(&self, words: &str, nth: usize) -> Option<String> {
        self.who(words, nth).first().and_then(|a| a.name.clone())
    }

    fn roles(&self) -> Vec<String> {
        let roles = offices::find(&self.doc, &self.sentences, &KNOWLEDGE);
        roles
            .iter()
            .map(|r| format!("{} | {} | {}", r.person, r.title, r.of.as_deref().unwrap_or("-")))
            .collect()
    }
}

#[test]
fn a_surname_and_a_pronoun_lead_to_the_full_name() {
    let r = report(
        "Norwegian Foreign Minister Ingrid Halvorsen arrived in Warsaw on Monday. Halvorsen met Polish officials. \
         She said the talks were useful.",
    );
    assert_eq!(r.name("Halvorsen", 1).as_deref(), Some("Ingrid Halvorsen"));
    assert_eq!(r.name("She", 0).as_deref(), Some("Ingrid Halvorsen"));
    assert_eq!(r.codes("She", 0), ["NOR GOV"]);
    assert_eq!(r.codes("Polish officials", 0), ["POL GOV"]);
}

#[test]
fn the_minister_is_the_one_who_was_named() {
    let r = report(
        "Kenya's Defence Minister Peter Wanjala visited Kampala and met Ugandan President Moses Okello. \
         The minister thanked the president for his help.",
    );
    assert_eq!(r.name("The minister", 0).as_deref(), Some("Peter Wanjala"));
    assert_eq!(r.name("the president", 0).as_deref(), Some("Moses Okello"));
}

#[test]
fn both_countries_are_the_two_that_were_named() {
    let r = report("Japan and Vietnam signed a treaty on Friday. The two countries will share intelligence.");
    let mut codes = r.codes("The two countries", 0);
    codes.sort();
    assert_eq!(codes, ["JPN GOV", "VNM GOV"]);
    assert_eq!(r.codes("Japan", 0), ["JPN GOV", "VNM GOV"], "the first of a coordination brings the others");
    assert_eq!(r.codes("Vietnam", 0), ["VNM GOV"]);
}

#[test]
fn a_counterpart_is_of_the_other_state() {
    let r = report("Turkish Foreign Minister Kemal Aydin called his Greek counterpart on Sunday.");
    assert_eq!(r.codes("counterpart", 0), ["GRC GOV"]);
}

#[test]
fn several_nationalities_before_one_noun_are_several_actors() {
    let r = report("The Turkish and Greek foreign ministers met in Ankara.");
    assert_eq!(r.codes("foreign ministers", 0), ["TUR GOV", "GRC GOV"]);
}

#[test]
fn domestic_actors_belong_to_the_country_of_the_report() {
    let r = report(
        "Police in Ghana arrested ten protesters on Tuesday. The protesters had marched to the parliament in Accra. \
         A court ordered their release.",
    );
    assert_eq!(r.codes("Police", 0), ["GHA COP"]);
    assert_eq!(r.codes("The protesters", 0), ["GHA CVL"]);
    assert_eq!(r.codes("A court", 0), ["GHA JUD"]);
}

#[test]
fn a_capital_that_speaks_is_its_state_and_one_that_is_visited_a_place() {
    let r = report("Moscow said the talks had failed. The envoys had met in Moscow on Friday.");
    let (si, ti) = r.token("Moscow", 0);
    assert!(r.cast.state_acting(si, ti));
    let (si, ti) = r.token("Moscow", 1);
    assert!(!r.cast.state_acting(si, ti));
    assert_eq!(r.codes("Moscow", 1), ["RUS GOV"]);
}

#[test]
fn i_is_who_speaks() {
    let text = "\"I will go to Peru next week,\" said Chilean President Marta Fuentes.";
    let mut r = report(text);
    let at = |w: &str| text.find(w).map(|i| Span::new(i, i + w.len())).unwrap();
    let speaker = Actor { span: at("Chilean President Marta Fuentes"), ..Actor::default() };
    let content = at("I will go to Peru next week");
    let quotes = [Quote { kind: "direct".into(), content, speaker: Some(speaker), ..Quote::default() }];
    assert!(r.name("I", 0).is_none());
    r.cast.hear(&r.doc, &r.sentences, &quotes);
    assert_eq!(r.name("I", 0).as_deref(), Some("Marta Fuentes"));
    assert_eq!(r.codes("I", 0), ["CHL GOV"]);
}

#[test]
fn offices_stand_before_and_beside_the_name() {
    let r = report(
        "Samira Haddad, Jordan's trade minister, met Omar Nasser, a former ambassador to Cairo, and army spokesman \
         Colonel Yusuf Karim.",
    );
    let roles = r.roles();
    assert!(roles.contains(&"Samira Haddad | trade minister | JOR".into()), "{roles:?}");
    assert!(roles.iter().any(|r| r.starts_with("Omar Nasser | former ambassador")), "{roles:?}");
    assert!(roles.iter().any(|r| r.starts_with("Yusuf Karim | army spokesman")), "{roles:?}");
    assert!(roles.iter().any(|r| r.starts_with("Yusuf Karim | Colonel")), "{roles:?}");
}

#[test]
fn kinship_is_no_office() {
    let r = report("Lina Moreau, the wife of a baker, spoke to her brother Paul Moreau in Lyon.");
    assert_eq!(r.roles(), Vec::<String>::new());
}

#[test]
fn an_apposition_after_a_comma_is_no_part_of_the_mention() {
    let r = report("Samira Haddad, Jordan's trade minister, met the press.");
    let (si, ti) = r.token("Haddad", 0);
    assert_eq!(r.doc.words(r.cast.mention_span(&r.sentences, si, ti)), "Samira Haddad");
}

#[test]
fn any_text_is_read_without_a_crash() {
    for text in [
        "",
        " ",
        "!!!",
        "(",
        "who",
        "\u{202e}\u{0}the the of of",
        "Überfall 日本 🇫🇷 said said he",
        "he he he",
        "of of of , , ,",
    ] {
        let r = report(text);
        for (si, s) in r.sentences.iter().enumerate() {
            for ti in 0..s.tokens.len() {
                for actor in r.cast.actors(si, ti) {
                    assert!(text.get(actor.span.start..actor.span.end).is_some());
                }
            }
        }
        assert!(r.cast.actors(999, 999).is_empty());
    }
}

/// A parse with cycles and heads out of range must end like any other.
#[test]
fn a_broken_parse_is_read_without_a_crash() {
    let text = "The minister of the minister met the minister, the minister said.";
    let base = ENGLISH.read(text, &mut Worker::default());
    let doc = Document { text: text.into(), ..Document::default() };
    for step in 1..12 {
        let mut sentences = base.clone();
        for s in &mut sentences {
            let n = s.tokens.len();
            for (i, t) in s.tokens.iter_mut().enumerate() {
                t.head = Some((i * step + step) % (n + 2));
                t.deprel = ["nmod", "conj", "appos", "acl:relcl", "compound", "nsubj"][(i + step) % 6].into();
            }
        }
        let cast = Cast::build(&doc, &sentences, &KNOWLEDGE);
        let _ = cast.actors(0, 1);
    }
}

#[test]
fn an_appointment_or_a_resignation_dates_an_office() {
    let r = report(
        "Norwegian Foreign Minister Ingrid Halvorsen resigned on Tuesday. Lars Nilsen was appointed ambassador to \
         Japan in March 2020. Peter Wanjala, who served as defence minister from 2015 to 2019, was there.",
    );
    let roles = offices::find(&r.doc, &r.sentences, &KNOWLEDGE);
    let of = |person: &str| {
        let role =
            roles.iter().find(|role| role.person == person).unwrap_or_else(|| panic!("{person}: {roles:?}"));
        (role.title.as_str(), role.since.as_deref(), role.until.as_deref())
    };
    assert_eq!(of("Lars Nilsen"), ("ambassador", Some("2020-03"), None));
    assert_eq!(of("Ingrid Halvorsen").2.map(|day| day.len()), Some(10));
    assert_eq!((of("Peter Wanjala").1, of("Peter Wanjala").2), (Some("2015"), Some("2019")));
}
