use super::*;
use crate::segment;
use legation_record::{Name, NameKind, Upos};

fn print(text: &str) -> String {
    let mut out = Vec::new();
    for sentence in segment::sentences(text) {
        write(&mut out, text, &sentence, Heading::default()).unwrap();
    }
    String::from_utf8(out).unwrap()
}

fn read(file: &str) -> Vec<Result<Given, Error>> {
    Reader::new("news.conllu", file.as_bytes()).collect()
}

#[test]
fn a_text_as_conllu() {
    let want = "\
# text = They don't know the ministers' “plan”.
1\tThey\t_\t_\t_\t_\t_\t_\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\t_\t_\t_\t_\t_\t_\t_\t_
3\tn't\t_\t_\t_\t_\t_\t_\t_\t_
4\tknow\t_\t_\t_\t_\t_\t_\t_\t_
5\tthe\t_\t_\t_\t_\t_\t_\t_\t_
6\tministers\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
7\t'\t_\t_\t_\t_\t_\t_\t_\t_
8\t“\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
9\tplan\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
10\t”\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
11\t.\t_\t_\t_\t_\t_\t_\t_\t_

# text = He cannot.
1\tHe\t_\t_\t_\t_\t_\t_\t_\t_
2-3\tcannot\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2\tcan\t_\t_\t_\t_\t_\t_\t_\t_
3\tnot\t_\t_\t_\t_\t_\t_\t_\t_
4\t.\t_\t_\t_\t_\t_\t_\t_\t_

";
    assert_eq!(print("They don't know\n the ministers' “plan”.  He cannot."), want);
}

#[test]
fn a_parse_with_names_and_a_heading() {
    let text = "Bush's\u{a0}men left.Others\tstayed.";
    let mut sentence = segment::sentences(text).remove(0);
    for (token, (upos, head, deprel)) in sentence.tokens.iter_mut().zip([
        (Upos::Propn, Some(2), "nmod:poss"),
        (Upos::Part, Some(0), "case"),
        (Upos::Noun, Some(3), "nsubj"),
        (Upos::Verb, None, "root"),
        (Upos::Punct, Some(3), "punct"),
    ]) {
        (token.upos, token.head, token.deprel) = (upos, head, deprel.into());
        token.lemma = token.form.to_lowercase();
    }
    sentence.names = vec![Name { first: 0, last: 0, kind: NameKind::Person }];
    let mut out = Vec::new();
    write(&mut out, text, &sentence, Heading { document: Some("a\nb"), paragraph: true, id: Some("b-1") })
        .unwrap();
    let want = "\
# newdoc id = a b
# newpar
# sent_id = b-1
# text = Bush's men left.
1-2\tBush's\t_\t_\t_\t_\t_\t_\t_\t_
1\tBush\tbush\tPROPN\t_\t_\t3\tnmod:poss\t_\tNE=B-PER
2\t's\t's\tPART\t_\t_\t1\tcase\t_\t_
3\tmen\tmen\tNOUN\t_\t_\t4\tnsubj\t_\t_
4\tleft\tleft\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\tSpaceAfter=No

";
    assert_eq!(String::from_utf8(out).unwrap(), want);
}

const GIVEN: &str = "\
# sent_id = 1
# text = They don't.
1\tThey\tthey\tPRON\tPRP\tCase=Nom\t2\tnsubj\t2:nsubj\tNE=B-PER|Gloss=sie
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2\tdo\tdo\tAUX\tVBP\t_\t0\troot\t0:root\t_
3\tn't\tnot\tPART\tRB\t_\t2\tadvmod\t2:advmod\t_
3.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t2:conj\tCopyOf=-1
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t2:punct\t_

";

#[test]
fn what_is_given_is_kept() {
    let mut given = read(&format!("\u{feff}\r\n{}", GIVEN.replace('\n', "\r\n"))).remove(0).unwrap();
    assert_eq!(given.text, "They don't.");
    let forms: Vec<_> = given.sentence.tokens.iter().map(|t| t.span.of(&given.text)).collect();
    assert_eq!(forms, ["They", "do", "n't", "."]);
    let written = |given: &Given| {
        let mut out = Vec::new();
        given.write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    assert_eq!(written(&given), GIVEN);
    given.sentence.tokens[0].lemma = "THEY".into();
    given.sentence.tokens[0].head = Some(3);
    given.sentence.names.clear();
    let line = "1\tThey\tTHEY\tPRON\tPRP\tCase=Nom\t4\tnsubj\t2:nsubj\tGloss=sie\n";
    assert!(written(&given).contains(line), "{}", written(&given));
}

#[test]
fn words_that_do_not_make_up_their_range_share_its_place() {
    let file =
        "1-2\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n1\tde\t_\t_\t_\t_\t_\t_\t_\t_\n2\tle\t_\t_\t_\t_\t_\t_\t_\t_\n";
    let given = read(file).remove(0).unwrap();
    assert!(given.sentence.tokens.iter().all(|t| t.span.of(&given.text) == "du"));
}

#[test]
fn mistakes_name_their_place_and_their_mend() {
    let word = |id: &str| format!("{id}\tx\t_\t_\t_\t_\t0\troot\t_\t_\n");
    for (bad, line, part) in [
        ("1\tx\n".to_string(), 1, "2 columns"),
        (word("1") + &word("3"), 2, "2 comes next"),
        (word("0"), 1, "1 comes next"),
        (word("1") + "# late\n", 2, "a comment inside"),
        (word("2-3"), 1, "range 2-3"),
        (word("1-2") + &word("1"), 2, "reaches to word 2"),
        ("# only\n\n".to_string(), 2, "without words"),
        ("1\t\t_\t_\t_\t_\t_\t_\t_\t_\n".to_string(), 1, "empty FORM"),
    ] {
        let error = read(&bad).remove(0).unwrap_err().to_string();
        assert!(error.starts_with(&format!("news.conllu, line {line}: ")) && error.contains(part), "{error}");
        assert!(error.contains("; "), "no mend: {error}");
    }
    // The sentence after a mistake is read.
    let both = read(&format!("1\tx\n2\ty\n\n{GIVEN}"));
    assert_eq!(both.iter().map(|s| s.is_ok()).collect::<Vec<_>>(), [false, true]);
    let bytes = Reader::new("x", &b"1\t\xff\n\n"[..]).next();
    assert!(matches!(bytes, Some(Err(Error::Line { line: 1, .. }))));
}

#[test]
fn nothing_is_no_sentence() {
    assert!(read("").is_empty() && read("\n\n \n").is_empty());
}
