//! What is sold in the demo territory. The names are those that every shop in the country has on its shelf.

use super::scene::Scene;
use crate::domain::ids::Ids;
use crate::domain::product::{Pack, Product};

/// A packet, the base unit.
const PACKET: &str = "盒";
/// The larger units, each so many packets: a carton and a case.
const PACKS: [(&str, u32); 2] = [("条", 10), ("件", 500)];

/// Code, name, and what it is called as well: in short, and in English.
const SOLD: [(&str, &str, &[&str]); 10] = [
    ("310101", "玉溪(软)", &["软玉", "Yuxi Soft"]),
    ("320204", "利群(新版)", &["新利", "Liqun New"]),
    ("310307", "黄鹤楼(软蓝)", &["软蓝楼", "Yellow Crane Tower Soft Blue"]),
    ("430102", "芙蓉王(硬)", &["硬芙", "Furongwang Hard"]),
    ("320511", "苏烟(五星红杉树)", &["五星苏", "Suyan Five Star"]),
    ("320513", "南京(红)", &["红南京", "Nanjing Red"]),
    ("310108", "大前门(软)", &["软前门", "Great Front Gate Soft"]),
    ("530116", "云烟(紫)", &["紫云", "Yunyan Purple"]),
    ("310112", "红双喜(硬)", &["硬红双喜", "Double Happiness Hard"]),
    ("370105", "泰山(红将军)", &["红将", "Taishan Red General"]),
];

/// All products, in the order of the table.
pub(super) fn products(scene: &Scene, ids: &mut Ids) -> Vec<Product> {
    let at = scene.at(scene.opening, 4, 30);
    let owned = |text: &&str| (*text).to_owned();
    let product = |(code, name, aliases): &(&str, &str, &[&str])| Product {
        id: ids.next(at),
        code: owned(code),
        name: owned(name),
        aliases: aliases.iter().map(owned).collect(),
        unit: PACKET.to_owned(),
        packs: PACKS.map(|(name, factor)| Pack { name: name.to_owned(), factor }).to_vec(),
        retired: false,
    };
    SOLD.iter().map(product).collect()
}
