//! Who said what, on sentences written for these tests, through the parser that the product uses.

use legation_coding::Coder;
use legation_english::{English, Worker};
use legation_record::{Document, Quote};
use std::sync::LazyLock;

static ENGLISH: LazyLock<English> =
    LazyLock::new(|| English::builtin().expect("the parameters that the binary carries"));
static CODER: LazyLock<Coder> =
    LazyLock::new(|| Coder::builtin().expect("the tables that the binary carries"));

fn quotes(text: &str) -> (Document, Vec<Quote>) {
    let sentences = ENGLISH.read(text, &mut Worker::default());
    let doc = Document { text: text.into(), published: Some("2021-09-03".into()), ..Document::default() };
    let record = CODER.code(doc, sentences);
    (record.document, record.quotes)
}

/// Each quotation as `kind | speaker | content`.
fn lines(text: &str) -> Vec<String> {
    let (doc, quotes) = quotes(text);
    let speaker = |q: &Quote| q.speaker.as_ref().map_or("", |a| doc.words(a.span)).to_string();
    quotes.iter().map(|q| format!("{} | {} | {}", q.kind, speaker(q), doc.words(q.content))).collect()
}

#[test]
fn direct_speech_with_its_attribution_behind() {
    assert_eq!(
        lines("“The bridge will be open by winter. We have the steel,” Transport Minister Anna Kovacs said."),
        ["direct | Transport Minister Anna Kovacs | The bridge will be open by winter. We have the steel"],
    );
    assert_eq!(
        lines("\"Nobody asked the villagers,\" said Pedro Salas, a farmer from the valley."),
        ["direct | Pedro Salas | Nobody asked the villagers"],
    );
    assert_eq!(lines("\"Why now?\" he asked."), ["direct | he | Why now?"]);
}

#[test]
fn direct_speech_with_its_attribution_before_or_amid() {
    assert_eq!(
        lines("The general told reporters: \"We are ready.\""),
        ["direct | The general | We are ready."],
    );
    assert_eq!(
        lines("\"The harbour,\" said Mayor Lena Berg, \"is closed to all ships.\""),
        ["direct | Mayor Lena Berg | The harbour", "direct | Mayor Lena Berg | is closed to all ships."],
    );
}

#[test]
fn speech_goes_on_in_the_next_sentence_and_paragraph() {
    let text =
        "\"We sold nothing to them,\" Pavel Novak said. \"We never will.\"\n\n\"Ask the buyers instead.\"\n";
    assert_eq!(
        lines(text),
        [
            "direct | Pavel Novak | We sold nothing to them",
            "direct | Pavel Novak | We never will.",
            "direct | Pavel Novak | Ask the buyers instead.",
        ],
    );
    let open = "Karin Holm said: “We waited for an answer.\n\n“It never came, and so we left the talks.”\n";
    assert_eq!(
        lines(open),
        ["direct | Karin Holm | We waited for an answer.\n\n“It never came, and so we left the talks."],
    );
}

#[test]
fn indirect_speech_is_the_clause_of_its_cue() {
    assert_eq!(
        lines("The ministry said on Monday that the embassy would reopen in May."),
        ["indirect | The ministry | the embassy would reopen in May"],
    );
    assert_eq!(
        lines("The talks will fail, the envoy warned."),
        ["indirect | the envoy | The talks will fail"],
    );
    assert_eq!(
        lines("Turkey urged both sides to stop the fighting."),
        ["indirect | Turkey | both sides to stop the fighting"],
    );
}

#[test]
fn a_second_cue_ends_the_content_of_the_first() {
    assert_eq!(
        lines("Ivan Petrov said the pipeline was safe, adding that repairs would begin soon."),
        [
            "indirect | Ivan Petrov | the pipeline was safe",
            "indirect | Ivan Petrov | repairs would begin soon"
        ],
    );
}

