//! A day by the roads: its times, its order, what is said of where they come from.

use std::sync::Arc;

use rounds::app::day::{DayView, day_view};
use rounds::app::learning::Lesson;
use rounds::app::ordering::{Gain, applied, problem, solve};
use rounds::app::policy::Policy;
use rounds::app::thinking::Signal;
use rounds::app::who::Who;
use rounds::domain::change::Change;
use rounds::domain::ids::StopId;
use rounds::domain::place::Place;
use rounds::i18n::Lang;
use rounds::planning::matrix::Source;
use rounds::roads::network::{FILE, Network};
use rounds::roads::{Fault, Origin, Roads, Wish};

use crate::support::demo::Demo;
use crate::support::pbf::Extract;
use crate::support::road_server::{Point, RoadServer, osrm};

fn who(demo: &Demo) -> Who {
    Who { rep: demo.rep.clone(), today: demo.today(), now: demo.now() }
}

fn policy(demo: &Demo, roads: &Arc<Roads>) -> Policy {
    use rounds::store::Store as _;
    Policy::new(&demo.store().reference(demo.viewer()).unwrap()).with_roads(roads)
}

fn view(demo: &Demo, roads: &Arc<Roads>) -> DayView {
    day_view(&demo.store(), &who(demo), &policy(demo, roads), demo.today()).unwrap()
}

/// Ten times as far as the crow flies, a minute for each kilometre of it.
fn slow(from: Point, to: Point) -> Option<(f64, f64)> {
    let metres = Place::new(from.0, from.1)?.metres_to(Place::new(to.0, to.1)?) * 10.0;
    Some((metres * 0.06, metres))
}

fn roads(url: &str) -> Arc<Roads> {
    let wish = Wish { from: Origin::Osrm, url: Some(url.to_owned()), ..Wish::default() };
    Arc::new(Roads::new(wish, None, "2026-11-20T01:00:00Z".parse().unwrap()))
}

fn open(view: &DayView) -> Vec<StopId> {
    view.stops.iter().filter(|stop| stop.stop.fate.is_open()).map(|stop| stop.stop.id).collect()
}

#[test]
fn a_day_that_was_asked_for_once_is_shown_by_its_roads() {
    let demo = Demo::new();
    let server = RoadServer::new(|question| osrm(question, "", slow, |_| false));
    let roads = roads(&server.url);
    let before = view(&demo, &roads);
    assert_eq!(before.ways.source(), None, "nobody has asked yet");
    assert_eq!(server.asked(), <[String; 0]>::default(), "showing a day asks nobody");
    let problem = problem(&before, &who(&demo)).unwrap();
    let found = solve(&problem, &roads, &Signal::default());
    assert_eq!((found.fell_back.as_ref(), found.cut_off.len()), (None, 0));
    let asked = server.tables();
    let shown = view(&demo, &roads);
    assert!(matches!(shown.ways.source(), Some(Source::Osrm { .. })), "{:?}", shown.ways);
    assert!(shown.metres > 5 * before.metres && shown.seconds > before.seconds, "{} {}", shown.metres, before.metres);
    assert!(shown.back > before.back);
    assert_eq!(server.tables(), asked);
    // Each way is the one that the server told.
    let mut here = demo.rep.home;
    for at in &shown.way {
        let there = shown.stops[*at].line.row.place;
        let told = here.zip(there).and_then(|(a, b)| slow((a.lat, a.lon), (b.lat, b.lon)));
        let near = |(_, metres): (f64, f64)| (f64::from(shown.stops[*at].metres.unwrap()) - metres).abs() < 8.0;
        assert!(told.is_none_or(near), "{at}");
        here = there.or(here);
    }
}

#[test]
fn what_an_order_wins_counts_by_the_ways_it_was_looked_for_with() {
    let demo = Demo::new();
    let server = RoadServer::new(|question| osrm(question, "", slow, |_| false));
    let roads = roads(&server.url);
    let turned: Vec<StopId> = open(&view(&demo, &roads));
    let closed = view(&demo, &roads).stops.iter().rfind(|it| !it.stop.fate.is_open()).map(|it| it.stop.id);
    for stop in turned {
        demo.apply(None, vec![Change::Reorder { stop, after: closed }]);
    }
    // The screen shows estimates, the order comes by road.
    let estimated = view(&demo, &roads);
    let found = solve(&problem(&estimated, &who(&demo)).unwrap(), &roads, &Signal::default());
    let seen = found.seen(&estimated, &who(&demo));
    let (after, changes) = applied(&found, &seen, &who(&demo)).unwrap();
    let gain = Gain::of(&seen, &after);
    assert!(gain.is_worth_it() && gain.metres > 0, "{gain:?}");
    demo.apply(None, changes);
    let written = view(&demo, &roads);
    assert_eq!((written.metres, written.back), (after.metres, after.back), "what is said comes true");
    assert!(matches!(written.ways.source(), Some(Source::Osrm { .. })));
}

