import type { DamageMark } from "../../../server/domain/inspections/schema.ts";
import { StoredPhoto } from "../media/stored-photo.tsx";
import { MarkDots } from "./mark-dots.tsx";

/** A kept photo with its damage marks, shown whole, so that a mark stands where it was put. */
export function MarkedPhoto(props: { mediaId: string; alt: string; marks: readonly DamageMark[]; eager?: boolean }) {
  return (
    <div class="relative overflow-hidden rounded-md border border-line">
      <StoredPhoto mediaId={props.mediaId} alt={props.alt} size="whole" {...(props.eager ? { eager: true } : {})} />
      <MarkDots marks={props.marks} />
    </div>
  );
}
