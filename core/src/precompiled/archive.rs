//! Packs, calendars and zones in one run of bytes.

use std::sync::OnceLock;

#[cfg(feature = "zones")]
use super::Writer;
use super::{Precompiled, Reader};
use crate::calendar::{Calendar, CalendarSpec};
use crate::checked::Pack;
use crate::error::{Code, Error, Problem};
use crate::time::Zone;

/// Rules as bytes: packs, calendars, and the zones that calendars may be in. For builds that
/// carry rules of their own and need not read rule texts. With the feature `precompiled`.
///
/// The bytes hold what was checked, not what was written, so that an engine made of them
/// answers the same, revisions included. They are for the version of this crate that wrote
/// them and for no other: write them in the build that ships them.
///
/// A pack or a calendar is read when it is asked for, a calendar once.
///
/// ```
/// # let office = dueby::Calendar::from_toml(r#"
/// # [calendar]
/// # id = "office"
/// # title = "An office"
/// # zone = "Europe/London"
/// # from = "2026-01-01"
/// # to = "2026-12-31"
/// # [hours]
/// # mon-fri = "09:00-17:00"
/// # "#, "office.toml")?;
/// # let pack = dueby::Pack::from_toml(r#"
/// # [pack]
/// # id = "letters"
/// # title = "Letters"
/// # calendar = "office"
/// # basis = "promise"
/// # [[clock]]
/// # id = "answer"
/// # kind = "letter"
/// # starts = "letter.received"
/// # stops = "letter.answered"
/// # within = "5 working days"
/// # "#, "letters.toml")?;
/// let bytes = dueby::Archive::write(&[office], &[pack]);
/// let archive = dueby::Archive::read(&bytes)?;
/// assert!(archive.pack_names().eq(["letters"]));
/// let mut builder = dueby::Engine::builder();
/// for pack in archive.packs("letters")? {
///     builder = builder.pack(pack);
/// }
/// for calendar in archive.calendar("office")? {
///     builder = builder.calendar(calendar);
/// }
/// let engine = builder.build()?;
/// # Ok::<(), dueby::Error>(())
/// ```
#[derive(Debug)]
pub struct Archive<'b> {
    texts: Vec<&'b str>,
    calendars: Vec<(Section<'b>, OnceLock<Calendar>)>,
    packs: Vec<Section<'b>>,
}

/// One pack or calendar.
#[derive(Debug)]
struct Section<'b> {
    name: String,
    /// The place of its first text that is in no section before.
    next: usize,
    bytes: &'b [u8],
}

/// What every archive begins with.
const BEGINNING: &[u8] = concat!("dueby ", env!("CARGO_PKG_VERSION"), "\n").as_bytes();

impl<'b> Archive<'b> {
    /// Writes calendars, those that others are made of first, with the zones that this build
    /// knows; packs, the versions of one in the order of their dates, each with the pack that it
    /// extends and without the remarks on its text.
    #[cfg(feature = "zones")]
    pub fn write(calendars: &[Calendar], packs: &[Pack]) -> Vec<u8> {
        let mut to = Writer::default();
        let (mut of_calendars, mut of_packs) = (Vec::new(), Vec::new());
        for calendar in calendars {
            of_calendars.push(to.section(|to| calendar.spec().as_ref().write(to)));
            to.calendars.push(calendar.spec().clone());
        }
        for pack in packs {
            of_packs.push(to.section(|to| pack.write(to)));
        }
        let (next, head) = to.section(|to| {
            let ids = calendars.iter().map(|calendar| calendar.id().to_owned());
            list(ids.zip(&of_calendars).collect(), to);
            if !calendars.is_empty() {
                Zone::write_all(to);
            }
            let names = packs.iter().map(Pack::name);
            list(names.zip(&of_packs).collect(), to);
        });
        let texts = to.into_texts();
        let mut whole = Writer::default();
        let (_, bytes) = whole.section(|whole| {
            whole.raw(BEGINNING);
            let lengths = texts.iter().map(|text| text.len() + 1);
            whole.length(lengths.sum());
            for text in &texts {
                whole.raw(text.as_bytes());
                whole.raw(&[END]);
            }
            whole.length(next);
            whole.length(head.len());
            whole.raw(&head);
            for (_, bytes) in of_calendars.iter().chain(&of_packs) {
                whole.raw(bytes);
            }
        });
        bytes
    }

    /// Reads what [`Archive::write`] wrote, and has [`Zone::named`] know the zones of its
    /// calendars, unless it was given others before. Nothing is checked again.
    ///
    /// # Errors
    ///
    /// `syntax` for bytes of anything else.
    pub fn read(bytes: &'b [u8]) -> Result<Self, Error> {
        let body = bytes.strip_prefix(BEGINNING).ok_or_else(other_bytes)?;
        let mut from = Reader::new(body, &[], 0);
        let texts = texts(&mut from).ok_or_else(other_bytes)?;
        let next = from.length();
        let length = from.length();
        let mut head = Reader::new(from.raw(length), &texts, next);
        let calendars = sections(&mut head, &mut from);
        let zones = (!calendars.is_empty()).then(|| Zone::read_all(&mut head));
        let packs = sections(&mut head, &mut from);
        if !head.is_whole() || !from.is_whole() {
            return Err(other_bytes());
        }
        if let Some(zones) = zones {
            zones.give();
        }
        let calendars = calendars.into_iter();
        Ok(Archive {
            calendars: calendars.map(|one| (one, OnceLock::new())).collect(),
            packs,
            texts,
        })
    }