#[test]
fn without_the_server_an_order_is_found_by_estimates_and_that_is_said() {
    let demo = Demo::new();
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let roads = roads(&format!("http://{nobody}"));
    let view = view(&demo, &roads);
    let problem = problem(&view, &who(&demo)).unwrap();
    let found = solve(&problem, &roads, &Signal::default());
    assert!(matches!(found.fell_back, Some(Fault::Away(_))), "{:?}", found.fell_back);
    let estimated = solve(&problem, &Roads::default(), &Signal::default());
    assert_eq!((&found.after, &found.missed), (&estimated.after, &estimated.missed));
    let said = Lang::ALL.map(|lang| found.remarks(lang, &view, &who(&demo)));
    assert!(said[0].contains("Ways are estimated: the road server cannot be reached"), "{said:?}");
    assert!(said[1].contains("路程改用估算：无法连接路网服务器"), "{said:?}");
    let signal = Signal::default();
    signal.stop();
    assert_eq!(solve(&problem, &roads, &signal).fell_back, Some(Fault::Stopped));
}

/// Whoever is farthest north lies on an island.
fn island((lat, lon): Point, to: Point) -> Option<(f64, f64)> {
    let is_on = |lat: f64| lat > 80.0;
    if is_on(lat) == is_on(to.0) { slow((lat, lon), to) } else { None }
}

#[test]
fn a_shop_that_no_road_leads_to_is_named_and_loses_nothing() {
    use rounds::domain::account::Account;
    use rounds::store::{Store as _, Viewer};
    let demo = Demo::new();
    let server = RoadServer::new(|question| osrm(question, "", island, |_| false));
    let roads = roads(&server.url);
    let stops = open(&view(&demo, &roads));
    let lost = view(&demo, &roads).stops.into_iter().find(|stop| stop.stop.id == stops[1]).unwrap();
    let account = demo.store().account(Viewer::System, lost.stop.account).unwrap().unwrap();
    demo.apply(None, vec![Change::Set(Account { place: Place::new(81.0, 10.0), ..account }.into())]);
    let before = view(&demo, &roads);
    let found = solve(&problem(&before, &who(&demo)).unwrap(), &roads, &Signal::default());
    assert_eq!((found.fell_back.as_ref(), &found.cut_off), (None, &vec![stops[1]]));
    assert_eq!(found.after.len(), stops.len(), "nobody is lost");
    let said = found.remarks(Lang::En, &before, &who(&demo));
    assert!(said.contains(&format!("no road leads to {}", lost.line.row.name)), "{said}");
    assert!(!said.contains("cannot be reached while open"), "{said}");
    let shown = view(&demo, &roads);
    assert!(shown.ways.source().is_some() && shown.no_road >= 1, "{}", shown.no_road);
}

#[test]
fn configured_estimates_are_heeded_by_the_day() {
    let demo = Demo::new();
    let usual = view(&demo, &Arc::default());
    let mut wish = Wish::default();
    wish.estimate.usual.kmh = 5.0;
    wish.estimate.usual.circuity = 2.0;
    let slow = view(&demo, &Arc::new(Roads::new(wish, None, demo.now())));
    assert!(slow.metres > usual.metres && slow.back > usual.back && slow.seconds > 5 * usual.seconds);
    assert_eq!((slow.ways.source(), slow.no_road), (None, 0));
}

