//! Getting a key from a service that the person is signed in at (OAuth 2.0 with PKCE, RFC 7636), without a server of
//! our own. The key itself never comes here: the request says where it is in the answer, and the platform keeps it.

use serde_json::json;

use crate::ai::failure::failure;
use crate::ai::{Answer, Call, CallError, Facts, Input, Made, Output, Progress, Request, Service};

/// Where the person signs in and comes back from, by OpenRouter's rules. `challenge` is the SHA-256 of the verifier in
/// base64url, `back` the address of the studio.
pub fn sign_in_page(back: &str, challenge: &str) -> String {
    let mut encoded = String::new();
    for byte in back.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => encoded.push(char::from(byte)),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    format!("https://openrouter.ai/auth?callback_url={encoded}&code_challenge={challenge}&code_challenge_method=S256")
}

/// Exchanges the code that the person brought back for a key, which the platform keeps under the service's account.
#[derive(Debug)]
pub struct SignInCall {
    service: Service,
    code: String,
    verifier: String,
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl SignInCall {
    /// A call with the code from the address and the verifier that only this tab knows. Both are worth nothing
    /// afterwards.
    pub fn new(service: Service, code: String, verifier: String) -> Self {
        Self { service, code, verifier, status: 0, headers: Vec::new(), body: Vec::new() }
    }
}

impl Call for SignInCall {
    fn begin(&mut self) -> Vec<Output> {
        let (code, verifier) = (std::mem::take(&mut self.code), std::mem::take(&mut self.verifier));
        let body = json!({"code": code, "code_verifier": verifier, "code_challenge_method": "S256"});
        let request = Request::post_json(self.service.at("/auth/keys"), &body);
        let kept = request.keeping_key(self.service.account.clone(), "/key");
        vec![Output::Progress(Progress::Asking), Output::Fetch(Box::new(kept))]
    }

    fn hear(&mut self, input: Input) -> Vec<Output> {
        match input {
            Input::Opened { status, headers } => (self.status, self.headers) = (status, headers),
            Input::Bytes(bytes) if self.body.len() < 64 << 10 => self.body.extend_from_slice(&bytes),
            Input::Closed if (200..=299).contains(&self.status) => {
                let answer = Answer { made: Made::SignedIn, facts: Facts::default() };
                return vec![Output::Done(Box::new(answer))];
            }
            Input::Closed => return vec![Output::Failed(failure(self.status, &self.headers, &self.body))],
            Input::Lost(loss) => return vec![Output::Failed(CallError::Lost(loss))],
            Input::Bytes(_) | Input::Elapsed => {}
        }
        Vec::new()
    }
}
