//! What stands before the rows.

use flatbuffers::FlatBufferBuilder;
use flatgeobuf::packed_r_tree::{NodeItem, PackedRTree};
use flatgeobuf::{self as fgb, ColumnArgs, ColumnType, CrsArgs, GeometryType, HeaderArgs};

use crate::crs::Crs;
use crate::files::write::words;
use crate::layers::{FieldKind, GeometryKind, LayerName, Role};
use crate::messages::Locale;

/// What a file says about its rows.
pub(super) struct Header<'a> {
    pub layer: LayerName,
    pub crs: &'a Crs,
    pub count: usize,
    pub indexed: bool,
    /// The box around all rows, where it is known.
    pub extent: Option<NodeItem>,
}

impl Header<'_> {
    /// Appends the header with its length before it, words in a language.
    pub fn write(&self, out: &mut Vec<u8>, locale: Locale) {
        let layer = self.layer.layer();
        let mut builder = FlatBufferBuilder::new();
        let mut columns = Vec::new();
        for field in layer.fields() {
            let id = field.role == Role::Id;
            let arguments = ColumnArgs {
                name: Some(builder.create_string(field.name)),
                type_: column_type(field.kind),
                title: Some(builder.create_string(&words::field_title(locale, field.name))),
                description: Some(builder.create_string(&words::field(locale, field.name))),
                nullable: !id,
                unique: id,
                ..ColumnArgs::default()
            };
            columns.push(fgb::Column::create(&mut builder, &arguments));
        }
        let columns = builder.create_vector(&columns);
        let crs = CrsArgs {
            org: Some(builder.create_string("EPSG")),
            code: i32::try_from(self.crs.epsg().code()).unwrap_or_default(),
            ..CrsArgs::default()
        };
        let crs = fgb::Crs::create(&mut builder, &crs);
        let sides = self.extent.as_ref().map(|extent| [extent.min_x, extent.min_y, extent.max_x, extent.max_y]);
        let arguments = HeaderArgs {
            name: Some(builder.create_string(self.layer.as_str())),
            title: Some(builder.create_string(&words::title(locale, self.layer))),
            description: Some(builder.create_string(&words::description(locale, self.layer))),
            envelope: sides.map(|sides| builder.create_vector(&sides)),
            geometry_type: geometry_type(layer.geometry),
            columns: Some(columns),
            features_count: self.count as u64,
            index_node_size: if self.indexed { PackedRTree::DEFAULT_NODE_SIZE } else { 0 },
            crs: Some(crs),
            ..HeaderArgs::default()
        };
        let header = fgb::Header::create(&mut builder, &arguments);
        builder.finish_size_prefixed(header, None);
        out.extend_from_slice(builder.finished_data());
    }
}

const fn column_type(kind: FieldKind) -> ColumnType {
    match kind {
        FieldKind::Text => ColumnType::String,
        FieldKind::Integer => ColumnType::Long,
        FieldKind::Real => ColumnType::Double,
        FieldKind::Date => ColumnType::DateTime,
    }
}

const fn geometry_type(kind: GeometryKind) -> GeometryType {
    match kind {
        GeometryKind::Point => GeometryType::Point,
        GeometryKind::LineString => GeometryType::LineString,
        GeometryKind::MultiPolygon => GeometryType::MultiPolygon,
    }
}
