/** A key for a checkpoint of one's own, made from its words; take-back and send-out are compared by it. */
export function keyFor(label: string, taken: readonly string[]): string {
  const plain = label
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 30);
  const base = /^[a-z]/.test(plain) ? plain : `own_${plain}`.replace(/_$/, "");
  if (!taken.includes(base)) return base;
  for (let number = 2; ; number++) if (!taken.includes(`${base}_${number}`)) return `${base}_${number}`;
}
