/** Seals what must be told again and kept from everybody else: what we sign in with elsewhere. AES-256-GCM under a key of its own. */

const VERSION = "v1";

export type Sealer = {
  seal: (text: string) => Promise<string>;
  /** Throws where the text was sealed under another secret or changed since. */
  open: (sealed: string) => Promise<string>;
};

/** The key is derived from the secret for this purpose alone (HKDF-SHA-256), so that it opens nothing else. */
export function createSealer(secret: string): Sealer {
  const key = deriveKey(secret);
  key.catch(() => {});
  return {
    seal: async (text) => {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key, new TextEncoder().encode(text));
      return `${VERSION}.${Buffer.from(iv).toString("base64url")}.${Buffer.from(sealed).toString("base64url")}`;
    },
    open: async (sealed) => {
      const [version, iv, data] = sealed.split(".");
      if (version !== VERSION || !iv || !data) throw new Error("not sealed by us");
      const opened = await crypto.subtle.decrypt(
        { name: "AES-GCM", iv: Buffer.from(iv, "base64url") },
        await key,
        Buffer.from(data, "base64url"),
      );
      return new TextDecoder().decode(opened);
    },
  };
}

async function deriveKey(secret: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey("raw", new TextEncoder().encode(secret), "HKDF", false, ["deriveKey"]);
  const info = new TextEncoder().encode("smart-rental:sealing:v1");
  return crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info },
    material,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
}
