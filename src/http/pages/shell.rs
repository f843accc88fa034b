//! What all pages have in common.

use actix_web::{HttpRequest, web};
use jiff::Zoned;
use jiff::tz::TimeZone;

use crate::app::Viewer;
use crate::http::extract;
use crate::http::format::Format;
use crate::http::service::Service;
use crate::messages::{Locale, has, say};

/// What all pages have in common: language, title, the way back, and the day.
pub struct Shell {
    locale: Locale,
    /// The heading, and the title of the window.
    pub title: String,
    /// The pages above this one.
    pub trail: Vec<Place>,
    /// The same answer in other formats.
    pub alternates: Vec<Alternate>,
    /// The day that the page was made, for those who print it.
    pub day: String,
    /// The state of the data that the page was made from.
    pub revision: Option<u64>,
    /// What is wrong with the data, for everybody who looks at them.
    pub notices: Vec<String>,
}

/// A link with its words.
pub struct Place {
    pub href: String,
    pub text: String,
}

/// The same answer in another format.
pub struct Alternate {
    pub href: String,
    pub media_type: &'static str,
}

/// Today where the service runs: `2026-11-23`.
pub fn today() -> String {
    Zoned::now().date().to_string()
}

/// What is wrong with the store.
fn notices(service: &Service, locale: Locale) -> Vec<String> {
    let mut notices = Vec::new();
    if let Some(lost) = service.lost() {
        let since = lost.since.to_zoned(TimeZone::system()).strftime("%F %R").to_string();
        notices.push(say(locale, "page-store-lost", &[("since", since)]));
    }
    let (findings, _) = service.findings_counted(&Viewer::local(locale));
    if findings > 0 {
        notices.push(say(locale, "page-findings", &[("count", findings.to_string())]));
    }
    notices
}

impl Place {
    pub fn new(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self { href: href.into(), text: text.into() }
    }
}

impl Shell {
    /// A page with a title from the messages.
    pub fn new(locale: Locale, title: &str) -> Self {
        Self::titled(locale, say(locale, title, &[]))
    }

    /// A page with a title.
    pub fn titled(locale: Locale, title: String) -> Self {
        Self {
            locale,
            title,
            trail: Vec::new(),
            alternates: Vec::new(),
            day: today(),
            revision: None,
            notices: Vec::new(),
        }
    }

    /// A page in the language of a request.
    pub fn of(request: &HttpRequest, title: &str) -> Self {
        let mut shell = Self::new(extract::locale(request.headers()), title);
        if let Some(service) = request.app_data::<web::Data<Service>>() {
            shell.notices = notices(service, shell.locale);
        }
        shell
    }

    /// One more page above this one.
    pub fn under(mut self, href: impl Into<String>, text: impl Into<String>) -> Self {
        self.trail.push(Place::new(href, text));
        self
    }

    /// With the state of the data.
    pub fn at(mut self, revision: u64) -> Self {
        self.revision = Some(revision);
        self
    }

    /// With the same answer in another format.
    pub fn also(mut self, href: impl Into<String>, format: Format) -> Self {
        self.alternates.push(Alternate { href: href.into(), media_type: format.media_type() });
        self
    }

    pub const fn locale(&self) -> Locale {
        self.locale
    }

    /// The language's tag.
    pub const fn lang(&self) -> &'static str {
        self.locale.tag()
    }

    /// The words of a key.
    pub fn say(&self, key: &str) -> String {
        say(self.locale, key, &[])
    }

    /// The words of a key with one value.
    pub fn say_with(&self, key: &str, name: &'static str, value: &(impl ToString + ?Sized)) -> String {
        say(self.locale, key, &[(name, value.to_string())])
    }

    /// A number of rows in words.
    pub fn rows(&self, count: usize) -> String {
        self.say_with("rows", "count", &count)
    }

    /// The words of a key where there are any, else `other`.
    pub fn say_or(&self, key: &str, other: &str) -> String {
        if has(self.locale, key) { self.say(key) } else { other.to_owned() }
    }
}
