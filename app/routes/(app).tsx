import { type RouteSectionProps, useLocation, useNavigate } from "@solidjs/router";
import { QueryClientProvider, useMutation, useQuery } from "@tanstack/solid-query";
import { createEffect, createResource, ErrorBoundary, Match, Show, Suspense, Switch } from "solid-js";
import { CrashPage } from "~/features/shell/crash-page.tsx";
import { visibleNavItems } from "~/features/shell/nav-items.ts";
import { errorSentence, isAccessChanged, isNetworkError, isUnauthorized } from "~/lib/errors.ts";
import { listPeople } from "~/lib/badge-vault/store.ts";
import { t } from "~/lib/i18n.ts";
import { forgetMe, recallMe, rememberMe } from "~/lib/last-me.ts";
import { startLiveUpdates } from "~/lib/live.ts";
import { signInPath } from "~/lib/next-path.ts";
import { online } from "~/lib/online.ts";
import { type Me, SessionProvider } from "~/lib/session.tsx";
import { signOut, signOutWaits, switchPerson } from "~/lib/sign-out.ts";
import { accessEnded, actAs, client, connection, queryClient, sessionEnded, setLeaving, trpc } from "~/lib/trpc.ts";
import { AppShell } from "~/ui/app-shell.tsx";
import { Button } from "~/ui/button.tsx";
import { ErrorState } from "~/ui/error-state.tsx";
import type { LiveState } from "~/ui/live-dot.tsx";
import { SkeletonRows } from "~/ui/skeleton.tsx";
import { toast, Toaster } from "~/ui/toast.tsx";

function Frame(props: RouteSectionProps & { me: Me }) {
  startLiveUpdates();
  const switchOrganization = useMutation(() => ({
    mutationFn: (orgId: string) => {
      // The token changes with the organisation: what is under way with the old one is answered with 401.
      setLeaving(true);
      return client.iam.switchOrganization.mutate({ orgId });
    },
    // A fresh page is the one sure way to keep nothing of the other organisation in memory.
    onSuccess: () => {
      forgetMe();
      window.location.assign("/");
    },
    onError: (error) => {
      setLeaving(false);
      toast.error(errorSentence(error, t));
    },
  }));
  const [isShared] = createResource(async () => (await listPeople()).length > 0);
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
        onSwitchOrganization={(orgId) => switchOrganization.mutate(orgId)}
        onSwitchPerson={isShared() ? () => void switchPerson() : undefined}
        onSignOut={() => void signOut().catch((error: unknown) => toast.error(errorSentence(error, t)))}
      >
        <ErrorBoundary fallback={(error: unknown, reset) => <CrashPage error={error} onRetry={reset} />}>
          <Suspense fallback={<SkeletonRows rows={6} />}>{props.children}</Suspense>
        </ErrorBoundary>
      </AppShell>
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
  const me = useQuery(() => trpc.iam.me.queryOptions(undefined, { staleTime: 5 * 60_000, enabled: !handedOn }));
  const location = useLocation();
  const navigate = useNavigate();
  const signedOut = () => handedOn || sessionEnded() || isUnauthorized(me.error);
  createEffect(() => {
    if (signedOut()) {
      const changed = accessEnded() || isAccessChanged(me.error);
      forgetMe();
      navigate(signInPath(location, changed ? "access" : null), { replace: true });
    } else if (me.isSuccess) {
      actAs(me.data);
      rememberMe(me.data);
    }
  });
  return (
    <Switch fallback={<SkeletonRows rows={8} class="mx-auto max-w-3xl" />}>
      <Match when={!signedOut() && !me.isPending && me.data}>{(data) => <Frame {...props} me={data()} />}</Match>
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
