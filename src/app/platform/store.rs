//! IndexedDB: the songs of this browser, each a project file and the journal that goes on from it, and the recordings
//! that they name.

use idb::event::VersionChangeEvent;
use idb::{Database, DatabaseEvent, Factory, KeyRange, ObjectStoreParams, Transaction, TransactionMode};
use js_sys::Uint8Array;
use serde::{Deserialize, Serialize};
use studio::edit::JournalEntry;
use studio::project::ProjectId;
use studio::provenance::Digest;
use studio::session::{SavedProject, SongSummary};
use studio::text::Message;
use wasm_bindgen::{JsCast, JsValue};

/// 1: songs. 2: recordings beside them.
const VERSION: u32 = 2;
/// Project id → [`Record`].
const PROJECTS: &str = "projects";
/// Project id and place in the journal → JSON of an entry. Project id, a hyphen and a place → JSON of an entry from before
/// the journal, which undo no longer needs and the ledger still covers.
const JOURNAL: &str = "journal";
/// Digest → the bytes of a recording.
const ASSETS: &str = "assets";
/// Digest → the outline of a recording.
const OUTLINES: &str = "outlines";
/// Names → values; so far only [`LAST`].
const STATE: &str = "state";
/// Names the project that was written last.
const LAST: &str = "last";

/// Why the store could not keep or find something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The browser keeps nothing for this page: a private window, or a setting.
    Unavailable(String),
    /// A newer version of the studio wrote the store.
    Newer,
    /// There is no room.
    Full,
    /// The browser failed.
    Failed(String),
}

impl StoreError {
    /// What the person reads.
    pub fn message(&self) -> Message {
        match self {
            Self::Unavailable(reason) => Message::new("store-unavailable").with("reason", reason),
            Self::Newer => Message::new("store-newer"),
            Self::Full => Message::new("store-full"),
            Self::Failed(reason) => Message::new("store-failed").with("reason", reason),
        }
    }
}

impl From<idb::Error> for StoreError {
    fn from(error: idb::Error) -> Self {
        let words = error.to_string();
        if words.contains("QuotaExceeded") {
            Self::Full
        } else if words.contains("VersionError") {
            Self::Newer
        } else {
            Self::Failed(words)
        }
    }
}

impl From<serde_wasm_bindgen::Error> for StoreError {
    fn from(error: serde_wasm_bindgen::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

/// A project as it lies in the store.
#[derive(Serialize, Deserialize)]
struct Record {
    title: String,
    /// Milliseconds since 1970-01-01 UTC.
    saved_at: f64,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    base: Uint8Array,
}

/// What the store had of a project.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The project.
    pub saved: SavedProject,
    /// Journal entries that could not be read and were left out, counted from the first unreadable one.
    pub unreadable: usize,
}

/// The open store.
pub struct Store {
    database: Database,
}

impl Store {
    /// Opens the store of this name, and makes it where there is none.
    ///
    /// # Errors
    /// The browser keeps nothing for this page, or a newer studio wrote the store.
    pub async fn open(name: &str) -> Result<Self, StoreError> {
        let unavailable = |error: idb::Error| match StoreError::from(error) {
            StoreError::Failed(reason) => StoreError::Unavailable(reason),
            other => other,
        };
        let mut request = Factory::new().and_then(|factory| factory.open(name, Some(VERSION))).map_err(unavailable)?;
        request.on_upgrade_needed(|event| {
            if let Err(error) = create_stores(&event) {
                // The open request then fails at its first transaction, which tells the person.
                web_sys::console::error_1(&error.to_string().into());
            }
        });
        Ok(Self { database: request.await.map_err(unavailable)? })
    }

    /// The project that was written last.
    ///
    /// # Errors
    /// The browser failed.
    pub async fn last(&self) -> Result<Option<Found>, StoreError> {
        let transaction = self.database.transaction(&[STATE], TransactionMode::ReadOnly)?;
        let id = transaction.object_store(STATE)?.get(JsValue::from_str(LAST))?.await?;
        let id = id.and_then(|id| id.as_string()).and_then(|id| ProjectId::try_from(id).ok());
        match id {
            Some(id) => self.load(id).await,
            None => Ok(None),
        }
    }

