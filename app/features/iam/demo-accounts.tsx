import ChevronRight from "lucide-solid/icons/chevron-right";
import LoaderCircle from "lucide-solid/icons/loader-circle";
import { createSignal, For, Show } from "solid-js";
import { t, type MessageKey } from "~/lib/i18n.ts";
import type { DemoAccount } from "~/lib/public-config.ts";
import { Avatar } from "~/ui/avatar.tsx";
import { Button } from "~/ui/button.tsx";
import { authFailureMessage } from "./auth-failure.ts";

/** Ready-made people of the demo, one tap each. The server offers them in demo mode only. */
export function DemoAccounts(props: { accounts: readonly DemoAccount[]; onSignedIn: () => void }) {
  const [busy, setBusy] = createSignal<string | null>(null);
  const [error, setError] = createSignal<MessageKey | null>(null);
  const [showsAll, setShowsAll] = createSignal(false);
  /** One of each role, until all are asked for. */
  const offered = () =>
    showsAll()
      ? props.accounts
      : props.accounts.filter(({ role }, at) => props.accounts.findIndex((other) => other.role === role) === at);

  async function signIn(account: DemoAccount) {
    if (busy()) return;
    setError(null);
    setBusy(account.email);
    try {
      const response = await fetch("/api/auth/demo/sign-in", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email: account.email }),
      });
      if (response.ok) {
        props.onSignedIn();
        return;
      }
      setError(authFailureMessage({ status: response.status }));
    } catch {
      setError(authFailureMessage(null));
    }
    setBusy(null);
  }

  return (
    <section aria-labelledby="demo-accounts" class="flex flex-col gap-2">
      <div>
        <h2 id="demo-accounts" class="font-bold">
          {t("auth.demo.title")}
        </h2>
        <p class="text-sm text-muted">{t("auth.demo.hint")}</p>
      </div>
      <ul class="overflow-hidden rounded-lg border border-line bg-surface">
        <For each={offered()}>
          {(account) => (
            <li class="border-b border-line last:border-b-0">
              <button
                type="button"
                disabled={busy() !== null}
                onClick={() => void signIn(account)}
                class="flex min-h-16 w-full items-center gap-3 px-4 py-2 text-start outline-offset-[-3px] hover:bg-hover"
              >
                <Avatar name={account.name} class="size-10 text-sm" />
                <span class="min-w-0 flex-1">
                  <span class="sr-only">{t("auth.demo.signInAs")} </span>
                  <span class="block truncate font-semibold">{t(`common.role.${account.role}`)}</span>
                  <span class="block truncate text-sm text-muted">
                    {account.name} · {account.organization}
                  </span>
                  <span class="block truncate text-xs text-muted">{account.email}</span>
                </span>
                <Show
                  when={busy() === account.email}
                  fallback={<ChevronRight class="size-5 text-faint" aria-hidden="true" />}
                >
                  <LoaderCircle class="size-5 animate-spin" aria-hidden="true" />
                </Show>
              </button>
            </li>
          )}
        </For>
      </ul>
      <Show when={offered().length < props.accounts.length}>
        <Button variant="ghost" onClick={() => setShowsAll(true)}>
          {t("auth.demo.all", { count: String(props.accounts.length) })}
        </Button>
      </Show>
      <p role="alert" class="text-sm font-medium text-red empty:hidden">
        {error() ? t(error()!) : null}
      </p>
    </section>
  );
}
