//! Services that answer with the file.

use super::super::wire::{Asked, FixtureService, Piece, Reply};
use super::job_scripts::{BEARER, LYRICS};
use super::{Door, Places, Plot, files, missing, wrong};
use data_encoding::{BASE64, HEXLOWER};
use serde_json::{Value, json};

/// What sets one service apart from another.
pub struct Script {
    /// What it is called.
    pub name: &'static str,
    /// How it takes its key.
    pub door: Door,
    /// The path it is asked at, by POST.
    pub path: &'static str,
    /// What a body of JSON must hold.
    pub fields: fn() -> Vec<(&'static str, Value)>,
    /// What a form must hold.
    pub form: &'static [&'static str],
    /// What it answers.
    pub well: fn(&Places) -> Reply,
    /// What it says to a wrong key.
    pub wrong_key: fn() -> Reply,
    /// What it says where the account has no credit.
    pub no_credit: fn() -> Reply,
    /// What it says where it does not want to.
    pub refused: fn() -> Reply,
}

/// A service that answers with the file.
pub struct Answers {
    script: &'static Script,
    plot: Plot,
    places: Places,
    any_song: bool,
}

impl Answers {
    /// A service of this script and plot.
    pub fn new(script: &'static Script, plot: Plot, places: Places) -> Self {
        Self { script, plot, places, any_song: false }
    }

    /// The same, whatever song is asked for: a person cannot say all that a script's own test says.
    #[must_use]
    pub fn for_any_song(self) -> Self {
        Self { any_song: true, ..self }
    }
}

impl FixtureService for Answers {
    fn answer(&mut self, asked: &Asked) -> Reply {
        if asked.path.starts_with("/files/") {
            let keyed = self.script.door.key.is_some_and(|(header, _)| asked.header(header).is_some());
            return if keyed { wrong("the key was sent to another origin") } else { sound() };
        }
        if let Some(what) = self.script.door.trouble(asked) {
            return wrong(&what);
        }
        if (asked.method.as_str(), asked.path.as_str()) != ("POST", self.script.path) {
            return wrong(&format!("{} {}", asked.method, asked.path));
        }
        let (fields, form) =
            if self.any_song { (Vec::new(), [].as_slice()) } else { ((self.script.fields)(), self.script.form) };
        if let Some(what) = missing(&asked.json(), &fields) {
            return wrong(&what);
        }
        let text = String::from_utf8_lossy(&asked.body);
        if let Some(field) = form.iter().find(|field| !text.contains(**field)) {
            return wrong(&format!("{field:?} is not in the form: {text}"));
        }
        match self.plot {
            Plot::WrongKey => (self.script.wrong_key)(),
            Plot::NoCredit => (self.script.no_credit)(),
            Plot::Refused => (self.script.refused)(),
            Plot::Pages => Reply::new(502, "text/html", "<!doctype html><h1>502 Bad Gateway</h1>"),
            Plot::Vanished => {
                Reply::new(403, "text/html", "<html><script>alert(1)</script>Sorry, you have been blocked</html>")
            }
            Plot::Busy => {
                Reply::json(429, &json!({"detail": {"status": "too_many_concurrent_requests", "message": "Too many"}}))
                    .with_header("retry-after", "12")
            }
            Plot::Fails => Reply::json(500, &json!({"error": "The model ran out of memory"})),
            Plot::OutOfReach => (self.script.well)(&self.places).without_cors(),
            _ => (self.script.well)(&self.places),
        }
    }
}

fn sound() -> Reply {
    Reply::new(200, "audio/wav", files::sound())
}

/// A sound without a length in the header of the answer, in pieces.
fn streamed() -> Reply {
    let mut reply = Reply::new(200, "audio/wav", Vec::new());
    reply.pieces = files::sound_of_wrong_length().chunks(5000).map(|piece| Piece::Bytes(piece.to_vec())).collect();
    reply
}

