/** Mail that the product sends: by SMTP, or in the demo into a mailbox that anyone at the machine may read. */
import { createTransport } from "nodemailer";
import type { Logger } from "pino";
import type { Config } from "../config.ts";

/** `otp` is there in one-time code mails, so that the mailbox can show it apart. */
export type Mail = { to: string; subject: string; text: string; otp?: string };

export interface Mailer {
  /** Hands the mail over. Never throws and never waits for a mail server: whether mail goes out must not show in an answer. */
  send(mail: Mail): void;
}

const MAILBOX_SIZE = 200;

/** Keeps the newest mails in memory. */
export class Mailbox implements Mailer {
  #mails: Mail[] = [];

  send(mail: Mail): void {
    this.#mails = [mail, ...this.#mails].slice(0, MAILBOX_SIZE);
  }

  /** Newest first; `to` narrows to one recipient. */
  list(to?: string): Mail[] {
    const recipient = to?.trim().toLowerCase();
    return recipient ? this.#mails.filter((mail) => mail.to.toLowerCase() === recipient) : [...this.#mails];
  }
}

/**
 * The mailer for this configuration; `mailbox` is the demo's and null everywhere else. The sender is `?from=` of SMTP_URL, or
 * no-reply at the public host. Without SMTP_URL, outside the demo, each mail that can not be sent is logged (not its text).
 */
export function createMailer(
  config: Pick<Config, "demo" | "smtpUrl" | "publicUrl">,
  log: Logger,
): { mailer: Mailer; mailbox: Mailbox | null } {
  if (config.demo) {
    const mailbox = new Mailbox();
    return { mailer: mailbox, mailbox };
  }
  if (!config.smtpUrl) {
    return {
      mailer: {
        send: ({ subject }) => log.error({ kind: withoutDigits(subject) }, "mail not sent: SMTP_URL is not set"),
      },
      mailbox: null,
    };
  }
  const server = new URL(config.smtpUrl);
  const from = server.searchParams.get("from") ?? `Smart Rental <no-reply@${new URL(config.publicUrl).hostname}>`;
  server.searchParams.delete("from");
  const transport = createTransport(server.toString(), { from, disableFileAccess: true, disableUrlAccess: true });
  const send = (mail: Mail) => {
    transport
      .sendMail({
        // As an object it is one recipient, whatever commas and line ends are in it.
        to: { name: "", address: oneLine(mail.to) },
        subject: oneLine(mail.subject),
        text: mail.text,
        headers: { "Auto-Submitted": "auto-generated" },
      })
      .catch((error: unknown) => log.error({ err: error }, "mail not sent"));
  };
  return { mailer: { send }, mailbox: null };
}

/** A header is one line: what names of people and organisations hold must not begin another. */
const oneLine = (text: string) => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
const withoutDigits = (text: string) => text.replaceAll(/\d/g, "•");
