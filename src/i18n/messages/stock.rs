//! Words of stock requests, arrivals and allotments.

messages! {
    record_request: "stock request", "缺货登记";
    record_arrival: "arrival", "到货";
    record_allotment: "allotment", "货源分配";
    record_telling: "telling", "告知";
    record_fulfilment: "goods handed over", "交货";

    in_base_units(said: &str, base: &str): "{said} ({base})", "{said}（{base}）";
    rule_first: "first asked", "先登记先得";
    rule_tier: "tier", "按等级";
    rule_fair: "fair share", "按比例";
    rule_hand: "by hand", "人工";
    why_enough: "its turn came and there was enough", "轮到时数量足够";
    why_rest: "its turn came; this was all that was left", "轮到时只剩这些";
    why_nothing: "nothing was left when its turn came", "轮到时已经分完";
    why_does_not_fit(open: u32, left: u32): "all or nothing: wants {open}, {left} were left; keeps its place", "要求足额：需 {open}，只剩 {left}；名次保留";
    why_part(open: u32, available: u32, asked: u32): "its part: {open} × {available} ÷ {asked}, rounded down", "按比例：{open} × {available} ÷ {asked}，舍去尾数";
    why_part_up(open: u32, available: u32, asked: u32): "its part: {open} × {available} ÷ {asked}, rounded up for its remainder", "按比例：{open} × {available} ÷ {asked}，余数较大或登记较早，进一";
    why_part_too_small(part: u32): "all or nothing: its part would be {part}; keeps its place", "要求足额：按比例只得 {part}；名次保留";
    why_kept: "keeps what it had", "保留原有份额";
    why_passed: "was told and passed", "告知后不要";
    why_lapsed: "did not answer while the goods were held", "保留期内未答复";
    why_hand: "by hand", "人工决定";
    by_phone: "phone", "电话";
    by_chat: "message", "消息";
    in_person: "in person", "当面";
    takes(quantity: &str): "takes {quantity}", "要 {quantity}";
    not_now: "not this time", "这次不要";
    no_more: "wants no more", "不再需要";
    end_fulfilled: "fulfilled", "已满足";
    end_partly: "partly", "部分满足";
    end_passed: "passed", "放弃";
    end_cancelled: "cancelled", "已取消";

    waits: "still waiting", "仍在等候";
    waits_for_the_rest: "partly handed over, the rest still waiting", "已交一部分，其余仍在等候";
    told_withdrawn: "withdrawn", "已撤回";
    no_answer: "no answer yet", "尚未答复";
    no_answer_held(day: &str): "no answer yet, held until {day}", "尚未答复，保留到{day}";

    deed_request: "stock request", "缺货登记";
    deed_cancel: "request cancelled", "取消登记";
    deed_arrive: "arrival", "到货";
    deed_close: "arrival closed", "到货结清";
    deed_allot: "allotment", "货源分配";
    deed_tell: "told", "告知";
    deed_respond: "answer about goods", "到货答复";
    deed_fulfil: "goods handed over", "交货";

    refused_amount: "a quantity is at least 1 and a number that can be counted with", "数量至少为 1，且不能过大";
    refused_request_over: "this request is over", "该登记已结束";
    refused_ask_again: "more of it is a new request at the end of the queue; this one keeps its place and quantity", "加量请另行登记，排在队尾；本登记的名次和数量不变";
    refused_fixed: "this cannot be changed any more", "这一项不能再改";
    refused_arrival_closed: "this arrival is closed", "该到货已结清";
    refused_decided: "somebody decided anew meanwhile; look at it again", "其间已有人重新分配，请再看一遍";
    refused_queue: "the queue has changed since this was proposed; look at it again", "排队情况已有变化，请再看一遍";
    refused_not_in_queue: "this request does not wait for these goods", "该登记不在这批货的队列中";
    refused_over_allotted(more: u32): "that would be {more} more than there is", "超出可用数量 {more}";
    refused_more_than_asked: "that is more than was asked for", "超过登记的数量";
    refused_all_or_nothing: "this request wants all or nothing", "该登记要求足额，不收部分";
    refused_handed_over: "goods were handed over already", "货已交付";
    refused_say_why: "shops were told already; say why it is changed", "已告知客户，改动须说明原因";
    refused_call_list: "it is not on the call list: it gets nothing of these goods", "不在告知名单上：这批货没有它的份";
    refused_not_told: "this telling does not count any more", "这次告知已不作数";
    refused_rests: "something that was done later rests on it", "后面的步骤以此为依据";
}
