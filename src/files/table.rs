//! Rows of formats whose libraries hold on to the file: a thread of its own reads, and hands over blocks.
//!
//! Whatever such a library does with a hostile file stays there: a panic ends the thread and is an error here, and so
//! is a block that does not come.

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

use super::error::FileError;
use super::options::Limits;
use super::row::{Row, Shape};

/// Bytes of cells and geometries after which a block is full.
const BLOCK_BYTES: usize = 256 * 1024;
/// Blocks that wait to be taken.
const WAITING: usize = 2;
/// Seconds in which the next 256 KiB of rows must be there.
const PATIENCE_S: u64 = 60;
const CORNER_BYTES: usize = 16;

/// A file being read by another thread.
pub(super) struct Table {
    blocks: Receiver<Message>,
    bytes: (u64, u64),
    /// Makes the thread give up.
    interrupt: Interrupt,
}

/// Makes a thread give up, from outside.
pub(super) type Interrupt = Box<dyn Fn() + Send>;

enum Message {
    Block(Block),
    Failed(FileError),
    End,
}

/// Some rows.
#[derive(Default)]
pub(super) struct Block {
    first_row: u64,
    text: String,
    /// Ends of cells, counted from the start of their row.
    ends: Vec<usize>,
    /// For each row, where its cells and their ends end.
    rows: Vec<(usize, usize)>,
    shapes: Vec<Placed>,
    bytes_done: u64,
}

/// The geometry of a row.
#[derive(Debug)]
pub(super) enum Placed {
    /// The format has none.
    Never,
    /// None in this row.
    Nowhere,
    /// This.
    At(geo::Geometry<f64>),
    /// Not a geometry, or not a row at all: why.
    Malformed(String),
}

/// Where a reader puts its rows, cell by cell.
pub(super) struct Sink {
    blocks: SyncSender<Message>,
    block: Block,
    row_start: usize,
    ends_start: usize,
    weight: usize,
    next_row: u64,
    max_rows: u32,
    row_limit: usize,
}

/// Nobody takes rows any more.
#[derive(Debug)]
pub(super) enum Ended {
    /// What is wrong with the file.
    Failed(FileError),
    /// Nobody waits for it.
    Unwanted,
}

impl From<FileError> for Ended {
    fn from(error: FileError) -> Self {
        Self::Failed(error)
    }
}

impl Table {
    /// Starts a thread that reads.
    pub(super) fn start(
        bytes_total: u64,
        limits: &Limits,
        interrupt: Interrupt,
        read: impl FnOnce(&mut Sink) -> Result<(), Ended> + Send + 'static,
    ) -> Self {
        let (to, blocks) = sync_channel(WAITING);
        let mut sink = Sink {
            blocks: to,
            block: Block { first_row: 1, ..Block::default() },
            row_start: 0,
            ends_start: 0,
            weight: 0,
            next_row: 1,
            max_rows: limits.max_rows,
            row_limit: limits.max_record_bytes,
        };
        std::thread::spawn(move || {
            let ended = read(&mut sink).and_then(|()| sink.hand_over());
            let last = match ended {
                Ok(()) => Message::End,
                Err(Ended::Failed(error)) => Message::Failed(error),
                Err(Ended::Unwanted) => return,
            };
            // Nobody waits any more: nothing to tell.
            let _ = sink.blocks.send(last);
        });
        Self { blocks, bytes: (0, bytes_total), interrupt }
    }

    /// Bytes read, and of how many.
    pub(super) const fn progress(&self) -> (u64, u64) {
        self.bytes
    }

    /// Fills a block; false at the end of the file.
    pub(super) fn fill(&mut self, block: &mut Block) -> Result<bool, FileError> {
        match self.blocks.recv_timeout(Duration::from_secs(PATIENCE_S)) {
            Ok(Message::Block(next)) => {
                self.bytes.0 = next.bytes_done.min(self.bytes.1);
                *block = next;
                Ok(true)
            }
            Ok(Message::End) => {
                *block = Block::default();
                // The last word: whoever asks again hears it again.
                let (to, blocks) = sync_channel(1);
                let _ = to.send(Message::End);
                self.blocks = blocks;
                Ok(false)
            }
            Ok(Message::Failed(error)) => Err(error),
            Err(RecvTimeoutError::Timeout) => Err(FileError::TooSlow { seconds: PATIENCE_S }),
            Err(RecvTimeoutError::Disconnected) => Err(FileError::Broken),
        }
    }
}

impl Drop for Table {
    fn drop(&mut self) {
        (self.interrupt)();
    }
}

impl Sink {
    /// The number that the row begun has.
    pub(super) const fn row(&self) -> u64 {
        self.next_row
    }

    /// Writes the next cell.
    pub(super) fn cell(&mut self, write: impl FnOnce(&mut String)) -> Result<(), FileError> {
        write(&mut self.block.text);
        self.block.ends.push(self.block.text.len() - self.row_start);
        self.check(0)
    }

    /// Ends the row; `bytes_done` of the file were read for all rows so far.
    pub(super) fn end_row(&mut self, shape: Placed, bytes_done: u64) -> Result<(), Ended> {
        let weight = match &shape {
            Placed::At(geometry) => geo::CoordsIter::coords_count(geometry) * CORNER_BYTES,
            Placed::Malformed(why) => why.len(),
            Placed::Never | Placed::Nowhere => 0,
        };
        self.check(weight)?;
        if self.next_row > u64::from(self.max_rows) {
            return Err(FileError::TooManyRows { limit: self.max_rows }.into());
        }
        self.next_row += 1;
        (self.row_start, self.ends_start) = (self.block.text.len(), self.block.ends.len());
        self.block.rows.push((self.row_start, self.ends_start));
        self.block.shapes.push(shape);
        self.block.bytes_done = bytes_done;
        self.weight += weight;
        let cells = self.block.ends.len() * size_of::<usize>();
        if self.row_start + cells + self.weight < BLOCK_BYTES { Ok(()) } else { self.hand_over() }
    }

    fn check(&self, weight: usize) -> Result<(), FileError> {
        let limit = self.row_limit;
        let long = self.block.text.len() - self.row_start + weight > limit;
        if long { Err(FileError::RowTooLong { row: self.next_row, limit }) } else { Ok(()) }
    }

    fn hand_over(&mut self) -> Result<(), Ended> {
        let next = Block { first_row: self.next_row, ..Block::default() };
        let full = std::mem::replace(&mut self.block, next);
        (self.row_start, self.ends_start, self.weight) = (0, 0, 0);
        if full.rows.is_empty() {
            return Ok(());
        }
        self.blocks.send(Message::Block(full)).map_err(|_| Ended::Unwanted)
    }
}

impl Block {
    /// Gives every row in order.
    pub(super) fn each(&self, mut visit: impl FnMut(Row<'_>)) {
        let (mut start, mut start_ends) = (0, 0);
        for (number, ((end, end_ends), shape)) in (self.first_row..).zip(self.rows.iter().zip(&self.shapes)) {
            let shape = match shape {
                Placed::Never => Shape::None,
                Placed::Nowhere => Shape::Null,
                Placed::At(geometry) => Shape::Geometry(geometry),
                Placed::Malformed(why) => Shape::Malformed(why),
            };
            visit(Row {
                number,
                text: self.text.get(start..*end).unwrap_or_default(),
                ends: self.ends.get(start_ends..*end_ends).unwrap_or_default(),
                shape,
                feature_id: None,
            });
            (start, start_ends) = (*end, *end_ends);
        }
    }
}
