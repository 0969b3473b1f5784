/**
 * Everything that may be refused, with its HTTP status and the sentence a person reads. Codes are contract: clients branch
 * on them and translate them; the sentence here is the fallback and what API clients see.
 */
export const ERRORS = {
  "input.invalid": [422, "Some of what was entered can not be used."],
  "input.unparsable": [400, "The request could not be read."],
  "input.too_large": [413, "The request is too large."],
  "auth.required": [401, "Sign in first."],
  "auth.membership_changed": [401, "Your access has changed. Sign in again."],
  "auth.invalid_code": [401, "That code is wrong or has expired. Ask for a new one."],
  "auth.too_many_attempts": [429, "Too many attempts. Wait a while and ask for a new code."],
  "auth.passkey_refused": [401, "The passkey was not accepted. Try again."],
  "auth.sign_in_again": [403, "Sign in again first: this needs a fresh sign-in."],
  "auth.no_membership": [403, "You do not belong to an organisation yet. Ask your administrator to add you."],
  "auth.forbidden": [403, "Your role may not do this."],
  "rate.limited": [429, "Too many requests. Wait a moment and try again."],
  not_found: [404, "There is nothing here that you can see."],
  "operation.reused": [409, "This operation was already carried out with other contents. Start it again."],
  "asset.not_available": [409, "This machine is not available to send out."],
  "asset.on_rent": [409, "This machine is on rent. Take it back first."],
  "rental.already_out": [409, "This machine is already out on rent."],
  "rental.not_out": [409, "This machine is not out on rent."],
  "rental.due_in_past": [422, "The due date lies in the past."],
  "rental.meter_backwards": [422, "The hour meter can not run backwards."],
  "rental.reservation_required": [403, "This dealer hands out machines by reservation only."],
  "rental.operator_unknown": [422, "That operator does not belong to this customer."],
  "reservation.overlap": [409, "This machine is reserved in that period."],
  "site.outside_geofence": [422, "You are outside the site's fence. Go to the site or its yard and try again."],
  "site.position_required": [422, "This hand-over needs your position. Allow location and try again."],
  "site.not_served": [422, "This machine's dealer does not serve that site."],
  "site.invalid_geofence": [422, "The geofence is not a simple polygon."],
  "label.unknown": [422, "This label is not known."],
  "label.foreign": [422, "This code is not one of our labels."],
  "label.bad_signature": [422, "This label's signature is not valid. It may be forged."],
  "media.unsupported_type": [415, "Only JPEG, PNG, WebP and HEIC pictures are accepted."],
  "media.too_large": [413, "The picture is too large."],
  "media.mismatch": [422, "The uploaded file is not what was announced."],
  "media.not_stored": [422, "A photo has not been uploaded yet."],
  "media.link_expired": [403, "This link has expired."],
  internal: [500, "Something went wrong on our side. Nothing was changed."],
  unavailable: [503, "The service is starting or can not reach its database. Try again in a moment."],
} as const satisfies Record<string, readonly [number, string]>;

export type ErrorCode = keyof typeof ERRORS;

/** Paths of the fields at fault, dotted, with the reason for each. */
export type FieldErrors = Record<string, string>;

/** A refusal with a code. `details` goes to the client, so it holds only what the caller may know. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly fields: FieldErrors | undefined;
  readonly details: Record<string, unknown> | undefined;

  constructor(
    code: ErrorCode,
    options: { message?: string; fields?: FieldErrors; details?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(options.message ?? ERRORS[code][1], options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.status = ERRORS[code][0];
    this.fields = options.fields;
    this.details = options.details;
  }
}
