//! What the platform shall send.

use crate::ai::Address;

/// The verb of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Asks for something.
    Get,
    /// Sends something.
    Post,
    /// Sets something; how some services are told to stop a job.
    Put,
}

/// A field of a multipart form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormField {
    /// A value.
    Text {
        /// The field's name.
        name: &'static str,
        /// What it says.
        value: String,
    },
    /// A file.
    File {
        /// The field's name.
        name: &'static str,
        /// The file's name.
        file_name: String,
        /// Its media type.
        media_type: String,
        /// What is in it.
        bytes: Vec<u8>,
    },
}

/// What a request carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Nothing.
    Empty,
    /// JSON, sent as `application/json`.
    Json(String),
    /// A form, sent as `multipart/form-data` with a boundary of the platform's choice.
    Form(Vec<FormField>),
}

/// The header in which the platform puts the key of an account. The key itself is never in here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyUse {
    /// Whose key: the account it was entered for. It is sent only to the origin it was entered for, too.
    pub account: String,
    /// The header's name, in lower case.
    pub header: String,
    /// What stands before the key, such as `Bearer `.
    pub prefix: &'static str,
    /// Whether the request goes out without the header where no key is kept.
    pub optional: bool,
}

/// A key in an answer, which the platform takes out and keeps before anybody else sees the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyTaken {
    /// Whose key it is; it is kept for the origin that the request goes to.
    pub account: String,
    /// Where it is in the answer, a JSON pointer (RFC 6901). An answer of status 200 without it is a lost one
    /// (`Loss::NoKey`). Nothing of the answer is passed on but its status.
    pub pointer: &'static str,
}

/// A request for the platform to carry out: without cookies, referrer, cache, and with a key without redirects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The verb.
    pub method: Method,
    /// Where it goes.
    pub address: Address,
    /// Further headers, names in lower case. Browsers ask the service's leave for each, so there are few.
    pub headers: Vec<(&'static str, String)>,
    /// The header that carries the key, where one is needed.
    pub key: Option<KeyUse>,
    /// The key that the answer brings, where it brings one.
    pub taken: Option<KeyTaken>,
    /// What it carries.
    pub body: Body,
    /// The most bytes of an answer that are read; more is a failure.
    pub limit: u64,
}

impl Request {
    /// The most bytes of an answer that holds words.
    pub const TEXT_LIMIT: u64 = 8 << 20;
    /// The most bytes of an answer that holds sound or a picture.
    pub const MEDIA_LIMIT: u64 = 256 << 20;

    /// Asks for something.
    pub fn get(address: Address) -> Self {
        Self {
            method: Method::Get,
            address,
            headers: Vec::new(),
            key: None,
            taken: None,
            body: Body::Empty,
            limit: Self::TEXT_LIMIT,
        }
    }

    /// Sends JSON.
    pub fn post_json(address: Address, json: &serde_json::Value) -> Self {
        Self { method: Method::Post, body: Body::Json(json.to_string()), ..Self::get(address) }
    }

    /// Sends a form.
    pub fn post_form(address: Address, fields: Vec<FormField>) -> Self {
        Self { method: Method::Post, body: Body::Form(fields), ..Self::get(address) }
    }

    /// With the key of an account.
    #[must_use]
    pub fn with_key(self, key: Option<KeyUse>) -> Self {
        Self { key, ..self }
    }

    /// Whose good answer holds a key for an account, which the platform keeps.
    #[must_use]
    pub fn keeping_key(self, account: String, pointer: &'static str) -> Self {
        Self { taken: Some(KeyTaken { account, pointer }), ..self }
    }

    /// With a header. `name` is in lower case.
    #[must_use]
    pub fn with_header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// For an answer that holds sound or a picture.
    #[must_use]
    pub fn for_media(self) -> Self {
        Self { limit: Self::MEDIA_LIMIT, ..self }
    }
}
