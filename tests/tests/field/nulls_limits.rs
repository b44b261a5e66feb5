//! What is null in very large and very deep payloads.

use super::nulls::dispatch;

#[test]
fn ten_thousand_entries_that_do_not_fit_take_no_longer_than_their_text() {
    let read = |count: usize| {
        let counts = vec!["\"x\""; count].join(",");
        let labels: Vec<_> = (0..count).map(|it| format!("\"k{it}\":{it}")).collect();
        let data = format!(
            r#"{{"id":"o","counts":[{counts}],"labels":{{{}}}}}"#,
            labels.join(",")
        );
        let start = std::time::Instant::now();
        let (_, nulls) = dispatch("order", &data).expect("an order").into_parts();
        assert_eq!(nulls.len(), 2 * count);
        start.elapsed()
    };
    let (few, many) = (read(1000), read(20_000));
    assert!(
        many < few * 20 * 8 + std::time::Duration::from_millis(200),
        "{few:?} {many:?}"
    );
}

#[test]
fn deep_payloads_do_not_overflow_the_stack() {
    let tree = |depth: usize| {
        format!(
            "{}{{\"name\":\"z\"}}{}",
            "{\"name\":\"a\",\"left\":".repeat(depth),
            "}".repeat(depth)
        )
    };
    for depth in [100, 126, 127, 128, 10_000] {
        let (_, nulls) = dispatch(
            "order",
            &format!(r#"{{"id":"o","note":1,"tree":{}}}"#, tree(depth)),
        )
        .expect("an order")
        .into_parts();
        assert_eq!(nulls.len(), if depth > 125 { 2 } else { 1 }, "{depth}");
    }
    let group = |depth: usize| {
        let open = r#"{"type":"group","of":"parts","parts":["#;
        format!("{}1{}", open.repeat(depth), "]}".repeat(depth))
    };
    for depth in [10, 50, 63, 64, 5000] {
        let data = format!(r#"{{"id":"o","parts":[{}]}}"#, group(depth));
        let (_, nulls) = dispatch("order", &data).expect("an order").into_parts();
        assert_eq!(nulls.len(), 1, "{depth}");
    }
}
