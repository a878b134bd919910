// Scans the scopes that `registry` wrote for the terms that it wrote:
//   scan-peers TERMS SCOPES RUNS
// Both files hold one text a line. Prints, for each way, the hits and the median seconds of RUNS passes. `kept` does what
// liantu does: all hits, also those that overlap, without those that lie in a longer one. `leftmost` is what one would
// use these libraries for, and finds fewer: no hit that overlaps one before it.
use std::time::Instant;

fn lines(path: &str) -> Vec<String> {
    std::fs::read_to_string(path)
        .unwrap_or_else(|error| panic!("{path}: {error}"))
        .lines()
        .map(str::to_owned)
        .collect()
}

fn report(name: &str, runs: usize, scopes: &[String], mut scan: impl FnMut(&str) -> usize) {
    let mut seconds = Vec::new();
    let mut hits = 0;
    for _ in 0..runs {
        let start = Instant::now();
        hits = scopes.iter().map(|scope| scan(scope)).sum();
        seconds.push(start.elapsed().as_secs_f64());
    }
    seconds.sort_by(f64::total_cmp);
    println!("{name} {hits} {:.6}", seconds[seconds.len() / 2]);
}

// Longest first at each place; then one walk drops whatever ends within a longer hit that began before it.
fn kept(hits: &mut [(usize, usize)]) -> usize {
    hits.sort_unstable_by_key(|&(start, end)| (start, usize::MAX - end));
    let mut reach = 0;
    let mut count = 0;
    for &(_, end) in hits.iter() {
        if end > reach {
            reach = end;
            count += 1;
        }
    }
    count
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if arguments.len() != 4 {
        eprintln!("usage: scan-peers TERMS SCOPES RUNS");
        std::process::exit(2);
    }
    let terms = lines(&arguments[1]);
    let scopes = lines(&arguments[2]);
    let runs: usize = arguments[3].parse().expect("RUNS is a number");

    let all = daachorse::CharwiseDoubleArrayAhoCorasick::<u32>::new(&terms).expect("daachorse takes the terms");
    let mut hits = Vec::new();
    report("daachorse-kept", runs, &scopes, |scope| {
        hits.clear();
        hits.extend(all.find_overlapping_iter(scope).map(|hit| (hit.start(), hit.end())));
        kept(&mut hits)
    });

    let leftmost: daachorse::CharwiseDoubleArrayAhoCorasick<u32> = daachorse::CharwiseDoubleArrayAhoCorasickBuilder::new()
        .match_kind(daachorse::MatchKind::LeftmostLongest)
        .build(&terms)
        .expect("daachorse takes the terms");
    report("daachorse-leftmost", runs, &scopes, |scope| leftmost.leftmost_find_iter(scope).count());

    let automaton = aho_corasick::AhoCorasick::builder()
        .match_kind(aho_corasick::MatchKind::LeftmostLongest)
        .kind(Some(aho_corasick::AhoCorasickKind::DFA))
        .build(&terms)
        .expect("aho-corasick takes the terms");
    report("aho-corasick-leftmost", runs, &scopes, |scope| automaton.find_iter(scope).count());
}
