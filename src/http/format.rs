//! In which format an answer is given: by `f`, else by `Accept`.

use actix_web::HttpRequest;
use actix_web::http::header;

use super::extract::Parameters;
use super::problem::Problem;

/// A format of answers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Format {
    /// JSON.
    Json,
    /// `GeoJSON`.
    GeoJson,
    /// A JSON Schema.
    JsonSchema,
    /// The definition of the service.
    OpenApi,
    /// A page for people.
    Html,
    /// A table.
    Csv,
    /// `FlatGeobuf`.
    FlatGeobuf,
    /// A `GeoPackage`.
    GeoPackage,
    /// KML, for Google Earth.
    Kml,
    /// A Mapbox vector tile.
    Mvt,
    /// `TileJSON`.
    TileJson,
    /// A Mapbox style.
    MapboxStyle,
}

impl Format {
    /// The value of `f`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Json | Self::GeoJson | Self::JsonSchema | Self::OpenApi => "json",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::FlatGeobuf => "fgb",
            Self::GeoPackage => "gpkg",
            Self::Kml => "kml",
            Self::Mvt => "mvt",
            Self::TileJson => "tilejson",
            Self::MapboxStyle => "mapbox",
        }
    }

    /// The media type of answers.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Json | Self::TileJson => "application/json",
            Self::GeoJson => "application/geo+json",
            Self::JsonSchema => "application/schema+json",
            Self::OpenApi => "application/vnd.oai.openapi+json;version=3.0",
            Self::Html => "text/html; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8",
            Self::FlatGeobuf => "application/flatgeobuf",
            Self::GeoPackage => "application/geopackage+sqlite3",
            Self::Kml => "application/vnd.google-earth.kml+xml",
            Self::Mvt => "application/vnd.mapbox-vector-tile",
            Self::MapboxStyle => "application/vnd.mapbox.style+json",
        }
    }

    /// The media type in links: without the charset, as clients compare it.
    pub const fn link_type(self) -> &'static str {
        match self {
            Self::Html => "text/html",
            Self::Csv => "text/csv",
            _ => self.media_type(),
        }
    }

    /// The media ranges that mean this format. Programs that know JSON only may have `GeoJSON` too.
    const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Json | Self::TileJson => &["application/json", "application/*", "*/*"],
            Self::GeoJson => {
                &["application/geo+json", "application/vnd.geo+json", "application/json", "application/*", "*/*"]
            }
            Self::JsonSchema => &["application/schema+json", "application/json", "application/*", "*/*"],
            Self::OpenApi => &[
                "application/vnd.oai.openapi+json",
                "application/openapi+json",
                "application/json",
                "application/*",
                "*/*",
            ],
            Self::Html => &["text/html", "application/xhtml+xml", "text/*", "*/*"],
            Self::Csv => &["text/csv", "text/*", "*/*"],
            Self::FlatGeobuf => &["application/flatgeobuf", "application/*", "*/*"],
            Self::GeoPackage => &["application/geopackage+sqlite3", "application/*", "*/*"],
            Self::Kml => &["application/vnd.google-earth.kml+xml", "application/*", "*/*"],
            Self::Mvt => &[
                "application/vnd.mapbox-vector-tile",
                "application/x-protobuf",
                "application/octet-stream",
                "application/*",
                "*/*",
            ],
            Self::MapboxStyle => &["application/vnd.mapbox.style+json", "application/json", "application/*", "*/*"],
        }
    }

    /// The format that a client likes best among those that there are, the first of equals.
    ///
    /// # Errors
    /// [`Problem::NotOneOf`] for another `f`, [`Problem::NotAcceptable`] for an `Accept` without any.
    pub fn choose(request: &HttpRequest, parameters: &Parameters, formats: &[Self]) -> Result<Self, Problem> {
        let named = || formats.iter().map(|format| format.as_str()).collect();
        if let Some(value) = parameters.text("f") {
            let asked = formats.iter().find(|format| format.as_str() == value);
            return asked.copied().ok_or_else(|| Problem::NotOneOf {
                name: "f",
                value: value.to_owned(),
                allowed: named(),
            });
        }
        let accept: Vec<&str> =
            request.headers().get_all(header::ACCEPT).filter_map(|value| value.to_str().ok()).collect();
        if accept.iter().all(|header| header.trim().is_empty()) {
            return formats.first().copied().ok_or_else(|| Problem::NotAcceptable(Vec::new()));
        }
        let quality = |format: &Self| accept.iter().map(|header| format.quality(header)).fold(0.0, f64::max);
        let mut best: Option<(f64, Self)> = None;
        for (quality, format) in formats.iter().map(|format| (quality(format), *format)) {
            if quality > best.map_or(0.0, |(quality, _)| quality) {
                best = Some((quality, format));
            }
        }
        let media_types = || formats.iter().map(|format| format.media_type()).collect();
        best.map(|(_, format)| format).ok_or_else(|| Problem::NotAcceptable(media_types()))
    }

    /// The quality of the closest range in a header (RFC 9110, 12.5.1); 0 where none is.
    fn quality(self, header: &str) -> f64 {
        let ranges: Vec<(String, f64)> = header.split(',').take(64).filter_map(range).collect();
        let closest = self.names().iter().find_map(|name| ranges.iter().find(|(range, _)| range == name));
        closest.map_or(0.0, |(_, quality)| *quality)
    }
}

fn range(item: &str) -> Option<(String, f64)> {
    let mut parts = item.split(';').map(str::trim);
    let name = parts.next()?.to_ascii_lowercase();
    let quality = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
    let quality = quality.map_or(Some(1.0), |q| q.parse::<f64>().ok().filter(|q| (0.0..=1.0).contains(q)))?;
    Some((name, quality))
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn the_closest_range_of_accept_decides_and_f_overrules_it() {
        let formats = [Format::Json, Format::Csv];
        for (query, accept, expected) in [
            ("", None, Some(Format::Json)),
            ("", Some("text/csv"), Some(Format::Csv)),
            ("", Some("text/csv;q=0.1, application/json"), Some(Format::Json)),
            ("", Some("*/*"), Some(Format::Json)),
            ("", Some("text/html,application/xhtml+xml,*/*;q=0.8"), Some(Format::Json)),
            ("", Some("application/json;q=0, */*"), Some(Format::Csv)),
            ("", Some("image/png"), None),
            ("", Some("TEXT/CSV"), Some(Format::Csv)),
            ("f=csv", Some("application/json"), Some(Format::Csv)),
            ("f=xls", None, None),
        ] {
            let mut request = TestRequest::with_uri(&format!("/?{query}"));
            if let Some(accept) = accept {
                request = request.insert_header((header::ACCEPT, accept));
            }
            let request = request.to_http_request();
            let parameters = Parameters::read(&request, &["f"]).unwrap();
            assert_eq!(Format::choose(&request, &parameters, &formats).ok(), expected, "{query} {accept:?}");
        }
    }
}
