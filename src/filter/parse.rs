//! CQL2, text or JSON, to the library's tree, within bounds.
//!
//! The library's parser climbs recursively, and a stack that overflows ends the program; it also goes back, so that a
//! fault within n parentheses is looked at 2^n times. So what is deep is refused before it is parsed, what a parser
//! may do is counted, and it has a stack of its own.

use std::num::NonZeroUsize;
use std::panic::catch_unwind;

use cql2::Expr;
use pest::error::{ErrorVariant, InputLocation};

use super::FilterLanguage;
use super::error::{FilterError, short};

/// The longest filter that is read, bytes.
const GREATEST_LENGTH: usize = 65_536;
/// How deep parentheses, or arrays and objects of JSON, may stand in each other.
const GREATEST_DEPTH: usize = 64;
/// How many operators may follow each other without a comma, those of the parentheses around them included: the
/// parser goes as deep as that.
const GREATEST_CHAIN: usize = 2_000;
/// Steps that the parser of text may take: so many take a tenth of a second on an old machine that is busy.
const GREATEST_STEPS: NonZeroUsize = NonZeroUsize::new(2_000_000).unwrap();
/// Stack of the parser, and of what walks over its tree, bytes. A chain three times [`GREATEST_CHAIN`] was read within 8 MB.
const STACK: usize = 32 << 20;

/// Values that a filter in JSON may have: each is tried as every kind of expression, ten microseconds for a number.
const GREATEST_VALUES: usize = 12_000;

/// Operators that are words. They are found anywhere, also within other words: the library's grammar lets them
/// follow a digit. That counts too many, never too few.
const WORDS: [&[u8]; 8] = [b"and", b"or", b"not", b"like", b"in", b"is", b"between", b"div"];
/// Operators that are signs.
const SIGNS: &[u8] = b"=<>+-*/%^!";

/// Reads a filter and hands its tree on, on a stack that is deep enough for both.
pub(super) fn read<T>(
    language: FilterLanguage,
    text: &str,
    translate: impl FnOnce(&Expr) -> Result<T, FilterError>,
) -> Result<T, FilterError> {
    if text.len() > GREATEST_LENGTH {
        return Err(FilterError::TooLong { bytes: text.len(), max: GREATEST_LENGTH });
    }
    match language {
        FilterLanguage::Text => check_text(text)?,
        FilterLanguage::Json => check_json(text)?,
    }
    stacker::grow(STACK, || {
        let tree = match language {
            FilterLanguage::Text => parse_text(text),
            FilterLanguage::Json => parse_json(text),
        };
        translate(&tree?)
    })
}

fn parse_text(text: &str) -> Result<Expr, FilterError> {
    // For the whole program: nothing else in it parses with pest.
    pest::set_call_limit(Some(GREATEST_STEPS));
    let near = |at: usize| {
        let (before, rest) = text.split_at_checked(at).unwrap_or((text, ""));
        FilterError::Syntax { at: before.chars().count() + 1, near: short(rest) }
    };
    // A fault of the library's is an answer too.
    let error = match catch_unwind(|| cql2::parse_text(text).map_err(Box::new)) {
        Ok(Ok(tree)) => return Ok(tree),
        Ok(Err(error)) => *error,
        Err(_) => return Err(near(0)),
    };
    let cql2::Error::Pest(error) = error else { return Err(near(0)) };
    Err(match (error.variant, error.location) {
        (ErrorVariant::CustomError { .. }, _) => FilterError::TooComplex,
        (_, InputLocation::Pos(at) | InputLocation::Span((at, _))) => near(at),
    })
}

fn parse_json(text: &str) -> Result<Expr, FilterError> {
    match catch_unwind(|| cql2::parse_json(text)) {
        Ok(Ok(tree)) => Ok(tree),
        Ok(Err(error)) if error.line() > 0 => {
            Err(FilterError::SyntaxJson { line: error.line(), column: error.column() })
        }
        Ok(Err(_)) | Err(_) => Err(FilterError::NotAnExpression),
    }
}

/// Refuses text that the parser would go too deep into.
fn check_text(text: &str) -> Result<(), FilterError> {
    let bytes = text.as_bytes();
    // Operators at each depth since the last comma there.
    let mut chains = vec![0_usize];
    let mut total = 0_usize;
    let mut quote = None;
    for (at, &byte) in bytes.iter().enumerate() {
        if let Some(open) = quote {
            // A doubled quote closes and opens again.
            if byte == open {
                quote = None;
            }
            continue;
        }
        match byte {
            b'\'' | b'"' => quote = Some(byte),
            b'(' => {
                chains.push(0);
                if chains.len() > GREATEST_DEPTH + 1 {
                    return Err(FilterError::TooDeep { max: GREATEST_DEPTH });
                }
            }
            b')' if chains.len() > 1 => total -= chains.pop().unwrap_or(0),
            b',' => total -= chains.last_mut().map_or(0, std::mem::take),
            _ if is_operator(&bytes[at..]) => {
                if let Some(chain) = chains.last_mut() {
                    *chain += 1;
                }
                total += 1;
                if total > GREATEST_CHAIN {
                    return Err(FilterError::TooComplex);
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn is_operator(rest: &[u8]) -> bool {
    let sign = rest.first().is_some_and(|byte| SIGNS.contains(byte));
    sign || WORDS.iter().any(|word| rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))
}

/// Refuses JSON of too many values, and whose arrays and objects stand too deep in each other.
fn check_json(text: &str) -> Result<(), FilterError> {
    let (mut depth, mut commas) = (0_usize, 0_usize);
    let (mut quoted, mut escaped) = (false, false);
    for byte in text.bytes() {
        if quoted {
            (quoted, escaped) = (escaped || byte != b'"', !escaped && byte == b'\\');
            continue;
        }
        match byte {
            b'"' => quoted = true,
            b'[' | b'{' => {
                depth += 1;
                if depth > GREATEST_DEPTH {
                    return Err(FilterError::TooDeep { max: GREATEST_DEPTH });
                }
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            b',' => {
                commas += 1;
                if commas > GREATEST_VALUES {
                    return Err(FilterError::TooComplex);
                }
            }
            _ => {}
        }
    }
    Ok(())
}
