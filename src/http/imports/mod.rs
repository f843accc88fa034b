//! Files of rows that are sent: looked at first, then committed as one edit, or forgotten.
//!
//! What is kept of a file is kept by this server alone, for a while; an import that was committed stands in the history,
//! and can be undone there as well.

mod asked;
mod document;
mod folder;
mod kept;
mod problem;
mod upload;

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use actix_web::http::{Method, StatusCode, header};
use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, rt};
use serde_json::json;

pub use asked::in_parameters;
pub use kept::Imports;
pub use problem::ImportProblem;
pub use upload::BODIES;

use super::extract::{self, Parameters};
use super::format::Format;
use super::ogc::download;
use super::problem::Problem;
use super::routes;
use super::service::Service;
use super::stream;
use crate::app::{App, Edited, Viewer, Watch as _};
use crate::files::FileError;
use asked::{Asked, Given};
use document::Reader;
use kept::{Kept, State};
use upload::{Form, on_disk};

const ALL: &[Method] = &[Method::GET, Method::HEAD, Method::POST, Method::OPTIONS];
const ONE: &[Method] = &[Method::GET, Method::HEAD, Method::DELETE, Method::OPTIONS];

/// The addresses of imports.
pub fn tree(config: &mut ServiceConfig) {
    let reads = |path: &str| web::resource(path.to_owned());
    let all = reads("/imports").route(web::get().to(list)).route(web::head().to(list)).route(web::post().to(create));
    let one =
        reads("/imports/{id}").route(web::get().to(one)).route(web::head().to(one)).route(web::delete().to(forget));
    config
        .service(routes::closed(all, ALL))
        .service(routes::closed(one, ONE))
        .service(routes::read("/imports/{id}/rejected", rejected))
        .service(routes::ask("/imports/{id}/commit", commit))
        .service(routes::ask("/imports/{id}/undo", undo));
}

/// Says that nobody waits for a file any more that is being read, unless that is over.
struct Waits(Option<Arc<Kept>>);

impl Drop for Waits {
    fn drop(&mut self) {
        if let Some(kept) = &self.0 {
            kept.stop();
        }
    }
}

/// Takes a file in, and looks at it.
async fn create(
    service: web::Data<Service>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let viewer = extract::viewer(&request);
    let form = Form::of(&request, service.limits())?;
    let mut given = Given::in_query(&request)?;
    if form == Form::Raw {
        // Before anything is sent in vain.
        given.asked(viewer.locale, service.limits())?;
    }
    let imports = Arc::clone(service.imports());
    let uploading = imports.upload_permit()?;
    let own = Arc::clone(&imports);
    let folder = on_disk(move || own.folder()).await?;
    let path = Imports::file_in(folder.path());
    let bytes = upload::receive(form, &request, payload, &path, &mut given, service.limits()).await?;
    let asked = given.asked(viewer.locale, service.limits())?;
    let kept = imports.keep(unguessable()?, asked.register, asked.skip_bad, bytes, folder)?;
    drop(uploading);
    forget_later(&imports, &kept);
    let asynchronous = prefers_async(&request);
    let mut waits = Waits((!asynchronous).then(|| Arc::clone(&kept)));
    let reading = rt::spawn(look(service.clone(), viewer.clone(), Arc::clone(&kept), asked));
    if !asynchronous {
        let read = reading.await.map_err(|error| Problem::Internal(format!("the reading of a file ended: {error}")))?;
        waits.0 = None;
        if read.is_err() {
            let _ = imports.forget(&kept.id);
        }
        read?;
        if let State::Failed(error) = kept.state() {
            // Nothing of it is of use to anybody; it may have been forgotten meanwhile.
            let _ = imports.forget(&kept.id);
            return Err(ImportProblem::File(error).into());
        }
    }
    let reader = reader(&service, &request, &viewer);
    let mut head = HttpResponse::build(if asynchronous { StatusCode::ACCEPTED } else { StatusCode::CREATED });
    head.insert_header((header::LOCATION, reader.href(&kept.id)));
    if asynchronous {
        head.insert_header(("preference-applied", "respond-async"));
    }
    Ok(private(&mut head).json(document::whole(&kept, &reader)))
}

/// Reads a file, and tries it.
async fn look(service: web::Data<Service>, viewer: Viewer, kept: Arc<Kept>, asked: Asked) -> Result<(), Problem> {
    let own = Arc::clone(&kept);
    let read = service.work(move |app| {
        let file = own.settle(app.import_file(&viewer, own.register, own.path(), asked.options));
        own.read(app.preview_import(&viewer, file, &*own));
    });
    let outcome = read.await;
    if outcome.is_err() {
        kept.read(Err(FileError::Stopped));
    }
    if kept.unwanted() {
        // It may be forgotten already.
        let _ = service.imports().forget(&kept.id);
    }
    outcome
}

/// Who asks finds none whose time is over, but its file has to go although nobody asks.
fn forget_later(imports: &Arc<Imports>, kept: &Kept) {
    let (id, time, imports) = (kept.id.clone(), imports.time(), Arc::downgrade(imports));
    rt::spawn(async move {
        tokio::time::sleep(time).await;
        if let Some(imports) = imports.upgrade() {
            let _ = imports.forget(&id);
        }
    });
}

