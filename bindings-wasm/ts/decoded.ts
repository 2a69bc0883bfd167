/** Bytes of files as UTF-8, where it is certain what they are. */

/** What the bytes of a file are that has no byte order mark; UTF-16 is known by its mark. */
export type Encoding = "utf-8" | "windows-1252";

const NOTHING = new Uint8Array();

/** Takes the bytes of a file, piece by piece. Those that are taken for UTF-8 are left as they are. */
export class Decoder {
  readonly #encoding: Encoding;
  /** The first bytes, until it is known whether they are a byte order mark. */
  #first: Uint8Array | undefined = NOTHING;
  #decoder: TextDecoder | undefined;
  readonly #encoder = new TextEncoder();

  constructor(encoding: Encoding) {
    this.#encoding = encoding;
  }

  utf8(bytes: Uint8Array): Uint8Array {
    if (this.#first === undefined) {
      return this.#decoded(bytes);
    }
    const first = joined(this.#first, bytes);
    if (first.length < 3) {
      this.#first = first;
      return NOTHING;
    }
    return this.#begin(first);
  }

  /** What is left at the end. */
  end(): Uint8Array {
    const rest = this.#first === undefined ? NOTHING : this.#begin(this.#first);
    return this.#decoder === undefined ? rest : joined(rest, this.#encoder.encode(this.#decoder.decode()));
  }

  #begin(first: Uint8Array): Uint8Array {
    this.#first = undefined;
    const [a, b, c] = first;
    if (a === 0xff && b === 0xfe) {
      this.#decoder = new TextDecoder("utf-16le");
    } else if (a === 0xfe && b === 0xff) {
      this.#decoder = new TextDecoder("utf-16be");
    } else if (this.#encoding === "windows-1252" && !(a === 0xef && b === 0xbb && c === 0xbf)) {
      this.#decoder = new TextDecoder("windows-1252");
    }
    return this.#decoded(first);
  }

  #decoded(bytes: Uint8Array): Uint8Array {
    return this.#decoder === undefined ? bytes : this.#encoder.encode(this.#decoder.decode(bytes, { stream: true }));
  }
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  if (one.length === 0) {
    return other;
  }
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
