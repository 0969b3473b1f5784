import { Show } from "solid-js";

/** Whom to ring about a delivery, with the number to tap. */
export function ContactPerson(props: { contact: { name: string; phone?: string | null | undefined } }) {
  return (
    <>
      {props.contact.name}
      <Show when={props.contact.phone}>
        {(number) => (
          <a href={`tel:${number()}`} class="block font-normal underline underline-offset-2 coarse:py-3">
            {number()}
          </a>
        )}
      </Show>
    </>
  );
}
