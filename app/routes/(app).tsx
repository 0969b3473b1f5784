import { type RouteSectionProps, useLocation, useNavigate } from "@solidjs/router";
import { QueryClientProvider, useMutation, useQuery } from "@tanstack/solid-query";
import {
  createEffect,
  createMemo,
  createSignal,
  ErrorBoundary,
  Match,
  on,
  onCleanup,
  Show,
  Suspense,
  Switch,
} from "solid-js";
import { CrashPage } from "~/features/shell/crash-page.tsx";
import { createLeaving } from "~/features/outbox/leaving.tsx";
import { QueueButton } from "~/features/outbox/queue-button.tsx";
import { visibleNavItems } from "~/features/shell/nav-items.ts";
import { errorSentence, isAccessChanged, isNetworkError, isUnauthorized } from "~/lib/errors.ts";
import { startFieldMode } from "~/lib/field-mode.ts";
import { createFormat } from "~/lib/format.ts";
import { locale, t } from "~/lib/i18n.ts";
import { forgetMe, recallMe, rememberMe } from "~/lib/last-me.ts";
import { startLiveUpdates } from "~/lib/live.ts";
import { formatLocale } from "~/lib/locale.ts";
import { signInPath } from "~/lib/next-path.ts";
import { loadOutbox, ownerOf } from "~/lib/outbox/load.ts";
import { queue, unattended } from "~/lib/outbox/queue-state.ts";
import { noteLostChunk } from "~/lib/lost-chunk.ts";
import { whenIdle } from "~/lib/on-demand.ts";
import { createScreenAge } from "~/lib/offline/age.ts";
import { forgetAnswers, keepAnswers, restoreAnswers } from "~/lib/offline/start.ts";
import { online } from "~/lib/online.ts";
import { dropEarlyCamera } from "~/lib/scanner/early-camera.ts";
import { type Me, SessionProvider } from "~/lib/session.tsx";
import { signOut, switchPerson } from "~/lib/sign-out.ts";
import { signOutWaits } from "~/lib/sign-out-waits.ts";
import {
  accessEnded,
  actAs,
  client,
  connection,
  isLeaving,
  queryClient,
  sessionEnded,
  setLeaving,
  trpc,
} from "~/lib/trpc.ts";
import { AppShell } from "~/ui/app-shell.tsx";
import { Button } from "~/ui/button.tsx";
import { prepareDialogs } from "~/ui/dialog.tsx";
import { ErrorState } from "~/ui/error-state.tsx";
import type { LiveState } from "~/ui/live-dot.tsx";
import { prepareMenus } from "~/ui/menu.tsx";
import { SkeletonRows } from "~/ui/skeleton.tsx";
import { lazyPart } from "~/ui/on-demand.tsx";
import { prepareToasts, toast, Toaster } from "~/ui/toast.tsx";

const NotificationBell = lazyPart(
  async () => (await import("~/features/notifications/notification-bell.tsx")).NotificationBell,
  () => true,
);
const OtherOrganization = lazyPart(
  async () => (await import("~/features/notifications/other-organization.tsx")).OtherOrganization,
  () => true,
);

