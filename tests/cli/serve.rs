//! The service as its user starts and stops it.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

struct Serving {
    child: Child,
    address: String,
}

impl Serving {
    fn start(folder: &TempDir, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_cercania"))
            .args(["serve", "--bind", "127.0.0.1:0"])
            .args(arguments)
            .current_dir(folder)
            .env("LC_ALL", "C")
            .env_remove("CERCANIA_DATA")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut address = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
        assert!(address.starts_with("http://127.0.0.1:"), "{address:?}");
        Self { child, address: address.trim().to_owned() }
    }

    fn get(&self, path: &str) -> Value {
        let mut answer = ureq::get(format!("{}{path}", self.address)).call().unwrap();
        serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap()
    }

    /// Asks it to end, as a service manager does, and gives what it said.
    fn stop(mut self) -> String {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(asked.success());
        let mut said = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!(self.child.wait().unwrap().code(), Some(0), "{said}");
        said
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // Already gone where the test went well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_demo_is_served_survives_a_restart_and_is_not_added_twice() {
    let folder = TempDir::new().unwrap();
    let first = Serving::start(&folder, &["--demo"]);
    let before = ["collections/households/items?limit=1000", "reports/coverage", "collections/catchments/items"]
        .map(|path| first.get(path));
    assert_eq!(before[0]["numberMatched"], 320);
    assert_eq!(first.get("health/ready")["revision"], 3);
    let said = first.stop();
    assert!(said.contains("made up"), "{said}");
    let second = Serving::start(&folder, &["--demo"]);
    let strip = |mut answer: Value| {
        // Links name the port, and a time stamp is the time of the answer.
        for member in ["links", "timeStamp"] {
            answer.as_object_mut().unwrap().remove(member);
        }
        answer
    };
    for (path, before) in
        ["collections/households/items?limit=1000", "reports/coverage", "collections/catchments/items"]
            .iter()
            .zip(before)
    {
        assert_eq!(strip(second.get(path)), strip(before), "{path}");
    }
    assert_eq!(second.get("health/ready")["revision"], 3);
    let said = second.stop();
    assert!(said.contains("already has rows"), "{said}");
}

#[test]
fn a_log_line_names_no_position_and_no_household() {
    let folder = TempDir::new().unwrap();
    let serving = Serving::start(&folder, &["--demo"]);
    serving.get("nearest?lon=-76.95061&lat=-12.13071");
    serving.get("collections/households/items/H-017");
    let said = serving.stop();
    assert!(said.contains("/nearest") && said.contains("/collections/{layer}/items/{id}"), "{said}");
    assert!(!said.contains("76.95061") && !said.contains("H-017"), "{said}");
}

#[test]
fn listening_elsewhere_without_a_login_is_refused_and_says_how() {
    let folder = TempDir::new().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_cercania"))
        .args(["serve", "--bind", "0.0.0.0:0"])
        .current_dir(&folder)
        .env("LC_ALL", "es_PE.UTF-8")
        .env_remove("CERCANIA_DATA")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("--without-login"), "{said}");
    assert!(output.stdout.is_empty());
}

#[test]
fn a_page_that_is_allowed_may_read() {
    let folder = TempDir::new().unwrap();
    let serving =
        Serving::start(&folder, &["--allow-origin", "https://mapa.example.pe", "--allow-origin", "http://b.pe"]);
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    for (origin, status) in [("https://mapa.example.pe", 200), ("http://b.pe", 200), ("https://evil.example", 403)] {
        let answer = agent.get(format!("{}settings", serving.address)).header("origin", origin).call().unwrap();
        assert_eq!(answer.status(), status, "{origin}");
    }
    serving.stop();
}

#[test]
fn an_odd_address_of_tiles_is_refused_before_anything_is_made() {
    let folder = TempDir::new().unwrap();
    let refused = |tiles: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cercania"));
        command.args(["serve", "--bind", "127.0.0.1:0", "--basemap-attribution", "x", "--basemap-url", tiles]);
        let output =
            command.current_dir(&folder).env("LC_ALL", "es_PE.UTF-8").env_remove("CERCANIA_DATA").output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{tiles}");
        String::from_utf8(output.stderr).unwrap()
    };
    let told = refused("https://a.example;script-src/{z}/{x}/{y}");
    assert!(told.contains("«a.example;script-src» no es el nombre de un servidor"), "{told}");
    assert!(told.contains("Escriba https://servidor/.../{z}/{x}/{y}.png"), "{told}");
    let told = refused("https://user:secret@a.example/{z}/{x}/{y}");
    assert!(told.contains("una contraseña antes de la @") && !told.contains("secret"), "{told}");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0, "no store was made");
}
