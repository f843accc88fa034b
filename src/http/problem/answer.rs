//! Problems on the wire (RFC 9457), and the middleware that makes every refusal one.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::Poll;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpResponse, ResponseError};
use serde_json::{Map, Value, json};
use tracing_actix_web::RequestId;

use super::Problem;
use crate::http::extract;
use crate::http::imports::in_parameters;
use crate::http::pages;
use crate::http::pages::problem::{Reader, Refusal};
use crate::messages::{Explain, Locale, explain, say};

/// RFC 9457.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// Seconds after which a client may try again.
const RETRY_AFTER: &str = "5";

impl Problem {
    /// The answer, in a language: a page for a person, where that can be written.
    #[must_use]
    pub fn answer(&self, locale: Locale, instance: Option<RequestId>, reader: Reader) -> HttpResponse {
        let status = self.status();
        let mut response = HttpResponse::build(status);
        response
            .insert_header((header::CONTENT_TYPE, MEDIA_TYPE))
            .insert_header((header::CONTENT_LANGUAGE, locale.tag()))
            .insert_header((header::CACHE_CONTROL, "no-store"));
        if status == StatusCode::SERVICE_UNAVAILABLE && self.passes() {
            response.insert_header((header::RETRY_AFTER, RETRY_AFTER));
        }
        match self {
            Self::Method(methods) => {
                let methods: Vec<&str> = methods.iter().map(Method::as_str).collect();
                response.insert_header((header::ALLOW, methods.join(", ")));
            }
            Self::Editing(problem) => {
                if let Some((name, allowed)) = problem.allowed() {
                    response.insert_header((name, allowed.join(", ")));
                }
            }
            _ => {}
        }
        if matches!(self, Self::BodyTooLarge(_) | Self::TooManyRows(_) | Self::BodyIncomplete) {
            // What is left of the body is not read.
            response.force_close();
        }
        let page = (reader == Reader::Person).then(|| self.page(locale, instance)).flatten();
        match page {
            Some(page) => pages::finish(response, locale, page),
            None => response.body(Value::Object(self.members(locale, instance)).to_string()),
        }
    }

    /// Whether it helps to try again later.
    fn passes(&self) -> bool {
        !matches!(self, Self::Editing(problem) if !problem.passes())
    }

    fn page(&self, locale: Locale, instance: Option<RequestId>) -> Option<String> {
        let (status, code) = (self.status(), self.code());
        let (title, detail) = (title(status), self.words(locale));
        pages::problem::page(Refusal { locale, status: status.as_u16(), title, detail, code, instance })
    }

    fn words(&self, locale: Locale) -> String {
        let words = explain(locale, self);
        if matches!(self, Self::Import(_)) { in_parameters(&words) } else { words }
    }

    /// What it is on the wire.
    pub fn members(&self, locale: Locale, instance: Option<RequestId>) -> Map<String, Value> {
        let status = self.status();
        let mut members = Map::new();
        for (name, value) in self.params() {
            let number = value.parse::<i64>().ok().filter(|number| number.to_string() == value);
            members.insert(name.to_owned(), number.map_or_else(|| value.into(), Value::from));
        }
        if let Some(allowed) = self.allowed() {
            members.insert("allowed".to_owned(), json!(allowed));
        }
        if let Self::Rows(bad) = self {
            let row = |row: &super::BadRow| {
                json!({
                    "row": row.row, "column": row.column, "value": row.value,
                    "code": row.reason.code(), "reason": explain(locale, &row.reason),
                })
            };
            members.insert("rows".to_owned(), bad.named.iter().map(row).collect());
        }
        if let Self::Import(problem) = self {
            members.extend(problem.members());
        }
        if let Self::Editing(problem) = self {
            members.extend(problem.members(locale));
        }
        members.insert("type".to_owned(), format!("/problems/{}", self.code()).into());
        members.insert("title".to_owned(), say(locale, title(status), &[]).into());
        members.insert("status".to_owned(), status.as_u16().into());
        members.insert("detail".to_owned(), self.words(locale).into());
        if let Some(id) = instance {
            members.insert("instance".to_owned(), format!("urn:uuid:{id}").into());
        }
        members
    }
}