#[test]
fn marks_within_a_clause_make_it_mixed() {
    assert_eq!(
        lines("The president said the vote was a “farce” and would be repeated."),
        ["mixed | The president | the vote was a “farce” and would be repeated"],
    );
}

#[test]
fn according_to_gives_the_rest_of_the_sentence() {
    assert_eq!(
        lines("Twelve soldiers were wounded, according to a statement from the Defence Ministry."),
        ["indirect | the Defence Ministry | Twelve soldiers were wounded"],
    );
}

#[test]
fn a_headline_speaks_by_its_name() {
    let text = "Angela Merkel: Europe must act together\n\nThe leaders met in Berlin.\n";
    assert_eq!(lines(text), ["indirect | Angela Merkel | Europe must act together"]);
}

#[test]
fn signed_words_belong_to_the_name() {
    let text = "Readers answered.\n\n“I will never vote for that party again.” ― Rosa Delgado\n";
    assert_eq!(lines(text), ["direct | Rosa Delgado | I will never vote for that party again."]);
}

#[test]
fn marks_without_speech_are_no_quotation() {
    assert!(lines("He was held in the so-called “Black House” for a year.").is_empty());
    assert!(lines("The workers' union and the farmers' league met at the ministers' request.").is_empty());
}

#[test]
fn apostrophes_are_no_marks() {
    assert_eq!(
        lines("'It's the workers' money,' Tom Reed said."),
        ["direct | Tom Reed | It's the workers' money"],
    );
}

#[test]
fn no_text_breaks_it() {
    let texts = [
        "",
        " ",
        "\"",
        "''",
        "“",
        "“”",
        "\"\"\"\"",
        "‘’“”«»",
        "said",
        "said:",
        ": said \"",
        "\"said\"",
        "“a\n\n“b\n\n“c",
        "”x“ said he",
        "according to",
        "According to, \"",
        "A: \"\nB: '",
        "— (@",
        "x — (@y) “",
        "\"?\" he said: “” ― Z",
        "🙂 said “🙂” ― Ö",
        "\"a 'b \"c 'd\" said she said he said",
        "；：「」 said 『』",
    ];
    for text in texts {
        for n in [1, 3] {
            let text = text.repeat(n);
            let (doc, quotes) = quotes(&text);
            for q in quotes {
                assert!(
                    doc.text.get(q.content.start..q.content.end).is_some_and(|w| !w.is_empty()),
                    "{text:?}"
                );
            }
        }
    }
}

#[test]
fn indirect_speech_that_its_attribution_interrupts() {
    assert_eq!(
        lines("The latest test, the ministry said on Friday, was the biggest of the year."),
        [
            "indirect | the ministry | The latest test, the ministry said on Friday, was the biggest of the year"
        ],
    );
    // A phrase before the attribution is the attribution's where the content follows whole.
    assert_eq!(
        lines("In the capital, the minister said on Friday that the bridge would open."),
        ["indirect | the minister | the bridge would open"],
    );
}

#[test]
fn a_question_before_is_no_speech_of_the_next_paragraph() {
    assert_eq!(
        lines("\"Who will pay for it?\" the mayor asked.\n\n\"Nobody knows?\"\n\nThe ministry says the state will pay.")
            .last()
            .map(String::as_str),
        Some("indirect | The ministry | the state will pay"),
    );
}

#[test]
fn only_texts_show() {
    assert_eq!(
        lines("A study by the university found that the dam had leaked."),
        ["indirect | the university | the dam had leaked"],
    );
    assert!(lines("The police found that the door was open.").is_empty());
}

#[test]
fn a_transcript_in_capitals() {
    let text = "HOLM: Will the port be sold?\n\nBERG: It will not be sold.\n\nHOLM: And the ships?\n\nBERG: Neither will they.\n";
    assert_eq!(
        lines(text)[..2],
        ["direct | HOLM | Will the port be sold?", "direct | BERG | It will not be sold."],
    );
}

