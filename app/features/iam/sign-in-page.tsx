import { useSearchParams } from "@solidjs/router";
import { createResource, createSignal, lazy, Match, onMount, Show, Suspense, Switch } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { forgetMe } from "~/lib/last-me.ts";
import { safeNextPath } from "~/lib/next-path.ts";
import { usePageTitle } from "~/lib/page-title.ts";
import { fetchPublicConfig } from "~/lib/public-config.ts";
import { finishSignOut, noSignOutWaits } from "~/lib/sign-out.ts";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { SkeletonRows } from "~/ui/skeleton.tsx";
import { AuthFrame } from "./auth-frame.tsx";
import { CodeStep } from "./code-step.tsx";
import { DemoAccounts } from "./demo-accounts.tsx";
import { EmailStep } from "./email-step.tsx";
import { PasskeyStep } from "./passkey-step.tsx";
import { firstWay, rememberWay, type Way, WAYS } from "./sign-in-way.ts";

// With it come the phone's kept people and, when somebody scans, the decoder.
const BadgeStep = lazy(async () => ({ default: (await import("~/features/credentials/badge-step.tsx")).BadgeStep }));

/** Sign-in by e-mail code, passkey, badge, or a demo account. Success loads the next page anew, with the session's cookie. */
export function SignInPage() {
  const [search] = useSearchParams();
  const [config] = createResource(fetchPublicConfig);
  const [sentTo, setSentTo] = createSignal<string | null>(null);
  const [email, setEmail] = createSignal("");
  // oxlint-disable-next-line solid/reactivity -- where it starts; later changes come from the person
  const [way, setWay] = createSignal<Way>(firstWay(search["way"]));
  usePageTitle(() => t("auth.title"));
  // What a person left on this device without a connection is ended before anybody else comes in.
  onMount(() => void finishSignOut());
  const goOn = () => {
    rememberWay(way());
    window.location.replace(safeNextPath(search["next"]));
  };
  const enter = () => {
    forgetMe();
    noSignOutWaits();
    goOn();
  };

  return (
    <AuthFrame config={config()}>
      <Show when={search["reason"] === "access" && !sentTo()}>
        <p role="alert" class="rounded-lg border border-amber-line bg-amber-soft p-4 text-sm">
          <strong class="block">{t("auth.accessChanged.title")}</strong>
          {t("auth.accessChanged.hint")}
        </p>
      </Show>
      <Switch>
        <Match when={sentTo()}>
          {(address) => <CodeStep email={address()} onSignedIn={enter} onBack={() => setSentTo(null)} />}
        </Match>
        <Match when={true}>
          <div class="flex flex-col gap-6">
            <h1 tabindex="-1" class="text-3xl font-bold tracking-tight">
              {t("auth.title")}
            </h1>
            <SegmentedControl<Way>
              label={t("auth.way.label")}
              value={way()}
              onChange={setWay}
              options={WAYS.map((value) => ({ value, label: t(`auth.way.${value}`) }))}
            />
            <Switch>
              <Match when={way() === "email"}>
                <EmailStep email={email()} onEmail={setEmail} onSent={setSentTo} onSignedIn={enter} />
              </Match>
              <Match when={way() === "passkey"}>
                <PasskeyStep onSignedIn={enter} />
              </Match>
              <Match when={way() === "badge"}>
                <Suspense fallback={<SkeletonRows rows={3} />}>
                  <BadgeStep onSignedIn={goOn} />
                </Suspense>
              </Match>
            </Switch>
          </div>
        </Match>
      </Switch>
      <Show when={config()?.demo && !sentTo() ? config()?.demoAccounts : undefined}>
        {(accounts) => <DemoAccounts accounts={accounts()} onSignedIn={enter} />}
      </Show>
    </AuthFrame>
  );
}
