//! A layer as `FlatGeobuf` 3: typed columns with what they mean, and for whole layers a packed R-tree.
//!
//! Written without a file beside it: rows are looked at twice where there is an index, once for their boxes and
//! lengths, and once in the order of the index.
//!
//! Limits: 80 bytes a row are held while an index is written; without one nothing is held but the row.
//!
//! Source: flatgeobuf.org, `header.fbs` and `feature.fbs`; Hilbert order and node layout as the `flatgeobuf` crate's.

mod header;
mod row;

use std::io;

use flatgeobuf::packed_r_tree::{NodeItem, PackedRTree, calc_extent, hilbert_sort};

use self::header::Header;
use self::row::RowBuffer;
use super::Sink;
use super::rows::{Rows, shape};
use crate::messages::Locale;

/// Whether a file can be searched by place.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Index {
    /// Rows in id order, as they come.
    None,
    /// A packed R-tree, rows in its order. Rows without a shape are in it with an empty box: who searches by place does
    /// not find them, who reads everything does.
    Packed,
}

/// Version 3, patch level 0.
const MAGIC: [u8; 8] = *b"fgb\x03fgb\0";

/// Writes rows.
///
/// # Errors
/// The sink's.
pub fn write<S: Sink>(out: &mut S, rows: Rows<'_>, index: Index, locale: Locale) -> Result<(), S::Error> {
    let header = Header { layer: rows.layer, crs: rows.crs, count: rows.count, indexed: false, extent: None };
    if index == Index::Packed && rows.count > 0 {
        return write_packed(out, rows, header, locale);
    }
    out.buffer().extend_from_slice(&MAGIC);
    header.write(out.buffer(), locale);
    let (crs, mut buffer) = (rows.crs, RowBuffer::new(rows.layer));
    for feature in rows.features() {
        out.buffer().extend_from_slice(buffer.fill(&feature, shape(&feature, crs).as_ref()));
        out.flow()?;
    }
    Ok(())
}

fn write_packed<S: Sink>(out: &mut S, rows: Rows<'_>, mut header: Header<'_>, locale: Locale) -> Result<(), S::Error> {
    let (source, layer, crs) = (rows.source, rows.layer, rows.crs);
    let mut buffer = RowBuffer::new(layer);
    // Until it is known where rows will stand, a node's offset is the slot and the length of its row.
    let mut nodes = Vec::with_capacity(rows.count);
    for (slot, feature) in rows.with_slots() {
        let shape = shape(&feature, crs);
        let length = buffer.fill(&feature, shape.as_ref()).len();
        nodes.push(row::node(shape.as_ref(), (slot as u64) << 32 | length as u64));
    }
    let extent = calc_extent(&nodes);
    hilbert_sort(&mut nodes, &extent);
    let mut begin = 0;
    let mut order = Vec::with_capacity(nodes.len());
    for node in &mut nodes {
        let (slot, length) = (node.offset >> 32, node.offset & u64::from(u32::MAX));
        order.push(u32::try_from(slot).unwrap_or(u32::MAX));
        node.offset = begin;
        begin += length;
    }
    header.count = nodes.len();
    header.extent = extent.min_x.is_finite().then(|| extent.clone());
    // There is always a tree over at least one node.
    let tree = PackedRTree::build(&nodes, &extent, PackedRTree::DEFAULT_NODE_SIZE).ok();
    drop::<Vec<NodeItem>>(nodes);
    header.indexed = tree.is_some();
    out.buffer().extend_from_slice(&MAGIC);
    header.write(out.buffer(), locale);
    if let Some(tree) = tree {
        let mut flowing = Flowing { out, stopped: None };
        let written = tree.stream_write(&mut flowing);
        if let (Err(_), Some(stopped)) = (written, flowing.stopped) {
            return Err(stopped);
        }
    }
    for slot in order {
        if let Some(feature) = source.row(layer, slot as usize) {
            out.buffer().extend_from_slice(buffer.fill(&feature, shape(&feature, crs).as_ref()));
            out.flow()?;
        }
    }
    Ok(())
}

/// A sink as a writer; keeps why it stopped.
struct Flowing<'a, S: Sink> {
    out: &'a mut S,
    stopped: Option<S::Error>,
}

impl<S: Sink> io::Write for Flowing<'_, S> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.buffer().extend_from_slice(bytes);
        self.out.flow().map_err(|stopped| {
            self.stopped = Some(stopped);
            io::Error::from(io::ErrorKind::BrokenPipe)
        })?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
