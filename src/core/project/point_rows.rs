//! Automation points in files, by column as notes are: `[[gap, …], [value, …], [segment, …], [authors, …]]`.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::project::Point;
use crate::provenance::AuthorsId;
use crate::sound::Segment;
use crate::time::Tick;

/// Gaps, values, segments and authors, one of each for every point.
type Columns = (Vec<u32>, Vec<f32>, Vec<Segment>, Vec<AuthorsId>);

/// Writes points in order as columns.
pub fn serialize<S: Serializer>(points: &[Point], out: S) -> Result<S::Ok, S::Error> {
    let mut previous = Tick::ZERO;
    let gap = |point: &Point| point.at.saturating_sub(std::mem::replace(&mut previous, point.at)).0;
    let columns: Columns = (
        points.iter().map(gap).collect(),
        points.iter().map(|point| point.value).collect(),
        points.iter().map(|point| point.segment).collect(),
        points.iter().map(|point| point.authors).collect(),
    );
    columns.serialize(out)
}

/// Reads columns back; refuses points that are out of order or past the end of time.
pub fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<Point>, D::Error> {
    let (gap, value, segment, authors) = Columns::deserialize(input)?;
    if [value.len(), segment.len(), authors.len()] != [gap.len(); 3] {
        return Err(D::Error::custom("the columns of points differ in length"));
    }
    let mut points: Vec<Point> = Vec::with_capacity(gap.len());
    let mut at = Tick::ZERO;
    for (((gap, value), segment), authors) in gap.into_iter().zip(value).zip(segment).zip(authors) {
        if gap == 0 && !points.is_empty() {
            return Err(D::Error::custom("two points lie on one tick"));
        }
        at = at.0.checked_add(gap).map(Tick).ok_or_else(|| D::Error::custom("a point lies past the end of time"))?;
        points.push(Point { at, value, segment, authors });
    }
    Ok(points)
}

#[cfg(test)]
mod tests {
    use crate::project::AutomationLane;

    fn read(points: &str) -> Result<AutomationLane, serde_json::Error> {
        serde_json::from_str(&format!(r#"{{"target":"volume","points":{points}}}"#))
    }

    #[test]
    fn columns_are_read_as_they_are_written() {
        let points = "[[0,960,960],[-60.0,-6.5,0.0],[0,127,-40],[1,2,1]]";
        let lane = read(points).unwrap();
        assert_eq!(lane.points[2].at.0, 1_920);
        assert!(serde_json::to_string(&lane).unwrap().contains(points));
    }

    #[test]
    fn points_no_lane_can_hold_are_refused() {
        for points in [
            "[[0,0],[0.0,0.0],[0,0],[0,0]]",
            "[[0],[0.0],[101],[0]]",
            "[[0],[null],[0],[0]]",
            "[[1,4294967295],[0.0,0.0],[0,0],[0,0]]",
            "[[0,1],[0.0],[0],[0]]",
        ] {
            assert!(read(points).is_err(), "{points}");
        }
    }
}
