/** Where photographs and films lie. The database says whose they are; a store only knows ids and bytes. */
export type FileStore = {
  /** Bytes and content of a stored file, or null. `open` takes the first byte and the one after the last. */
  read: (
    mediaId: string,
  ) => Promise<{ bytes: number; open: (start?: number, end?: number) => ReadableStream<Uint8Array> } | null>;
  /** Keeps a whole file under its id, atomically. */
  put: (mediaId: string, content: Uint8Array) => Promise<void>;
  /** An address that takes exactly the announced file, once, for a while. */
  uploadLink: (file: AnnouncedFile) => { url: string; headers: Record<string, string>; expiresAt: Date };
  /** An address that shows a file for a while. */
  downloadLink: (mediaId: string, contentType: string) => { url: string; expiresAt: Date };
  /** Removes uploads that were begun and not added to since `before`; returns how many. */
  sweepParts: (before: Date) => Promise<number>;
};

export type AnnouncedFile = { mediaId: string; contentType: string; bytes: number; sha256: string };
