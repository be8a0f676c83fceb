//! Words beside the marks in lists: states, kinds, roles, terms. Short; they stand in columns.

messages! {
    over(days: u32): "{days}d over", "超{days}天";
    last_day: "last day", "最后一天";
    left(days: u32): "{days} left", "剩{days}天";
    opens_in(days: u32): "in {days}d", "{days}天后";
    never: "never", "从未";
    until(day: &str): "until {day}", "{day}起";
    closed: "closed", "停业";
    no_cadence: "no cadence", "无周期";
    visiting: "visiting", "拜访中";
    done: "done", "已完成";
    skipped: "skipped", "已跳过";
    fate_left: "left", "留待";
    rolled_to(day: &str): "to {day}", "改{day}";
    handed_to(name: &str): "to {name}", "交{name}";
    attempted: "nobody", "没人";
    days_short(days: u32): "{days}d", "{days}天";
    working_days: "working days", "工作日";
    calendar_days: "calendar days", "自然日";
    days_calendar(days: u32): "{days}c", "{days}自";
    both_units: "working days, c calendar", "工作日，自：自然日";

    kind_routine: "routine", "常规";
    kind_stay: "stay", "驻店";
    kind_counter: "counter day", "站柜";
    kind_phone: "phone", "电话";
    kind_chat: "chat", "微信";
    kind_imported: "imported", "导入";

    matter_promise: "promise", "承诺";
    matter_errand: "errand", "托办";
    matter_complaint: "complaint", "投诉";

    outcome_kept: "kept", "如约";
    outcome_late: "late", "迟到";
    outcome_cancelled: "cancelled", "取消";

    segment_large: "large", "大户";
    segment_night: "night venue", "夜场";
    segment_medium: "medium", "中户";
    segment_small: "small", "小户";

    record_team: "team", "班组";
    record_rep: "rep", "业务员";
    record_tier: "tier", "等级";
    record_beat: "beat", "固定片";
    record_account: "account", "客户";
    record_contact: "contact", "联系人";
    record_touch: "visit", "拜访";
    record_stop: "stop", "拜访点";
    record_matter: "matter", "事项";
    record_appointment: "appointment", "预约";
    record_holidays: "holidays", "假期";
    record_leave: "leave", "休假";
    record_weights: "weights", "权重";
    record_product: "product", "单品";
    record_merge: "merge", "合并";
    record_twins: "decision", "判断";
    record_access_key: "SSH key", "SSH 密钥";
    role_owner: "owner", "老板";
    role_manager: "manager", "店长";
    role_clerk: "clerk", "店员";
    role_driver: "driver", "司机";
    role_storekeeper: "storekeeper", "库管";
    role_bookkeeper: "bookkeeper", "会计";
    role_family: "family", "家人";

    hint_impatient: "impatient: come to the point", "急性子：直说重点";
    hint_slow: "slow: give time, do not push", "慢性子：给足时间，别催";
    hint_silent: "silent: ask, then wait", "沉默：先问，再等";
    hint_talkative: "talkative: listen, then steer back", "健谈：先听，再引回正题";
    hint_hesitant: "hesitant: two choices and a reason", "犹豫：给两个选择和理由";
    hint_grave: "grave: show respect, stay formal", "严肃：给面子，守分寸";
    hint_suspicious: "suspicious: bring proof", "多疑：拿出凭据";
    hint_fault_finding: "fault-finding: agree first, then show", "挑剔：先认同，再说明";
    hint_expert: "expert: ask for advice", "知音：先请教";

    term_cadence(past: u32, length: u32): "{past} days into a window {length} long", "进入窗口{past}天，窗口长{length}天";
    term_factor(tier: &str, factor: f64): "{tier} ×{factor}", "{tier}级 ×{factor}";
    term_matter_due: "a matter is due today", "有事项今日到期";
    term_matter_overdue: "a matter is overdue", "有事项已逾期";
    term_stock: "goods are there that it waits for", "等的货已到";
    term_complaint: "a complaint is open", "有投诉未处理";
    term_care: "a birthday is near", "近日有人生日";
    term_appointment: "an appointment today", "今日有预约";
    term_total(total: &str): "score {total}", "紧急分 {total}";
    term_nothing: "nothing makes it urgent", "目前没有紧急因素";
}
