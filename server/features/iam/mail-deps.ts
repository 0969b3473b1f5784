import type { CallContext } from "../../context.ts";
import type { Mailer } from "../../iam/mail.ts";

/** What a verb needs that sends mail with a link. */
export type MailDeps = { mailer: Mailer; publicUrl: string };

export const mailDeps = ({ services }: CallContext): MailDeps => ({
  mailer: services.mailer,
  publicUrl: services.config.publicUrl,
});
