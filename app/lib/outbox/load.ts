/** The outbox itself comes after the screens: nobody waits for it before they have entered something. */
export const loadOutbox = () => import("./outbox.ts");

/** The person in the organisation whom a queue belongs to. */
export const ownerOf = (me: { user: { id: string }; organization: { id: string } }): string =>
  `${me.user.id}:${me.organization.id}`;
