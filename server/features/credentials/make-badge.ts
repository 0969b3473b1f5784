/** A new badge: what is printed, and what is kept of it. */
import { badgeNumberFrom, badgeText, badgeTokenFrom, numberHint, shownNumber } from "../../domain/credentials/badge.ts";
import type { BadgeCard } from "../../domain/credentials/schema.ts";
import type { Services } from "../../context.ts";
import { hashPin } from "../../iam/slow-hash.ts";
import { qrSvg } from "../assets/labels.ts";

export type NewBadge = {
  id: string;
  numberHint: string;
  secrets: { tokenHash: string; numberHash: string; pinHash: string };
  card: BadgeCard;
};

const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));

/** Takes its time over the PIN, so it is called before a transaction begins and not in it. */
export async function makeBadge({ badgeHash }: Pick<Services, "badgeHash">, pin: string): Promise<NewBadge> {
  const id = Bun.randomUUIDv7();
  const token = badgeTokenFrom(randomBytes(20));
  const number = badgeNumberFrom(randomBytes(32));
  return {
    id,
    numberHint: numberHint(number),
    secrets: {
      tokenHash: badgeHash({ kind: "token", token }),
      numberHash: badgeHash({ kind: "number", number }),
      pinHash: await hashPin(id, pin),
    },
    card: { number: shownNumber(number), svg: await qrSvg(badgeText(token)) },
  };
}
