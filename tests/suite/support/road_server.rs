//! A road server that answers as recorded: a listener on loopback with a thread of its own, one answer for each connection.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use serde_json::{Value, json};

/// What comes back.
pub enum Reply {
    /// An answer with this status and this body.
    Json(u16, String),
    /// These bytes as they stand.
    Raw(Vec<u8>),
    /// Nothing, for as long as the server lives.
    Silence,
}

/// A question: the path, and what was sent with it.
pub struct Question {
    pub path: String,
    pub body: String,
}

/// A server.
pub struct RoadServer {
    pub url: String,
    asked: Arc<Mutex<Vec<String>>>,
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl RoadServer {
    /// A server that answers like this.
    pub fn new(answer: impl Fn(&Question) -> Reply + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let (asked, over) = (Arc::<Mutex<Vec<String>>>::default(), Arc::new(AtomicBool::new(false)));
        let (noted, ended) = (Arc::clone(&asked), Arc::clone(&over));
        let thread = std::thread::spawn(move || {
            let mut silent = Vec::new();
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { continue };
                if ended.load(Ordering::SeqCst) {
                    break;
                }
                let Some(question) = read(&mut stream) else { continue };
                noted.lock().unwrap().push(question.path.clone());
                match answer(&question) {
                    Reply::Json(status, body) => {
                        let head = format!(
                            "HTTP/1.1 {status} OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                            body.len()
                        );
                        let _ = stream.write_all((head + &body).as_bytes());
                    }
                    Reply::Raw(bytes) => drop(stream.write_all(&bytes)),
                    Reply::Silence => silent.push(stream),
                }
            }
        });
        Self { url, asked, over, thread: Some(thread) }
    }

    /// The paths that were asked for so far.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    /// How many tables were asked for so far.
    pub fn tables(&self) -> usize {
        self.asked().iter().filter(|path| path.starts_with("/table") || path.starts_with("/sources_to_targets")).count()
    }
}

impl Drop for RoadServer {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.url.trim_start_matches("http://")));
        drop(self.thread.take().map(JoinHandle::join));
    }
}

fn read(stream: &mut TcpStream) -> Option<Question> {
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    let path = first.split(' ').nth(1)?.to_owned();
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let line = line.trim().to_lowercase();
        if line.is_empty() {
            break;
        }
        length = line.strip_prefix("content-length:").map_or(length, |it| it.trim().parse().unwrap_or(0));
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Question { path, body: String::from_utf8(body).ok()? })
}

/// Degrees north and east.
pub type Point = (f64, f64);

/// Seconds and metres between two places, as these servers tell them; none: there is no way.
pub type Told = fn(Point, Point) -> Option<(f64, f64)>;

/// The spots of a question to OSRM, and which of them are where ways begin and end.
pub fn osrm_question(path: &str) -> (Vec<Point>, Vec<usize>, Vec<usize>) {
    let (places, rest) = path.trim_start_matches("/table/v1/driving/").split_once('?').expect("a question");
    let place = |text: &str| {
        let (lon, lat) = text.split_once(',').expect("a place");
        (lat.parse().expect("degrees"), lon.parse().expect("degrees"))
    };
    let list = |name: &str| {
        let found = rest.split('&').find_map(|part| part.strip_prefix(name)).expect("a list");
        found.split(';').map(|number| number.parse().expect("a number")).collect()
    };
    (places.split(';').map(place).collect(), list("sources="), list("destinations="))
}

/// What OSRM answers, with data of this version; places that are `far` are far from every road.
pub fn osrm(question: &Question, version: &str, told: Told, far: fn(Point) -> bool) -> Reply {
    if question.path.starts_with("/nearest/") {
        let answer = json!({"code": "Ok", "waypoints": [], "data_version": version});
        return Reply::Json(200, answer.to_string());
    }
    let (places, from, to) = osrm_question(&question.path);
    if from.len() * to.len() > 10_000 || question.path.len() > 8_000 {
        return Reply::Json(400, r#"{"code":"TooBig","message":"Too many table coordinates"}"#.to_owned());
    }
    let table = |pick: fn((f64, f64)) -> f64| {
        let row = |a: &usize| to.iter().map(|b| told(places[*a], places[*b]).map(pick)).collect::<Vec<_>>();
        from.iter().map(row).collect::<Vec<_>>()
    };
    let points = |all: &[usize]| {
        let distance = |at: &usize| if far(places[*at]) { 9_664_362.593 } else { 12.5 };
        all.iter().map(|at| json!({"distance": distance(at), "location": [0, 0]})).collect::<Vec<Value>>()
    };
    let answer = json!({
        "code": "Ok", "data_version": version, "durations": table(|it| it.0), "distances": table(|it| it.1),
        "sources": points(&from), "destinations": points(&to),
    });
    Reply::Json(200, answer.to_string())
}

/// What Valhalla answers, with tiles of this age.
pub fn valhalla(question: &Question, tiles: u64, told: Told) -> Reply {
    if question.path == "/status" {
        return Reply::Json(200, json!({"version": "3.9.1", "tileset_last_modified": tiles}).to_string());
    }
    let asked: Value = serde_json::from_str(&question.body).expect("JSON");
    let places = |name: &str| -> Vec<Point> {
        let list = asked[name].as_array().expect("a list");
        list.iter().map(|it| (it["lat"].as_f64().expect("degrees"), it["lon"].as_f64().expect("degrees"))).collect()
    };
    let (from, to) = (places("sources"), places("targets"));
    if from.len() * to.len() > 2_500 {
        let answer = json!({"error_code": 150, "error": "Exceeded max locations: 2500", "status_code": 400});
        return Reply::Json(400, answer.to_string());
    }
    let cell = |a: Point, b: Point| match told(a, b) {
        Some((seconds, metres)) => json!({"time": seconds, "distance": metres / 1000.0}),
        None => json!({"time": null, "distance": null}),
    };
    let rows: Vec<Vec<Value>> = from.iter().map(|a| to.iter().map(|b| cell(*a, *b)).collect()).collect();
    Reply::Json(200, json!({"sources_to_targets": rows, "units": "kilometers"}).to_string())
}
