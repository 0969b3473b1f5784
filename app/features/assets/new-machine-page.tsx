import { A, useNavigate } from "@solidjs/router";
import { useMutation } from "@tanstack/solid-query";
import ChevronLeft from "lucide-solid/icons/chevron-left";
import { createSignal, Show } from "solid-js";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { noteLostChunk } from "~/lib/lost-chunk.ts";
import { online } from "~/lib/online.ts";
import { client, trpc } from "~/lib/trpc.ts";
import { Button, ButtonLink } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { toast } from "~/ui/toast.tsx";
import { emptyDraft } from "./empty-draft.ts";
import type * as Rules from "./machine-draft.ts";
import type { Faults, MachineValues } from "./machine-draft.ts";
import { MachineFields } from "./machine-fields.tsx";
import { refusedFields } from "./refused-fields.ts";

/** Adds a machine by hand. */
export function NewMachinePage() {
  const navigate = useNavigate();
  const [draft, setDraft] = createSignal(emptyDraft);
  // The rules are loaded when somebody is done; from then on faults are told as they are mended.
  const [rules, setRules] = createSignal<typeof Rules | null>(null);
  const faults = (): Faults => rules()?.readDraft(draft()).faults ?? {};
  // One operation for this form: a second press after a lost answer must not make a second machine.
  const operationId = crypto.randomUUID();
  const create = useMutation(() => ({
    mutationFn: (values: MachineValues) => client.assets.create.mutate({ operationId, ...values }),
    onSuccess: async (machine) => {
      toast.success(t("assets.form.done", { humanId: machine.humanId }));
      await trpc.assets.invalidate();
      navigate(`/fleet/${machine.humanId}`, { replace: true });
    },
  }));
  async function submit(event: SubmitEvent & { currentTarget: HTMLFormElement }) {
    event.preventDefault();
    const form = event.currentTarget;
    const { readDraft } = setRules(await import("./machine-draft.ts"));
    const { values } = readDraft(draft());
    if (values) create.mutate(values);
    else form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }
  return (
    <div class="max-w-3xl">
      <PageHeader
        title={t("assets.form.new")}
        eyebrow={
          <A href="/fleet" class="inline-flex items-center gap-1 hover:underline coarse:min-h-12">
            <ChevronLeft class="size-4" aria-hidden="true" />
            {t("assets.machine.back")}
          </A>
        }
        description={t("assets.form.newHint")}
      />
      <form novalidate class="flex flex-col gap-4" onSubmit={(event) => void submit(event).catch(noteLostChunk)}>
        <Card>
          <MachineFields
            draft={draft()}
            faults={faults()}
            refused={create.isError ? refusedFields(create.error) : {}}
            isNew
            onChange={(change) => setDraft((now) => ({ ...now, ...change }))}
          />
        </Card>
        <div class="flex flex-col gap-3 sm:flex-row sm:items-center sm:justify-end">
          <Show when={create.isError}>
            <p role="alert" class="text-sm font-medium text-red sm:flex-1">
              {errorSentence(create.error, t)}
            </p>
          </Show>
          <ButtonLink href="/fleet">{t("common.action.cancel")}</ButtonLink>
          <Button type="submit" variant="primary" busy={create.isPending} disabled={!online()}>
            {t("assets.form.submit")}
          </Button>
        </div>
      </form>
    </div>
  );
}
