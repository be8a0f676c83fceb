//! A decision who gets how much of an arrival: what each rule proposes stands side by side, where they differ is marked, and what the person
//! changes becomes a column of its own. Nothing is decided before it is said so.

use ratatui::layout::{Position, Rect};

use crate::app::command::{Action, Scope};
use crate::app::effect::{Ask, Effect, Place, Reply, Toast};
use crate::app::query::{Answer, Proposals, Query};
use crate::app::stock::{self, quantity};
use crate::domain::allotment::{Rule, Why};
use crate::domain::change::Change;
use crate::domain::ids::{ArrivalId, RequestId};
use crate::domain::stock::Line;
use crate::i18n::dates;
use crate::i18n::messages::stock as words;
use crate::ui::canvas::{Canvas, Hit};
use crate::ui::layer::{Cx, Flow, Layer, Msg};
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::widgets::columns::{Column, place};
use crate::ui::widgets::list::Cursor;
use crate::ui::widgets::paint;

/// The decision.
pub struct Allotting {
    id: ArrivalId,
    found: Option<Box<Proposals>>,
    /// Which rule's column is chosen.
    chosen: usize,
    /// What was changed by hand.
    by_hand: Vec<(RequestId, u32)>,
    cursor: Cursor,
}

impl Allotting {
    /// About this arrival.
    pub fn new(arrival: ArrivalId) -> Self {
        Self { id: arrival, found: None, chosen: 0, by_hand: Vec::new(), cursor: Cursor::default() }
    }

    fn read(&self, cx: &mut Cx<'_>) {
        cx.push(Effect::Read(Query::Proposals(self.id, self.by_hand.clone())));
    }

    fn rule(&self) -> Rule {
        Rule::ALL.get(self.chosen).copied().unwrap_or_default()
    }

    fn lines(&self) -> &[Line] {
        self.proposals().iter().find(|(rule, _)| *rule == self.rule()).map_or(&[], |(_, lines)| lines)
    }

    /// The line of the selected row in the chosen column.
    fn in_hand(&self) -> Option<Line> {
        let id = self.selected()?;
        self.lines().iter().find(|line| line.request == id).copied()
    }

    fn selected(&self) -> Option<RequestId> {
        self.rows().get(self.cursor.selected()?).copied()
    }

    /// The requests that any rule has a line for, in order of asking.
    fn rows(&self) -> Vec<RequestId> {
        let longest = self.proposals().iter().max_by_key(|(_, lines)| lines.len());
        longest.map(|(_, lines)| lines.iter().map(|line| line.request).collect()).unwrap_or_default()
    }

    /// What is not given out of the arrival by a column, below nothing if it is too much.
    fn left(&self, lines: &[Line]) -> i64 {
        let there = self.found.as_ref().map_or(0, |it| i64::from(it.dealt.arrival.amount.quantity()));
        there - given_out(lines)
    }

    /// Begins with what the chosen column says, and gives one request so much.
    fn set(&mut self, id: RequestId, quantity: u32, cx: &mut Cx<'_>) {
        if self.rule() != Rule::ByHand {
            self.by_hand = self.lines().iter().map(|line| (line.request, line.quantity)).collect();
            self.chosen = Rule::ALL.iter().position(|rule| *rule == Rule::ByHand).unwrap_or(0);
        }
        self.by_hand.retain(|(request, _)| *request != id);
        self.by_hand.push((id, quantity));
        self.read(cx);
    }

    fn action(&mut self, action: Action, cx: &mut Cx<'_>) -> Flow {
        self.cursor.set_height(usize::from(cx.shared.body.height.saturating_sub(7)));
        if self.cursor.moved(action) {
            return Flow::Used;
        }
        match (action, self.in_hand()) {
            (Action::Left, _) => self.chosen = self.chosen.saturating_sub(1),
            (Action::Right, _) => self.chosen = (self.chosen + 1).min(Rule::ALL.len() - 1),
            (Action::More, Some(line)) => {
                let most = line.before.max(line.quantity).max(line.open.saturating_add(line.before));
                self.set(line.request, line.quantity.saturating_add(1).min(most), cx);
            }
            (Action::Fewer, Some(line)) => self.set(line.request, line.quantity.saturating_sub(1), cx),
            (Action::SetShare, Some(line)) => {
                cx.push(Effect::Open(Place::Prompt(Ask::Share(line.request), line.quantity.to_string())));
            }
            (Action::Decide, _) => self.decide("", cx),
            (Action::Back, _) => cx.push(Effect::Close),
            _ => return Flow::Pass,
        }
        Flow::Used
    }

