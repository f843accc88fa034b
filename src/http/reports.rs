//! Reports, as JSON with every table, or one table as CSV; of a settlement, as a sheet to print too.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};

use super::extract::{self, Parameters};
use super::format::Format;
use super::pages::sheet;
use super::problem::Problem;
use super::service::{Service, Weight};
use super::stream;
use super::wire::cached::Tag;
use crate::app::App;
use crate::app::report::write;
use crate::app::report::{Report, ReportName, Table};
use crate::domain::settings::CoverageLimit;
use crate::files::write::csv::{CsvStyle, SEMICOLON};

const PARAMETERS: &[&str] = &["settlement", "limit_m", "table", "excel", "f"];
const OF_COVERAGE: &[&str] = &["settlement", "limit_m", "bands_m", "table", "excel", "f"];
const OF_SETTLEMENT: &[&str] = &["limit_m", "table", "excel", "f"];

/// Who is served and who is not, of all settlements or of one.
pub async fn coverage(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let parameters = Parameters::read(&request, OF_COVERAGE)?;
    let settlement = parameters.text("settlement").map(str::to_owned);
    answer(&service, &request, &parameters, ReportName::Coverage, settlement).await
}

/// A row per kitchen and settlement.
pub async fn catchments(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let parameters = Parameters::read(&request, PARAMETERS)?;
    let settlement = parameters.text("settlement").map(str::to_owned);
    answer(&service, &request, &parameters, ReportName::Catchments, settlement).await
}

/// Coverage of one settlement; for people, a sheet to print.
pub async fn settlement(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let parameters = Parameters::read(&request, OF_SETTLEMENT)?;
    let id = request.match_info().query("id").to_owned();
    // One table, or one for a spreadsheet, is no sheet.
    let whole = parameters.text("table").is_none() && parameters.text("excel").is_none();
    if whole && Format::choose(&request, &parameters, &[Format::Json, Format::Csv, Format::Html])? == Format::Html {
        let (limit, viewer) = (parameters.limit_m()?, extract::viewer(&request));
        let find = move |app: &App| {
            let source = app.view(&viewer, limit);
            let rank = source.snapshot().settlements().find(&id).ok_or(Problem::NoSuchSettlement)?;
            Ok((source, rank))
        };
        let (source, rank) = service.call(Weight::Light, find).await?;
        return sheet::answer(&service, &request, source, rank).await;
    }
    answer(&service, &request, &parameters, ReportName::Coverage, Some(id)).await
}

async fn answer(
    service: &Service,
    request: &HttpRequest,
    parameters: &Parameters,
    name: ReportName,
    settlement: Option<String>,
) -> Result<HttpResponse, Problem> {
    let (limit, bands) = (parameters.limit_m()?, parameters.bands_m()?);
    let excel = parameters.flag("excel")?;
    // Only CSV has a variant for spreadsheets.
    let format = match parameters.text("f") {
        None if excel => Format::Csv,
        _ => Format::choose(request, parameters, &[Format::Json, Format::Csv])?,
    };
    if excel && format != Format::Csv {
        return Err(Problem::NotOneOf { name: "f", value: "json".to_owned(), allowed: vec!["csv"] });
    }
    let viewer = extract::viewer(request);
    let locale = viewer.locale;
    let prepare = move |app: &App| {
        let report = prepared(app, &viewer, name, limit, settlement.as_deref(), bands.is_none())?;
        Ok(match bands {
            Some(bands) => report.in_bands(bands),
            None => report,
        })
    };
    let report = service.call(Weight::Heavy, prepare).await?;
    let chosen = chosen_table(parameters, &report)?;
    let tag = Tag::new(service, &report.source, if excel { "excel" } else { format.as_str() }, locale);
    if let Some(answer) = tag.not_modified(request) {
        return Ok(answer);
    }
    let mut head = HttpResponse::Ok();
    head.insert_header((header::CONTENT_TYPE, format.media_type()));
    tag.stamp(&mut head);
    if format == Format::Csv {
        let style = if excel { SEMICOLON } else { CsvStyle::Plain };
        let table = chosen.or(report.tables.first().copied()).unwrap_or(Table::Settlements);
        let file = format!("attachment; filename=\"{}\"", file_name(&report, table));
        head.insert_header((header::CONTENT_DISPOSITION, file));
        return stream::answer(service, request, head, move |out| write::csv(out, &report, table, style)).await;
    }
    head.insert_header((header::CONTENT_LANGUAGE, locale.tag()));
    let tables = chosen.map_or_else(|| report.tables.clone(), |table| vec![table]);
    stream::answer(service, request, head, move |out| write::json(out, &report, &tables, locale)).await
}

/// The report with everything computed that its rows need, so that writing them is only writing.
fn prepared(
    app: &App,
    viewer: &crate::app::Viewer,
    name: ReportName,
    limit: Option<CoverageLimit>,
    settlement: Option<&str>,
    own_bands: bool,
) -> Result<Report, Problem> {
    let source = app.view(viewer, limit);
    let find = |id: &str| source.snapshot().settlements().find(id).ok_or(Problem::NoSuchSettlement);
    let settlement = settlement.map(find).transpose()?;
    if own_bands {
        source.coverage();
    }
    Ok(match name {
        ReportName::Coverage => {
            let report = Report::coverage(source, settlement);
            if report.tables.contains(&Table::Kitchens) {
                report.source.sums();
            }
            if report.tables.contains(&Table::Gaps) {
                report.source.gaps();
            }
            report
        }
        ReportName::Catchments => {
            source.catchment_figures();
            Report::catchments(source, settlement)
        }
    })
}

fn chosen_table(parameters: &Parameters, report: &Report) -> Result<Option<Table>, Problem> {
    let Some(name) = parameters.text("table") else { return Ok(None) };
    let table = Table::parse(name).filter(|table| report.tables.contains(table));
    table.map(Some).ok_or_else(|| Problem::NotOneOf {
        name: "table",
        value: name.to_owned(),
        allowed: report.tables.iter().map(|table| table.as_str()).collect(),
    })
}

/// Ids need no escaping in a file's name.
fn file_name(report: &Report, table: Table) -> String {
    let settlements = report.source.snapshot().settlements();
    let settlement = report.settlement.map(|rank| settlements.get(rank));
    let of = settlement.map(|settlement| format!("-{}", settlement.id)).unwrap_or_default();
    format!("{}{of}-{}.csv", report.name, table.as_str())
}
