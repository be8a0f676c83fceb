//! The ground of the demo territory: streets in the east of Hangzhou with way points in WGS84 degrees, good to about a hundred metres,
//! and the beats they form. Facts about the city; no map data was copied.

use crate::domain::place::Place;

/// A street as a line of way points.
pub(super) struct Street {
    pub(super) zh: &'static str,
    pub(super) en: &'static str,
    way: &'static [(f64, f64)],
}

/// A beat: its names and its streets.
pub(super) struct Ground {
    pub(super) zh: &'static str,
    pub(super) en: &'static str,
    pub(super) streets: &'static [Street],
}

const fn street(zh: &'static str, en: &'static str, way: &'static [(f64, f64)]) -> Street {
    Street { zh, en, way }
}

/// The beats of the territory, neighbours beside each other.
pub(super) const GROUNDS: [Ground; 6] = [
    Ground {
        zh: "庆春片",
        en: "Qingchun",
        streets: &[
            street(
                "庆春路",
                "Qingchun Rd",
                &[(30.2590, 120.1650), (30.2592, 120.1720), (30.2588, 120.1800), (30.2580, 120.1865)],
            ),
            street("建国北路", "Jianguo North Rd", &[(30.2594, 120.1775), (30.2660, 120.1768), (30.2735, 120.1760)]),
            street("体育场路", "Tiyuchang Rd", &[(30.2735, 120.1600), (30.2728, 120.1690), (30.2720, 120.1755)]),
        ],
    },
    Ground {
        zh: "清泰望江片",
        en: "Qingtai & Wangjiang",
        streets: &[
            street("清泰街", "Qingtai St", &[(30.2448, 120.1665), (30.2440, 120.1730), (30.2433, 120.1785)]),
            street("建国南路", "Jianguo South Rd", &[(30.2480, 120.1790), (30.2430, 120.1788), (30.2375, 120.1770)]),
            street("望江路", "Wangjiang Rd", &[(30.2335, 120.1700), (30.2350, 120.1770), (30.2370, 120.1835)]),
        ],
    },
    Ground {
        zh: "采荷片",
        en: "Caihe",
        streets: &[
            street("解放东路", "Jiefang East Rd", &[(30.2490, 120.1830), (30.2480, 120.1920), (30.2466, 120.2070)]),
            street("采荷路", "Caihe Rd", &[(30.2490, 120.1965), (30.2512, 120.1990), (30.2530, 120.2012)]),
            street("双菱路", "Shuangling Rd", &[(30.2482, 120.2000), (30.2515, 120.2020), (30.2545, 120.2035)]),
        ],
    },
    Ground {
        zh: "钱江新城片",
        en: "Qianjiang New Town",
        streets: &[
            street("钱江路", "Qianjiang Rd", &[(30.2385, 120.1930), (30.2475, 120.2055), (30.2550, 120.2135)]),
            street("富春路", "Fuchun Rd", &[(30.2385, 120.2015), (30.2435, 120.2070), (30.2480, 120.2120)]),
            street("新塘路", "Xintang Rd", &[(30.2545, 120.2060), (30.2665, 120.2085), (30.2760, 120.2110)]),
        ],
    },
    Ground {
        zh: "秋涛凯旋片",
        en: "Qiutao & Kaixuan",
        streets: &[
            street("秋涛北路", "Qiutao North Rd", &[(30.2565, 120.1912), (30.2650, 120.1945), (30.2740, 120.1970)]),
            street("凤起东路", "Fengqi East Rd", &[(30.2650, 120.1850), (30.2648, 120.1945), (30.2635, 120.2060)]),
            street("景昙路", "Jingtan Rd", &[(30.2562, 120.2035), (30.2610, 120.2048), (30.2660, 120.2060)]),
        ],
    },
    Ground {
        zh: "艮山机场路片",
        en: "Genshan & Jichang",
        streets: &[
            street("艮山西路", "Genshan West Rd", &[(30.2748, 120.1800), (30.2768, 120.1920), (30.2810, 120.2060)]),
            street("天城路", "Tiancheng Rd", &[(30.2815, 120.1850), (30.2885, 120.1970), (30.2922, 120.2090)]),
            street("机场路", "Jichang Rd", &[(30.2835, 120.1975), (30.2960, 120.2085), (30.3050, 120.2165)]),
        ],
    },
];

/// The colleague's beat.
pub(super) const COLLEAGUES_GROUND: Ground = Ground {
    zh: "东新石桥片",
    en: "Dongxin & Shiqiao",
    streets: &[
        street("东新路", "Dongxin Rd", &[(30.2905, 120.1718), (30.3000, 120.1722), (30.3085, 120.1728)]),
        street("石桥路", "Shiqiao Rd", &[(30.3010, 120.1905), (30.3120, 120.1912), (30.3220, 120.1920)]),
    ],
};

/// Where the rep lives, and where the colleague does.
pub(super) const HOMES: [Place; 2] = [Place { lat: 30.2625, lon: 120.1895 }, Place { lat: 30.3040, lon: 120.1790 }];

/// Metres between two house numbers of one side.
const METRES_PER_PAIR: f64 = 14.0;

impl Street {
    /// The door at a share (0 to 1) of the street's length, a few metres off its middle line: where it is and its house number, odd
    /// on the left side in the direction of the way points.
    pub(super) fn door(&self, share: f64, left: bool) -> (Place, u32) {
        let mut ahead = self.length() * share;
        let number = (ahead / METRES_PER_PAIR) as u32 * 2 + if left { 1 } else { 2 };
        for (from, to) in self.legs() {
            let leg = from.metres_to(to);
            if ahead <= leg {
                return (beside(from, to, ahead / leg, if left { 12.0 } else { -12.0 }), number);
            }
            ahead -= leg;
        }
        (self.legs().last().map_or(HOMES[0], |(_, end)| end), number)
    }

    fn length(&self) -> f64 {
        self.legs().map(|(from, to)| from.metres_to(to)).sum()
    }

    fn legs(&self) -> impl Iterator<Item = (Place, Place)> {
        let place = |(lat, lon): (f64, f64)| Place { lat, lon };
        self.way.windows(2).map(move |pair| (place(pair[0]), place(pair[1])))
    }
}

/// The point at a share of a leg, so many metres to its left.
fn beside(from: Place, to: Place, share: f64, metres: f64) -> Place {
    let (north, east) = (to.lat - from.lat, (to.lon - from.lon) * from.lat.to_radians().cos());
    let degrees = metres / 111_195.0 / north.hypot(east).max(f64::EPSILON);
    Place {
        lat: from.lat + (to.lat - from.lat) * share + east * degrees,
        lon: from.lon + (to.lon - from.lon) * share - north * degrees / from.lat.to_radians().cos(),
    }
}
