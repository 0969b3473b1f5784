/** Reads a file's bytes as text. A spreadsheet may have written UTF-8, UTF-16 or the Windows code page of the West. */
export type Decoded =
  { ok: true; text: string; encoding: "UTF-8" | "UTF-16" | "WINDOWS-1252" } | { ok: false; code: "import.not_text" };

/** Bytes that a table never has: they tell a workbook, a picture or an archive from a text. Tab, LF, FF and CR are no such bytes. */
const isControl = (byte: number) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d;

/**
 * A byte order mark decides; without one, bytes that are well-formed UTF-8 are UTF-8, and others Windows-1252, where every
 * byte means something. The mark is not part of the text.
 */
export function decodeTable(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded(bytes, "utf-16le", "UTF-16");
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoded(bytes, "utf-16be", "UTF-16");
  if (bytes.some(isControl)) return { ok: false, code: "import.not_text" };
  const utf8 = decoded(bytes, "utf-8", "UTF-8");
  return utf8.ok ? utf8 : decoded(bytes, "windows-1252", "WINDOWS-1252");
}

function decoded(bytes: Uint8Array, label: string, encoding: (Decoded & { ok: true })["encoding"]): Decoded {
  try {
    const text = new TextDecoder(label, { fatal: true }).decode(bytes);
    return text.includes("\0") ? { ok: false, code: "import.not_text" } : { ok: true, text, encoding };
  } catch {
    return { ok: false, code: "import.not_text" };
  }
}
