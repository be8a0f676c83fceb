//! Matrices: what they refuse, and that an estimate is the one the timetable shows.

use rounds::planning::matrix::{Matrix, Source, UNREACHABLE};
use rounds::planning::travel::{GUESSED_SECONDS, Travel};

use super::km;

#[test]
fn rows_of_the_wrong_length_are_refused() {
    assert!(Matrix::new(2, vec![0; 4], vec![0; 3], Source::Given).is_none());
    assert!(Matrix::new(usize::MAX, vec![], vec![], Source::Given).is_none());
    assert!(Matrix::new(0, vec![], vec![], Source::Given).unwrap().is_empty());
}

#[test]
fn a_matrix_answers_for_every_pair_of_points() {
    let matrix = Matrix::new(2, vec![10, 7, UNREACHABLE, 0], vec![0, 70, 0, 0], Source::Given).unwrap();
    assert_eq!((matrix.seconds(0, 1), matrix.metres(0, 1)), (7, 70));
    assert_eq!((matrix.seconds(1, 0), matrix.seconds(0, 2), matrix.metres(2, 0)), (UNREACHABLE, UNREACHABLE, 0));
    assert_eq!(matrix.seconds(0, 0), 0, "the way from a point to itself");
}

#[test]
fn an_estimate_is_the_leg_of_the_timetable() {
    let places = [km(0.0, 0.0), km(3.0, 4.0), None];
    let matrix = Matrix::estimated(&places, Travel::default());
    for (from, a) in places.iter().enumerate() {
        for (to, b) in places.iter().enumerate().filter(|(to, _)| *to != from) {
            let leg = Travel::default().leg(*a, *b);
            assert_eq!((matrix.seconds(from, to), matrix.metres(from, to)), (leg.seconds, leg.metres));
        }
    }
    assert_eq!((matrix.seconds(0, 2), matrix.is_guessed(2), matrix.is_guessed(1)), (GUESSED_SECONDS, true, false));
    assert_eq!(matrix.source(), &Source::Estimate(Travel::default()));
}
