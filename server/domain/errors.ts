/**
 * Everything that may be refused, with its HTTP status and the sentence a person reads. Codes are contract: clients branch
 * on them and translate them; the sentence here is the fallback and what API clients see.
 */
export const ERRORS = {
  "input.invalid": [422, "Some of what was entered can not be used."],
  "input.unparsable": [400, "The request could not be read."],
  "input.too_large": [413, "The request is too large."],
  "input.unsupported_type": [415, "Send the body in a form that this address takes."],
  "input.url_too_long": [414, "The address is too long."],
  "input.timed_out": [408, "The request took too long to arrive."],
  "auth.required": [401, "Sign in first."],
  "auth.membership_changed": [401, "Your access has changed. Sign in again."],
  "auth.invalid_code": [401, "That code is wrong or has expired. Ask for a new one."],
  "auth.too_many_attempts": [429, "Too many attempts. Wait a while and ask for a new code."],
  "auth.passkey_refused": [401, "The passkey was not accepted. Try again."],
  "auth.sign_in_again": [403, "Sign in again first: this needs a fresh sign-in."],
  "auth.invalid_badge": [401, "The badge or the PIN is wrong."],
  "auth.badge_locked": [429, "This badge is locked after too many wrong PINs. Ask your supervisor to reset it."],
  "auth.other_person": [401, "Somebody else is signed in on this device now. Sign in again."],
  "auth.invalid_key": [401, "This key is not valid. It may have been revoked or have expired."],
  "auth.scope_missing": [403, "This key's scopes do not cover this call."],
  "auth.no_membership": [403, "You do not belong to an organisation yet. Ask your administrator to add you."],
  "auth.forbidden": [403, "Your role may not do this."],
  "badge.role_unfit": [409, "Badges are for operators and dispatchers. Others sign in by code or passkey."],
  "badge.not_active": [409, "This badge was revoked. Issue a new one."],
  "client.role_unfit": [422, "This role does not exist in your organisation."],
  "client.scope_unknown": [422, "A scope names nothing that this role may call."],
  "rate.limited": [429, "Too many requests. Wait a moment and try again."],
  not_found: [404, "There is nothing here that you can see."],
  "operation.reused": [409, "This operation was already carried out with other contents. Start it again."],
  "asset.not_available": [409, "This machine is not available to send out."],
  "asset.on_rent": [409, "This machine is on rent. Take it back first."],
  "asset.retired": [409, "This machine has left the fleet."],
  "asset.not_retired": [409, "This machine is still in the fleet."],
  "asset.reserved": [409, "This machine is reserved. Cancel the reservation first."],
  "asset.fleet_number_taken": [409, "Another of your machines has this fleet number."],
  "asset.serial_taken": [409, "Another of your machines has this make and serial number."],
  "rental.already_out": [409, "This machine is already out on rent."],
  "rental.not_out": [409, "This machine is not out on rent."],
  "rental.due_in_past": [422, "The due date lies in the past."],
  "rental.meter_backwards": [422, "The hour meter can not run backwards."],
  "rental.reservation_required": [403, "This dealer hands out machines by reservation only."],
  "rental.operator_unknown": [422, "That operator does not belong to this customer."],
  "rental.closed": [409, "This rental is over. Nothing of it can be changed any more."],
  "rental.called_off": [409, "This rental is called off. Cancel the call-off first."],
  "rental.not_called_off": [409, "This rental is not called off."],
  "rental.already_ready": [409, "This machine is marked ready for pick-up already."],
  "rental.ends_before_start": [422, "A rental can not end before it began."],
  "rental.due_too_far": [422, "The due date lies too far ahead."],
  "rental.not_longer": [422, "The new due date is not later than the present one."],
  "rental.not_shorter": [422, "The new due date is not earlier than the present one."],
  "rental.call_off_in_past": [422, "The day of the call-off lies in the past."],
  "rental.call_off_after_due": [422, "The day of the call-off lies after the due day. Extend the rental instead."],
  "rental.same_site": [422, "The machine is at that site already."],
  "rental.other_customer": [422, "That site belongs to another customer. Take the machine back and send it out anew."],
  "rental.not_available": [409, "The replacement is not available."],
  "rental.same_machine": [422, "A machine can not replace itself."],
  "rental.meter_missing": [422, "The hour meter of the machine that goes back is needed."],
  "rental.drop_off_order": [422, "The drop-off must lie between the hand-over and now."],
  "request.pending": [409, "This was asked already and waits for an answer."],
  "request.decided": [409, "This request is answered already."],
  "rate.customer_unknown": [422, "That organisation is no customer of this dealer."],
  "badge.wrong_pin": [422, "That is not the PIN of this badge."],
  "usage.in_future": [422, "That day has not begun yet where the machine is."],
  "usage.source_reserved": [422, "Only the machine's dealer may report under that source."],
  "alert.resolved": [409, "This alert is over already."],
  "task.closed": [409, "This task is done or cancelled already."],
  "task.wrong_state": [409, "This task is not in a state for that. Look at it again."],
  "maintenance.done": [409, "This work is done already."],
  "maintenance.wrong_state": [409, "This work is not in a state for that. Look at it again."],
  "maintenance.on_rent": [409, "This machine is on rent. Take it back before it goes to the workshop."],
  "inspection.exists": [409, "This machine was inspected at this step already."],
  "inspection.rental_closed": [409, "This rental is over: this inspection can not be added any more."],
  "inspection.unknown_checkpoint": [422, "The check list does not have this checkpoint."],
  "inspection.incomplete": [422, "A checkpoint has no answer yet."],
  "inspection.too_many_marks": [422, "There are too many damage marks on one checkpoint."],
  "check_list.unknown_version": [422, "This dealer has no such version of the check list."],
  "check_list.changed": [409, "Somebody else has changed this check list. Look at it again."],
  "ticket.exists": [409, "This hand-over was signed for already."],
  "reservation.overlap": [409, "This machine is reserved in that period."],
  "reservation.none_free": [409, "Too few machines of this type are free in that period."],
  "reservation.not_open": [409, "This reservation is no longer open for that."],
  "reservation.not_confirmed": [409, "This reservation has not been confirmed yet."],
  "reservation.fully_allocated": [409, "This reservation has all its machines already."],
  "reservation.wrong_type": [422, "This machine is of another type than was reserved."],
  "reservation.ends_before_start": [422, "The last day lies before the first."],
  "reservation.in_past": [422, "The reservation begins in the past."],
  "reservation.too_far": [422, "Reservations reach two years ahead at most."],
  "customer.no_relation": [422, "This dealer and this customer do not work together."],
  "site.outside_geofence": [422, "You are outside the site's fence. Go to the site or its yard and try again."],
  "site.position_required": [422, "This hand-over needs your position. Allow location and try again."],
  "site.not_served": [422, "This machine's dealer does not serve that site."],
  "site.invalid_geofence": [422, "The geofence is not a simple polygon."],
  "label.retired": [409, "This label was retired and can not be used again."],
  "label.unknown": [422, "This label is not known."],
  "label.foreign": [422, "This code is not one of our labels."],
  "label.bad_signature": [422, "This label's signature is not valid. It may be forged."],
  "calendar.too_many": [409, "You have as many calendar feeds as one person may have. Revoke one first."],
  "import.changed": [409, "The data has changed since the dry run. Look at a new one first."],
  "import.not_text": [422, "This file is not text. Save the table as CSV and try again."],
  "import.no_header": [422, "The first line must name the columns."],
  "import.too_many_rows": [422, "The file has more rows than can be brought in at once."],
  "member.role_unfit": [422, "This role does not exist in this kind of organisation."],
  "member.sites_unfit": [422, "Members of headquarters can not be bound to sites."],
  "member.last_admin": [409, "This is the last administrator. Make somebody else one first."],
  "member.already": [409, "This person is already a member."],
  "member.inactive": [409, "This member is deactivated. Reactivate the member first."],
  "invitation.unknown": [404, "This invitation is not known. Use the link of the newest mail."],
  "invitation.expired": [409, "This invitation has expired. Ask for a new one."],
  "invitation.used": [409, "This invitation was already accepted."],
  "invitation.revoked": [409, "This invitation was withdrawn. Ask whoever invited you."],
  "invitation.other_address": [403, "This invitation is for another address. Sign in with the address it was sent to."],
  "organization.inactive": [409, "This organisation is deactivated."],
  "customer.has_supervisor": [409, "This customer has a supervisor, who invites its people."],
  "relation.ended": [409, "This dealer and this customer do not work together."],
  "relation.busy": [409, "Machines are still out or reserved between the two. Take them back first."],
  "media.unsupported_type": [415, "Only JPEG, PNG, WebP and HEIC pictures and MP4 and WebM films are accepted."],
  "media.too_large": [413, "The picture or film is too large."],
  "media.tells_place": [422, "The film says where it was taken. Remove that, or take it in the app."],
  "media.wrong_offset": [409, "The upload goes on at another place: see details.offset."],
  "media.mismatch": [422, "The uploaded file is not what was announced."],
  "media.not_stored": [422, "A photo has not been uploaded yet."],
  "media.link_expired": [403, "This link has expired."],
  "telematics.malformed_document": [422, "This document is not well-formed. Nothing of it was taken."],
  "telematics.source_inactive": [409, "This source is switched off. Switch it on first."],
  "telematics.not_this_kind": [409, "This source does not work that way."],
  "telematics.unreachable": [422, "The source could not be read. See the reason beside it."],
  "telematics.not_quarantined": [409, "This reading is not set aside."],
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
  /** True when an earlier effect of the same operation was looked for and there was none: nothing of it has happened. */
  settled = false;

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
