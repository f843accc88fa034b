//! A layer as KML 2.2 for Google Earth: titles and fields in words, drawn by state, always in WGS 84 degrees.
//!
//! Source: OGC 07-147r2.

mod shape;
mod style;

use super::rows::Rows;
use super::{Sink, value, words};
use crate::layers::{Feature, Field, FieldKind, LayerName, Value};
use crate::messages::Locale;

/// Writes rows; [`Rows::crs`] must be WGS 84.
///
/// # Errors
/// The sink's.
pub fn write<S: Sink>(out: &mut S, rows: Rows<'_>, locale: Locale) -> Result<(), S::Error> {
    let placemarks = Placemarks::new(rows.layer);
    placemarks.open(out.buffer(), locale);
    for feature in rows.features() {
        placemarks.one(out.buffer(), &feature);
        out.flow()?;
    }
    out.buffer().extend_from_slice(b"</Document>\n</kml>\n");
    Ok(())
}

/// Writes the rows of one layer.
struct Placemarks {
    layer: LayerName,
    fields: Vec<&'static Field>,
    /// Places of the fields that a row is called by, the better one first.
    names: Vec<usize>,
    /// The place of the field that decides how a row is drawn.
    drawn_by: Option<usize>,
}

impl Placemarks {
    fn new(layer: LayerName) -> Self {
        let fields = layer.layer().fields();
        let find = |name: &&str| fields.iter().position(|field| field.name == *name);
        Self {
            layer,
            names: ["name", "code", "id"].iter().filter_map(find).collect(),
            drawn_by: style::field(layer).as_ref().and_then(find),
            fields,
        }
    }

    /// Everything before the rows.
    fn open(&self, out: &mut Vec<u8>, locale: Locale) {
        let id = self.layer.as_str();
        out.extend_from_slice(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.extend_from_slice(b"<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>\n");
        element(out, "name", &words::title(locale, self.layer));
        element(out, "description", &words::description(locale, self.layer));
        style::write(out, self.layer);
        out.extend_from_slice(format!("<Schema name=\"{id}\" id=\"{id}\">\n").as_bytes());
        for field in &self.fields {
            let kind = match field.kind {
                FieldKind::Text | FieldKind::Date => "string",
                FieldKind::Integer => "int",
                FieldKind::Real => "double",
            };
            out.extend_from_slice(format!("<SimpleField type=\"{kind}\" name=\"{}\">", field.name).as_bytes());
            element(out, "displayName", &words::field(locale, field.name));
            out.extend_from_slice(b"</SimpleField>\n");
        }
        out.extend_from_slice(b"</Schema>\n");
    }

    fn one(&self, out: &mut Vec<u8>, feature: &Feature<'_>) {
        out.extend_from_slice(b"<Placemark>");
        let named = self.names.iter().find_map(|index| match feature.value(*index) {
            Value::Text(name) => Some(name),
            _ => None,
        });
        element(out, "name", named.unwrap_or_else(|| feature.id()));
        let drawn_by = match self.drawn_by.map(|index| feature.value(index)) {
            Some(Value::Text(value)) => Some(value),
            _ => None,
        };
        out.extend_from_slice(b"<styleUrl>#");
        out.extend_from_slice(style::of(self.layer, drawn_by).as_bytes());
        out.extend_from_slice(b"</styleUrl><ExtendedData><SchemaData schemaUrl=\"#");
        out.extend_from_slice(self.layer.as_str().as_bytes());
        out.extend_from_slice(b"\">");
        for (index, field) in self.fields.iter().enumerate() {
            let value = feature.value(index);
            if value == Value::Null {
                continue;
            }
            out.extend_from_slice(b"<SimpleData name=\"");
            out.extend_from_slice(field.name.as_bytes());
            out.extend_from_slice(b"\">");
            match value {
                Value::Text(words) => text(out, words),
                other => value::text(out, &other),
            }
            out.extend_from_slice(b"</SimpleData>");
        }
        out.extend_from_slice(b"</SchemaData></ExtendedData>");
        if let Some(shape) = feature.geometry() {
            shape::write(out, &shape);
        }
        out.extend_from_slice(b"</Placemark>\n");
    }
}

fn element(out: &mut Vec<u8>, name: &str, content: &str) {
    out.extend([b"<", name.as_bytes(), b">"].concat());
    text(out, content);
    out.extend([b"</", name.as_bytes(), b">"].concat());
}

/// Appends text as XML 1.0 takes it; characters that it does not take at all are left out.
fn text(out: &mut Vec<u8>, content: &str) {
    let mut bytes = [0; 4];
    for character in content.chars() {
        match character {
            '&' => out.extend_from_slice(b"&amp;"),
            '<' => out.extend_from_slice(b"&lt;"),
            '>' => out.extend_from_slice(b"&gt;"),
            '"' => out.extend_from_slice(b"&quot;"),
            // A reader makes other ends of lines of it.
            '\r' => out.extend_from_slice(b"&#13;"),
            '\t' | '\n' => out.push(character as u8),
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.extend_from_slice(character.encode_utf8(&mut bytes).as_bytes()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_leave_its_element_and_has_no_control_characters() {
        let mut out = Vec::new();
        text(&mut out, "<b>\"Ñaña\" & ]]> \u{0}\u{1b}[31m\u{fffe}\u{85}\tend\r\n");
        let expected = "&lt;b&gt;&quot;Ñaña&quot; &amp; ]]&gt; [31m\tend&#13;\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