    fn decide(&self, reason: &str, cx: &mut Cx<'_>) {
        let lang = cx.shared.lang;
        let Some(Proposals { dealt, product, .. }) = self.found.as_deref() else { return };
        let lines = self.lines();
        if lines.is_empty() {
            cx.push(Effect::Say(Toast::note(words::nobody_waits_for_it(lang))));
            return;
        }
        let takes_back = lines.iter().any(|line| line.why == Why::ByHand && line.quantity < line.before);
        if !dealt.tellings.is_empty() && takes_back && reason.is_empty() {
            cx.push(Effect::Open(Place::Prompt(Ask::SayWhy(self.id), String::new())));
            return;
        }
        let shares = lines.iter().map(|line| (line.request, line.quantity)).collect();
        let change = Change::Allot {
            allotment: cx.id(),
            arrival: self.id,
            follows: dealt.decisions.last().map(|it| it.allotment.id),
            rule: self.rule(),
            shares,
            reason: reason.to_owned(),
        };
        let out = u32::try_from(given_out(lines)).unwrap_or(u32::MAX);
        let said = words::did_allot(lang, &product.name, &quantity(out, &product.unit), stock::rule(lang, self.rule()));
        cx.push(Effect::Write(vec![change], Toast::done(said)));
        cx.push(Effect::Close);
    }

    fn proposals(&self) -> &[(Rule, Vec<Line>)] {
        self.found.as_ref().map_or(&[], |found| &found.by_rule)
    }

    fn reply(&mut self, reply: &Reply, cx: &mut Cx<'_>) -> Flow {
        match reply {
            Reply::Text(Ask::Share(id), text) => {
                if let Ok(quantity) = text.trim().parse() {
                    self.set(*id, quantity, cx);
                } else {
                    let unit = self.found.as_ref().map_or("", |found| &found.product.unit);
                    cx.push(Effect::Say(Toast::problem(words::not_a_quantity(cx.shared.lang, unit))));
                }
            }
            Reply::Text(Ask::SayWhy(id), reason) if *id == self.id && !reason.trim().is_empty() => {
                self.decide(reason, cx);
            }
            Reply::Text(Ask::SayWhy(_), _) => {}
            _ => return Flow::Pass,
        }
        Flow::Used
    }
}

/// What a column gives out: typed numbers may come to more than there is.
fn given_out(lines: &[Line]) -> i64 {
    lines.iter().map(|line| i64::from(line.quantity)).sum()
}

/// Selected, place, shop, tier, open, has, and a column for each rule.
const COLUMNS: [Column; 10] = [
    Column::fixed(1, 0),
    Column::number(4, 1),
    Column::rest(14),
    Column::fixed(4, 2),
    Column::number(6, 0),
    Column::number(5, 3),
    Column::number(11, 0),
    Column::number(7, 0),
    Column::number(10, 0),
    Column::number(7, 0),
];

/// The first column of a rule.
const RULES: usize = 6;

impl Layer for Allotting {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Allotting, Scope::List, Scope::Global]
    }

    fn applies(&self, action: Action) -> bool {
        match action {
            Action::More | Action::Fewer | Action::SetShare | Action::Decide => self.in_hand().is_some(),
            _ => true,
        }
    }

    fn update(&mut self, msg: Msg, cx: &mut Cx<'_>) -> Flow {
        match msg {
            Msg::Refresh => self.read(cx),
            Msg::Action(action) => return self.action(action, cx),
            Msg::Click(Hit::Row(row)) if self.cursor.point(row) => {}
            Msg::Answer(Answer::Proposals(found)) => match found {
                Some(found) => {
                    let selected = self.selected();
                    self.found = Some(found);
                    let rows = self.rows();
                    self.cursor.set_len(rows.len());
                    // The cursor stays on the shop, also where others came or went before it.
                    if let Some(at) = selected.and_then(|id| rows.iter().position(|row| *row == id)) {
                        self.cursor.select(at);
                    }
                }
                None => cx.push(Effect::Close),
            },
            Msg::Reply(reply) => return self.reply(&reply, cx),
            _ => return Flow::Pass,
        }
        Flow::Used
    }

    fn draw(&self, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position> {
        let Proposals { dealt, product, .. } = self.found.as_deref()?;
        let lang = shared.lang;
        let area = Rect { width: area.width.saturating_sub(1), ..area };
        let day = dates::week_day(lang, dealt.arrival.day, shared.who.today);
        let amount = quantity(dealt.arrival.amount.quantity(), &product.unit);
        let title = words::allotting(lang, &product.name, &amount, &day);
        paint::text(buf, area.x + 2, area.y, area.width.saturating_sub(2), &title, shared.style(Role::Title));
        self.titles(paint::row(area, 2), buf, shared);
        let rows = self.rows();
        if rows.is_empty() {
            let text = words::nobody_waits_for_it(lang);
            paint::text(buf, area.x + 2, area.y + 3, area.width.saturating_sub(2), text, shared.style(Role::Text));
            return None;
        }
        let height = usize::from(area.height.saturating_sub(7));
        for (at, nth) in self.cursor.visible(height).enumerate() {
            let row = paint::row(area, at as u16 + 3);
            buf.hit(row, Hit::Row(nth));
            self.draw_row(rows[nth], self.cursor.selected() == Some(nth), row, buf, shared);
        }
        let below = 3 + self.cursor.visible(height).len() as u16;
        self.totals([paint::row(area, below), paint::row(area, below + 1)], buf, shared);
        if let Some(line) = self.in_hand() {
            let why = match line.why {
                Why::ByHand => stock::why(lang, &line),
                _ => format!("{}: {}", stock::rule(lang, self.rule()), stock::why(lang, &line)),
            };
            let area = paint::row(area, below + 3);
            paint::text(buf, area.x + 2, area.y, area.width.saturating_sub(2), &why, shared.style(Role::Dim));
        }
        None
    }

    fn headline(&self, shared: &Shared) -> String {
        stock::rule(shared.lang, self.rule()).to_owned()
    }

    fn standing_note(&self, shared: &Shared) -> String {
        words::differs(shared.lang).to_owned()
    }
}

