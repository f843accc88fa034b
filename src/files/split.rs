//! The features of a GeoJSON file one by one, without holding the file.
//!
//! Finds where each feature begins and ends by counting brackets outside strings; whether it is sound
//! is for the parser to say, which then sees one feature at a time.

use super::error::FileError;
use super::source::Source;
use super::syntax::JsonProblem;

/// The deepest nesting; a multipolygon in a feature in a collection is nine deep, and `serde_json` stops at 128.
const MAX_DEPTH: usize = 100;
const INPUT_BYTES: usize = 128 * 1024;

/// A GeoJSON file being taken apart.
pub(super) struct Features {
    source: Source,
    input: Vec<u8>,
    pending: std::ops::Range<usize>,
    /// Bytes before `pending`.
    offset: u64,
    state: State,
    /// The object around the features, without them; or a feature that stands alone.
    outer: Vec<u8>,
    scan: Scan,
    row_limit: usize,
    row: u64,
    /// Objects that stood side by side.
    pub(super) objects: u64,
    /// Whether a feature stood alone: newline-delimited.
    pub(super) lines: bool,
    /// The object around the features, once it is complete.
    pub(super) collection: Option<Vec<u8>>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum State {
    /// Outside everything.
    Top,
    /// In an object that is a collection or a feature.
    Outer { has_features: bool },
    /// In the array of features, where a feature or the end may come.
    Array,
    /// In the array, after a feature.
    AfterFeature,
}

/// Where in JSON's brackets and strings.
#[derive(Clone, Copy, Debug, Default)]
struct Scan {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Scan {
    const fn step(&mut self, byte: u8) {
        match (self.in_string, byte) {
            (true, _) if self.escaped => self.escaped = false,
            (true, b'\\') => self.escaped = true,
            (_, b'"') => self.in_string = !self.in_string,
            (false, b'{' | b'[') => self.depth += 1,
            (false, b'}' | b']') => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }
}

impl Features {
    pub(super) fn new(source: Source, row_limit: usize) -> Self {
        Self {
            input: vec![0; usize::try_from(source.total).unwrap_or(INPUT_BYTES).clamp(1, INPUT_BYTES)],
            source,
            pending: 0..0,
            offset: 0,
            state: State::Top,
            outer: Vec::new(),
            scan: Scan::default(),
            row_limit,
            row: 0,
            objects: 0,
            lines: false,
            collection: None,
        }
    }

    /// Bytes read, and of how many.
    pub(super) const fn progress(&self) -> (u64, u64) {
        (self.source.done, self.source.total)
    }

    /// Appends the next feature's bytes; false at the end of the file.
    pub(super) fn next(&mut self, into: &mut Vec<u8>) -> Result<bool, FileError> {
        loop {
            if self.pending.is_empty() && !self.refill()? {
                return if self.state == State::Top { Ok(false) } else { Err(self.json(JsonProblem::EndsEarly)) };
            }
            let byte = self.peek();
            match self.state {
                State::Top => match byte {
                    0x1E | b' ' | b'\t' | b'\r' | b'\n' => self.skip(),
                    b'{' => {
                        self.outer.clear();
                        self.scan = Scan::default();
                        self.objects += 1;
                        self.state = State::Outer { has_features: false };
                    }
                    _ => return Err(self.json(JsonProblem::NotAnObject)),
                },
                State::Outer { has_features } => {
                    if self.outer_to_features_or_end()? {
                        self.state = State::Array;
                    } else if self.scan.depth == 0 {
                        self.state = State::Top;
                        if has_features {
                            self.collection = Some(std::mem::take(&mut self.outer));
                        } else {
                            self.row += 1;
                            self.lines = true;
                            into.extend_from_slice(&self.outer);
                            return Ok(true);
                        }
                    }
                }
                State::Array | State::AfterFeature => match byte {
                    b' ' | b'\t' | b'\r' | b'\n' => self.skip(),
                    b',' if self.state == State::AfterFeature => {
                        self.skip();
                        self.state = State::Array;
                    }
                    b']' => {
                        self.skip();
                        self.outer.push(b']');
                        self.scan.depth = 1;
                        self.state = State::Outer { has_features: true };
                    }
                    b'{' if self.state == State::Array => {
                        self.row += 1;
                        self.feature(into)?;
                        self.state = State::AfterFeature;
                        return Ok(true);
                    }
                    b'{' => return Err(self.json(JsonProblem::Comma)),
                    _ => return Err(self.json(JsonProblem::NotAnObject)),
                },
            }
        }
    }

    /// Appends one feature, from its bracket to the one that closes it.
    fn feature(&mut self, into: &mut Vec<u8>) -> Result<(), FileError> {
        let (start, mut scan) = (into.len(), Scan::default());
        loop {
            let input = self.input.get(self.pending.clone()).unwrap_or_default();
            let mut taken = 0;
            for byte in input {
                scan.step(*byte);
                taken += 1;
                if scan.depth == 0 || scan.depth > MAX_DEPTH {
                    break;
                }
            }
            into.extend_from_slice(input.get(..taken).unwrap_or_default());
            self.pending.start += taken;
            if scan.depth > MAX_DEPTH {
                return Err(self.json(JsonProblem::TooDeep(MAX_DEPTH)));
            }
            if into.len() - start > self.row_limit {
                return Err(FileError::RowTooLong { row: self.row, limit: self.row_limit });
            }
            if scan.depth == 0 {
                return Ok(());
            }
            if !self.refill()? {
                return Err(self.json(JsonProblem::EndsEarly));
            }
        }
    }

    /// Takes the outer object up to the bracket that opens `"features": [` (true), its end, or the end of the input.
    fn outer_to_features_or_end(&mut self) -> Result<bool, FileError> {
        while !self.pending.is_empty() {
            let byte = self.peek();
            self.skip();
            let opens = byte == b'[' && self.scan.depth == 1 && !self.scan.in_string && self.after_key_features();
            self.outer.push(byte);
            self.scan.step(byte);
            if opens {
                return Ok(true);
            }
            if self.scan.depth > MAX_DEPTH {
                return Err(self.json(JsonProblem::TooDeep(MAX_DEPTH)));
            }
            if self.outer.len() > self.row_limit {
                return Err(FileError::RowTooLong { row: self.row + 1, limit: self.row_limit });
            }
            if self.scan.depth == 0 {
                return Ok(false);
            }
        }
        Ok(false)
    }

    /// Whether what was taken so far ends in `"features":`.
    fn after_key_features(&self) -> bool {
        let key = self.outer.trim_ascii_end().strip_suffix(b":").map(<[u8]>::trim_ascii_end);
        key.is_some_and(|before| before.ends_with(b"\"features\""))
    }

    fn peek(&self) -> u8 {
        self.input.get(self.pending.start).copied().unwrap_or_default()
    }

    const fn skip(&mut self) {
        self.pending.start += 1;
    }

    fn refill(&mut self) -> Result<bool, FileError> {
        self.offset += self.pending.end as u64;
        self.pending = 0..0;
        let count = self.source.read(&mut self.input)?;
        self.pending = 0..count;
        Ok(count > 0)
    }

    const fn json(&self, problem: JsonProblem) -> FileError {
        FileError::Json { byte: self.offset + self.pending.start as u64, problem }
    }
}
