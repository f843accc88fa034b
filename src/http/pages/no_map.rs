//! Instead of the map page, where the program was built without it.

use actix_web::HttpResponse;
use askama::Template;

use super::shell::Shell;
use crate::http::problem::Problem;
use crate::messages::Locale;

#[derive(Template)]
#[template(path = "no_map.html", config = "src/http/pages/askama.toml")]
struct NoMap {
    shell: Shell,
}

/// How the map page is built, and what is there without it.
pub fn answer(locale: Locale) -> Result<HttpResponse, Problem> {
    super::plain(locale, &NoMap { shell: Shell::new(locale, "no-map-title") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::body::MessageBody;

    #[test]
    fn it_tells_how_to_build_the_map() {
        for (locale, words) in [(Locale::Es, "sin el mapa"), (Locale::En, "without the map")] {
            let body = answer(locale).unwrap().into_body().try_into_bytes().unwrap();
            let html = String::from_utf8(body.to_vec()).unwrap();
            assert!(html.contains(words) && html.contains("make run") && html.contains("href=\"/?f=html\""), "{html}");
        }
    }
}
