//! Checking, signing and handing out the ledger, with what a browser would have kept.

use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use studio::project::{ProjectId, file, link};
use studio::provenance::{DeviceKey, Seal};
use studio::session::{Action, DeviceSignature, Effect, EvidenceUse, SealRequest};
use studio::verify::{Payload, Replay, Subject, Verdict, holds, read, replay};

use crate::tab::Tab;

impl Tab {
    /// Answers a wish for evidence as the browser does.
    fn answer_evidence(&mut self) {
        let [Effect::ReadEvidence { project, wanted, claims }] = &self.effects[..] else {
            panic!("{:?}", self.effects)
        };
        let acts = self.archive.iter().map(|entry| String::from_utf8(entry.payload()).unwrap()).collect();
        let (project, wanted, seals) = (*project, *wanted, claims.iter().map(holds).collect());
        self.act(Action::EvidenceRead { project, wanted, acts, seals });
    }

    fn sign(&mut self) -> SealRequest {
        self.act(Action::SignLedger);
        let [Effect::SignLedger(request)] = &self.effects[..] else { panic!("{:?}", self.effects) };
        request.clone()
    }
}

fn signature(request: &SealRequest) -> Box<DeviceSignature> {
    let key = SigningKey::from_slice(&[3; 32]).unwrap();
    let signature: Signature = key.sign(&Seal::words(request.work, request.number, request.digest, request.at));
    let public = key.verifying_key().to_sec1_point(false);
    let key = DeviceKey::of(public.as_bytes()).unwrap();
    Box::new(DeviceSignature { key, signature: signature.to_bytes().as_slice().try_into().unwrap() })
}

#[test]
fn a_signature_travels_with_the_song_and_closes_its_entry() {
    let mut tab = Tab::open(None, None);
    tab.act(Action::SignLedger);
    assert!(tab.effects.is_empty());
    tab.compose();
    tab.accept_all();
    tab.drag_gain(1, -3.0);
    tab.act(Action::EndDrag { gesture: studio::session::GestureId(1) });
    let request = tab.sign();
    tab.act(Action::LedgerSigned { request: request.clone(), by: signature(&request) });
    let signed = tab.project().clone();
    assert!(signed.ledger.entries()[1].seal.is_some());
    tab.act(Action::SignLedger);
    assert!(tab.effects.is_empty());

    // Undo goes on after the signature, in an entry of its own, and takes nothing off it.
    tab.act(Action::Undo);
    assert_eq!(tab.project().ledger.entries().len(), 3);
    assert_eq!(tab.project().ledger.entries()[1], signed.ledger.entries()[1]);
    // A reload comes to the same.
    let again = Tab::open(tab.saved.clone(), None);
    assert_eq!(again.project(), tab.project());
    // So do a file and a link; and the signature holds in each.
    let through_link = link::unpack(&link::pack(tab.project())).unwrap();
    for project in [tab.project(), &through_link] {
        let subject = read(&file::encode(project)).unwrap();
        let verdict = Verdict::of(subject.evidence(), holds);
        assert_eq!((verdict.flaw(), verdict.signed()), (None, Some(2)));
    }
}

#[test]
fn a_signature_that_comes_too_late_is_not_put_under_something_else() {
    let mut tab = Tab::open(None, None);
    tab.compose();
    tab.accept_all();
    let request = tab.sign();
    tab.drag_gain(1, -3.0);
    tab.act(Action::EndDrag { gesture: studio::session::GestureId(1) });
    tab.act(Action::LedgerSigned { request: request.clone(), by: signature(&request) });
    assert_eq!(tab.project().ledger.seals().count(), 0);
}

#[test]
fn everything_is_kept_as_evidence_however_long_the_work_lasts() {
    let mut tab = Tab::open(None, None);
    tab.compose();
    tab.accept_all();
    let request = tab.sign();
    tab.act(Action::LedgerSigned { request: request.clone(), by: signature(&request) });
    for step in 0..560 {
        tab.drag_gain(step, -(step as f32 % 9.0) - 1.0);
        tab.act(Action::EndDrag { gesture: studio::session::GestureId(step) });
        if step % 100 == 50 {
            tab.act(Action::CheckpointDue);
        }
    }
    assert!(tab.archive.len() > 100);
    let mut tab = {
        let mut again = Tab::open(tab.saved.clone(), None);
        again.archive = tab.archive;
        again
    };
    tab.act(Action::Undo);
    tab.act(Action::CheckLedger);
    tab.answer_evidence();
    let verdict = tab.session.verdict().unwrap().clone();
    assert_eq!((verdict.flaw(), verdict.signed(), verdict.with_acts()), (None, Some(1), verdict.entries.len()));
    assert!(verdict.entries.iter().all(|entry| entry.payload == Payload::Holds));

    tab.act(Action::SaveEvidence);
    tab.answer_evidence();
    let [Effect::Download { name, bytes, .. }] = &tab.effects[..] else { panic!("{:?}", tab.effects) };
    assert_eq!(name, "The Last Train Home.evidence.json");
    let subject = read(bytes).unwrap();
    let Subject::Evidence(evidence) = &subject else { panic!("{subject:?}") };
    assert_eq!(replay(evidence, tab.project()), Replay::Same);
    // What was found holds until the song goes on.
    tab.act(Action::Redo);
    assert!(tab.session.verdict().is_none());
    let stale =
        Action::EvidenceRead { project: ProjectId(5), wanted: EvidenceUse::Check, acts: Vec::new(), seals: Vec::new() };
    tab.act(stale);
    assert!(tab.session.verdict().is_none());
}

#[test]
fn a_remix_keeps_the_entries_and_signatures_of_what_it_came_from() {
    let mut tab = Tab::open(None, None);
    tab.compose();
    tab.accept_all();
    let request = tab.sign();
    tab.act(Action::LedgerSigned { request: request.clone(), by: signature(&request) });
    let original = tab.project().clone();
    let mut remix = Tab::open(None, Some(link::pack(&original)));
    remix.drag_gain(1, -3.0);
    remix.act(Action::EndDrag { gesture: studio::session::GestureId(1) });
    assert_eq!(remix.project().lineage, [original.id]);
    assert_ne!(remix.project().id, original.id);
    let entries = remix.project().ledger.entries();
    assert_eq!(entries[..entries.len() - 1], original.ledger.entries()[..]);
    remix.act(Action::CheckLedger);
    remix.answer_evidence();
    let verdict = remix.session.verdict().unwrap();
    assert_eq!((verdict.flaw(), verdict.signed()), (None, Some(1)));
    assert_eq!(
        verdict.entries.iter().map(|entry| entry.payload).collect::<Vec<_>>(),
        [Payload::Absent, Payload::Holds]
    );
}