impl Allotting {
    fn titles(&self, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) {
        let lang = shared.lang;
        let titles = [
            "",
            words::col_place(lang),
            words::col_product_shop(lang),
            words::col_tier(lang),
            words::col_open(lang),
            words::col_had(lang),
        ];
        let rules = Rule::ALL.map(|rule| stock::rule(lang, rule));
        for ((nth, title), area) in titles.iter().chain(&rules).enumerate().zip(place(&COLUMNS, area)) {
            let Some(area) = area else { continue };
            let chosen = nth == RULES + self.chosen;
            let style = shared.style(if chosen { Role::Tab } else { Role::Dim });
            if COLUMNS[nth].right {
                paint::right(buf, area, title, style);
            } else {
                paint::text(buf, area.x, area.y, area.width, title, style);
            }
        }
    }

    fn draw_row(&self, id: RequestId, selected: bool, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) {
        let lang = shared.lang;
        let places = place(&COLUMNS, area);
        let at = |nth: usize| places.get(nth).copied().flatten();
        let any = self.proposals().iter().flat_map(|(_, lines)| lines).find(|line| line.request == id);
        let requests = self.found.as_ref().map_or(&[][..], |found| &found.dealt.requests);
        let shop = requests.iter().find(|row| row.standing.request.id == id);
        let tier = shop.and_then(|row| row.standing.tier);
        let tier = tier.and_then(|rank| shared.policy.tiers.iter().find(|tier| tier.rank == rank));
        let name =
            shop.and_then(|row| row.shop.as_ref()).map_or(words::colleagues_shop(lang), |shop| shop.name.as_str());
        let dim = shared.style(Role::Dim);
        if let Some(area) = at(0).filter(|_| selected) {
            paint::text(buf, area.x, area.y, 1, shared.glyphs.selected, shared.style(Role::Accent));
        }
        if let (Some(area), Some(position)) = (at(1), any.and_then(|line| line.position)) {
            paint::right(buf, area, &position.to_string(), dim);
        }
        if let Some(area) = at(2) {
            let style = shared.style(if selected { Role::Strong } else { Role::Text });
            paint::text(buf, area.x, area.y, area.width, name, style);
        }
        if let (Some(area), Some(tier)) = (at(3), tier) {
            paint::text(buf, area.x, area.y, area.width, &tier.code, shared.style(Role::Text));
        }
        for (nth, number) in [(4, any.map(|line| line.open)), (5, any.map(|line| line.before))] {
            if let (Some(area), Some(number)) = (at(nth), number.filter(|number| *number > 0)) {
                paint::right(buf, area, &number.to_string(), dim);
            }
        }
        let given = |lines: &[Line]| lines.iter().find(|line| line.request == id).map_or(0, |line| line.quantity);
        let chosen = given(self.lines());
        for (nth, (rule, lines)) in self.proposals().iter().enumerate() {
            let Some(area) = at(RULES + nth) else { continue };
            // Nobody has said anything by hand yet.
            if *rule == Rule::ByHand && nth != self.chosen && self.by_hand.is_empty() {
                continue;
            }
            let number = given(lines);
            let (mark, role) = match (nth == self.chosen, number == chosen) {
                (true, _) => ("", Role::Strong),
                (false, true) => ("", Role::Dim),
                (false, false) => ("≠", Role::Warning),
            };
            paint::right(buf, area, &format!("{mark}{number}"), shared.style(role));
        }
    }

    /// What each column gives out, and what it leaves.
    fn totals(&self, [out, left]: [Rect; 2], buf: &mut Canvas<'_>, shared: &Shared) {
        let lang = shared.lang;
        for (area, title) in [(out, words::total(lang)), (left, words::left(lang))] {
            if let Some(area) = place(&COLUMNS, area).get(2).copied().flatten() {
                paint::text(buf, area.x, area.y, area.width, title, shared.style(Role::Dim));
            }
        }
        for (nth, (rule, lines)) in self.proposals().iter().enumerate() {
            if *rule == Rule::ByHand && nth != self.chosen && self.by_hand.is_empty() {
                continue;
            }
            let rest = self.left(lines);
            let role = if rest < 0 { Role::Alarm } else { Role::Dim };
            for (area, number, role) in [(out, given_out(lines), Role::Text), (left, rest, role)] {
                if let Some(area) = place(&COLUMNS, area).get(RULES + nth).copied().flatten() {
                    paint::right(buf, area, &number.to_string(), shared.style(role));
                }
            }
        }
    }
}
