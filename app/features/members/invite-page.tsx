import { useParams } from "@solidjs/router";
import MailOpen from "lucide-solid/icons/mail-open";
import { createResource, createSignal, Match, Show, Switch } from "solid-js";
import { AuthFrame } from "~/features/iam/auth-frame.tsx";
import { CodeStep } from "~/features/iam/code-step.tsx";
import { errorSentence } from "~/lib/errors.ts";
import { createFormat } from "~/lib/format.ts";
import { locale, t } from "~/lib/i18n.ts";
import { forgetMe } from "~/lib/last-me.ts";
import { formatLocale } from "~/lib/locale.ts";
import { usePageTitle } from "~/lib/page-title.ts";
import { fetchPublicConfig } from "~/lib/public-config.ts";
import { Avatar } from "~/ui/avatar.tsx";
import { Button, ButtonLink } from "~/ui/button.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { SkeletonRows } from "~/ui/skeleton.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { acceptInvitation, openInvitation, sendInvitationCode, signedInAs } from "./invitation-api.ts";

const attempted = async <T,>(work: Promise<T>) =>
  work.then(
    (value) => ({ value, error: null }),
    (error: unknown) => ({ value: null, error }),
  );

/** What an invitation's link opens: who invites, a code to prove the address, and the way in. */
export function InvitePage() {
  usePageTitle(() => t("members.join.title"));
  const params = useParams<{ token: string }>();
  const [opened] = createResource(
    () => params.token,
    (token) => attempted(openInvitation(token)),
  );
  const [config] = createResource(fetchPublicConfig);
  const [signedIn] = createResource(() => signedInAs().catch(() => null));
  const [name, setName] = createSignal<string | null>(null);
  const [step, setStep] = createSignal<"offer" | "code">("offer");
  const [nameMissing, setNameMissing] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [error, setError] = createSignal<unknown>(null);

  const invitation = () => opened()?.value ?? null;
  const isInvited = () => signedIn() !== undefined && signedIn() === invitation()?.email;
  const chosenName = () => (name() ?? invitation()?.name ?? "").trim();
  const until = () => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const format = createFormat({
      locale: formatLocale(locale(), navigator.language),
      timeZone,
      units: "METRIC",
      currency: "USD",
    });
    return format.dateTime(invitation()!.expiresAt);
  };

  /** Shows that something is under way, and what it failed with. */
  async function attempt(work: Promise<unknown>): Promise<boolean> {
    setBusy(true);
    setError(null);
    const { error: failure } = await attempted(work);
    setError(failure);
    setBusy(false);
    return failure === null;
  }
  async function join() {
    if (!(await attempt(acceptInvitation(params.token, chosenName() || null)))) return;
    forgetMe();
    window.location.replace("/");
  }
  async function askForCode() {
    if (!chosenName()) setNameMissing(true);
    else if (await attempt(sendInvitationCode(params.token))) setStep("code");
  }

  return (
    <AuthFrame config={config()}>
      <Switch>
        <Match when={opened.loading || signedIn.loading}>
          <div role="status" aria-label={t("members.join.loading")}>
            <SkeletonRows rows={4} />
          </div>
        </Match>
        <Match when={opened()?.error}>
          {(failure) => (
            <div role="alert">
              <h1 tabindex="-1" class="sr-only">
                {t("members.join.title")}
              </h1>
              <EmptyState
                icon={<MailOpen />}
                title={t("members.join.failed")}
                hint={errorSentence(failure(), t)}
                action={<ButtonLink href="/sign-in">{t("members.join.signIn")}</ButtonLink>}
              />
            </div>
          )}
        </Match>
        <Match when={step() === "code" && invitation()}>
          {(found) => (
            <>
              <CodeStep
                email={found().email}
                onSignedIn={() => void join()}
                onBack={() => setStep("offer")}
                resend={() => sendInvitationCode(params.token)}
              />
              <p role="alert" class="text-sm font-medium text-red empty:hidden">
                {error() ? errorSentence(error(), t) : null}
              </p>
            </>
          )}
        </Match>
        <Match when={invitation()}>
          {(found) => (
            <form
              class="flex flex-col gap-6"
              novalidate
              onSubmit={(event) => {
                event.preventDefault();
                void (isInvited() ? join() : askForCode());
              }}
            >
              <h1 tabindex="-1" class="text-3xl font-bold tracking-tight">
                {t("members.join.title")}
              </h1>
              <div class="flex items-start gap-4 rounded-lg border border-line bg-surface p-4 shadow-card">
                <Avatar name={found().organization.name} square class="size-12 bg-ink text-base text-canvas" />
                <div class="min-w-0">
                  <p class="font-bold break-words">
                    {t("members.join.invites", { organization: found().organization.name })}
                  </p>
                  <p>{t("members.join.as", { role: t(`common.role.${found().role}`) })}</p>
                  <p class="mt-2 text-sm break-all text-muted">{t("members.join.for", { email: found().email })}</p>
                  <p class="text-sm text-muted">{t("members.join.until", { time: until() })}</p>
                </div>
              </div>
              <Show when={signedIn() && !isInvited()}>
                <p class="text-sm text-muted">{t("members.join.otherPerson", { email: signedIn()! })}</p>
              </Show>
              <Show when={!isInvited()}>
                <TextField
                  name="name"
                  autocomplete="name"
                  maxLength={100}
                  label={t("members.join.name")}
                  hint={t("members.join.nameHint")}
                  error={nameMissing() && !chosenName() ? t("members.join.nameMissing") : null}
                  value={name() ?? found().name ?? ""}
                  onInput={(event) => setName(event.currentTarget.value)}
                  inputClass="min-h-12"
                />
              </Show>
              <div class="flex flex-col gap-2">
                <Button type="submit" variant="primary" size="lg" busy={busy()} class="whitespace-normal">
                  {isInvited()
                    ? t("members.join.accept", { organization: found().organization.name })
                    : t("members.join.sendCode")}
                </Button>
                <Show when={!isInvited()}>
                  <p class="text-sm text-muted">{t("members.join.sendHint")}</p>
                </Show>
              </div>
              <p role="alert" class="text-sm font-medium text-red empty:hidden">
                {error() ? errorSentence(error(), t) : null}
              </p>
            </form>
          )}
        </Match>
      </Switch>
    </AuthFrame>
  );
}
