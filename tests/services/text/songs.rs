//! What models write: good songs and faulty ones.

/// A song in which everything is right, with characters that are long in UTF-8.
pub const NIGHT_DRIVE: &str = r#"{"plan":"A slow A-minor synthwave song ♩ 夜. A falling motif opens the verse and is inverted in the chorus 𝄞.","title":"Night Drive ♩","key":"A minor","meter":"4/4","bpm":92,"swing":0,"tracks":[{"id":"lead","role":"vocal","instrument":"Lead 2 (sawtooth)"},{"id":"bass","role":"bass","instrument":"Synth Bass 1"},{"id":"keys","role":"chords","instrument":"Electric Piano 1"},{"id":"drums","role":"drums","instrument":"Drum Kit"}],"sections":[{"name":"Verse","bars":4,"chords":["Am","F","C","G"],"use":["m1","b1*4:follow","d1*4","keys:auto-block"]},{"name":"Chorus","bars":4,"chords":["F","G","Am","C"],"use":["m2","b1*4:follow","d1*4","keys:auto-block"]}],"patterns":[{"id":"m1","track":"lead","bars":["E4:4 D4:4 C4:8","r:4 C4:2 D4:2 E4:8","G4:4 E4:4 D4:8","D4:2 E4:2 D4:4 B3:8"],"lyrics":["Rain on glass","ci-ty lights","call-ing me","I am not there"]},{"id":"b1","track":"bass","bars":["A1:2 A1:2 A1:2 A1:2 A1:2 A1:2 E2:2 A1:2"],"lyrics":[]},{"id":"d1","track":"drums","bars":["k=x.......x....... s=....x.......x... h=x.x.x.x.x.x.x.x."],"lyrics":[]},{"id":"m2","track":"lead","bars":["A4:8 G4:4 E4:4","D4:8 E4:8","C5:8 B4:4 A4:4","G4:16"],"lyrics":["Drive with me","all night","through the rain","home"]}]}"#;

/// A plan without a note.
pub const PLAN: &str = r#"{"plan":"A quiet start, a chorus that opens.","title":"Slow Rivers","key":"D dorian","meter":"4/4","bpm":"84 BPM","style":"folk ballad, fingerpicked guitar","tracks":[{"id":"vocal","role":"vocal","instrument":"Flute"},{"id":"guitar","role":"chords","instrument":"Acoustic Guitar (nylon)"},{"id":"bass","role":"bass","instrument":"Acoustic Bass"},{"id":"drums","role":"drums","instrument":"Brush Kit"}],"sections":[{"name":"Intro","bars":4,"chords":["Dm7","G","Dm7","G"],"lyrics":[]},{"name":"Verse","bars":8,"chords":["Dm7","G","Am7","G"],"lyrics":["Slow ri-vers run","be-low the mill","I count the stones","and they are still"]},{"name":"Chorus","bars":8,"chords":["F","C","G","Dm"],"lyrics":["Car-ry me down","car-ry me home"]}]}"#;

/// Bars written anew.
pub const MENDED: &str = r#"{"bars":[{"pattern":"m1","bar":1,"text":"E4:4 D4:4 C4:8"},{"pattern":"m1","bar":2,"text":"D4:16"}],"patterns":[{"id":"b9","track":"bass","bars":["A1:16"],"lyrics":[]}]}"#;

/// New chords for two sections of four bars.
pub const CHORDS: &str = r#"{"plan":"Darker.","sections":[{"name":"Verse","bars":4,"chords":["Am7","Fmaj7","Dm9","E7"]},{"name":"Chorus","bars":4,"chords":["F","Dm7 E7","Am","Am"]}]}"#;

/// One track of a part of a song, written anew.
pub const REGION: &str = r#"{"plan":"Sadder.","title":"","key":"A minor","meter":"4/4","bpm":92,"swing":0,"tracks":[{"id":"Lead","role":"vocal","instrument":"Lead"}],"sections":[{"name":"Verse","bars":4,"chords":["Am","F","C","G"],"use":["n1*2"]},{"name":"Chorus","bars":4,"chords":["F","G","Am","C"],"use":["n1*2"]}],"patterns":[{"id":"n1","track":"Lead","bars":["E4:8 D4:8","C4:16"],"lyrics":["slow fall","down"]}]}"#;

/// Lyrics.
pub const LYRICS: &str =
    "[Verse 1]\nNight ci-ty ♩ lights are calling 夜\nI am driving\n\n[Chorus]\nDrive with me all night";

/// Everything that can be wrong with notes and names, short of being no song.
pub const FAULTY: &str = r#"{"title":"<img src=x onerror=alert(1)>\u0007 Night","key":"B♭ minor","meter":"4/4","bpm":"120","swing":"0","tracks":[{"id":"lead","role":"vocal","instrument":"Theremin of Doom"},{"id":"bass","role":"bass","instrument":"Synth Bass 1"},{"id":"drums","role":"drums","instrument":"Drum Kit"}],"patterns":[{"id":"m1","track":"lead","bars":["B♭4:4 A#4:4 Cb5:4 E##4:3","E4:8 F4:8","C9:16","G4:16"],"lyrics":["one two three four five six","a","b","c"]},{"id":"b1","track":"bass","bars":["A4:8 E5:8"],"lyrics":[]},{"id":"d1","track":"drums","bars":["C2:4 D2:4 C2:4 D2:4"],"lyrics":[]}],"sections":[{"name":"Verse","bars":4,"chords":["Amin7","A-7","what","G/B"],"use":["m1","b1*3","d1*4"]}]}"#;
