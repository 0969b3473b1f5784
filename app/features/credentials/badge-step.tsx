import ArrowLeft from "lucide-solid/icons/arrow-left";
import ScanLine from "lucide-solid/icons/scan-line";
import { createResource, createSignal, For, lazy, Match, Show, Suspense, Switch } from "solid-js";
import { parseBadge } from "../../../server/domain/credentials/badge.ts";
import { t, type MessageKey } from "~/lib/i18n.ts";
import { forgetRevoked } from "~/lib/badge-vault/vault.ts";
import { type KeptPerson, listPeople } from "~/lib/badge-vault/store.ts";
import { Avatar } from "~/ui/avatar.tsx";
import { Button } from "~/ui/button.tsx";
import { SkeletonRows } from "~/ui/skeleton.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { PinStep } from "./pin-step.tsx";

// The decoder is loaded by whoever scans.
const CameraView = lazy(async () => ({ default: (await import("~/features/scan/camera-view.tsx")).CameraView }));

type Chosen = { kind: "known"; person: KeptPerson } | { kind: "badge"; badge: string };

async function knownPeople(): Promise<KeptPerson[]> {
  await forgetRevoked();
  return listPeople();
}

/** Somebody who was on this phone before. */
function PersonRow(props: { person: KeptPerson; onChoose: () => void }) {
  return (
    <li class="border-b border-line last:border-b-0">
      <button
        type="button"
        class="flex min-h-16 w-full items-center gap-3 px-4 py-2 text-start outline-offset-[-3px] hover:bg-hover"
        onClick={() => props.onChoose()}
      >
        <Avatar name={props.person.name} class="size-10 text-sm" />
        <span class="min-w-0 flex-1">
          <span class="block truncate font-semibold">{props.person.name}</span>
          <span class="block truncate text-sm text-muted">{props.person.organization}</span>
        </span>
      </button>
    </li>
  );
}

/** Reads a badge with the camera, or takes its number. */
function NewBadge(props: { onBadge: (badge: string) => void }) {
  const [scanning, setScanning] = createSignal(false);
  const [number, setNumber] = createSignal("");
  const [error, setError] = createSignal<MessageKey | null>(null);
  const [recognised, setRecognised] = createSignal(false);

  function take(texts: readonly string[]) {
    const badge = texts.find((text) => parseBadge(text)?.kind === "token");
    if (!badge) {
      setError("auth.badge.foreignCode");
      return;
    }
    setRecognised(true);
    props.onBadge(badge);
  }

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const code = parseBadge(number());
    if (code?.kind === "number") props.onBadge(code.number);
    else setError("auth.badge.numberInvalid");
  }

  return (
    <div class="flex flex-col gap-6">
      <Show
        when={scanning()}
        fallback={
          <Button variant="primary" size="field" onClick={() => setScanning(true)}>
            <ScanLine aria-hidden="true" />
            {t("auth.badge.scan")}
          </Button>
        }
      >
        <Suspense fallback={<SkeletonRows rows={4} />}>
          <CameraView
            aim={t("auth.badge.aim")}
            recognised={recognised()}
            onReady={() => undefined}
            onCodes={(codes) => take(codes.map(({ text }) => text))}
          />
        </Suspense>
      </Show>
      <form class="flex flex-col gap-4" novalidate onSubmit={submit}>
        <TextField
          name="badge-number"
          inputmode="numeric"
          autocomplete="off"
          maxlength={14}
          label={t("auth.badge.number")}
          hint={t("auth.badge.numberHint")}
          error={error() ? t(error()!) : null}
          value={number()}
          onInput={(event) => {
            setNumber(event.currentTarget.value);
            setError(null);
          }}
          inputClass="min-h-12 font-mono text-lg tracking-widest"
        />
        <Button type="submit" size="lg">
          {t("auth.badge.next")}
        </Button>
      </form>
    </div>
  );
}

/** Signing in by badge: who was here before with the PIN alone, anybody else with their badge and PIN. */
export function BadgeStep(props: { onSignedIn: () => void }) {
  const [people, { refetch }] = createResource(knownPeople);
  const [chosen, setChosen] = createSignal<Chosen | null>(null);
  const [another, setAnother] = createSignal(false);
  const known = () => people() ?? [];
  const back = () => {
    setChosen(null);
    void refetch();
  };

  return (
    <Switch>
      <Match when={chosen()} keyed>
        {(who) => (
          <PinStep
            person={who.kind === "known" ? who.person : null}
            badge={who.kind === "badge" ? who.badge : null}
            onBack={back}
            onSignedIn={props.onSignedIn}
          />
        )}
      </Match>
      <Match when={people.loading && known().length === 0}>
        <SkeletonRows rows={3} />
      </Match>
      <Match when={known().length > 0 && !another()}>
        <section aria-labelledby="known-people" class="flex flex-col gap-4">
          <h2 id="known-people" class="font-bold">
            {t("auth.badge.who")}
          </h2>
          <ul class="overflow-hidden rounded-lg border border-line bg-surface">
            <For each={known()}>
              {(person) => <PersonRow person={person} onChoose={() => setChosen({ kind: "known", person })} />}
            </For>
          </ul>
          <Button size="lg" onClick={() => setAnother(true)}>
            <ScanLine aria-hidden="true" />
            {t("auth.badge.another")}
          </Button>
        </section>
      </Match>
      <Match when={true}>
        <NewBadge onBadge={(badge) => setChosen({ kind: "badge", badge })} />
        <Show when={known().length > 0}>
          <Button variant="ghost" class="mt-4" onClick={() => setAnother(false)}>
            <ArrowLeft aria-hidden="true" />
            {t("auth.badge.back")}
          </Button>
        </Show>
      </Match>
    </Switch>
  );
}
