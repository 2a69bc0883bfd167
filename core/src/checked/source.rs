//! Where a rule stands.

/// Where a rule stands: in which document, where in it, and where to find that.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Source {
    pub(crate) title: Option<String>,
    pub(crate) provision: Option<String>,
    pub(crate) link: Option<String>,
}

precompiled!(struct Source { title, provision, link });

pub(super) use read::{of_clock, of_pack};

mod read {
    use super::Source;
    use crate::error::{Code, Problem};
    use crate::model::{self, At};
    use crate::text::Reader;

    /// A clock's: a text alone is the provision, in the pack's document.
    pub(in super::super) fn of_clock(
        written: Option<&At<model::Source>>,
        link: Option<&At<String>>,
        reader: &mut Reader<'_>,
    ) -> Source {
        read(written, link, reader, |text| Source {
            provision: Some(text),
            ..Source::default()
        })
    }

    /// A pack's: a text alone is the document.
    pub(in super::super) fn of_pack(
        written: Option<&At<model::Source>>,
        link: Option<&At<String>>,
        reader: &mut Reader<'_>,
    ) -> Source {
        read(written, link, reader, |text| Source {
            title: Some(text),
            ..Source::default()
        })
    }

    fn read(
        written: Option<&At<model::Source>>,
        link: Option<&At<String>>,
        reader: &mut Reader<'_>,
        plain: impl Fn(String) -> Source,
    ) -> Source {
        let text = |one: &Option<At<String>>| one.as_ref().map(|text| text.get_ref().clone());
        let mut source = match written.map(|written| (written, written.get_ref())) {
            None => Source::default(),
            Some((_, model::Source::Text(text))) => plain(text.clone()),
            Some((written, model::Source::Document(document))) => {
                if document.title.is_none() && document.provision.is_none() {
                    reader.note(
                        Problem::new(Code::NothingListed, "the source names no document")
                            .hint("give it a \"title\", a \"provision\", or both"),
                        written.span(),
                    );
                }
                Source {
                    title: text(&document.title),
                    provision: text(&document.provision),
                    link: text(&document.link),
                }
            }
        };
        if let Some(link) = link {
            if source.link.is_some() {
                reader.note(
                    Problem::new(Code::DuplicateName, "\"link\" stands here twice")
                        .hint("keep the one within \"source\""),
                    link.span(),
                );
            }
            source.link.get_or_insert_with(|| link.get_ref().clone());
        }
        source
    }
}