/// The imports of this server.
async fn list(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    Format::choose(&request, &Parameters::read(&request, &["f"])?, &[Format::Json])?;
    let reader = reader(&service, &request, &extract::viewer(&request));
    let imports: Vec<_> = service.imports().list().iter().map(|kept| document::brief(kept, &reader)).collect();
    Ok(private(&mut HttpResponse::Ok()).json(json!({ "imports": imports })))
}

/// One import.
async fn one(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    Format::choose(&request, &Parameters::read(&request, &["f"])?, &[Format::Json])?;
    let kept = found(&service, &request)?;
    let reader = reader(&service, &request, &extract::viewer(&request));
    Ok(private(&mut HttpResponse::Ok()).json(document::whole(&kept, &reader)))
}

/// Forgets an import.
async fn forget(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    Parameters::read(&request, &[])?;
    service.imports().forget(request.match_info().query("id"))?;
    Ok(HttpResponse::NoContent().finish())
}

/// The bad rows of an import, to be mended and sent again.
async fn rejected(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    Format::choose(&request, &Parameters::read(&request, &["f"])?, &[Format::Csv])?;
    let kept = found(&service, &request)?;
    let bad = match kept.state() {
        State::Reading => return Err(ImportProblem::Reading.into()),
        State::Failed(error) => return Err(ImportProblem::File(error).into()),
        State::Ready(preview) | State::Committing(preview) | State::Committed(preview, _) => preview.summary.bad,
    };
    let mut head = HttpResponse::Ok();
    private(&mut head)
        .insert_header((header::CONTENT_TYPE, Format::Csv.media_type()))
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"rejected.csv\""));
    if bad == 0 {
        return Ok(head.body("rejected_row,rejected_reason\n"));
    }
    let path = kept.rejected();
    let file = on_disk(move || File::open::<&Path>(&path)).await?;
    stream::answer(&service, &request, head, move |out| download::copy(file, out)).await
}

/// Writes the rows of an import.
async fn commit(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let skip_bad = Parameters::read(&request, &["skip_bad"])?.flag("skip_bad")?;
    let kept = found(&service, &request)?;
    let viewer = extract::viewer(&request);
    let leave = kept.leave(skip_bad || kept.skip_bad)?;
    let (own, work) = (viewer.clone(), service.clone());
    // To its end, also when nobody waits for the answer: the import has to know what became of it.
    let committing = rt::spawn(async move {
        let commit = move |app: &App| -> Result<Arc<Edited>, Problem> {
            let skip_bad = skip_bad || kept.skip_bad;
            let file = kept.file().ok_or(ImportProblem::Reading)?;
            let edited = app.commit_import(&own, file, skip_bad, &*kept).map_err(ImportProblem::Edit)?;
            let edited = Arc::new(Edited { ids: vec![], ..edited });
            leave.committed(Arc::clone(&edited));
            Ok(edited)
        };
        work.work(commit).await
    });
    let edited = committing.await.map_err(|error| Problem::Internal(format!("a commit ended: {error}")))???;
    let reader = reader(&service, &request, &viewer);
    Ok(private(&mut HttpResponse::Ok()).json(document::committed(&edited, &reader)))
}

/// Takes a committed import back.
async fn undo(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    Parameters::read(&request, &[])?;
    let kept = found(&service, &request)?;
    let viewer = extract::viewer(&request);
    let revision = match kept.state() {
        State::Committed(_, edited) if edited.written.added + edited.written.updated == 0 => {
            // The revision is that of another edit.
            return Err(ImportProblem::NothingChanged.into());
        }
        State::Committed(_, edited) => edited.written.revision,
        State::Committing(_) => return Err(ImportProblem::Committing.into()),
        _ => return Err(ImportProblem::NotCommitted.into()),
    };
    let own = viewer.clone();
    let undo = move |app: &App| app.undo(&own, revision, false).map_err(ImportProblem::Edit);
    let edited = service.work(undo).await??;
    let edited = Edited { ids: vec![], ..edited };
    let reader = reader(&service, &request, &viewer);
    Ok(private(&mut HttpResponse::Ok()).json(document::committed(&edited, &reader)))
}

fn found(service: &Service, request: &HttpRequest) -> Result<Arc<Kept>, Problem> {
    service.imports().find(request.match_info().query("id"))
}

fn reader(service: &Service, request: &HttpRequest, viewer: &Viewer) -> Reader {
    let limit = service.view(viewer, None).limit();
    Reader::of(request, viewer.locale, limit)
}

/// Nobody else keeps what may name people.
fn private(head: &mut actix_web::HttpResponseBuilder) -> &mut actix_web::HttpResponseBuilder {
    head.insert_header((header::CACHE_CONTROL, "no-store")).append_header((header::VARY, "accept, accept-language"))
}

/// RFC 7240.
fn prefers_async(request: &HttpRequest) -> bool {
    let headers = request.headers().get_all("prefer").filter_map(|value| value.to_str().ok());
    headers.flat_map(|value| value.split(',')).any(|one| one.trim().eq_ignore_ascii_case("respond-async"))
}

/// 128 bits of the system's randomness.
fn unguessable() -> Result<String, Problem> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| Problem::Internal(format!("no randomness: {error}")))?;
    Ok(format!("{:032x}", u128::from_ne_bytes(bytes)))
}