function Frame(props: RouteSectionProps & { me: Me }) {
  startLiveUpdates();
  createEffect(() => startFieldMode(props.me.role));
  // What the first press may need, and what no screen waits for.
  whenIdle(() => {
    prepareMenus();
    prepareDialogs();
    prepareToasts();
  });
  // Whoever is asked for anew is the same person mostly: then nothing stops.
  const owner = createMemo(() => ownerOf(props.me));
  createEffect(
    on(owner, (mine) => {
      let stop = () => {};
      let isOver = false;
      whenIdle(() => {
        if (!isOver) stop = keepAnswers(mine, (procedure) => props.me.permissions.includes(procedure));
      });
      onCleanup(() => {
        isOver = true;
        stop();
      });
    }),
  );
  const navigate = useNavigate();
  const leaving = createLeaving(owner);
  // What was entered before goes out without anybody asking for it, once the screen is there.
  createEffect(
    on(owner, (mine) => {
      let stop = () => {};
      let isOver = false;
      whenIdle(() => {
        if (!isOver)
          void loadOutbox().then((outbox) => (stop = isOver ? stop : outbox.startOutbox(mine)), noteLostChunk);
      });
      onCleanup(() => {
        isOver = true;
        stop();
      });
    }),
  );
  createEffect(
    on(
      unattended,
      (id) =>
        id &&
        toast.error(t("shell.queue.refused"), {
          action: { label: t("shell.queue.open"), onClick: () => navigate(`/queue/${id}`) },
        }),
      { defer: true },
    ),
  );
  const tell = (error: unknown) => toast.error(errorSentence(error, t));
  const switchOrganization = useMutation(() => ({
    mutationFn: ({ orgId }: { orgId: string; path: string }) => {
      // The token changes with the organisation: what is under way with the old one is answered with 401.
      setLeaving(true);
      return client.iam.switchOrganization.mutate({ orgId });
    },
    // A fresh page is the one sure way to keep nothing of the other organisation in memory.
    onSuccess: async (_switched, { path }) => {
      forgetMe();
      await forgetAnswers();
      window.location.assign(path);
    },
    onError: (error) => {
      setLeaving(false);
      tell(error);
    },
  }));
  const location = useLocation();
  // A link in a message names the organisation that it is about.
  const wanted = () => {
    const { org } = location.query;
    return props.me.memberships.find(({ orgId }) => orgId === org && orgId !== props.me.organization.id);
  };
  const switchTo = (orgId: string, path: string) =>
    void leaving.leave(() => switchOrganization.mutate({ orgId, path }));
  const age = createScreenAge(queryClient);
  const asOf = () => {
    const { since } = age();
    const { timeZone, units, currency, locale: regional } = props.me.organization;
    if (online() || since === null) return null;
    const format = createFormat({ locale: formatLocale(locale(), regional), timeZone, units, currency });
    return t("shell.offline.asOf", { time: format.dateTime(new Date(since).toISOString(), timeZone) });
  };
  const live = (): LiveState => {
    const state = connection();
    return !online() || state === "idle" ? "offline" : state;
  };
  return (
    <SessionProvider me={props.me}>
      <AppShell
        me={props.me}
        nav={visibleNavItems(new Set(props.me.permissions))}
        live={live()}
        online={online()}
        asOf={asOf()}
        missing={age().isMissing}
        counts={{ "/queue": queue().length }}
        tools={
          <>
            <QueueButton />
            <Show when={props.me.permissions.includes("notifications.unreadCount")}>
              <NotificationBell />
            </Show>
          </>
        }
        onSwitchOrganization={(orgId) => switchTo(orgId, "/")}
        onSwitchPerson={() => void leaving.leave(() => void switchPerson())}
        onSignOut={() => void leaving.leave(() => void signOut().catch(tell))}
      >
        <ErrorBoundary fallback={(error: unknown, reset) => <CrashPage error={error} onRetry={reset} />}>
          <Suspense fallback={<SkeletonRows rows={6} />}>
            <Show when={wanted()} fallback={props.children}>
              {(other) => (
                <OtherOrganization
                  wanted={other().orgName}
                  current={props.me.organization.name}
                  busy={switchOrganization.isPending}
                  onSwitch={() => switchTo(other().orgId, location.pathname)}
                />
              )}
            </Show>
          </Suspense>
        </ErrorBoundary>
      </AppShell>
      <leaving.Question />
    </SessionProvider>
  );
}

/** Loads who is signed in, or leads to the sign-in screen and back. */
function Gate(props: RouteSectionProps) {
  // Known from last time it opens at once, also offline, and is asked again in any case.
  const known = recallMe();
  actAs(known);
  // Somebody handed the phone on without a connection: their session lets nobody in and is ended first.
  const handedOn = !known && signOutWaits();
  if (known) trpc.iam.me.setData(undefined, known, { updatedAt: 0 });
  // What this person saw last is there before the first screen asks, and asked for anew behind it.
  const [restored, setRestored] = createSignal(!known);
  if (known) void restoreAnswers(ownerOf(known)).then(() => setRestored(true));
  else void forgetAnswers();
  const me = useQuery(() => trpc.iam.me.queryOptions(undefined, { staleTime: 5 * 60_000, enabled: !handedOn }));
  const location = useLocation();
  // What still runs while the frame goes, such as a sign-out, reads who was here last. Set by an effect below: a memo that reads an answer takes
  // the whole page out of the document for a moment with every later one, and the focus and a key that is being pressed with it.
  const [latest, setLatest] = createSignal(known);
  // Once said it stays so; somebody who signs out themselves is led away by that.
  const signedOut = createMemo<boolean>(
    (before) => before || handedOn || sessionEnded() || (isUnauthorized(me.error) && !isLeaving()),
    false,
  );
  createEffect(() => {
    if (signedOut()) {
      const changed = accessEnded() || isAccessChanged(me.error);
      setLeaving(true);
      forgetMe();
      dropEarlyCamera();
      // By a fresh page: nothing of who was here stays in memory, and no screen that is still loading holds it up.
      void forgetAnswers().then(() => window.location.replace(signInPath(location, changed ? "access" : null)));
    } else if (me.isSuccess) {
      actAs(me.data);
      rememberMe(me.data);
      setLatest(me.data);
    }
  });
  return (
    <Switch fallback={<SkeletonRows rows={8} class="mx-auto max-w-3xl" />}>
      <Match when={restored() && !signedOut() && latest()}>
        <Frame {...props} me={latest()!} />
      </Match>
      <Match when={me.isError && !signedOut()}>
        <main class="mx-auto max-w-lg py-12">
          <ErrorState error={me.error} onRetry={() => void me.refetch()} busy={me.isFetching} />
          <Show when={!isNetworkError(me.error)}>
            <Button variant="ghost" class="mx-auto flex" onClick={() => void signOut().catch(() => me.refetch())}>
              {t("shell.user.signOut")}
            </Button>
          </Show>
        </main>
      </Match>
    </Switch>
  );
}

/** The layout of every signed-in screen. */
export default function SignedIn(props: RouteSectionProps) {
  return (
    <QueryClientProvider client={queryClient}>
      <Gate {...props} />
      <Toaster />
    </QueryClientProvider>
  );
}
