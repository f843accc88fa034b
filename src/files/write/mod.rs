//! Rows of layers and tables as files and bytes: JSON, `GeoJSON`, CSV, `FlatGeobuf`, KML, `GeoPackage`. The same values
//! give the same bytes.

pub mod csv;
pub mod feature;
pub mod flatgeobuf;
pub mod geometry;
pub mod kml;
pub mod layer_csv;
pub mod layer_geojson;
pub mod layer_geopackage;
pub mod rows;
pub mod styles;
pub mod value;
pub mod words;

/// Takes bytes as they are made.
pub trait Sink {
    /// Why no more are taken.
    type Error;

    /// Where bytes are put.
    fn buffer(&mut self) -> &mut Vec<u8>;

    /// Called between rows: hands the buffer on when it is full enough.
    ///
    /// # Errors
    /// Where no more are taken.
    fn flow(&mut self) -> Result<(), Self::Error>;
}

impl Sink for Vec<u8> {
    type Error = std::convert::Infallible;

    fn buffer(&mut self) -> &mut Vec<u8> {
        self
    }

    fn flow(&mut self) -> Result<(), Self::Error> {
        Ok(())
    }
}
