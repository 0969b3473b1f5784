/** Who is signed in, and what follows from it for screens: permissions and formats. Only inside the signed-in layout. */
import { type Accessor, createContext, createMemo, type JSX, useContext } from "solid-js";
import type { RouterOutputs } from "./app-router.ts";
import { createFormat, type Format } from "./format.ts";
import { locale } from "./i18n.ts";
import { formatLocale } from "./locale.ts";

export type Me = RouterOutputs["iam"]["me"];

interface Session {
  me: Accessor<Me>;
  /** True when the role may call the procedure, e.g. `can("rentals.checkOut")`. */
  can: (procedure: string) => boolean;
  format: Accessor<Format>;
}

const SessionContext = createContext<Session>();

/** Makes the signed-in person available to everything below. */
export function SessionProvider(props: { me: Me; children: JSX.Element }) {
  const permissions = createMemo(() => new Set(props.me.permissions));
  const format = createMemo(() => {
    const { timeZone, units, currency, locale: regional } = props.me.organization;
    return createFormat({ locale: formatLocale(locale(), regional), timeZone, units, currency });
  });
  const session: Session = {
    me: () => props.me,
    can: (procedure) => permissions().has(procedure),
    format,
  };
  return <SessionContext.Provider value={session}>{props.children}</SessionContext.Provider>;
}

/** The session; throws outside the signed-in layout. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("useSession() needs the signed-in layout above it");
  return session;
}

/** The formatters for this person: `const format = useFormat(); format().hours(12.5)`. */
export const useFormat = (): Accessor<Format> => useSession().format;