    /// A project, where the store has it.
    ///
    /// # Errors
    /// The browser failed.
    pub async fn load(&self, id: ProjectId) -> Result<Option<Found>, StoreError> {
        let transaction = self.database.transaction(&[PROJECTS, JOURNAL], TransactionMode::ReadOnly)?;
        let projects = transaction.object_store(PROJECTS)?;
        let Some(record) = projects.get(JsValue::from_str(&id.to_string()))?.await? else { return Ok(None) };
        let texts = transaction.object_store(JOURNAL)?.get_all(Some(journal_of(id)?.into()), None)?.await?;
        let record: Record = serde_wasm_bindgen::from_value(record)?;
        // An entry only makes sense after all that went before it, so reading ends at the first bad one.
        let journal: Vec<JournalEntry> =
            texts.iter().map_while(|text| text.as_string().and_then(|text| serde_json::from_str(&text).ok())).collect();
        let unreadable = texts.len() - journal.len();
        Ok(Some(Found { saved: SavedProject { id, base: record.base.to_vec(), journal }, unreadable }))
    }

    /// Every song, the latest first.
    ///
    /// # Errors
    /// The browser failed.
    pub async fn songs(&self) -> Result<Vec<SongSummary>, StoreError> {
        let transaction = self.database.transaction(&[PROJECTS], TransactionMode::ReadOnly)?;
        let projects = transaction.object_store(PROJECTS)?;
        let keys = projects.get_all_keys(None, None)?.await?;
        let records = projects.get_all(None, None)?.await?;
        let mut songs = Vec::new();
        for (key, record) in keys.into_iter().zip(records) {
            let Some(id) = key.as_string().and_then(|id| ProjectId::try_from(id).ok()) else { continue };
            let record: Record = serde_wasm_bindgen::from_value(record)?;
            songs.push(SongSummary { id, title: record.title, saved: record.saved_at as u64 });
        }
        songs.sort_by_key(|song| std::cmp::Reverse(song.saved));
        Ok(songs)
    }

    /// Adds an entry to a project's journal.
    ///
    /// # Errors
    /// There is no room, or the browser failed; nothing is changed then.
    pub async fn append(&self, project: ProjectId, entry: &JournalEntry) -> Result<(), StoreError> {
        let transaction = self.database.transaction(&[JOURNAL, STATE], TransactionMode::ReadWrite)?;
        let journal = transaction.object_store(JOURNAL)?;
        let place = journal.count(Some(journal_of(project)?.into()))?.await?;
        journal.add(&entry_text(entry)?, Some(&entry_key(project, place)))?.await?;
        set_last(&transaction, project).await?;
        commit(transaction).await
    }

    /// Keeps a recording and its outline.
    ///
    /// # Errors
    /// There is no room, or the browser failed; nothing is changed then.
    pub async fn keep_asset(&self, digest: Digest, bytes: &[u8], outline: &[u8]) -> Result<(), StoreError> {
        let transaction = self.database.transaction(&[ASSETS, OUTLINES], TransactionMode::ReadWrite)?;
        let key = asset_key(digest);
        transaction.object_store(ASSETS)?.put(&Uint8Array::from(bytes), Some(&key))?.await?;
        transaction.object_store(OUTLINES)?.put(&Uint8Array::from(outline), Some(&key))?.await?;
        commit(transaction).await
    }

    /// The bytes of a recording, where the store has it.
    ///
    /// # Errors
    /// The browser failed.
    pub async fn asset(&self, digest: Digest) -> Result<Option<Uint8Array>, StoreError> {
        self.bytes(ASSETS, digest).await
    }