/// The two parts of an answer of ElevenLabs.
pub fn detailed(end: &str) -> Vec<u8> {
    let told = json!({
        "composition_plan": {"chunks": [{"text": "[Intro]", "duration_ms": 15000, "positive_styles": ["synthwave"]}]},
        "song_metadata": {"title": "Night Drive", "description": "...", "genres": ["synthwave"], "is_explicit": false},
        "words_timestamps": [
            {"word": "Night", "start_ms": 15230, "end_ms": 15500},
            {"word": "city", "start_ms": 15520, "end_ms": 15900},
            {"word": "We", "start_ms": 18000, "end_ms": 18200},
        ],
        "waveform_visual": [0, 120, -80],
    });
    let head = format!(
        "--boundary123{end}Content-Type: application/json{end}{end}{told}{end}--boundary123{end}Content-Type: audio/mpeg{end}\
         Content-Disposition: attachment; filename=\"generated_music.mp3\"{end}{end}"
    );
    [head.as_bytes(), &files::sound(), format!("{end}--boundary123--{end}").as_bytes()].concat()
}

fn json_401() -> Reply {
    Reply::json(
        401,
        &json!({"error": {"message": "Incorrect API key provided: sk-****cdef.", "code": "invalid_api_key"}}),
    )
}

fn json_402() -> Reply {
    Reply::json(402, &json!({"error": {"message": "Insufficient credit", "code": 402}}))
}

fn json_refused() -> Reply {
    Reply::json(400, &json!({"error": {"message": "Rejected by the safety system", "code": "moderation_blocked"}}))
}

