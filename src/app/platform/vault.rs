//! The keys of the person's accounts: kept in memory, and on this device only where they chose so, sealed.
//!
//! A key is kept for an account *and* an origin, and is given out for no other. Its own database keeps it apart from
//! the songs. What scripts of this page could do, sealing does not stop: it protects against whoever reads the files
//! of the profile, and the studio says so.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use idb::{Database, DatabaseEvent, Factory, ObjectStoreParams, TransactionMode};
use js_sys::Uint8Array;
use serde::{Deserialize, Serialize};
use studio::session::{Action, KeyState, KnownKey, Notice, Severity};
use studio::text::Message;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::CryptoKey;

use super::sealing::{self, Sealed};
use super::{Dispatch, words};
use crate::keys::{Keep, KeyWish};

const DATABASE: &str = "cowrite-keys";
/// A place → [`Record`].
const KEYS: &str = "keys";
/// Names → this device's own keys: [`DEVICE_KEY`] seals, and one more signs ledgers.
pub(super) const DEVICE: &str = "device";
const DEVICE_KEY: &str = "key";
/// How many characters of a key are shown.
const SHOWN: usize = 4;

/// A sealed key as it lies in the database. `salt` is there where a passphrase seals it.
#[derive(Serialize, Deserialize)]
struct Record {
    #[serde(with = "serde_wasm_bindgen::preserve")]
    salt: JsValue,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    nonce: Uint8Array,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    sealed: Uint8Array,
}

/// Whose key, and for which origin.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    account: String,
    origin: String,
}

impl Place {
    /// As it is written in the database and sealed in: accounts have no spaces.
    fn name(&self) -> String {
        format!("{} {}", self.account, self.origin)
    }

    fn of(name: &str) -> Option<Self> {
        let (account, origin) = name.split_once(' ')?;
        Some(Self { account: account.to_owned(), origin: origin.to_owned() })
    }
}

/// A key in memory; none while it is locked.
#[derive(Clone)]
struct Kept {
    key: Option<String>,
    state: KeyState,
}

/// The keys of the person's accounts.
#[derive(Clone)]
pub struct Vault {
    dispatch: Dispatch,
    keys: Rc<RefCell<BTreeMap<Place, Kept>>>,
}

impl Vault {
    /// A vault that opens what this device keeps, and tells the session by and by.
    pub fn open(dispatch: Dispatch) -> Self {
        let vault = Self { dispatch, keys: Rc::default() };
        let this = vault.clone();
        spawn_local(async move {
            // A browser that keeps nothing has no keys either; whoever enters one is told.
            if this.load().await.is_ok() {
                this.tell();
            }
        });
        vault
    }

    /// The key of an account for an origin.
    pub fn key(&self, account: &str, origin: &str) -> Option<String> {
        let place = Place { account: account.to_owned(), origin: origin.to_owned() };
        self.keys.borrow().get(&place).and_then(|kept| kept.key.clone())
    }

    /// Does what the person wishes.
    pub fn fulfil(&self, wish: KeyWish) {
        let this = self.clone();
        spawn_local(async move {
            let done = match wish {
                KeyWish::Enter { account, origin, key, keep } => this.enter(Place { account, origin }, key, keep).await,
                KeyWish::Forget { account, origin } => this.forget(&Place { account, origin }).await,
                KeyWish::Unlock { passphrase } => this.unlock(&passphrase).await,
            };
            if let Err(thrown) = done {
                let message = Message::new("keys-not-kept").with("reason", words(&thrown));
                (this.dispatch)(Action::Notify { notice: Notice::new(Severity::Warning, message) });
            }
            this.tell();
        });
    }

    async fn enter(&self, place: Place, key: String, keep: Keep) -> Result<(), JsValue> {
        let key = key.trim().to_owned();
        if key.is_empty() {
            return Ok(());
        }
        // At hand at once; where keeping it fails it stays in memory.
        self.put(&place, Some(key.clone()), KeyState::Memory);
        let (salt, sealer, state) = match &keep {
            Keep::Memory => return self.erase(&place).await,
            Keep::Device => (JsValue::UNDEFINED, self.device_key().await?, KeyState::Device),
            Keep::Passphrase(passphrase) => {
                let salt = sealing::salt()?;
                let sealer = sealing::key_of(passphrase, &salt).await?;
                (salt.into(), sealer, KeyState::Passphrase)
            }
        };
        let sealed = sealing::seal(&sealer, &place.name(), &key).await?;
        let record = Record { salt, nonce: sealed.nonce, sealed: sealed.bytes };
        write(KEYS, &place.name(), &serde_wasm_bindgen::to_value(&record)?).await.map_err(thrown)?;
        self.put(&place, Some(key), state);
        Ok(())
    }

    async fn forget(&self, place: &Place) -> Result<(), JsValue> {
        self.keys.borrow_mut().remove(place);
        self.erase(place).await
    }

