//! Version 1 writes notes by column; version 0, of the studio before its first release, wrote a row for each:
//! `[gap, length, pitch, velocity, authors]`.

use serde_json::Value;

/// How many numbers a row has, and so how many columns there are.
const COLUMNS: usize = 5;

/// Turns the rows of every pattern into columns.
pub fn migrate(file: &mut Value) -> Result<(), String> {
    let tracks = file.get_mut("tracks").and_then(Value::as_array_mut).ok_or("it has no tracks")?;
    for track in tracks {
        let patterns = track.get_mut("patterns").and_then(Value::as_array_mut).ok_or("a track has no patterns")?;
        for pattern in patterns {
            let notes = pattern.get_mut("notes").ok_or("a pattern has no notes")?;
            *notes = columns(notes)?;
        }
    }
    Ok(())
}

fn columns(rows: &Value) -> Result<Value, String> {
    let rows = rows.as_array().ok_or("a pattern has no rows of notes")?;
    let column = |place| rows.iter().map(|row| row.get(place).cloned()).collect::<Option<Vec<Value>>>();
    let columns: Option<Vec<Value>> = (0..COLUMNS).map(|place| column(place).map(Value::from)).collect();
    columns.map(Value::from).ok_or_else(|| "a row of a note is too short".to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn rows_become_columns() {
        let mut file = json!({ "tracks": [{ "patterns": [{ "notes": [[0, 1, 2, 3, 4], [5, 6, 7, 8, 9]] }] }] });
        migrate(&mut file).unwrap();
        let notes = json!([[0, 5], [1, 6], [2, 7], [3, 8], [4, 9]]);
        assert_eq!(file["tracks"][0]["patterns"][0]["notes"], notes);
    }

    #[test]
    fn what_is_no_file_of_version_0_is_refused() {
        for mut file in
            [json!([]), json!({ "tracks": [{}] }), json!({ "tracks": [{ "patterns": [{ "notes": [[1]] }] }] })]
        {
            assert!(migrate(&mut file).is_err(), "{file}");
        }
    }
}