/// Every service that answers with the file.
pub const SCRIPTS: &[Script] = &[
    Script {
        name: "eleven-labs",
        door: Door { key: Some(("xi-api-key", "")) },
        path: "/v1/music/detailed?output_format=mp3_44100_128",
        fields: || {
            vec![
                ("/model_id", json!("the-model")),
                ("/music_length_ms", json!(60_000)),
                ("/force_instrumental", json!(false)),
            ]
        },
        form: &[LYRICS_IN_JSON],
        well: |_| {
            Reply::new(200, "multipart/mixed; boundary=boundary123", detailed("\r\n")).with_header("song-id", "song_1")
        },
        wrong_key: || Reply::json(401, &json!({"detail": {"status": "invalid_api_key", "message": "Invalid API key"}})),
        no_credit: || {
            Reply::json(402, &json!({"detail": {"status": "limited_access", "message": "A paid plan is needed."}}))
        },
        refused: || {
            let data = json!({"prompt_suggestion": "A 60s-inspired British beat-pop song with close harmonies"});
            let message =
                "We were unable to generate music from your prompt as it appears to reference copyrighted material.";
            Reply::json(422, &json!({"detail": {"status": "bad_prompt", "message": message, "data": data}}))
        },
    },
    Script {
        name: "stability",
        door: BEARER,
        path: "/v2beta/audio/stable-audio-2/text-to-audio",
        fields: Vec::new,
        form: &[
            "name=\"prompt\"\r\n\r\nmelancholic synthwave",
            "name=\"duration\"\r\n\r\n60",
            "name=\"seed\"\r\n\r\n42",
            "the-model",
        ],
        well: |_| {
            Reply::new(200, "audio/mpeg", files::sound())
                .with_header("seed", "42")
                .with_header("finish-reason", "SUCCESS")
        },
        wrong_key: || {
            Reply::json(
                401,
                &json!({"id": "1", "name": "unauthorized", "errors": ["authorization: invalid or missing header value"]}),
            )
        },
        no_credit: || {
            Reply::json(
                402,
                &json!({"id": "1", "name": "payment_required", "errors": ["You lack sufficient credits."]}),
            )
        },
        refused: || {
            let words =
                "Your request was flagged by our content moderation system, as a result your request was denied.";
            Reply::json(403, &json!({"id": "ed14db44", "name": "content_moderation", "errors": [words]}))
        },
    },
    Script {
        name: "mini-max",
        door: BEARER,
        path: "/v1/music_generation",
        fields: || {
            vec![
                ("/model", json!("the-model")),
                ("/lyrics", json!(LYRICS)),
                ("/output_format", json!("hex")),
                ("/is_instrumental", json!(false)),
                ("/audio_setting/format", json!("mp3")),
            ]
        },
        form: &[],
        well: |_| {
            let audio = HEXLOWER.encode(&files::sound());
            Reply::json(
                200,
                &json!({
                    "data": {"audio": audio, "status": 2}, "trace_id": "04ede0ab", "extra_info": {"music_duration": 25364},
                    "analysis_info": null, "base_resp": {"status_code": 0, "status_msg": "success"},
                }),
            )
        },
        wrong_key: || {
            Reply::json(200, &json!({"base_resp": {"status_code": 1004, "status_msg": "login fail"}, "trace_id": "0"}))
        },
        no_credit: || {
            Reply::json(200, &json!({"base_resp": {"status_code": 1008, "status_msg": "insufficient balance"}}))
        },
        refused: || Reply::json(200, &json!({"base_resp": {"status_code": 1026, "status_msg": "input new_sensitive"}})),
    },
    Script {
        name: "hugging-face",
        door: BEARER,
        path: "/hf-inference/models/the-model",
        fields: || vec![("/inputs", json!("melancholic synthwave, female vocal, no heavy metal, 92 bpm, A minor"))],
        form: &[],
        well: |_| streamed(),
        wrong_key: || Reply::json(401, &json!({"error": "Invalid credentials in Authorization header"})),
        no_credit: || Reply::json(402, &json!({"error": "You have exceeded your monthly included credits"})),
        refused: json_refused,
    },
    Script {
        name: "sound-generation",
        door: BEARER,
        path: "/v1/sound-generation",
        fields: || vec![("/model_id", json!("the-model")), ("/duration_seconds", json!(60))],
        form: &[],
        well: |_| streamed(),
        wrong_key: json_401,
        no_credit: json_402,
        refused: json_refused,
    },
    Script {
        name: "omni-audio",
        door: BEARER,
        path: "/v1/audio/generate",
        fields: || vec![("/audio_length", json!(60)), ("/seed", json!(42)), ("/negative_prompt", json!("heavy metal"))],
        form: &[],
        well: |_| streamed(),
        wrong_key: json_401,
        no_credit: json_402,
        refused: json_refused,
    },
    Script {
        name: "gemini",
        door: Door { key: Some(("x-goog-api-key", "")) },
        path: "/models/the-model:generateContent",
        fields: || vec![("/generationConfig/responseModalities", json!(["AUDIO", "TEXT"]))],
        form: &[],
        well: |_| {
            let data = BASE64.encode(&files::sound());
            let parts = json!([
                {"text": "hidden", "thought": true}, {"text": "[Verse]\nMorning light..."},
                {"inlineData": {"mimeType": "audio/mpeg", "data": data}},
            ]);
            let candidate = json!({"content": {"role": "model", "parts": parts}, "finishReason": "STOP", "index": 0});
            Reply::json(
                200,
                &json!({
                    "candidates": [candidate], "usageMetadata": {"promptTokenCount": 12, "totalTokenCount": 12},
                    "modelVersion": "lyria-3-clip-preview", "responseId": "abc",
                }),
            )
        },
        wrong_key: || {
            let message = "API key not valid. Please pass a valid API key.";
            Reply::json(400, &json!({"error": {"code": 400, "message": message, "status": "INVALID_ARGUMENT"}}))
        },
        no_credit: || {
            let message = "You exceeded your current quota, please check your plan and billing details.";
            Reply::json(429, &json!({"error": {"code": 429, "message": message, "status": "RESOURCE_EXHAUSTED"}}))
        },
        refused: || Reply::json(200, &json!({"promptFeedback": {"blockReason": "PROHIBITED_CONTENT"}})),
    },
    Script {
        name: "google-interactions",
        door: Door { key: Some(("x-goog-api-key", "")) },
        path: "/interactions",
        fields: || vec![("/model", json!("the-model")), ("/store", json!(false)), ("/input/0/type", json!("text"))],
        form: &[],
        well: |_| {
            let data = BASE64.encode(&files::sound());
            let content = json!([
                {"type": "text", "text": "[Verse]\nNight city lights"},
                {"type": "audio", "mime_type": "audio/mpeg", "data": data, "sample_rate": 44100, "channels": 2},
            ]);
            Reply::json(
                200,
                &json!({
                    "id": "int_1", "object": "interaction", "model": "lyria-3.5", "status": "completed",
                    "steps": [{"type": "model_output", "content": content}],
                    "usage": {"total_input_tokens": 20, "total_output_tokens": 0, "total_tokens": 20},
                }),
            )
        },
        wrong_key: || Reply::json(400, &json!({"error": {"code": "invalid", "message": "API key not valid."}})),
        no_credit: || Reply::json(200, &json!({"id": "int_1", "status": "budget_exceeded", "steps": []})),
        refused: || {
            Reply::json(200, &json!({"id": "int_1", "status": "failed", "error": {"message": "Blocked for safety"}}))
        },
    },
    Script {
        name: "openai-chat",
        door: BEARER,
        path: "/chat/completions",
        fields: || {
            vec![
                ("/model", json!("the-model")),
                ("/stream", json!(false)),
                ("/audio_config/bpm", json!(92)),
                ("/audio_config/duration", json!(60)),
                ("/audio_config/key_scale", json!("A minor")),
            ]
        },
        form: &["<lyrics>[Verse]\\nNight city lights"],
        well: |_| {
            let data = format!("data:audio/wav;base64,{}", BASE64.encode(&files::sound()));
            let content = "## Metadata\n**Caption:** Upbeat pop\n**BPM:** 120\n**Duration:** 30s\n\n## Lyrics\n[Verse 1]\nHello world";
            let message = json!({"role": "assistant", "content": content, "audio": [{"type": "audio_url", "audio_url": {"url": data}}]});
            Reply::json(
                200,
                &json!({
                    "id": "chatcmpl-a1b2", "object": "chat.completion", "model": "acestep/acestep-v15-turbo",
                    "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
                    "usage": {"prompt_tokens": 10, "completion_tokens": 100, "total_tokens": 110},
                }),
            )
        },
        wrong_key: json_401,
        no_credit: || {
            Reply::json(200, &json!({"error": {"code": 402, "message": "Insufficient credits", "metadata": {}}}))
        },
        refused: || {
            let message = json!({"role": "assistant", "content": null, "refusal": "I cannot do that."});
            Reply::json(200, &json!({"choices": [{"index": 0, "message": message, "finish_reason": "stop"}]}))
        },
    },
    Script {
        name: "loudly",
        door: Door { key: Some(("api-key", "")) },
        path: "/api/ai/prompt/songs",
        fields: Vec::new,
        form: &["name=\"prompt\"", "name=\"duration\"\r\n\r\n60"],
        well: |places| {
            let file = format!("{}/files/a.mp3", places.files);
            Reply::json(200, &json!({"id": "l-1", "title": "Night", "bpm": 92, "music_file_path": file}))
        },
        wrong_key: || Reply::json(401, &json!({"message": "Unauthorized"})),
        no_credit: || Reply::json(402, &json!({"message": "Your quota is used up"})),
        refused: json_refused,
    },
];

/// The words as they stand in a body of JSON.
const LYRICS_IN_JSON: &str = "Lyrics:\\n[Verse]\\nNight city lights shining bright";
