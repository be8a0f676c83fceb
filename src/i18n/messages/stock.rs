//! Words of stock requests, arrivals and allotments.

messages! {
    record_request: "stock request", "缺货登记";
    record_arrival: "arrival", "到货";
    record_allotment: "allotment", "货源分配";
    record_telling: "telling", "告知";
    record_fulfilment: "goods handed over", "交货";

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
