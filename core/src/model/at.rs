//! A value with its place.

use std::ops::Range;

use super::node::{Node, Read, Wrong};

/// A value with the bytes of the text it was read from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct At<T>(toml::Spanned<T>);

impl<T> At<T> {
    pub(crate) fn new(span: Range<usize>, value: T) -> Self {
        At(toml::Spanned::new(span, value))
    }

    pub(crate) fn span(&self) -> Range<usize> {
        self.0.span()
    }

    pub(crate) fn get_ref(&self) -> &T {
        self.0.get_ref()
    }

    pub(crate) fn into_inner(self) -> T {
        self.0.into_inner()
    }
}

impl<T: Default> Default for At<T> {
    fn default() -> Self {
        At::new(0..0, T::default())
    }
}

impl<T: Read> Read for At<T> {
    fn read(node: Node<'_>) -> Result<Self, Wrong> {
        let span = node.span();
        T::read(node).map(|value| At::new(span, value))
    }
}