    /// The names of its packs in their order: the id, or `id@version` where it has a version.
    pub fn pack_names(&self) -> impl Iterator<Item = &str> {
        self.packs.iter().map(|pack| pack.name.as_str())
    }

    /// The ids of its packs, each once.
    pub fn pack_ids(&self) -> impl Iterator<Item = &str> {
        let mut before = None;
        let ids = self.pack_names().map(id);
        ids.filter(move |id| before.replace(*id) != Some(*id))
    }

    /// The ids of its calendars in their order.
    pub fn calendar_ids(&self) -> impl Iterator<Item = &str> {
        self.calendars.iter().map(|(one, _)| one.name.as_str())
    }

    /// Every version of a pack by its id, in their order, or the one of `id@version`.
    ///
    /// # Errors
    ///
    /// `unknown-pack` where there is none of this name; `syntax` for bytes that are no pack.
    pub fn packs(&self, name: &str) -> Result<Vec<Pack>, Error> {
        let mut found = Vec::new();
        for pack in &self.packs {
            if pack.name == name || id(&pack.name) == name {
                found.push(pack.read(&self.texts, None)?);
            }
        }
        if found.is_empty() {
            // Who names a version is told of versions.
            let known: Vec<&str> = match name.contains('@') {
                true => self.pack_names().collect(),
                false => self.pack_ids().collect(),
            };
            return Err(Error::unknown_pack(name, known));
        }
        Ok(found)
    }

    /// A calendar by its id; nothing where there is none. Equal tables of an archive's calendars
    /// are shared.
    ///
    /// # Errors
    ///
    /// `syntax` for bytes that are no calendar.
    pub fn calendar(&self, id: &str) -> Result<Option<Calendar>, Error> {
        let place = self.calendar_ids().position(|known| known == id);
        let calendar = place.map(|place| self.calendar_at(place));
        Ok(calendar.transpose()?.cloned())
    }

    /// Every calendar.
    ///
    /// # Errors
    ///
    /// As [`Archive::calendar`].
    pub fn calendars(&self) -> Result<Vec<Calendar>, Error> {
        let places = 0..self.calendars.len();
        places
            .map(|place| self.calendar_at(place).cloned())
            .collect()
    }

    pub(super) fn calendar_at(&self, place: usize) -> Result<&Calendar, Error> {
        let (section, calendar) = self.calendars.get(place).ok_or_else(other_bytes)?;
        if let Some(calendar) = calendar.get() {
            return Ok(calendar);
        }
        let spec: CalendarSpec = section.read(&self.texts, Some((self, place)))?;
        if !spec.is_possible() {
            return Err(other_bytes());
        }
        let mut others = Vec::new();
        for (_, other) in &self.calendars {
            others.extend(other.get().cloned());
        }
        Ok(calendar.get_or_init(|| Calendar::compile(spec, &others)))
    }
}

impl Section<'_> {
    /// What it holds; a calendar may be made of the first so many of its archive.
    fn read<T: Precompiled>(
        &self,
        texts: &[&str],
        calendars: Option<(&Archive<'_>, usize)>,
    ) -> Result<T, Error> {
        let mut from = Reader::new(self.bytes, texts, self.next);
        from.calendars = calendars;
        let whole = T::read(&mut from);
        match from.is_whole() {
            true => Ok(whole),
            false => Err(other_bytes()),
        }
    }
}

/// The id in a name.
fn id(name: &str) -> &str {
    name.split_once('@').map_or(name, |(id, _)| id)
}

/// Writes what is needed to find sections: their names, first new texts and lengths.
#[cfg(feature = "zones")]
fn list(sections: Vec<(String, &(usize, Vec<u8>))>, to: &mut Writer) {
    to.length(sections.len());
    for (name, (next, bytes)) in sections {
        to.text(&name);
        to.length(*next);
        to.length(bytes.len());
    }
}

/// The sections of a list, their bytes one after another.
fn sections<'b>(list: &mut Reader<'_>, bytes: &mut Reader<'b>) -> Vec<Section<'b>> {
    let mut sections = Vec::new();
    for _ in 0..list.length() {
        let (name, next, length) = (list.text().to_owned(), list.length(), list.length());
        if list.has_failed() {
            break;
        }
        let bytes = bytes.raw(length);
        sections.push(Section { name, next, bytes });
    }
    sections
}

/// What ends a text of the table: no text has such a byte. A length before each would take
/// three times as much once compressed.
const END: u8 = 255;

/// The table of texts.
fn texts<'b>(from: &mut Reader<'b>) -> Option<Vec<&'b str>> {
    let length = from.length();
    let mut texts = Vec::new();
    for text in from.raw(length).split_inclusive(|byte| *byte == END) {
        texts.push(std::str::from_utf8(text.strip_suffix(&[END])?).ok()?);
    }
    Some(texts)
}

fn other_bytes() -> Error {
    Problem::new(Code::Syntax, "these bytes are no archive of rules")
        .hint("precompiled rules are read by the version of dueby that wrote them")
        .into()
}