    /// The outline of a recording, where the store has it.
    ///
    /// # Errors
    /// The browser failed.
    pub async fn outline(&self, digest: Digest) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.bytes(OUTLINES, digest).await?.map(|bytes| bytes.to_vec()))
    }

    async fn bytes(&self, store: &str, digest: Digest) -> Result<Option<Uint8Array>, StoreError> {
        let transaction = self.database.transaction(&[store], TransactionMode::ReadOnly)?;
        let found = transaction.object_store(store)?.get(asset_key(digest))?.await?;
        Ok(found.and_then(|found| found.dyn_into().ok()))
    }

    /// What was done to a project before its journal begins, as far as it was kept: JSON of entries, oldest first.
    ///
    /// # Errors
    /// The browser failed.
    pub async fn evidence(&self, project: ProjectId) -> Result<Vec<String>, StoreError> {
        let transaction = self.database.transaction(&[JOURNAL], TransactionMode::ReadOnly)?;
        let texts = transaction.object_store(JOURNAL)?.get_all(Some(evidence_of(project)?.into()), None)?.await?;
        Ok(texts.iter().filter_map(wasm_bindgen::JsValue::as_string).collect())
    }

    /// Writes a project and its journal anew, in one transaction. Entries that are forgotten, because undo no longer needs
    /// them, are kept as evidence.
    ///
    /// # Errors
    /// There is no room, or the browser failed; nothing is changed then.
    pub async fn checkpoint(
        &self,
        project: ProjectId,
        title: &str,
        base: &[u8],
        entries: &[JournalEntry],
        forgotten: &[JournalEntry],
    ) -> Result<(), StoreError> {
        let record = Record { title: title.to_owned(), saved_at: js_sys::Date::now(), base: Uint8Array::from(base) };
        let record = serde_wasm_bindgen::to_value(&record)?;
        let transaction = self.database.transaction(&[PROJECTS, JOURNAL, STATE], TransactionMode::ReadWrite)?;
        let key = JsValue::from_str(&project.to_string());
        transaction.object_store(PROJECTS)?.put(&record, Some(&key))?.await?;
        let journal = transaction.object_store(JOURNAL)?;
        journal.delete(journal_of(project)?)?.await?;
        for (place, entry) in (0..).zip(entries) {
            journal.add(&entry_text(entry)?, Some(&entry_key(project, place)))?.await?;
        }
        let kept = journal.count(Some(evidence_of(project)?.into()))?.await?;
        for (place, entry) in (kept..).zip(forgotten) {
            journal.add(&entry_text(entry)?, Some(&evidence_key(project, place)))?.await?;
        }
        set_last(&transaction, project).await?;
        commit(transaction).await
    }
}

fn create_stores(event: &VersionChangeEvent) -> Result<(), idb::Error> {
    let database = event.database()?;
    let there = database.store_names();
    for name in [PROJECTS, JOURNAL, STATE, ASSETS, OUTLINES] {
        if !there.iter().any(|known| known == name) {
            database.create_object_store(name, ObjectStoreParams::new())?;
        }
    }
    Ok(())
}

async fn set_last(transaction: &Transaction, project: ProjectId) -> Result<(), StoreError> {
    let id = JsValue::from_str(&project.to_string());
    transaction.object_store(STATE)?.put(&id, Some(&JsValue::from_str(LAST)))?.await?;
    Ok(())
}

/// Waits until what was written is safe. Browsers withdraw a write as a whole when its end finds no room.
async fn commit(transaction: Transaction) -> Result<(), StoreError> {
    if transaction.commit()?.await?.is_committed() { Ok(()) } else { Err(StoreError::Full) }
}

fn asset_key(digest: Digest) -> JsValue {
    JsValue::from_str(&digest.to_string())
}

fn entry_text(entry: &JournalEntry) -> Result<JsValue, StoreError> {
    serde_json::to_string(entry)
        .map(|text| JsValue::from_str(&text))
        .map_err(|error| StoreError::Failed(error.to_string()))
}

/// Keys sort as text, so the place is padded.
fn entry_key(project: ProjectId, place: u32) -> JsValue {
    JsValue::from_str(&format!("{project} {place:010}"))
}

/// Sorts after every key of the project's journal and before the next project's.
fn evidence_key(project: ProjectId, place: u32) -> JsValue {
    JsValue::from_str(&format!("{project}-{place:010}"))
}

fn evidence_of(project: ProjectId) -> Result<KeyRange, idb::Error> {
    KeyRange::bound(&evidence_key(project, 0), &evidence_key(project, u32::MAX), None, None)
}

fn journal_of(project: ProjectId) -> Result<KeyRange, idb::Error> {
    KeyRange::bound(&entry_key(project, 0), &entry_key(project, u32::MAX), None, None)
}
