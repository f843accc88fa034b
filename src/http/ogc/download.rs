//! Rows of layers as files: CSV, `FlatGeobuf`, KML, `GeoPackage`.
//!
//! A file has every row that is asked for, unless `limit` is given; what GeoJSON says of pages in its members is then in
//! headers. CSV, KML and pages of `FlatGeobuf` flow as they are written. A `GeoPackage` is made first, in a file without
//! a name; a `FlatGeobuf` with an index looks at all rows first: few of those at a time, for as long as it takes while
//! rows go in and the client waits.

use std::fs::File;
use std::io::Read;
use std::sync::Arc;

use actix_web::http::{Method, header};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, body};
use jiff::Timestamp;

use super::items::{Found, content_crs};
use super::query;
use crate::app::App;
use crate::crs::{CRS84, Crs};
use crate::files::geopackage::{GeoPackageWriter, WriteError};
use crate::files::write::csv::{CsvStyle, SEMICOLON};
use crate::files::write::flatgeobuf::{self, Index};
use crate::files::write::rows::Rows;
use crate::files::write::{Sink, kml, layer_csv, layer_geopackage};
use crate::http::extract::{self, Parameters};
use crate::http::format::Format;
use crate::http::problem::Problem;
use crate::http::progress::Progress;
use crate::http::service::{Service, Weight};
use crate::http::stream::{self, Gone, Out};
use crate::http::wire::cached::Tag;
use crate::http::wire::link::{self, Link};
use crate::layers::{LayerName, Source};
use crate::messages::Locale;

/// Parameters of all layers in one file.
pub const ALL_LAYERS: &[&str] = &["crs", "limit_m", "f"];

/// Bytes that are read from a file at once.
const CHUNK: u64 = 64 * 1024;

/// How rows are wanted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Form {
    /// The format.
    pub format: Format,
    /// Whether a spreadsheet will read it.
    excel: bool,
}

/// Rows of a file, counted.
pub struct Part {
    found: Found,
    /// `None`: all after the one that was named.
    slots: Option<Vec<usize>>,
    returned: usize,
    /// The last id in this file, where there are more rows.
    next: Option<String>,
}

impl Form {
    /// By `f` and `excel`, else by `Accept`: only CSV has a variant for spreadsheets.
    pub fn choose(request: &HttpRequest, parameters: &Parameters, formats: &[Format]) -> Result<Self, Problem> {
        let excel = parameters.flag("excel")?;
        let format = match parameters.text("f") {
            None if excel => Format::Csv,
            _ => Format::choose(request, parameters, formats)?,
        };
        if excel && format != Format::Csv {
            let value = parameters.text("f").unwrap_or_default().to_owned();
            return Err(Problem::NotOneOf { name: "f", value, allowed: vec!["csv"] });
        }
        Ok(Self { format, excel })
    }

    /// What tells answers in this form from others.
    pub const fn variant(self) -> &'static str {
        if self.excel { "excel" } else { self.format.as_str() }
    }

    /// Refuses a reference system that the format cannot be in.
    pub fn check(self, crs: &Crs) -> Result<(), Problem> {
        if self.format == Format::Kml && !crs.is_wgs84() {
            return Err(Problem::CrsOfFormat { format: "KML", crs: CRS84 });
        }
        Ok(())
    }

    const fn style(self) -> CsvStyle {
        if self.excel { SEMICOLON } else { CsvStyle::Plain }
    }
}

impl Part {
    /// Counts the rows; with a limit it finds them too.
    pub fn of(found: Found) -> Self {
        let limit = if found.query.hits { Some(0) } else { found.query.limit };
        let Some(limit) = limit else {
            let returned = found.slots().count();
            return Self { found, slots: None, returned, next: None };
        };
        let page = found.page_of(limit);
        Self { returned: page.slots.len(), found: page.found, slots: Some(page.slots), next: page.next }
    }

    fn rows(&self) -> Rows<'_> {
        let Found { source, query, .. } = &self.found;
        let (layer, crs) = (self.found.layer(), &*query.crs);
        match &self.slots {
            Some(slots) => Rows::new(source, layer, crs, self.returned, slots.iter().copied()),
            None => Rows::new(source, layer, crs, self.returned, self.found.slots()),
        }
    }

    fn index(&self) -> Index {
        if self.slots.is_some() { Index::None } else { Index::Packed }
    }
}

/// Answers with the rows of one layer; `head` has what all formats have.
pub async fn answer(
    service: &Service,
    request: &HttpRequest,
    mut head: HttpResponseBuilder,
    part: Part,
    form: Form,
    locale: Locale,
) -> Result<HttpResponse, Problem> {
    let format = form.format;
    head.insert_header(attachment(part.found.layer().as_str(), format));
    head.insert_header(("ogc-numbermatched", part.found.matched.to_string()));
    head.insert_header(("ogc-numberreturned", part.returned.to_string()));
    if let Some(last) = &part.next {
        let href = format!("{}{}?{}", link::base(request), request.path(), link::with(request, "after", last));
        head.append_header(Link { href, rel: "next", media_type: format.link_type(), title: None }.header());
    }
    if request.method() == Method::HEAD {
        return Ok(without_body(head));
    }
    match format {
        Format::FlatGeobuf => {
            let (index, progress) = (part.index(), Progress::default());
            let streaming = service.stream_permit()?;
            let making = (index == Index::Packed).then(|| service.file_permit()).transpose()?;
            let own = progress.clone();
            let write = move |out: &mut Out| {
                let _held = making;
                flatgeobuf::write(out, part.rows().while_wanted(|| own.step()), index, locale)
            };
            stream::answer_once(service, streaming, &progress, request, head, write).await
        }
        Format::Kml => stream::answer(service, request, head, move |out| kml::write(out, part.rows(), locale)).await,
        Format::GeoPackage => {
            let crs = Arc::clone(&part.found.query.crs);
            send_geopackage(service, request, head, crs, locale, move |add| add(part.rows())).await
        }
        _ => {
            let style = form.style();
            stream::answer(service, request, head, move |out| layer_csv::write(out, part.rows(), style)).await
        }
    }
}