#[test]
fn the_map_draws_the_road_where_it_is_known() {
    let mut demo = Demo::new();
    let straight = view(&demo, &Arc::default());
    assert_eq!(straight.line, None);
    // A road from the first place to each other, each with a bend of its own.
    let places = straight.places_on_way(&who(&demo));
    let mut extract = Extract::default();
    for (at, place) in places.iter().enumerate() {
        extract = extract.node(at as i64, place.lat, place.lon, "");
        let bend = (f64::midpoint(places[0].lat, place.lat) + 0.002, f64::midpoint(places[0].lon, place.lon));
        extract = extract.node(100 + at as i64, bend.0, bend.1, "");
        extract = extract.way(&[0, 100 + at as i64, at as i64], "highway=primary");
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("town.osm.pbf");
    std::fs::write(&file, extract.bytes()).unwrap();
    Network::import(&file, &folder.path().join(FILE), demo.now(), &mut |_, _| true).unwrap();
    let roads = Arc::new(Roads::new(Wish { from: Origin::Roads, ..Wish::default() }, Some(folder.path()), demo.now()));
    assert_eq!(view(&demo, &roads).line, None, "nothing is read while somebody waits");
    roads.warm();
    let unknown = view(&demo, &roads);
    assert_eq!((unknown.ways.source(), unknown.line.as_ref()), (None, None), "nor is it worked out");
    let lesson = Lesson::of(&unknown, &who(&demo), &roads).unwrap();
    lesson.learn(&roads, &Signal::default());
    let shown = view(&demo, &roads);
    assert_eq!(Lesson::of(&shown, &who(&demo), &roads), None, "there is nothing more to learn");
    assert_eq!(Lesson::of(&straight, &who(&demo), &Roads::default()), None);
    assert!(matches!(shown.ways.source(), Some(Source::Embedded { .. })), "{:?}", shown.ways);
    let line = shown.line.clone().unwrap();
    assert!(line.len() > 2 * places.len(), "{} {}", line.len(), places.len());
    assert_eq!((line.first(), line.last()), (places.first(), places.last()));
    let drawn: f64 = line.windows(2).map(|pair| pair[0].metres_to(pair[1])).sum();
    assert!((drawn - shown.metres as f64).abs() < 0.02 * drawn, "{drawn} {}", shown.metres);
    // A session learns it beside the screen, and then shows another map and other kilometres.
    let mut stage = demo.stage(Lang::En, (120, 36));
    stage.keys("m");
    let before = stage.text();
    drop(stage);
    let wish = Wish { from: Origin::Roads, ..Wish::default() };
    demo.roads = Arc::new(Roads::new(wish, Some(folder.path()), demo.now()));
    let mut stage = demo.stage(Lang::En, (120, 36));
    assert!(stage.text().contains("km estimated"), "{}", stage.text());
    stage.until("km by road");
    stage.keys("m");
    assert_ne!(stage.text(), before);
    stage.keys("esc");
    // After a move by hand the new legs are learned as well, and then nothing goes on.
    let legs = |demo: &Demo| {
        let view = view(demo, &demo.roads);
        Lesson::of(&view, &who(demo), &demo.roads).is_none()
    };
    assert!(legs(&demo));
    stage.keys("J");
    for _ in 0..1_000 {
        if legs(&demo) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
        stage.wake(rounds::terminal::line::Wake::Timeout);
    }
    assert!(legs(&demo));
    assert!(stage.text().contains("km by road"), "{}", stage.text());
}

#[test]
fn an_empty_day_is_filled_by_its_roads() {
    use rounds::app::proposing;
    let demo = Demo::new();
    let day = demo.today().iter_days().skip(3).find(|day| demo.names(*day).is_empty()).unwrap();
    // Over land as the crow flies, a hundred times slower than the estimate thinks, there is time for few.
    let crawl = |from: Point, to: Point| slow(from, to).map(|(seconds, metres)| (seconds * 10.0, metres));
    let server = RoadServer::new(move |question| osrm(question, "", crawl, |_| false));
    let roads = roads(&server.url);
    let asked = proposing::question(&demo.store(), &who(&demo), &policy(&demo, &roads), day).unwrap();
    assert_eq!(server.asked(), <[String; 0]>::default(), "reading asks nobody");
    let by_road = proposing::think(&asked, &roads, &Signal::default());
    let estimated = proposing::think(&asked, &Roads::default(), &Signal::default());
    assert!(matches!(by_road.ways.matrix.source(), Source::Osrm { .. }) && by_road.fell_back.is_none());
    assert!(!server.asked().is_empty());
    assert!(by_road.added.len() * 2 < estimated.added.len(), "{} {}", by_road.added.len(), estimated.added.len());
    // Filled, the day is shown by them without asking again.
    let before = server.asked().len();
    let view = day_view(&demo.store(), &who(&demo), &policy(&demo, &roads), day).unwrap();
    let (told, changes) =
        proposing::applied(&by_road, &view, &who(&demo), &mut rounds::domain::ids::Ids::new(3)).unwrap();
    demo.apply(Some(demo.rep.id), changes);
    let shown = day_view(&demo.store(), &who(&demo), &policy(&demo, &roads), day).unwrap();
    assert_eq!((shown.metres, shown.back, shown.over), (told.metres, told.back, 0));
    assert_eq!((shown.ways.source().is_some(), server.asked().len()), (true, before));
}
