//! The query of a request, to be asked again with something changed: names and values are compared as they mean, however
//! they were written (`%61fter` is `after`), and written anew.

use actix_web::{HttpRequest, web};

/// A path with the names and values that were sent.
pub struct Asked {
    path: String,
    pairs: Vec<(String, String)>,
}

impl Asked {
    /// What a request asks, its parameters known to be readable.
    pub fn of(request: &HttpRequest) -> Self {
        let pairs = web::Query::<Vec<(String, String)>>::from_query(request.query_string());
        Self { path: request.path().to_owned(), pairs: pairs.map(web::Query::into_inner).unwrap_or_default() }
    }

    /// Every name with its value.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs().find(|(given, _)| *given == name).map(|(_, value)| value)
    }

    /// The address without some names, and with others set.
    pub fn again(&self, without: &[&str], with: &[(&str, &str)]) -> String {
        address(&self.path, self.changed(without, with))
    }

    /// The query alone, without some names, and with others set.
    pub fn query(&self, without: &[&str], with: &[(&str, &str)]) -> String {
        query(self.changed(without, with))
    }

    fn changed<'a>(
        &'a self,
        without: &[&str],
        with: &'a [(&'a str, &'a str)],
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        let set = |name: &str| with.iter().any(|(other, _)| *other == name);
        self.pairs().filter(move |(name, _)| !without.contains(name) && !set(name)).chain(with.iter().copied())
    }

    /// The address without what a form sent empty, where there is such a thing.
    pub fn without_blanks(&self) -> Option<String> {
        let blank = |(_, value): &(&str, &str)| value.trim().is_empty();
        self.pairs().any(|pair| blank(&pair)).then(|| address(&self.path, self.pairs().filter(|pair| !blank(pair))))
    }
}

/// A path with a query.
pub fn address<'a>(path: &str, pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let query = query(pairs);
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

fn query<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let pairs: Vec<(&str, &str)> = pairs.collect();
    // Pairs of texts are always written.
    serde_urlencoded::to_string(&pairs).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn the_rest_of_what_was_asked_is_kept() {
        let asked = Asked::of(
            &TestRequest::with_uri("/a?filter=x%20%3D%20'%26'&limit=5&after=H-1&state=&f=html").to_http_request(),
        );
        assert_eq!(asked.get("filter"), Some("x = '&'"));
        assert_eq!(asked.again(&["limit", "after", "f", "state"], &[]), "/a?filter=x+%3D+%27%26%27");
        assert_eq!(asked.again(&["filter", "limit", "state"], &[("after", "H-9")]), "/a?f=html&after=H-9");
        assert_eq!(asked.without_blanks().unwrap(), "/a?filter=x+%3D+%27%26%27&limit=5&after=H-1&f=html");
        let escaped = Asked::of(&TestRequest::with_uri("/a?%61fter=H-1&na%6De=%C3%B1").to_http_request());
        assert_eq!(escaped.query(&[], &[("after", "H-9")]), "name=%C3%B1&after=H-9", "a name is what it means");
        let whole = Asked::of(&TestRequest::with_uri("/a?limit=5").to_http_request());
        assert_eq!(whole.without_blanks(), None);
        assert_eq!(whole.again(&["limit"], &[]), "/a");
    }
}
