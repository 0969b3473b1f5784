import { A } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import Inbox from "lucide-solid/icons/inbox";
import { createEffect, on, Show, Suspense } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { online } from "~/lib/online.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { unreadQuery } from "./notifications.queries.ts";

const MOST_SHOWN = 99;

/** In the top bar: leads to what one was told, with how much of it is not read. What it waits for does not hold up the page around it. */
export const NotificationBell = () => (
  <Suspense>
    <Bell />
  </Suspense>
);

function Bell() {
  const { me } = useSession();
  const format = useFormat();
  // Without a network nobody misses it: the screen's own answers say how old what is shown is.
  const count = useQuery(() => ({ ...unreadQuery(), enabled: online() }));
  const unread = () => (count.isPending ? 0 : (count.data?.unread ?? 0));
  const figure = () => (unread() > MOST_SHOWN ? `${format().number(MOST_SHOWN)}+` : format().number(unread()));
  const label = () => (unread() === 0 ? t("shell.bell.none") : t("shell.bell.unread", { count: figure() }));
  // A browser that was entered is entered anew for this session: with the one before it fell silent.
  createEffect(
    on(
      () => me().user.id,
      (userId) => void import("./push-device.ts").then(({ renewPush }) => renewPush(userId)).catch(() => undefined),
    ),
  );
  return (
    <A
      href="/notifications"
      aria-label={label()}
      title={label()}
      class="relative grid size-12 shrink-0 place-items-center rounded-md text-muted hover:bg-hover"
    >
      <Inbox class="size-6" aria-hidden="true" />
      <Show when={unread() > 0}>
        <span
          aria-hidden="true"
          class="absolute end-0.5 top-0.5 min-w-5 rounded-full bg-accent px-1 text-center text-xs leading-5 font-bold text-on-accent"
        >
          {figure()}
        </span>
      </Show>
    </A>
  );
}
