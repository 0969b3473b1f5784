import { A } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import { createSignal, For, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { client } from "~/lib/trpc.ts";
import { Button, ButtonLink } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { FormDialog } from "~/ui/form-dialog.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { toast } from "~/ui/toast.tsx";
import { namesIn } from "./booking-draft.ts";
import { refreshReservations, travellingQuery } from "./reservations.queries.ts";

/** The machines that go wherever this one goes, for its dealer. */
export function TravelCard(props: { humanId: string }) {
  const { can } = useSession();
  const query = useQuery(() => travellingQuery(props.humanId));
  const [editing, setEditing] = createSignal(false);
  const [numbers, setNumbers] = createSignal("");
  const save = async (operationId: string) => {
    const attachments = namesIn(numbers()).map((number) => number.toUpperCase());
    await client.reservations.attach.mutate({ operationId, humanId: props.humanId, attachments });
    toast.success(t("reservations.travel.done"));
    setEditing(false);
    await refreshReservations();
  };
  return (
    <Card
      title={t("reservations.travel.title")}
      actions={
        <>
          <Show when={can("reservations.attach")}>
            <Button size="sm" variant="ghost" onClick={() => setEditing(true)}>
              {t("reservations.travel.edit")}
            </Button>
          </Show>
          <Show when={can("reservations.reserve")}>
            <ButtonLink size="sm" href={`/reservations/new?humanId=${props.humanId}`}>
              {t("reservations.new")}
            </ButtonLink>
          </Show>
        </>
      }
    >
      <Loaded query={query}>
        {(travelling) => (
          <Show
            when={travelling().length > 0}
            fallback={<p class="text-sm text-muted">{t("reservations.travel.none")}</p>}
          >
            <ul class="flex flex-col gap-1">
              <For each={travelling()}>
                {(machine) => (
                  <li>
                    <A
                      href={`/fleet/${machine.humanId}`}
                      class="font-semibold hover:underline coarse:inline-flex coarse:min-h-12 coarse:items-center"
                    >
                      {machine.humanId}
                    </A>{" "}
                    <span class="text-sm text-muted">{`${machine.make} ${machine.model}`}</span>
                  </li>
                )}
              </For>
            </ul>
          </Show>
        )}
      </Loaded>
      <FormDialog
        open={editing()}
        onClose={() => setEditing(false)}
        title={t("reservations.travel.title")}
        hint={t("reservations.travel.hint")}
        submit={t("common.action.save")}
        onOpen={() => void setNumbers(query.isSuccess ? query.data.map(({ humanId }) => humanId).join(", ") : "")}
        check={() => true}
        onSend={save}
      >
        <TextField
          label={t("reservations.travel.field")}
          hint={t("reservations.travel.fieldHint")}
          value={numbers()}
          maxLength={800}
          autocapitalize="characters"
          onInput={(event) => setNumbers(event.currentTarget.value)}
        />
      </FormDialog>
    </Card>
  );
}