#[test]
fn addressee_occasion_and_day() {
    let text = "Foreign Minister Anna Kovacs told reporters at a news conference in Doha on Monday that the bridge was safe.";
    let (doc, quotes) = quotes(text);
    let quote = &quotes[0];
    assert_eq!(quote.addressee.as_ref().map(|a| doc.words(a.span)), Some("reporters"));
    assert_eq!(quote.occasion.map(|o| doc.words(o)), Some("a news conference in Doha"));
    assert_eq!(quote.date.as_ref().and_then(|d| d.value.as_deref()), Some("2021-08-30"));
    let (doc, quotes) = self::quotes("\"We will not yield,\" Holm said in an interview with Radio Oslo.");
    assert_eq!(quotes[0].occasion.map(|o| doc.words(o)), Some("an interview with Radio Oslo"));
    assert!(quotes[0].addressee.is_none());
}

#[test]
fn speech_opened_by_a_dash() {
    assert_eq!(
        lines("— We leave tomorrow, said Pavel Novak.\n\n«The ships are ready,» said Anna Berg."),
        ["direct | Pavel Novak | We leave tomorrow", "direct | Anna Berg | The ships are ready"],
    );
}

/// The name of each quotation's speaker.
fn names(text: &str) -> Vec<String> {
    let (_, quotes) = quotes(text);
    quotes.iter().map(|q| q.speaker.as_ref().and_then(|a| a.name.clone()).unwrap_or_default()).collect()
}

#[test]
fn a_name_beside_a_title_is_the_speaker_s_and_the_pronoun_s_after_it() {
    let text = "The leader of the Reform Party, Benigno Quispe, said that the vote would be late. \
                Boats would be sent, he added.";
    assert_eq!(names(text), ["Benigno Quispe", "Benigno Quispe"]);
}

#[test]
fn he_and_she_go_by_first_names() {
    let text = "Joyce Mulenga met Peter Banda in Lusaka. She said that the road was closed. He said that it was open.";
    assert_eq!(names(text), ["Joyce Mulenga", "Peter Banda"]);
}

#[test]
fn a_statement_speaks_for_its_author() {
    let text = "Amnesty International said in a statement that the trial was unfair. The witnesses were not heard, the statement said.";
    assert_eq!(names(text), ["Amnesty International", "Amnesty International"]);
}

#[test]
fn nobody_s_lawyers_are_somebody_s() {
    let text = "Abdulla Yameen was convicted on Thursday. His lawyers said that they would appeal.";
    assert_eq!(names(text), ["lawyers of Abdulla Yameen"]);
}

#[test]
fn a_clause_of_circumstance_behind_the_attribution_is_no_content() {
    assert_eq!(
        lines(
            "Border guards on Tuesday pushed back 89 people, the interior ministry said, as parliament voted to build a fence."
        ),
        ["indirect | the interior ministry | Border guards on Tuesday pushed back 89 people"],
    );
    assert_eq!(
        lines(
            "Burundi has begun to pull some of them out, four sources said, though its army dismissed this."
        ),
        ["indirect | four sources | Burundi has begun to pull some of them out"],
    );
}

#[test]
fn a_participle_s_words_are_the_sentence_s_subject_s() {
    let text = "He scorned supporters who say they approve of the deal, declaring: \"We will not yield.\"";
    assert!(lines(text).contains(&"direct | He | We will not yield.".to_string()), "{:?}", lines(text));
    let text = "Rebels would follow, the officials said, adding that buses were ready.";
    assert_eq!(
        lines(text),
        ["indirect | the officials | Rebels would follow", "indirect | the officials | buses were ready"],
    );
}

#[test]
fn who_is_spoken_of_is_not_who_speaks() {
    let text = "Two aides close to the court spoke on Monday. The man's house was searched, they said.";
    let (doc, quotes) = quotes(text);
    let name = quotes[0].speaker.as_ref().and_then(|a| a.name.clone());
    assert_eq!(name.as_deref(), Some("Two aides close to the court"), "{}", doc.words(quotes[0].content));
}