/// All layers in one `GeoPackage`.
pub async fn all_layers(service: &Service, request: &HttpRequest) -> Result<HttpResponse, Problem> {
    let parameters = Parameters::read(request, ALL_LAYERS)?;
    let limit = parameters.limit_m()?;
    let viewer = extract::viewer(request);
    let locale = viewer.locale;
    let read = move |app: &App| {
        let crs = query::crs(&parameters, "crs", &app.crs_list(&viewer))?;
        Ok((app.view(&viewer, limit), crs))
    };
    let (source, crs) = service.call(Weight::Light, read).await?;
    let tag = Tag::new(service, &source, "all.gpkg", locale);
    if let Some(answer) = tag.not_modified(request) {
        return Ok(answer);
    }
    let mut head = HttpResponse::Ok();
    tag.stamp(&mut head);
    head.insert_header((header::CONTENT_TYPE, Format::GeoPackage.media_type()));
    head.insert_header((header::CONTENT_LANGUAGE, locale.tag()));
    head.insert_header(content_crs(&crs));
    head.insert_header(attachment("cercania", Format::GeoPackage));
    if request.method() == Method::HEAD {
        return Ok(without_body(head));
    }
    let source = service.call(Weight::Heavy, move |_| prepare(source)).await?;
    let system = Arc::clone(&crs);
    let layers = move |add: &mut dyn FnMut(Rows<'_>) -> Result<(), WriteError>| {
        LayerName::ALL.into_iter().try_for_each(|layer| add(Rows::all(&source, layer, &system)))
    };
    send_geopackage(service, request, head, crs, locale, layers).await
}

/// Computes what the rows of every layer need, so that writing them is only writing.
fn prepare(source: Arc<Source>) -> Result<Arc<Source>, Problem> {
    source.catchments().map_err(|error| Problem::StudyArea(error.clone()))?;
    for layer in LayerName::ALL {
        // The first row needs what all need.
        if source.count(layer) > 0 {
            (0..source.slots(layer)).find(|slot| source.row(layer, *slot).is_some());
        }
    }
    Ok(source)
}

/// Makes a `GeoPackage` of the layers that `layers` adds, and sends it. Only what is open is left of it at any time.
async fn send_geopackage(
    service: &Service,
    request: &HttpRequest,
    head: HttpResponseBuilder,
    crs: Arc<Crs>,
    locale: Locale,
    layers: impl FnOnce(&mut dyn FnMut(Rows<'_>) -> Result<(), WriteError>) -> Result<(), WriteError> + Send + 'static,
) -> Result<HttpResponse, Problem> {
    // First, so that nothing is made that cannot be sent.
    let streaming = service.stream_permit()?;
    let making = service.file_permit()?;
    let (most, time) = (service.limits().file_bytes, service.limits().time);
    let make = move |progress: &Progress| {
        let srs = layer_geopackage::srs(&crs)?;
        let mut writer = GeoPackageWriter::unnamed(most, Timestamp::now())?;
        layers(&mut |rows| {
            let rows = rows.while_wanted(|| progress.step());
            layer_geopackage::write(&mut writer, rows, &srs, locale).map(drop)
        })?;
        // Nobody hears it.
        progress.is_wanted().then_some(()).ok_or(Problem::TookTooLong(time.as_secs()))?;
        Ok((writer.into_file()?, making))
    };
    let (file, making) = service.make(make).await?;
    let send = move |out: &mut Out| {
        let _held = making;
        copy(file, out)
    };
    stream::answer_once(service, streaming, &Progress::default(), request, head, send).await
}

impl From<WriteError> for Problem {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::TooLarge { most_bytes } => Self::FileTooLarge(most_bytes),
            error if error.is_full() => Self::StorageFull,
            error => Self::Internal(error.to_string()),
        }
    }
}

/// A file that cannot be read on is cut short, so that nobody takes half of it for all.
pub fn copy(mut file: File, out: &mut Out) -> Result<(), Gone> {
    loop {
        let read = file.by_ref().take(CHUNK).read_to_end(out.buffer()).map_err(|error| {
            tracing::error!(%error, "a file that was made for a download cannot be read");
            Gone
        })?;
        if read == 0 {
            return Ok(());
        }
        out.flow()?;
    }
}

/// A file's name needs no escaping.
fn attachment(name: &str, format: Format) -> (header::HeaderName, String) {
    (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.{}\"", format.as_str()))
}

fn without_body(mut head: HttpResponseBuilder) -> HttpResponse {
    head.message_body(body::None::new()).map_or_else(|_| HttpResponse::Ok().finish(), HttpResponse::map_into_boxed_body)
}
