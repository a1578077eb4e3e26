//! Getting a key from a service that the person is signed in at (OAuth 2.0 with PKCE, RFC 7636), without a server of
//! our own. The key itself never comes here: the request says where it is in the answer, and the platform keeps it.

use serde_json::json;
use sha2::{Digest, Sha256};

use crate::ai::failure::failure;
use crate::ai::media::exchange::Gather;
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

/// The challenge of a verifier: its SHA-256 in base64url (RFC 7636, 4.2).
pub fn challenge(verifier: &str) -> String {
    data_encoding::BASE64URL_NOPAD.encode(&Sha256::digest(verifier.as_bytes()))
}

/// Exchanges the code that the person brought back for a key, which the platform keeps under the service's account.
#[derive(Debug)]
pub struct SignInCall {
    service: Service,
    code: String,
    verifier: String,
    gather: Gather,
}

impl SignInCall {
    /// A call with the code from the address and the verifier that only this tab knows. Both are worth nothing
    /// afterwards.
    pub fn new(service: Service, code: String, verifier: String) -> Self {
        Self { service, code, verifier, gather: Gather::within(Request::TEXT_LIMIT) }
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
        let said = self.gather.hear(input).map(|heard| match heard {
            Ok(reply) if reply.is_ok() => {
                Output::Done(Box::new(Answer { made: Made::SignedIn, facts: Facts::default() }))
            }
            Ok(reply) => Output::Failed(failure(reply.status, &reply.headers, &reply.body)),
            Err(loss) => Output::Failed(CallError::Lost(loss)),
        });
        said.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_challenge_is_that_of_the_standards_example() {
        // RFC 7636, appendix B.
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        assert_eq!(challenge(verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }
}
