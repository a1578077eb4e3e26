//! Checking the ledger with everything it covers, handing it out, and signing it.

use std::rc::Rc;

use crate::bundle;
use crate::project::file;
use crate::provenance::{Seal, SealClaim};
use crate::release;
use crate::session::{Action, BundleJob, DeviceSignature, Effect, EvidenceUse, SealRequest, Session, Severity};
use crate::text::Message;
use crate::verify::{Evidence, Verdict};

impl Session {
    pub(super) fn update_ledger(&mut self, action: Action, now: u64) -> Vec<Effect> {
        match action {
            Action::CheckLedger => vec![self.read_evidence(EvidenceUse::Check)],
            Action::SaveEvidence => vec![self.read_evidence(EvidenceUse::Save)],
            Action::SignLedger => self.seal_request(now).map(Effect::SignLedger).into_iter().collect(),
            Action::EvidenceRead { project, wanted, acts, seals } if project == self.history.project().id => {
                self.evidence_read(wanted, acts, &seals, now)
            }
            Action::LedgerSigned { request, by } => self.signed(request, *by, now),
            _ => Vec::new(),
        }
    }

    /// What was found when the ledger was last checked with everything it covers, unless it has grown since.
    pub fn verdict(&self) -> Option<&Rc<Verdict>> {
        let project = self.history.project();
        let still_holds = |verdict: &&Rc<Verdict>| {
            let signed = project.ledger.seals().count() == verdict.entries.iter().flat_map(|entry| entry.seal).count();
            (verdict.work, verdict.head) == (project.id, project.ledger.head()) && signed
        };
        self.verdict.as_ref().filter(still_holds)
    }

    pub(super) fn read_evidence(&self, wanted: EvidenceUse) -> Effect {
        let project = self.history.project();
        let claims = project.ledger.seals().map(|(_, claim)| claim).collect();
        Effect::ReadEvidence { project: project.id, wanted, claims }
    }

    /// The kept acts end where the history of this tab begins, which has all that came after.
    fn evidence_read(&mut self, wanted: EvidenceUse, mut acts: Vec<String>, seals: &[bool], now: u64) -> Vec<Effect> {
        acts.extend(self.history.entries().filter_map(|entry| String::from_utf8(entry.payload()).ok()));
        let project = self.history.project();
        let evidence = Evidence::of(project, &acts);
        match wanted {
            EvidenceUse::Check => {
                let mut answers = seals.iter().copied();
                // A signature that came while the others were being checked is looked at the next time.
                let holds = |_: &SealClaim| answers.next().unwrap_or(true);
                self.verdict = Some(Rc::new(Verdict::of(&evidence, holds)));
                Vec::new()
            }
            EvidenceUse::Save => vec![Effect::Download {
                name: format!("{}.evidence.json", release::file_stem(&project.metadata.title)),
                media_type: "application/json",
                bytes: evidence.bytes(),
            }],
            EvidenceUse::Bundle => vec![Effect::SaveBundle(Box::new(BundleJob {
                file_name: format!("{}{}", release::file_stem(&project.metadata.title), bundle::EXTENSION),
                project: file::encode(project),
                evidence: evidence.bytes(),
                assets: project.assets.to_vec(),
            }))],
            EvidenceUse::Pack => self.make_pack(evidence.bytes(), now),
        }
    }

    /// What a signature would cover; nothing where there is nothing, or all of it is signed.
    fn seal_request(&self, at: u64) -> Option<SealRequest> {
        let project = self.history.project();
        let last = project.ledger.entries().last().filter(|entry| entry.seal.is_none())?;
        let number = project.ledger.entries().len();
        Some(SealRequest { work: project.id.0, number, digest: last.digest, at })
    }

    fn signed(&mut self, request: SealRequest, by: DeviceSignature, now: u64) -> Vec<Effect> {
        let still = self.seal_request(request.at).is_some_and(|wanted| wanted == request);
        let seal = Seal { work: request.work, at: request.at, key: by.key, signature: by.signature };
        let person = self.person();
        match if still { self.history.seal(seal, &person, now) } else { None } {
            Some(entry) => {
                self.say(Severity::Success, Message::new("notice-ledger-signed"));
                self.after_change(entry)
            }
            None => {
                self.say(Severity::Warning, Message::new("notice-ledger-moved"));
                Vec::new()
            }
        }
    }
}
