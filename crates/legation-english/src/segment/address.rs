//! Internet addresses, e-mail addresses, hashtags and handles: one token each.

use super::characters::{closes, is_word};
use super::lexicon::Lexicon;

/// Bytes of the address at the beginning of `rest`, if one stands there.
pub fn length(rest: &str, lexicon: &Lexicon) -> Option<usize> {
    let first = rest.bytes().next()?;
    match first {
        b'#' | b'@' => handle(rest),
        _ if first.is_ascii_alphanumeric() => url(rest, lexicon).or_else(|| mail(rest)),
        _ => None,
    }
}

fn handle(rest: &str) -> Option<usize> {
    let name = &rest[1..];
    let length = name.find(|c| !is_word(c)).unwrap_or(name.len());
    // #1 is a number sign, #Baku2023 a tag.
    (length > 1 && name.starts_with(|c: char| c.is_alphabetic())).then_some(1 + length)
}

fn url(rest: &str, lexicon: &Lexicon) -> Option<usize> {
    let scheme = ["http://", "https://", "ftp://", "mailto:", "www."].iter().any(|s| {
        rest.get(..s.len()).is_some_and(|head| head.eq_ignore_ascii_case(s)) && rest.len() > s.len()
    });
    if !scheme {
        return host(rest, lexicon);
    }
    Some(path(rest))
}

/// `example.org/page` must begin with a host whose last label we know; three labels or more are a name of the net too.
fn host(rest: &str, lexicon: &Lexicon) -> Option<usize> {
    let part = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-');
    let length = rest.bytes().take(80).take_while(|&b| part(b)).count();
    let host = rest[..length].trim_end_matches(['.', '-']);
    let (_, label) = host.rsplit_once('.')?;
    let known = lexicon.is("domain", label);
    let slash = rest[host.len()..].starts_with('/');
    let labels =
        || host.split('.').all(|l| l.len() > 1 && l.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'));
    let net = host.matches('.').count() > 1 && labels();
    if slash && known { Some(path(rest)) } else { net.then_some(host.len()) }
}

/// To the end of the chunk or to a mark that no address holds.
fn path(rest: &str) -> usize {
    let reach = rest.find(['"', '<', '>', '“', '”', '’', '»']).unwrap_or(rest.len());
    without_end(&rest[..reach])
}

fn mail(rest: &str) -> Option<usize> {
    let local = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'+' | b'%');
    let at = rest.bytes().take(80).position(|b| !local(b)).filter(|&i| rest.as_bytes()[i] == b'@')?;
    let host = &rest[at + 1..];
    let length = host
        .bytes()
        .take(200)
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
        .count();
    let end = without_end(&rest[..at + 1 + length]);
    (end > at + 1).then_some(end)
}

/// Leaves the marks at the end to the sentence around the address.
fn without_end(address: &str) -> usize {
    let end = |c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '?') || closes(c);
    let balanced = address.ends_with(')') && address.matches('(').count() >= address.matches(')').count();
    let bare = if balanced { address } else { address.trim_end_matches(end) };
    if bare.is_empty() { address.len() } else { bare.len() }
}