    /// Opens every key that this passphrase seals; those of another stay locked.
    async fn unlock(&self, passphrase: &str) -> Result<(), JsValue> {
        let mut opened = 0;
        for (place, record) in records().await? {
            if record.salt.is_undefined() {
                continue;
            }
            let sealer = sealing::key_of(passphrase, &Uint8Array::new(&record.salt)).await?;
            let sealed = Sealed { nonce: record.nonce, bytes: record.sealed };
            if let Ok(key) = sealing::open(&sealer, &place.name(), &sealed).await {
                self.put(&place, Some(key), KeyState::Passphrase);
                opened += 1;
            }
        }
        if opened == 0 {
            let notice = Notice::new(Severity::Warning, Message::new("keys-wrong-passphrase"));
            (self.dispatch)(Action::Notify { notice });
        }
        Ok(())
    }

    async fn load(&self) -> Result<(), JsValue> {
        let found = records().await?;
        if found.is_empty() {
            return Ok(());
        }
        let device = self.device_key().await?;
        for (place, record) in found {
            if record.salt.is_undefined() {
                let sealed = Sealed { nonce: record.nonce, bytes: record.sealed };
                // A key that cannot be opened any more is as good as none.
                if let Ok(key) = sealing::open(&device, &place.name(), &sealed).await {
                    self.put(&place, Some(key), KeyState::Device);
                }
            } else {
                self.put(&place, None, KeyState::Locked);
            }
        }
        Ok(())
    }

    /// The key that seals for this device, made at the first use.
    async fn device_key(&self) -> Result<CryptoKey, JsValue> {
        let kept = read(DEVICE, DEVICE_KEY).await.map_err(thrown)?;
        if let Some(key) = kept.and_then(|key| key.dyn_into::<CryptoKey>().ok()) {
            return Ok(key);
        }
        let key = sealing::new_key().await?;
        write(DEVICE, DEVICE_KEY, &key).await.map_err(thrown)?;
        Ok(key)
    }

    fn put(&self, place: &Place, key: Option<String>, state: KeyState) {
        self.keys.borrow_mut().insert(place.clone(), Kept { key, state });
    }

    async fn erase(&self, place: &Place) -> Result<(), JsValue> {
        let database = database().await.map_err(thrown)?;
        let transaction = database.transaction(&[KEYS], TransactionMode::ReadWrite).map_err(thrown)?;
        let store = transaction.object_store(KEYS).map_err(thrown)?;
        store.delete(JsValue::from_str(&place.name())).map_err(thrown)?.await.map_err(thrown)?;
        transaction.commit().map_err(thrown)?.await.map_err(thrown)?;
        Ok(())
    }

    fn tell(&self) {
        let known = self.keys.borrow().iter().map(|(place, kept)| known(place, kept)).collect();
        (self.dispatch)(Action::KeysKnown { keys: known });
    }
}

/// What may be told of a key. Of a short one nothing is shown.
fn known(place: &Place, kept: &Kept) -> KnownKey {
    let characters = kept.key.as_deref().unwrap_or("").chars().collect::<Vec<_>>();
    let shown = if characters.len() >= 4 * SHOWN { SHOWN } else { 0 };
    KnownKey {
        account: place.account.clone(),
        origin: place.origin.clone(),
        state: kept.state,
        ending: characters[characters.len() - shown..].iter().collect(),
    }
}

async fn records() -> Result<Vec<(Place, Record)>, JsValue> {
    let database = database().await.map_err(thrown)?;
    let transaction = database.transaction(&[KEYS], TransactionMode::ReadOnly).map_err(thrown)?;
    let store = transaction.object_store(KEYS).map_err(thrown)?;
    let names = store.get_all_keys(None, None).map_err(thrown)?.await.map_err(thrown)?;
    let values = store.get_all(None, None).map_err(thrown)?.await.map_err(thrown)?;
    let found = names.into_iter().zip(values).filter_map(|(name, value)| {
        let place = Place::of(&name.as_string()?)?;
        Some((place, serde_wasm_bindgen::from_value(value).ok()?))
    });
    Ok(found.collect())
}

async fn database() -> Result<Database, idb::Error> {
    let mut request = Factory::new()?.open(DATABASE, Some(1))?;
    request.on_upgrade_needed(|event| {
        let Ok(database) = event.database() else { return };
        for name in [KEYS, DEVICE] {
            // Where this fails the first transaction does, too, and the person is told then.
            database.create_object_store(name, ObjectStoreParams::new()).ok();
        }
    });
    request.await
}

pub(super) async fn read(store: &str, name: &str) -> Result<Option<JsValue>, idb::Error> {
    let transaction = database().await?.transaction(&[store], TransactionMode::ReadOnly)?;
    transaction.object_store(store)?.get(JsValue::from_str(name))?.await
}

pub(super) async fn write(store: &str, name: &str, value: &JsValue) -> Result<(), idb::Error> {
    let transaction = database().await?.transaction(&[store], TransactionMode::ReadWrite)?;
    transaction.object_store(store)?.put(value, Some(&JsValue::from_str(name)))?.await?;
    transaction.commit()?.await?;
    Ok(())
}

pub(super) fn thrown(error: idb::Error) -> JsValue {
    JsValue::from_str(&error.to_string())
}
