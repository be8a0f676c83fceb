//! Words of what is recorded of a visit beside notes: orders, shelf, display, needs; and of goods as they are typed.

messages! {
    no_product(said: &str): "no product “{said}”", "没有单品“{said}”";
    several(list: &str): "which: {list}?", "是哪个：{list}？";
    no_amount: "how many?", "多少？";
    no_unit(units: &str): "in {units}", "单位：{units}";

    section_order: "Order", "订货";
    section_no_order: "No order", "未订原因";
    section_shelf: "Stock", "库存";
    section_display: "Display", "陈列";
    section_needs: "Needs", "服务需求";
    section_told: "Told", "告知";
    section_rival: "Competitor", "竞品";
    order_hint: "a number, or goods: 玉溪软 x5, 利群 2条", "数量，或单品：玉溪软 x5，利群 2条";
    shelf_hint: "what is on the shelf: 玉溪软 x5, 利群 0", "店内存货：玉溪软 x5，利群 0";
    told_hint: "news and tips that they were given", "告知的政策、消息、经营建议";
    rival_hint: "what competitors do here", "竞争品牌的动态";

    ordered(quantity: &str): "order {quantity}", "订{quantity}";
    ordered_nothing(why: &str): "no order: {why}", "未订：{why}";
    on_the_shelf(goods: &str): "on the shelf: {goods}", "库存：{goods}";
    display_in_order: "display in order", "陈列良好";
    display_lacks(list: &str): "display lacks {list}", "陈列缺{list}";
    served(list: &str): "served: {list}", "满足需求：{list}";
    told_them(what: &str): "told: {what}", "告知：{what}";
    rivals(what: &str): "competitor: {what}", "竞品：{what}";

    enough_stock: "enough stock", "库存充足";
    slow_sales: "slow sales", "动销慢";
    price: "price", "价格";
    money: "money", "资金";
    no_decider: "decider away", "决策人不在";
    out_of_stock: "out of stock", "无货";
    rival: "competitor", "竞品";
    other: "other", "其他";

    not_understood(part: &str, why: &str): "“{part}” goes into the note: {why}", "“{part}”将记入备注：{why}";
    base_units(count: &str): "{count} in base units, of which products is not said", "{count}（基本单位，未注明单品）";
    lacks(what: &str): "no {what}", "缺{what}";
    all_in_order: "in order", "良好";
    place: "place", "位置";
    labels: "labels", "价签";
    facings: "facings", "排面";
    material: "material", "物料";

    need_product: "product", "产品";
    need_service: "service", "服务";
    need_experience: "experience", "体验";
    need_relationship: "relationship", "关系";
    need_success: "success", "成功";
}
