/**
 * Reads a large JSON object piece by piece: what stands directly in it (of a list that it is one), and every element of such a list. Of a
 * gigabyte of films there is never more than one in memory. It cuts, and `JSON.parse` of each piece judges: what is no JSON comes out as
 * pieces that are none.
 */

/** The piece's key in the object, and whether it is one element of the list there. */
export type Piece = { key: string; isElement: boolean; text: string };

/** A piece is longer than was allowed. */
export class PieceTooLongError extends Error {}

const MARKS = /["\\{}[\],:]/g;
const END = /["\\]/g;

/** `longest` in characters. Throws `PieceTooLongError`, and `SyntaxError` where it is no object that ends. */
export async function* splitJson(file: Blob, longest: number): AsyncGenerator<Piece> {
  const splitter = new Splitter(longest);
  const reader = file.stream().pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield* splitter.take(value);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  if (!splitter.isWhole) throw new SyntaxError("the object has no end");
}

class Splitter {
  #depth = 0;
  #inText = false;
  #isEscaped = false;
  #began = false;
  #key = "";
  #isKeyNext = true;
  /** A list stands at the key that is being read. */
  #inList = false;
  #piece: string[] = [];
  #length = 0;

  constructor(readonly longest: number) {}

  get isWhole(): boolean {
    return this.#began && this.#depth === 0;
  }

  *take(text: string): Generator<Piece> {
    let from = 0;
    let at = 0;
    const keep = (to: number) => {
      this.#append(text.slice(from, to));
      from = to + 1;
    };
    while (at < text.length) {
      const marks = this.#inText ? END : MARKS;
      if (this.#isEscaped) {
        this.#isEscaped = false;
        at++;
        continue;
      }
      marks.lastIndex = at;
      const found = marks.exec(text)?.index;
      if (found === undefined) break;
      const mark = text[found]!;
      at = found + 1;
      if (mark === "\\") this.#isEscaped = true;
      else if (mark === '"') this.#inText = !this.#inText;
      else if (mark === ":") {
        if (this.#depth !== 1 || !this.#isKeyNext) continue;
        keep(found);
        this.#key = this.#drain();
        this.#isKeyNext = false;
      } else if (mark === ",") {
        const endsPiece = this.#depth === 1 || (this.#depth === 2 && this.#inList);
        if (!endsPiece) continue;
        keep(found);
        yield* this.#emit();
        if (this.#depth === 1) this.#isKeyNext = true;
      } else if (mark === "{" || mark === "[") {
        this.#depth++;
        if (this.#depth === 1) {
          if (this.#began || mark === "[") throw new SyntaxError("it is no object");
          this.#began = true;
          from = at;
        } else if (this.#depth === 2 && mark === "[") {
          from = at;
          this.#drain();
          yield { key: keyOf(this.#key), isElement: false, text: "[]" };
          this.#inList = true;
        }
      } else {
        const closesList = this.#depth === 2 && this.#inList;
        if (closesList || this.#depth === 1) {
          keep(found);
          yield* this.#emit();
        }
        if (closesList) this.#inList = false;
        this.#depth--;
        if (this.#depth < 0) throw new SyntaxError("it ends before it begins");
      }
    }
    this.#append(text.slice(from));
  }

  #append(text: string): void {
    this.#length += text.length;
    if (this.#length > this.longest) throw new PieceTooLongError();
    this.#piece.push(text);
  }

  #drain(): string {
    const text = this.#piece.join("");
    this.#piece = [];
    this.#length = 0;
    return text;
  }

  *#emit(): Generator<Piece> {
    const text = this.#drain().trim();
    if (text !== "") yield { key: keyOf(this.#key), isElement: this.#inList, text };
  }
}

function keyOf(text: string): string {
  const key: unknown = JSON.parse(text);
  if (typeof key !== "string") throw new SyntaxError("a key is a text");
  return key;
}
