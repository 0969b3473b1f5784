/** An authenticator in software: one ES256 passkey, attestation "none" (WebAuthn level 3, 6.1 and 8.7). */

const ES256 = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const FLAGS = { present: 0x01, verified: 0x04, attested: 0x40 };

const b64 = (bytes: ArrayBuffer | Uint8Array) => Buffer.from(bytes as Uint8Array).toString("base64url");
const sha256 = (data: string | Uint8Array) => new Bun.CryptoHasher("sha256").update(data).digest();

/** CBOR (RFC 8949) of what an attestation holds: small integers, byte and text strings, maps. */
function cbor(value: number | string | Uint8Array | Map<number | string, unknown>): Buffer {
  const head = (major: number, n: number) =>
    n < 24
      ? Buffer.from([(major << 5) | n])
      : n < 256
        ? Buffer.from([(major << 5) | 24, n])
        : Buffer.from([(major << 5) | 25, n >> 8, n & 255]);
  if (typeof value === "number") return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === "string") return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([
    head(5, value.size),
    ...[...value].flatMap(([key, item]) => [cbor(key), cbor(item as number)]),
  ]);
}

/** WebCrypto gives r and s side by side; WebAuthn wants them in DER. */
function der(signature: Uint8Array): Buffer {
  const integer = (bytes: Uint8Array) => {
    let start = 0;
    while (start < bytes.length - 1 && bytes[start] === 0) start++;
    const body =
      bytes[start]! & 0x80
        ? Buffer.concat([Buffer.from([0]), bytes.subarray(start)])
        : Buffer.from(bytes.subarray(start));
    return Buffer.concat([Buffer.from([2, body.length]), body]);
  };
  const both = Buffer.concat([integer(signature.subarray(0, 32)), integer(signature.subarray(32))]);
  return Buffer.concat([Buffer.from([0x30, both.length]), both]);
}

/** `credentialId` is the one to claim, by default one's own. */
export type Ceremony = {
  challenge: string;
  rpId: string;
  origin: string;
  verifies?: boolean;
  credentialId?: string;
};

export class SoftwareAuthenticator {
  readonly #id: Uint8Array<ArrayBuffer>;
  readonly #keys: CryptoKeyPair;
  #counter: number;

  private constructor(keys: CryptoKeyPair, id = crypto.getRandomValues(new Uint8Array(32)), counter = 0) {
    this.#keys = keys;
    this.#id = id;
    this.#counter = counter;
  }

  /** Somebody's copy of the key as it is now; its counter goes its own way from here. */
  copy(): SoftwareAuthenticator {
    return new SoftwareAuthenticator(this.#keys, this.#id, this.#counter);
  }

  get credentialId(): string {
    return b64(this.#id);
  }

  static async create(): Promise<SoftwareAuthenticator> {
    return new SoftwareAuthenticator(await crypto.subtle.generateKey(ES256, true, ["sign", "verify"]));
  }

  /** The answer to registration options, as a browser's `toJSON()` gives it. */
  async register({ challenge, rpId, origin, verifies = true }: Ceremony) {
    const jwk = await crypto.subtle.exportKey("jwk", this.#keys.publicKey);
    const coordinate = (text: string | undefined) => Buffer.from(text ?? "", "base64url");
    const cose = cbor(
      new Map<number, unknown>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, coordinate(jwk.x)],
        [-3, coordinate(jwk.y)],
      ]),
    );
    const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, this.#id.length]), this.#id, cose]);
    const authData = Buffer.concat([this.#authData(rpId, FLAGS.attested | (verifies ? FLAGS.verified : 0)), attested]);
    const attestationObject = cbor(
      new Map<string, unknown>([
        ["fmt", "none"],
        ["attStmt", new Map()],
        ["authData", authData],
      ]),
    );
    return this.#credential({
      clientDataJSON: b64(clientData("webauthn.create", challenge, origin)),
      attestationObject: b64(attestationObject),
      transports: ["internal"],
    });
  }

  /** The answer to sign-in options. */
  async signIn({ challenge, rpId, origin, verifies = true, credentialId }: Ceremony) {
    this.#counter++;
    const authData = this.#authData(rpId, verifies ? FLAGS.verified : 0);
    const client = clientData("webauthn.get", challenge, origin);
    const signature = await crypto.subtle.sign(ES256, this.#keys.privateKey, Buffer.concat([authData, sha256(client)]));
    return this.#credential(
      {
        clientDataJSON: b64(client),
        authenticatorData: b64(authData),
        signature: b64(der(new Uint8Array(signature))),
      },
      credentialId,
    );
  }

  #authData(rpId: string, flags: number): Buffer {
    const tail = Buffer.alloc(5);
    tail[0] = FLAGS.present | flags;
    tail.writeUInt32BE(this.#counter, 1);
    return Buffer.concat([sha256(rpId), tail]);
  }

  #credential<R>(response: R, id = this.credentialId) {
    return { id, rawId: id, type: "public-key", clientExtensionResults: {}, response };
  }
}

const clientData = (type: string, challenge: string, origin: string) =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