fn title(status: StatusCode) -> &'static str {
    match status.as_u16() {
        400 => "problem-400",
        403 => "problem-403",
        404 => "problem-404",
        405 => "problem-405",
        406 => "problem-406",
        408 => "problem-408",
        409 => "problem-409",
        412 => "problem-412",
        413 => "problem-413",
        415 => "problem-415",
        421 => "problem-421",
        422 => "problem-422",
        503 => "problem-503",
        507 => "problem-507",
        500..=599 => "problem-500",
        _ => "problem-other",
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.status()
    }

    /// For a client whose language is not known; [`in_words`] writes it again where it is.
    fn error_response(&self) -> HttpResponse<BoxBody> {
        self.answer(Locale::default(), None, Reader::Program)
    }
}

/// Makes every refusal, also those of the server library, a problem in the client's language; a
/// fault of ours, a panic among them, is logged here and nowhere else.
///
/// # Errors
/// A panic, as [`Problem::Internal`].
pub async fn in_words(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let locale = extract::locale(request.headers());
    let reader = Reader::of(request.headers());
    let instance = request.extensions().get::<RequestId>().copied();
    let mut inner = Box::pin(next.call(request));
    let outcome = poll_fn(|context| {
        // The future is not polled again after a panic.
        match catch_unwind(AssertUnwindSafe(|| inner.as_mut().poll(context))) {
            Ok(poll) => poll.map(Some),
            Err(_) => Poll::Ready(None),
        }
    });
    let response = match outcome.await {
        Some(response) => response?.map_into_boxed_body(),
        None => return Err(logged(Problem::Internal("a handler panicked".to_owned())).into()),
    };
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return Ok(response);
    }
    let (request, refusal) = response.into_parts();
    let problem = refusal.error().and_then(|error| error.as_error::<Problem>());
    let answer = match problem {
        Some(problem) => logged_ref(problem).answer(locale, instance, reader),
        None if is_problem(&refusal) => refusal,
        None => {
            let mut answer = logged(Problem::Refused(status)).answer(locale, instance, reader);
            if let Some(allow) = refusal.headers().get(header::ALLOW) {
                answer.headers_mut().insert(header::ALLOW, allow.clone());
            }
            answer
        }
    };
    Ok(ServiceResponse::new(request, answer))
}

fn is_problem(response: &HttpResponse) -> bool {
    response.headers().get(header::CONTENT_TYPE).is_some_and(|media_type| media_type == MEDIA_TYPE)
}

fn logged(problem: Problem) -> Problem {
    logged_ref(&problem);
    problem
}

fn logged_ref(problem: &Problem) -> &Problem {
    if matches!(problem.status(), StatusCode::INTERNAL_SERVER_ERROR | StatusCode::INSUFFICIENT_STORAGE) {
        tracing::error!(error = %problem, "a request failed");
    }
    problem
}

#[cfg(test)]
mod tests {
    use actix_web::middleware::from_fn;
    use actix_web::test::{TestRequest, call_service, init_service, try_call_service};
    use actix_web::{App, web};

    use super::*;

    async fn fails(path: web::Path<usize>) -> HttpResponse {
        assert!(*path == 0, "on purpose");
        HttpResponse::BadRequest().body("of the server library")
    }

    #[test]
    fn every_status_of_a_problem_of_the_service_has_its_own_title() {
        let title = |problem: Problem| {
            let members = problem.members(Locale::En, None);
            (problem.status().as_u16(), members["title"].as_str().unwrap().to_owned(), members["detail"].clone())
        };
        let (status, words, detail) = title(Problem::StorageFull);
        assert_eq!((status, words.as_str()), (507, "There is no room on the disk"));
        assert!(detail.as_str().unwrap().contains("the service's disk"), "{detail}");
        let (status, words, detail) = title(Problem::FileTooLarge(2 << 30));
        assert_eq!((status, words.as_str()), (413, "Too large"));
        assert!(detail.as_str().unwrap().contains("2048 MiB, too large for one file"), "{detail}");
    }

    #[actix_web::test]
    async fn a_panic_is_an_opaque_500_and_the_next_request_is_answered() {
        let app = init_service(App::new().wrap(from_fn(in_words)).route("/{n}", web::get().to(fails))).await;
        let error = try_call_service(&app, TestRequest::with_uri("/1").to_request()).await.err().unwrap();
        let answer = error.error_response();
        assert_eq!((answer.status().as_u16(), is_problem(&answer)), (500, true));
        let body = actix_web::body::to_bytes(answer.into_body()).await.unwrap();
        assert!(!String::from_utf8_lossy(&body).contains("purpose"));
        let next = call_service(&app, TestRequest::with_uri("/0").to_request()).await;
        assert_eq!(next.status(), 400);
        assert!(
            is_problem(&next.map_into_boxed_body().into_parts().1),
            "refusals of the server library are problems too"
        );
    }
}
