//! The service over HTTP: the whole URL tree is in [`routes`].
//!
//! **Who may read.** There is no login yet, and the rows are where vulnerable people live. So by
//! default the service listens on this machine only, and a page on the web that the planner
//! happens to visit must not read it through their browser either:
//! - the `Host` must be this machine (421), so that no foreign name can be pointed at 127.0.0.1
//!   (DNS rebinding);
//! - the `Origin`, where a browser sends one, must be a page of this machine or one that the
//!   administrator listed (403), and only those get CORS headers, for reading;
//! - nothing but a page of the service itself may write (403): a browser sends a form, or a request without a body, for
//!   any page without asking first;
//! - `nosniff` and `Cross-Origin-Resource-Policy` keep answers out of foreign `<script>` and `<img>`.
//!
//! **What is logged.** Method, route pattern, status, time, request id. Never a path, a query or a
//! header that a client sent: they hold positions and names of households.
//!
//! **Invariants.** A handler extracts, authorises, makes one call into `app` on a thread that may
//! block, and hands the result to `wire`. Nothing a client sends can panic a handler; if one does,
//! the answer is a 500 problem and the worker lives.

mod assignments;
mod basemap;
mod body;
mod door;
mod extract;
mod format;
mod health;
mod history;
mod imports;
pub mod logs;
mod map_page;
mod members;
mod nearest;
mod ogc;
mod options;
mod origin;
mod pages;
mod problem;
mod progress;
mod reports;
mod request_id;
mod routes;
mod serve_error;
mod server;
mod service;
mod settings;
mod stream;
mod what_if;
mod wire;

pub use basemap::{Background, Online};
pub use options::{Limits, ServerOptions};
pub use origin::Authority;
pub use serve_error::ServeError;
pub use server::{Bound, Running, bind};
