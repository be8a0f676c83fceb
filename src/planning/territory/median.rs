//! The centre of a territory: of its own points the one with the least weighted distances to all of them (the medoid).

use super::ground::Ground;

/// Steps towards the weighted median of the plane.
const STEPS: usize = 4;

/// The best centre for some points, sought near where their weighted median is in the plane (Weiszfeld 1937), starting from a centre
/// there was. Looks at `candidates` points; all are looked at if there are no more than that. Without points the centre stays.
pub fn median(ground: &Ground, points: &[u32], from: u32, candidates: usize) -> u32 {
    let sum = |centre: u32| -> i64 {
        let cost =
            |point: &u32| ground.weight[*point as usize] * i64::from(ground.distance(*point as usize, centre as usize));
        points.iter().map(cost).sum()
    };
    let best = |some: &mut dyn Iterator<Item = u32>| some.map(|centre| (sum(centre), centre)).min();
    let found = if points.len() <= candidates {
        best(&mut points.iter().copied())
    } else {
        let middle = plane_median(ground, points, ground.at[from as usize]);
        let mut near: Vec<(u32, u32)> =
            points.iter().map(|point| (ground.distance_to(*point as usize, middle), *point)).collect();
        near.select_nth_unstable(candidates - 1);
        best(&mut near[..candidates].iter().map(|(_, point)| *point).chain(points.contains(&from).then_some(from)))
    };
    found.map_or(from, |(_, centre)| centre)
}

fn plane_median(ground: &Ground, points: &[u32], from: [i32; 2]) -> [i32; 2] {
    let [mut x, mut y] = from.map(f64::from);
    for _ in 0..STEPS {
        let (mut all, mut to_x, mut to_y) = (0.0, 0.0, 0.0);
        for point in points {
            let [px, py] = ground.at[*point as usize].map(f64::from);
            let distance = ((px - x) * (px - x) + (py - y) * (py - y)).sqrt();
            // A point that is all but reached must not hold the median for ever.
            let pull = ground.weight[*point as usize] as f64 / distance.max(20.0);
            all += pull;
            to_x += pull * px;
            to_y += pull * py;
        }
        if all > 0.0 {
            (x, y) = (to_x / all, to_y / all);
        }
    }
    [x as i32, y as i32]
}
