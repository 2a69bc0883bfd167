//! What a type is made of, listed once for writing and for reading.

/// Lists the fields of a struct or the variants of an enum, all of them: one that is left out
/// does not compile. What comes after `without` is not written, and empty when it is read. The
/// values in a variant that have no names are given letters.
///
/// Writing and reading go in the order of the list, so that the list is the format.
#[cfg(feature = "precompiled")]
macro_rules! precompiled {
    (struct $name:ident { $($field:ident),+ $(,)? } $(without { $($skipped:ident),+ })?) => {
        impl $crate::precompiled::Precompiled for $name {
            fn write(&self, to: &mut $crate::precompiled::Writer) {
                let Self { $($field,)+ $($($skipped: _,)+)? } = self;
                $($crate::precompiled::Precompiled::write($field, to);)+
            }

            fn read(from: &mut $crate::precompiled::Reader<'_>) -> Self {
                Self {
                    $($field: $crate::precompiled::Precompiled::read(from),)+
                    $($($skipped: Default::default(),)+)?
                }
            }
        }
    };
    (enum $name:ident {
        $($variant:ident $(($($value:ident),+))? $({ $($field:ident),+ })?),+ $(,)?
    }) => {
        const _: () = {
            /// Which of them it is.
            enum Tag {
                $($variant),+
            }

            impl $crate::precompiled::Precompiled for $name {
                fn write(&self, to: &mut $crate::precompiled::Writer) {
                    match self {
                        $($name::$variant $(($($value),+))? $({ $($field),+ })? => {
                            to.number(Tag::$variant as u64);
                            $($($crate::precompiled::Precompiled::write($value, to);)+)?
                            $($($crate::precompiled::Precompiled::write($field, to);)+)?
                        })+
                    }
                }

                fn read(from: &mut $crate::precompiled::Reader<'_>) -> Self {
                    match from.number() {
                        $(tag if tag == Tag::$variant as u64 => $name::$variant
                            $(($({
                                let $value = $crate::precompiled::Precompiled::read(from);
                                $value
                            }),+))?
                            $({ $($field: $crate::precompiled::Precompiled::read(from)),+ })?,
                        )+
                        _ => {
                            // The first of them, which what has failed always reads.
                            from.fail();
                            Self::read(from)
                        }
                    }
                }
            }
        };
    };
}

/// Nothing is written or read without the feature.
#[cfg(not(feature = "precompiled"))]
macro_rules! precompiled {
    ($($parts:tt)*) => {};
}
